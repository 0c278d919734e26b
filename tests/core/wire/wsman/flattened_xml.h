#pragma once

#include <QXmlStreamReader>

#include <string>

namespace hopwright::test {

/// XML as another reader than ours sees it, Qt's: one line an element, `{namespace}Name a=b: text`, and one for an error.
inline QStringList flattened(const std::string& xml)
{
    QXmlStreamReader reader(QByteArray::fromStdString(xml));
    QStringList out;
    QList<qsizetype> open;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartElement) {
            QString line = "{" + reader.namespaceUri().toString() + "}" + reader.name().toString();
            const QXmlStreamAttributes attributes = reader.attributes();
            for (const QXmlStreamAttribute& each : attributes)
                line += " " + each.name().toString() + "=" + each.value().toString();
            open << out.size();
            out << line + ":";
        } else if (token == QXmlStreamReader::EndElement) {
            open.removeLast();
        } else if (token == QXmlStreamReader::Characters && !open.isEmpty()) {
            out[open.last()] += " " + reader.text().toString();
        }
    }
    if (reader.hasError())
        out << reader.errorString();
    return out;
}

}  // namespace hopwright::test
