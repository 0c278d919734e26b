#pragma once

#include "core/plan/plan.h"
#include "ui/theme/marks.h"

#include <QStatusBar>

#include <vector>

class QLabel;

namespace hopwright::ui {

class MarkLabel;

/// The status bar: drawing, findings by severity, plan state and last run; at the right zoom and where tests run.
class StatusLine : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setDrawing(const QString& name, bool changed);
    void setFindings(const std::vector<plan::Finding>& findings);
    /// "Plan current", "not applied yet" …
    void setPlanState(const QString& text);
    /// Empty: nothing was tested.
    void setRun(Mark mark, const QString& text);
    void setZoom(double factor);

private:
    QLabel* addLabel(const QString& name, MarkLabel* mark = nullptr);

    QLabel* m_drawing;
    MarkLabel* m_findingMark;
    QLabel* m_findings;
    QLabel* m_plan;
    MarkLabel* m_runMark;
    QLabel* m_run;
    QLabel* m_zoom;
};

}  // namespace hopwright::ui
