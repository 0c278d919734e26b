#include "ui/text/glossary.h"

#include "ui/text/explain_text.h"
#include "ui/text/words.h"

#include <algorithm>

namespace hopwright::ui {

namespace {

/// "SPN" of "SPN, service principal name", "Logon with a password" of "Logon with a password (type 8)": how a text says it.
QString wordOf(const explain::Explanation& term)
{
    const QString title = explanationText(term.title);
    qsizetype end = title.size();
    for (const QLatin1String mark : {QLatin1String(" ("), QLatin1String(",")}) {
        if (const qsizetype at = title.indexOf(mark); at >= 0)
            end = std::min(end, at);
    }
    return title.left(end);
}

bool isWordAt(const QString& text, qsizetype at, qsizetype size)
{
    const bool before = at > 0 && text.at(at - 1).isLetterOrNumber();
    const bool behind = at + size < text.size() && text.at(at + size).isLetterOrNumber();
    return !before && !behind;
}

bool hasWord(const QString& text, const QString& word)
{
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (isWordAt(text, at, word.size()))
            return true;
    }
    return false;
}

}  // namespace

QString meaningOf(const explain::Topic& topic)
{
    if (!topic.isThere())
        return {};
    const Explained explained = explainTopic(topic);
    const auto means =
        std::ranges::find(explained.sections, ExplainPart::Means, &ExplainSection::part);
    return means == explained.sections.end() ? QString() : means->lines.front().text;
}

std::vector<explain::Topic> termsIn(const QString& text)
{
    std::vector<explain::Topic> out;
    for (const explain::Explanation& term : explain::explanations()) {
        if (term.kind == explain::TopicKind::Term && hasWord(text, wordOf(term)))
            out.push_back({.row = &term});
    }
    return out;
}

QString topicTip(const explain::Topic& topic)
{
    const QString means = meaningOf(topic);
    if (means.isEmpty())
        return {};
    return filled(QStringLiteral("<p><b>%1</b><br/>%2</p>"),
                  {explainTopic(topic).title.toHtmlEscaped(), means.toHtmlEscaped()});
}

QString glossaryTip(const QString& text)
{
    QString out;
    std::size_t count = 0;
    for (const explain::Topic& each : termsIn(text)) {
        if (++count > mostGlossed)
            break;
        out += topicTip(each);
    }
    return out;
}

}  // namespace hopwright::ui
