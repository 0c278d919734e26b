#pragma once

#include "core/plan/plan.h"
#include "ui/models/finding_model.h"
#include "ui/theme/marks.h"

#include <QStatusBar>

#include <array>

class QLabel;
class QPushButton;

namespace hopwright::ui {

class MarkLabel;

/// The status bar: drawing, findings by severity as buttons, plan state and last run; at the right zoom and where tests run.
class StatusLine : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setDrawing(const QString& name, bool changed);
    void setFindings(const FindingCounts& counts);
    /// "Plan current", "not applied yet" …
    void setPlanState(const QString& text);
    /// Empty: nothing was tested.
    void setRun(Mark mark, const QString& text);
    void setZoom(double factor);

signals:
    /// A count was pressed; for no finding at all: Note.
    void findingsAsked(hopwright::plan::Severity severity);

private:
    void addFindings();
    QLabel* addLabel(const QString& name, MarkLabel* mark = nullptr);

    QLabel* m_drawing;
    std::array<QPushButton*, 3> m_findings = {};  ///< In the order of plan::Severity.
    QPushButton* m_noFindings = nullptr;
    QLabel* m_plan;
    MarkLabel* m_runMark;
    QLabel* m_run;
    QLabel* m_zoom;
};

}  // namespace hopwright::ui
