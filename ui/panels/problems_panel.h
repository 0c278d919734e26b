#pragma once

#include "ui/models/finding_model.h"

#include <QWidget>

#include <array>
#include <string>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace hopwright::ui {

/// The findings of the drawing: severity, finding, where, rule and what it is known from. They are filtered by severity and text,
/// and grouped by rule on request. Enter and double click go there.
class ProblemsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ProblemsPanel(QWidget* parent = nullptr);

    /// After each change of drawing, plan or report. What is selected stays so while it is there.
    void setContent(Shared<model::Graph> graph, Shared<plan::Plan> plan,
                    const probe::RunReport& report);
    /// The finding that has the focus; nullptr: none.
    const plan::Finding* current() const;
    /// Makes the finding \p step behind the current one current, without a signal; nullptr: there is none.
    const plan::Finding* step(int step);
    /// The same for the first of \p severity, which the filter then shows.
    const plan::Finding* showFirst(plan::Severity severity);
    /// The same for \p finding of the plan that is shown.
    void showFinding(const plan::Finding& finding);
    const FindingModel& model() const { return m_model; }
    /// What takes the focus of the keyboard.
    QTreeView& view() { return *m_view; }

signals:
    /// Go there: the thing that a finding is about.
    void activated(const hopwright::ui::ThingRef& thing);
    void countsChanged(const hopwright::ui::FindingCounts& counts);

private:
    QWidget* makeTools();
    void makeView();
    QWidget* makeEmptyPage();
    void filter();
    void showPage();
    void showCounts();
    void select(const QModelIndex& index);
    void keepSelected(const std::string& id);
    void spanGroups();

    FindingModel m_model;
    FindingCounts m_counts;
    QLineEdit* m_filter = nullptr;
    std::array<QPushButton*, 3> m_severities = {};  ///< In the order of plan::Severity.
    QPushButton* m_group = nullptr;
    QTreeView* m_view = nullptr;
    QWidget* m_tools = nullptr;
    QStackedWidget* m_body = nullptr;  ///< The list, or why there is none.
    QLabel* m_emptyTitle = nullptr;
    QLabel* m_emptyText = nullptr;
    QPushButton* m_showAll = nullptr;
    std::string m_current;  ///< The id of what is selected, also while it is filtered.
};

}  // namespace hopwright::ui
