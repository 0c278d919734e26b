#include "ui/text/words.h"

#include "core/text/one_line.h"

#include <QTranslator>

#include <algorithm>

// Q_INIT_RESOURCE declares a function, which must be that of the global namespace.
// NOLINTNEXTLINE(misc-use-anonymous-namespace)
static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace hopwright::ui {

namespace {

/// Each application has the English plural forms; a language that is added later comes before them.
void addEnglish()
{
    initTranslations();
    auto* english = new QTranslator(QCoreApplication::instance());
    if (english->load(QStringLiteral(":/translations/hopwright_en.qm")))
        QCoreApplication::installTranslator(english);
}

Q_COREAPP_STARTUP_FUNCTION(addEnglish)

/// ASCII that is seen, and line ends within reason: most text, and at no cost.
bool isPlain(char byte)
{
    return (byte >= ' ' && byte <= '~') || byte == '\n' || byte == '\t';
}

}  // namespace

QString Text::tr(const char* text, const char* comment, int count)
{
    return QCoreApplication::translate("hopwright", text, comment, count);
}

QString tableText(std::string_view text)
{
    return text.empty() ? QString()
                        : QCoreApplication::translate("errors", std::string(text).c_str());
}

QString explanationText(std::string_view text)
{
    return text.empty() ? QString()
                        : QCoreApplication::translate("explain", std::string(text).c_str());
}

QString fromUtf8(std::string_view text)
{
    return std::ranges::all_of(text, isPlain) ? exactFromUtf8(text)
                                              : QString::fromStdString(text::cleanLines(text));
}

QString shownPath(const QString& path)
{
    return QString::fromStdString(text::escaped(path.toStdString()));
}

QString filled(const QString& text, const std::vector<QString>& arguments)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool place = text.at(i) == u'%' && i + 1 < text.size() && text.at(i + 1).isDigit();
        if (!place) {
            out += text.at(i);
            continue;
        }
        const int number = text.at(i + 1).digitValue();
        if (number >= 1 && static_cast<std::size_t>(number) <= arguments.size())
            out += arguments[static_cast<std::size_t>(number) - 1];
        ++i;
    }
    return out;
}

QString translated(const Sentence& sentence)
{
    if (sentence.text() == nullptr)
        return fromUtf8(sentence.words());
    std::vector<QString> arguments;
    for (const Sentence& each : sentence.arguments())
        arguments.push_back(translated(each));
    return filled(Text::tr(sentence.text(), nullptr, sentence.count().value_or(-1)), arguments);
}

}  // namespace hopwright::ui
