#include "ui/window/status_line.h"

#include "ui/panels/ink_label.h"
#include "ui/text/words.h"
#include "ui/theme/chip.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace hopwright::ui {

namespace {

constexpr int nameWidth = 260;

}  // namespace

StatusLine::StatusLine(QWidget* parent) : QStatusBar(parent)
{
    setSizeGripEnabled(false);
    setAccessibleName(Text::tr("Status bar"));
    setMinimumHeight(Size::statusBar);
    m_runMark = new MarkLabel(14);
    m_drawing = addLabel(Text::tr("Drawing"));
    addFindings();
    setFindings({});
    m_plan = addLabel(Text::tr("Plan"));
    m_run = addLabel(Text::tr("Last run"), m_runMark);
    m_zoom = new QLabel;
    addPermanentWidget(m_zoom);
    auto* chip = new Chip(Text::tr("Practice lab"), ChipKind::Neutral);
    chip->setIcon(icon(QStringLiteral("server")));
    chip->setToolTip(Text::tr("Tests run against simulated hosts on this computer"));
    addPermanentWidget(chip);
    setRun(Mark::None, {});
    setZoom(1);
}

QLabel* StatusLine::addLabel(const QString& name, MarkLabel* mark)
{
    auto* cell = new QWidget;
    auto* row = new QHBoxLayout(cell);
    row->setContentsMargins(Size::grid, 0, Size::grid, 0);
    row->setSpacing(6);
    if (mark != nullptr)
        row->addWidget(mark);
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setAccessibleDescription(name);
    row->addWidget(label);
    addWidget(cell);
    return label;
}

void StatusLine::setDrawing(const QString& name, bool changed)
{
    const QString whole = changed ? filled(Text::tr("%1, changed"), {name}) : name;
    const QString shown = m_drawing->fontMetrics().elidedText(whole, Qt::ElideMiddle, nameWidth);
    m_drawing->setText(shown);
    m_drawing->setToolTip(shown == whole ? QString() : whole);
    m_drawing->setAccessibleName(whole);
}

/// Flat buttons, one a severity, and one where there is none of any.
void StatusLine::addFindings()
{
    auto* cell = new QWidget;
    auto* row = new QHBoxLayout(cell);
    row->setContentsMargins(Size::half, 0, Size::half, 0);
    row->setSpacing(Size::half);
    const auto add = [&](plan::Severity severity, const QIcon& mark) {
        auto* button = new QPushButton(mark, {}, cell);
        button->setFlat(true);
        setSmall(*button);
        // What the bar leaves: it is flat, without an edge that needs more.
        button->setMinimumHeight(Size::statusBar - 6);
        button->setToolTip(Text::tr("Show it in Problems (F8 goes to the next finding)"));
        connect(button, &QPushButton::clicked, this,
                [this, severity] { emit findingsAsked(severity); });
        row->addWidget(button);
        return button;
    };
    for (const plan::Severity severity :
         {plan::Severity::Error, plan::Severity::Warning, plan::Severity::Note}) {
        m_findings.at(static_cast<std::size_t>(std::to_underlying(severity))) =
            add(severity, markIcon(markFor(severity)));
    }
    m_noFindings = add(plan::Severity::Note, {});
    m_noFindings->setText(Text::tr("No findings"));
    addWidget(cell);
}

void StatusLine::setFindings(const FindingCounts& counts)
{
    const std::array texts{Text::tr("%n errors", nullptr, counts.errors),
                           Text::tr("%n warnings", nullptr, counts.warnings),
                           Text::tr("%n notes", nullptr, counts.notes)};
    const std::array numbers{counts.errors, counts.warnings, counts.notes};
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        m_findings.at(i)->setText(texts.at(i));
        m_findings.at(i)->setVisible(numbers.at(i) > 0);
    }
    m_noFindings->setVisible(counts.all() == 0);
}

void StatusLine::setPlanState(const QString& text)
{
    m_plan->setText(text);
}

void StatusLine::setRun(Mark mark, const QString& text)
{
    m_run->parentWidget()->setVisible(!text.isEmpty());
    m_runMark->setMark(mark, text);
    m_run->setText(text);
}

void StatusLine::setZoom(double factor)
{
    m_zoom->setText(filled(Text::tr("%1 %"), {QString::number(qRound(factor * 100))}));
}

}  // namespace hopwright::ui
