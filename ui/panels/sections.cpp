#include "ui/panels/sections.h"

#include "core/explain/explanation_table.h"
#include "ui/text/explain_text.h"
#include "ui/text/glossary.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"
#include "ui/theme/style.h"

#include <QGridLayout>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QPushButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <span>

namespace hopwright::ui {

namespace {

constexpr int side = 16;
constexpr int above = 12;
constexpr int ruleWidth = 28;
constexpr int nameWidth = 92;
constexpr int nameWidthMax = 160;  ///< A longer one takes lines.

}  // namespace

Sections::Sections(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
}

void Sections::addHead(const QString& icon, const QString& name, const QString& second)
{
    begin({});
    auto* row = new QHBoxLayout;
    row->setSpacing(Size::grid);
    auto* tile = new IconLabel(icon, Size::icon, Ink::Text, this);
    tile->setTile(Size::nodeIconTile);
    row->addWidget(tile, 0, Qt::AlignTop);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(2);
    for (InkLabel* label : {wrapped(name, FontRole::Title, Ink::Text, this),
                            wrapped(second, FontRole::Caption, Ink::TextSecondary, this)}) {
        label->setContentsMargins(2, 0, 0, 0);  // The foot of a J stands before where it begins.
        lines->addWidget(label);
    }
    row->addLayout(lines, 1);
    m_section->addLayout(row);
}

void Sections::begin(const QString& title, std::string_view topic)
{
    auto* section = new QWidget(this);
    m_section = new QVBoxLayout(section);
    m_section->setContentsMargins(side, above, side, above);
    m_section->setSpacing(6);
    m_grid = nullptr;
    m_column->addWidget(section);
    m_tops.push_back(section);
    if (!title.isEmpty()) {
        auto* label = new InkLabel(title, FontRole::CaptionStrong, Ink::TextSecondary, section);
        label->setToolTip(topicTip(explain::topicOf(topic)));
        m_section->addWidget(label);
    }
}

void Sections::addText(const QString& text, Ink ink, FontRole role)
{
    m_grid = nullptr;
    m_section->addWidget(wrapped(text, role, ink, this));
}

void Sections::addState(Mark state, const QString& word, const QString& text)
{
    m_grid = nullptr;
    auto* row = new QHBoxLayout;
    row->setSpacing(Size::grid);
    auto* mark = new MarkLabel(18, this);
    mark->setMark(state, word.isEmpty() ? text : word);
    row->addWidget(mark, 0, Qt::AlignTop);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(2);
    if (!word.isEmpty()) {
        lines->addWidget(wrapped(word, FontRole::Strong, markInk(state), this));
    }
    if (!text.isEmpty()) {
        lines->addWidget(
            wrapped(text, FontRole::Body, word.isEmpty() ? Ink::TextSecondary : Ink::Text, this));
    }
    row->addLayout(lines, 1);
    m_section->addLayout(row);
}

QGridLayout* Sections::grid(int wide)
{
    if (m_grid == nullptr || m_gridWide != wide) {
        m_grid = new QGridLayout;
        m_gridWide = wide;
        m_grid->setHorizontalSpacing(Size::grid);
        m_grid->setVerticalSpacing(6);
        m_section->addLayout(m_grid);
    }
    return m_grid;
}

void Sections::addLeftOut(std::size_t count)
{
    if (count == 0) {
        return;
    }
    addText(Text::tr("… and %n more. \"hopwright-cli plan\" prints all of them.", nullptr,
                     static_cast<int>(count)),
            Ink::TextSecondary, FontRole::Caption);
}

void Sections::addBecause(const std::vector<plan::Because>& because)
{
    const std::size_t shown = std::min(because.size(), mostLines);
    for (const plan::Because& each : std::span(because).first(shown)) {
        const QString text = becauseText(each);
        if (text.isEmpty()) {
            continue;
        }
        addLine(fromUtf8(each.rule), text);
    }
    addLeftOut(because.size() - shown);
}

QPushButton* Sections::linkTo(const Link& link, FontRole role)
{
    auto* button = new QPushButton(link.text, this);
    setButtonKind(*button, ButtonKind::Link);
    setSmall(*button);
    button->setFont(fontFor(role, font()));
    button->setToolTip(tipOf(link.tip));
    button->setCursor(Qt::PointingHandCursor);
    connect(button, &QPushButton::clicked, this, [this, id = link.id] { emit explainAsked(id); });
    return button;
}

/// A link where the rule is explained, as high as a line.
QWidget* Sections::ruleLabel(const QString& rule)
{
    const explain::Topic topic = explain::topicOf(rule.toStdString());
    if (!topic.isThere())
        return new InkLabel(rule, FontRole::Caption, Ink::TextSecondary, this);
    QPushButton* button =
        linkTo({.id = rule, .text = rule, .tip = explainTopic(topic).title}, FontRole::Caption);
    button->setAccessibleName(filled(Text::tr("Explain %1"), {rule}));
    button->setFixedSize(button->fontMetrics().horizontalAdvance(rule) + Size::grid,
                         fontMetrics().height() + 2);
    return button;
}

void Sections::addLine(const QString& rule, const QString& text)
{
    if (rule.isEmpty()) {
        addText(text);
        return;
    }
    QGridLayout* rows = grid(2);
    rows->setColumnMinimumWidth(0, ruleWidth);
    rows->setColumnStretch(1, 1);
    const int row = rows->rowCount();
    rows->addWidget(ruleLabel(rule), row, 0, Qt::AlignTop | Qt::AlignLeft);
    rows->addWidget(wrapped(text, FontRole::Body, Ink::Text, this), row, 1);
}

void Sections::addFinding(Mark mark, const QString& text, const QString& rule, const QString& id)
{
    m_grid = nullptr;
    auto* row = new QHBoxLayout;
    row->setSpacing(Size::grid);
    auto* sign = new MarkLabel(18, this);
    sign->setMark(mark, text);
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addWidget(wrapped(text, FontRole::Body, Ink::TextSecondary, this), 1);
    QPushButton* button = linkTo({.id = id, .text = rule, .tip = Text::tr("Explain this finding")},
                                 FontRole::Caption);
    button->setAccessibleName(filled(Text::tr("Explain %1"), {text}));
    button->setFixedSize(button->fontMetrics().horizontalAdvance(rule) + Size::grid,
                         fontMetrics().height() + 2);
    row->addWidget(button, 0, Qt::AlignTop);
    m_section->addLayout(row);
}

void Sections::addLinks(const std::vector<Link>& links)
{
    // Two beside each other would be wider than the panel, and the panel then cuts all of its lines.
    constexpr int columns = 1;
    QGridLayout* rows = grid(columns);
    rows->setColumnMinimumWidth(0, 0);
    rows->setVerticalSpacing(0);
    for (std::size_t i = 0; i < links.size(); ++i) {
        const int at = static_cast<int>(i);
        rows->addWidget(linkTo(links[i], FontRole::Body), at / columns, at % columns,
                        Qt::AlignLeft);
    }
    m_grid = nullptr;
}

void Sections::addRow(const QString& name, const QString& icon, Ink ink, const QString& text)
{
    QGridLayout* rows = grid(3);
    rows->setColumnMinimumWidth(0, nameWidth);
    rows->setColumnStretch(2, 1);
    const int row = rows->rowCount();
    auto* label = new InkLabel(name, FontRole::Body, Ink::Text, this);
    label->setTextInteractionFlags(Qt::NoTextInteraction);
    if (label->sizeHint().width() > nameWidthMax) {
        delete label;
        label = wrapped(name, FontRole::Body, Ink::Text, this);
        label->setFixedWidth(nameWidthMax);
    }
    rows->addWidget(label, row, 0, Qt::AlignTop);
    if (icon.isEmpty()) {
        auto* unknown = new MarkLabel(Size::iconSmall, this);
        unknown->setMark(Mark::Unknown, text);
        rows->addWidget(unknown, row, 1, Qt::AlignTop);
    } else {
        rows->addWidget(new IconLabel(icon, Size::iconSmall, ink, this), row, 1, Qt::AlignTop);
    }
    rows->addWidget(wrapped(text, FontRole::Body, Ink::Text, this), row, 2);
}

void Sections::addWidget(QWidget* widget)
{
    m_grid = nullptr;
    m_section->addWidget(widget);
}

void Sections::finish()
{
    m_column->addStretch(1);
}

void Sections::addEmpty(const QString& strong, const QString& caption)
{
    m_column->addStretch(1);
    begin({});
    m_tops.clear();
    auto* title = wrapped(strong, FontRole::Title, Ink::Text, this);
    auto* text = wrapped(caption, FontRole::Body, Ink::TextSecondary, this);
    title->setAlignment(Qt::AlignHCenter);
    text->setAlignment(Qt::AlignHCenter);
    m_section->addWidget(title);
    m_section->addWidget(text);
    m_column->addStretch(2);
}

/// A label without a tooltip of its own lets it come here. Asked when it is wanted, as a page has many lines and few are pointed at.
bool Sections::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto* label = qobject_cast<const QLabel*>(childAt(help->pos()));
    if (label == nullptr)
        return QWidget::event(event);
    const QString tip = glossaryTip(label->text());
    if (tip.isEmpty())
        return QWidget::event(event);
    QToolTip::showText(help->globalPos(), tip, this,
                       QRect(label->mapTo(this, QPoint()), label->size()));
    event->accept();
    return true;
}

void Sections::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const QColor line = ink(Ink::Line, themeOf(QGuiApplication::palette()));
    for (const QWidget* top : m_tops) {
        if (top != m_tops.front()) {
            painter.fillRect(0, top->y(), width(), 1, line);
        }
    }
}

}  // namespace hopwright::ui
