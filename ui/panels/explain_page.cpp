#include "ui/panels/explain_page.h"

#include "ui/models/machine_icon.h"
#include "ui/panels/sections.h"
#include "ui/text/glossary.h"
#include "ui/text/words.h"
#include "ui/theme/style.h"

#include <QPushButton>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr std::size_t mostBack = 50;

Sections::Link linkOf(const explain::Topic& term)
{
    return {.id = fromUtf8(term.row->id), .text = explainTopic(term).title, .tip = meaningOf(term)};
}

/// The words of the trade that \p all have in their texts, but for what they are about.
std::vector<Sections::Link> wordsIn(const std::vector<Explained>& all)
{
    QString text;
    for (const Explained& each : all) {
        text += each.title + u'\n';
        for (const ExplainSection& section : each.sections) {
            if (section.part == ExplainPart::Source)
                continue;
            for (const ExplainLine& line : section.lines)
                text += line.text + u'\n';
        }
    }
    std::vector<Sections::Link> out;
    for (const explain::Topic& term : termsIn(text)) {
        const bool isShown = std::ranges::any_of(
            all, [&](const Explained& each) { return each.id == fromUtf8(term.row->id); });
        if (!isShown)
            out.push_back(linkOf(term));
    }
    return out;
}

QString iconFor(const model::Graph& graph, const ThingRef& thing)
{
    if (const auto* computer = std::get_if<model::ComputerId>(&thing)) {
        const auto found = graph.computers.find(*computer);
        if (found != graph.computers.end())
            return iconOf(found->second.kind);
    }
    return std::holds_alternative<std::monostate>(thing) ? QStringLiteral("explain")
                                                         : QStringLiteral("hop");
}

void add(Sections& sections, const Explained& explained, const QString& icon)
{
    sections.addHead(icon, explained.title, topicLine(explained));
    for (const ExplainSection& section : explained.sections) {
        sections.begin(partTitle(section.part));
        const bool isSource = section.part == ExplainPart::Source;
        for (const ExplainLine& each : section.lines) {
            if (isSource) {
                sections.addText(each.text, Ink::TextSecondary, FontRole::Caption);
            } else {
                sections.addLine(each.rule, each.text);
            }
        }
    }
}

}  // namespace

ExplainPage::ExplainPage(QWidget* parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(Text::tr("Explain"));
}

void ExplainPage::setSubject(const QString& id)
{
    m_subject = id;
    m_back.clear();
}

void ExplainPage::follow(const QString& id)
{
    if (id == m_subject)
        return;
    if (m_back.size() == mostBack)
        m_back.erase(m_back.begin());
    m_back.push_back(std::exchange(m_subject, id));
    emit subjectChanged();
}

void ExplainPage::goBack()
{
    m_subject = m_back.back();
    m_back.pop_back();
    emit subjectChanged();
}

void ExplainPage::addBack(Sections& sections)
{
    if (m_back.empty())
        return;
    sections.begin({});
    auto* back = new QPushButton(Text::tr("Back"), &sections);
    setButtonKind(*back, ButtonKind::Link);
    setSmall(*back);
    back->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(back, &QPushButton::clicked, this, &ExplainPage::goBack);
    sections.addWidget(back);
}

std::vector<Explained> ExplainPage::explained(const ExplainScene& scene,
                                              const ThingRef& thing) const
{
    if (m_subject.isEmpty())
        return explainNamed(scene, thingIdOf(thing).toStdString());
    std::vector<Explained> out = explainNamed(scene, m_subject.toStdString());
    if (out.empty()) {
        const explain::Topic topic = explain::topicOf(m_subject.toStdString());
        if (topic.isThere())
            out.push_back(explainTopic(topic, scene));
    }
    return out;
}

void ExplainPage::show(const model::Graph& graph, const InspectorContent& content,
                       const ThingRef& thing)
{
    const Shared<plan::RouteWalk> walk = plan::walkOf(graph, content.walk);
    const ExplainScene scene{
        .graph = graph, .plan = *content.plan, .walk = *walk, .now = *content.now};
    const std::vector<Explained> all = explained(scene, thing);
    auto* sections = new Sections;
    connect(sections, &Sections::explainAsked, this, &ExplainPage::follow);
    addBack(*sections);
    for (const Explained& each : all) {
        add(*sections, each,
            m_subject.isEmpty() ? iconFor(graph, thing) : QStringLiteral("explain"));
    }
    if (all.empty()) {
        sections->addHead(QStringLiteral("explain"), Text::tr("Nothing is selected"),
                          Text::tr("Select a machine, a hop or a finding and press F1: here stands "
                                   "what it means, why it is so here, and what to do."));
    }
    std::vector<Sections::Link> words;
    if (all.empty()) {
        for (const explain::Explanation& term : explain::explanations()) {
            if (term.kind == explain::TopicKind::Term)
                words.push_back(linkOf({.row = &term}));
        }
    } else {
        words = wordsIn(all);
    }
    if (!words.empty()) {
        sections->begin(Text::tr("Words of the trade"));
        sections->addLinks(words);
    }
    sections->finish();
    const QString shown = m_subject.isEmpty() ? thingIdOf(thing) : m_subject;
    const int scrolled = shown == m_shown ? verticalScrollBar()->value() : 0;
    m_shown = shown;
    put(sections);
    verticalScrollBar()->setValue(scrolled);
}

void ExplainPage::put(Sections* sections)
{
    // One of its buttons may be what led here.
    if (QWidget* before = takeWidget()) {
        before->hide();
        before->deleteLater();
    }
    setWidget(sections);
    sections->show();
}

}  // namespace hopwright::ui
