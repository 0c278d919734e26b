#include "ui/panels/script_card.h"

#include "ui/panels/ink_label.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <span>

namespace hopwright::ui {

namespace {

constexpr int padding = 16;
constexpr int markSize = 22;

}  // namespace

ScriptCard::ScriptCard(QWidget* parent) : FloatingCard(Edge::Outline, parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
}

void ScriptCard::setReading(const scriptread::ScriptReading& reading)
{
    if (m_content != nullptr) {  // One of its buttons may be what led here.
        m_content->hide();
        layout()->removeWidget(m_content);
        m_content->deleteLater();
    }
    m_content = new QWidget(this);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(padding + 4, padding, padding, padding);
    column->setSpacing(12);
    const QString summary = scriptSummary(reading);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    auto* mark = new MarkLabel(markSize, m_content);
    mark->setMark(reading.findings.empty() ? Mark::CannotSay : Mark::WillBeDenied, summary);
    head->addWidget(mark, 0, Qt::AlignTop);
    head->addWidget(wrapped(summary, FontRole::Verdict, Ink::Text, m_content), 1);
    column->addLayout(head);
    const std::vector<ScriptLineText> lines = scriptLineTexts(reading);
    const std::size_t shown = std::min(lines.size(), mostLines);
    for (const ScriptLineText& each : std::span(lines).first(shown))
        column->addWidget(makeLine(each));
    if (shown < lines.size()) {
        column->addWidget(
            wrapped(Text::tr("… and %n more. \"hopwright-cli read\" prints all of them.", nullptr,
                             static_cast<int>(lines.size() - shown)),
                    FontRole::Caption, Ink::TextSecondary, m_content));
    }
    layout()->addWidget(m_content);
    m_content->show();
    setAccessibleName(summary);
}

QWidget* ScriptCard::makeLine(const ScriptLineText& line)
{
    auto* part = new QWidget(m_content);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(markSize + 12, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(wrapped(line.headline, FontRole::Strong, Ink::Text, part));
    if (!line.chain.isEmpty())
        column->addWidget(wrapped(line.chain, FontRole::Code, Ink::TextSecondary, part));
    if (!line.rewrite.isEmpty()) {
        auto* row = new QHBoxLayout;
        row->setSpacing(Size::grid);
        auto* text = wrapped(line.rewrite, FontRole::Code, Ink::Text, part);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        row->addWidget(text, 1);
        auto* button = new QToolButton(part);
        button->setIcon(icon(QStringLiteral("copy")));
        button->setAutoRaise(true);
        button->setAccessibleName(Text::tr("Copy this line"));
        button->setToolTip(button->accessibleName());
        connect(button, &QToolButton::clicked, this,
                [this, rewrite = line.rewrite] { emit copy(rewrite); });
        row->addWidget(button, 0, Qt::AlignTop);
        column->addLayout(row);
    }
    if (!line.remedy.isEmpty()) {
        const QString other =
            line.rewrite.isEmpty() ? line.remedy : filled(Text::tr("Or: %1"), {line.remedy});
        column->addWidget(wrapped(other, FontRole::Body, Ink::TextSecondary, part));
    }
    return part;
}

int ScriptCard::heightFor(int width) const
{
    if (m_content == nullptr)
        return 0;
    QLayout& inside = *m_content->layout();
    inside.invalidate();
    inside.activate();
    constexpr int edges = 2;
    return edges
           + (inside.hasHeightForWidth() ? inside.heightForWidth(width - edges)
                                         : inside.sizeHint().height());
}

/// What it lies in scrolls.
void ScriptCard::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

}  // namespace hopwright::ui
