#include "ui/window/status_line.h"

#include "ui/panels/ink_label.h"
#include "ui/text/words.h"
#include "ui/theme/chip.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

constexpr int nameWidth = 260;

}  // namespace

StatusLine::StatusLine(QWidget* parent) : QStatusBar(parent)
{
    setSizeGripEnabled(false);
    setAccessibleName(Text::tr("Status bar"));
    setMinimumHeight(Size::statusBar);
    m_findingMark = new MarkLabel(14);
    m_runMark = new MarkLabel(14);
    m_drawing = addLabel(Text::tr("Drawing"));
    m_findings = addLabel(Text::tr("Findings"), m_findingMark);
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

void StatusLine::setFindings(const std::vector<plan::Finding>& findings)
{
    const auto count = [&](plan::Severity severity) {
        return static_cast<qsizetype>(
            std::ranges::count(findings, severity, &plan::Finding::severity));
    };
    const qsizetype errors = count(plan::Severity::Error);
    const qsizetype warnings = count(plan::Severity::Warning);
    const qsizetype notes = count(plan::Severity::Note);
    QStringList parts;
    Mark worst = Mark::None;
    const auto say = [&](qsizetype number, Mark mark, const char* text) {
        if (number == 0)
            return;
        parts << Text::tr(text, nullptr, static_cast<int>(number));
        if (worst == Mark::None)
            worst = mark;
    };
    say(errors, Mark::Error, QT_TRANSLATE_N_NOOP("hopwright", "%n errors"));
    say(warnings, Mark::Warning, QT_TRANSLATE_N_NOOP("hopwright", "%n warnings"));
    say(notes, Mark::Note, QT_TRANSLATE_N_NOOP("hopwright", "%n notes"));
    const QString text =
        parts.isEmpty() ? Text::tr("No findings") : parts.join(QStringLiteral(", "));
    m_findingMark->setVisible(worst != Mark::None);
    m_findingMark->setMark(worst, text);
    m_findings->setText(text);
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
