#pragma once

#include "core/import/read.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace hopwright::import::tests {

inline QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not opened");
}

inline QString folder()
{
    return QStringLiteral(HOPWRIGHT_TEST_DATA "/import/");
}

inline std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// The files, each the output of tools as somebody would save it.
inline QStringList files()
{
    QStringList out = QDir(folder()).entryList(QDir::Files);
    out.removeAll(QStringLiteral("expected.tsv"));
    return out;
}

/// A fact as a line of expected.tsv, without the file.
inline std::string rowOf(const Fact& fact)
{
    std::string value = fact.value;
    std::ranges::replace(value, '\n', '|');
    return std::to_string(fact.line) + "\t" + std::string(wordOf(fact.kind)) + "\t" + fact.subject
           + "\t" + fact.about + "\t" + value + "\t" + std::string(wordOf(fact.layer)) + "\t"
           + fact.time;
}

/// What expected.tsv says, by file.
inline std::map<QString, std::vector<std::string>> expected()
{
    std::map<QString, std::vector<std::string>> out;
    for (const QByteArray& line : bytesOf(folder() + QStringLiteral("expected.tsv")).split('\n')) {
        const qsizetype tab = line.indexOf('\t');
        if (!line.startsWith('#') && tab > 0)
            out[QString::fromUtf8(line.first(tab))].push_back(line.mid(tab + 1).toStdString());
    }
    return out;
}

}  // namespace hopwright::import::tests
