#pragma once

#include "core/base/shared.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"
#include "ui/models/thing_id.h"
#include "ui/theme/marks.h"

#include <QAbstractItemModel>

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace hopwright::ui {

/// How many findings of each severity there are.
struct FindingCounts {
    int errors = 0;
    int warnings = 0;
    int notes = 0;

    int all() const { return errors + warnings + notes; }
    int of(plan::Severity severity) const;
    bool operator==(const FindingCounts&) const = default;
};
FindingCounts countsOf(const std::vector<plan::Finding>& findings);

/// The mark of a severity: triangle, diamond, ring.
Mark markFor(plan::Severity severity);

/// The worst of some findings, and how many they are.
struct FindingBadge {
    Mark worst = Mark::None;
    int count = 0;

    bool operator==(const FindingBadge&) const = default;
};
/// The badge of each thing that has findings, by its id: `hop-5`. Cost: O(findings).
std::unordered_map<std::string, FindingBadge> badgesOf(const std::vector<plan::Finding>& findings);

/// The findings of a plan: a flat list, worst first, or below a row for each rule. Texts are made when a view asks for them, and
/// kept where a filter looked at them. ThingIdRole gives the thing that a finding is about.
class FindingModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column : int { Severity, Finding, Where, Rule, KnownFrom, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    /// Rows stay, and with them a selection, while the plan has the same findings.
    void setContent(Shared<model::Graph> graph, Shared<plan::Plan> plan,
                    const probe::RunReport& report);
    /// Only findings of the severities that \p shown has, in the order of plan::Severity, and with \p text in their sentence, place
    /// or rule, without case.
    void setFilter(const QString& text, const std::array<bool, 3>& shown);
    void setGrouped(bool grouped);
    bool isGrouped() const { return m_grouped; }

    /// nullptr: a row of a rule, or none.
    const plan::Finding* findingAt(const QModelIndex& index) const;
    /// The row of a finding by its id; an invalid index: it is not there, or filtered.
    QModelIndex indexOf(const std::string& id) const;
    /// The finding \p step rows behind that of \p from in the order of the view, and from the end on from the beginning. \p from may
    /// be invalid: before the first. Invalid: there is none.
    QModelIndex stepFrom(const QModelIndex& from, int step) const;
    /// The first of \p severity that is shown.
    QModelIndex firstOf(plan::Severity severity) const;
    int shownCount() const { return static_cast<int>(m_shown.size()); }
    int count() const { return static_cast<int>(m_plan->findings.size()); }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    /// A rule and its findings, as places in m_shown: those are from first on, one behind the other.
    struct Group {
        std::string rule;
        std::size_t first = 0;
        std::size_t count = 0;
    };
    struct Tested {
        HopState state = HopState::NotRun;
        std::string at;
    };

    void filter();
    bool matches(std::size_t finding) const;
    QString whereText(const plan::Finding& finding) const;
    QString knownText(const plan::Finding& finding) const;
    QString entrySource(const plan::Finding& finding) const;
    QString cellText(const plan::Finding& finding, int column) const;
    QVariant groupData(const Group& group, int column, int role) const;
    QVariant findingData(const plan::Finding& finding, int column, int role) const;
    QModelIndex indexOfShown(std::size_t place) const;
    /// The place of a row in m_shown; its size: it is a row of a rule.
    std::size_t placeOf(const QModelIndex& index) const;
    const plan::Finding& shown(std::size_t place) const { return m_plan->findings[m_shown[place]]; }

    Shared<model::Graph> m_graph;
    Shared<plan::Plan> m_plan;
    std::unordered_map<model::HopId, Tested> m_tested = {};
    QString m_text;
    std::array<bool, 3> m_severities{true, true, true};
    bool m_grouped = false;
    std::vector<std::size_t> m_shown;  ///< Places in the plan's findings, in the order of the view.
    std::vector<Group> m_groups;       ///< Where they are grouped.
    mutable std::vector<QString> m_folded;  ///< What the filter compares, of those that it asked.
};

}  // namespace hopwright::ui
