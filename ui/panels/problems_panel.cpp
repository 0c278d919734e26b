#include "ui/panels/problems_panel.h"

#include "core/rules/finding_rows.h"
#include "ui/panels/ink_label.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"
#include "ui/theme/delegates.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/theme/style.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr int filterWidth = 260;
constexpr int emptyWidth = 520;
constexpr int severityWidth = 136;
constexpr int whereWidth = 190;
constexpr int ruleWidth = 64;
constexpr int knownWidth = 128;

constexpr std::array severities{plan::Severity::Error, plan::Severity::Warning,
                                plan::Severity::Note};

QString countText(plan::Severity severity, int count)
{
    switch (severity) {
    case plan::Severity::Error:
        return Text::tr("%n errors", nullptr, count);
    case plan::Severity::Warning:
        return Text::tr("%n warnings", nullptr, count);
    case plan::Severity::Note:
        break;
    }
    return Text::tr("%n notes", nullptr, count);
}

}  // namespace

ProblemsPanel::ProblemsPanel(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tools = makeTools();
    column->addWidget(m_tools);
    m_body = new QStackedWidget(this);
    column->addWidget(m_body, 1);
    makeView();
    m_body->addWidget(m_view);
    m_body->addWidget(makeEmptyPage());
    setFocusProxy(m_view);
    showCounts();
    showPage();
}

QWidget* ProblemsPanel::makeTools()
{
    auto* tools = new QWidget(this);
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(Size::grid, Size::half, Size::grid, Size::half);
    row->setSpacing(Size::grid);
    m_filter = new QLineEdit(tools);
    m_filter->setPlaceholderText(Text::tr("Filter"));
    m_filter->setAccessibleName(Text::tr("Filter findings"));
    m_filter->setToolTip(Text::tr("Words of a finding, a machine or a rule"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(filterWidth);
    setSmall(*m_filter);
    row->addWidget(m_filter, 1);
    row->addStretch(1);
    for (std::size_t i = 0; i < m_severities.size(); ++i) {
        auto* button = new QPushButton(markIcon(markFor(severities.at(i))), {}, tools);
        button->setCheckable(true);
        button->setChecked(true);
        setSmall(*button);
        connect(button, &QPushButton::toggled, this, &ProblemsPanel::filter);
        row->addWidget(button);
        m_severities.at(i) = button;
    }
    m_group = new QPushButton(icon(QStringLiteral("group")), Text::tr("Group by rule"), tools);
    m_group->setCheckable(true);
    setSmall(*m_group);
    row->addWidget(m_group);
    connect(m_filter, &QLineEdit::textChanged, this, &ProblemsPanel::filter);
    connect(m_group, &QPushButton::toggled, this, [this](bool on) {
        const std::string id = m_current;
        m_model.setGrouped(on);
        keepSelected(id);
    });
    return tools;
}

void ProblemsPanel::makeView()
{
    m_view = new QTreeView(m_body);
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new StateDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformRowHeights(true);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(16);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setAccessibleName(Text::tr("Problems"));
    m_view->setAccessibleDescription(
        Text::tr("Enter goes to the machine or hop, F1 explains the finding"));
    QHeaderView* header = m_view->header();
    header->setHighlightSections(false);
    header->setStretchLastSection(false);
    header->setSectionResizeMode(FindingModel::Finding, QHeaderView::Stretch);
    const std::array widths{std::pair{int(FindingModel::Severity), severityWidth},
                            std::pair{int(FindingModel::Where), whereWidth},
                            std::pair{int(FindingModel::Rule), ruleWidth},
                            std::pair{int(FindingModel::KnownFrom), knownWidth}};
    for (const auto& [section, width] : widths)
        header->resizeSection(section, std::max(width, header->sectionSizeHint(section)));
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex& index) {
        if (const plan::Finding* finding = m_model.findingAt(index)) {
            emit activated(thingFromId(fromUtf8(finding->where)));
        } else {
            const QModelIndex rule = index.siblingAtColumn(0);
            m_view->setExpanded(rule, !m_view->isExpanded(rule));
        }
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (const plan::Finding* finding = m_model.findingAt(current))
                    m_current = finding->id;
            });
}

QWidget* ProblemsPanel::makeEmptyPage()
{
    auto* page = new QWidget(m_body);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(page);
    column->setSpacing(Size::grid);
    column->addStretch(1);
    auto* title = wrapped({}, FontRole::Strong, Ink::Text, page);
    auto* text = wrapped({}, FontRole::Caption, Ink::TextSecondary, page);
    for (InkLabel* label : {title, text}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setFixedWidth(emptyWidth);
        column->addWidget(label, 0, Qt::AlignHCenter);
    }
    m_emptyTitle = title;
    m_emptyText = text;
    m_showAll = new QPushButton(Text::tr("Show all findings"), page);
    setSmall(*m_showAll);
    column->addWidget(m_showAll, 0, Qt::AlignHCenter);
    column->addStretch(2);
    connect(m_showAll, &QPushButton::clicked, this, [this] {
        m_filter->clear();
        for (QPushButton* each : m_severities)
            each->setChecked(true);
        m_view->setFocus();
    });
    return page;
}

void ProblemsPanel::setContent(Shared<model::Graph> graph, Shared<plan::Plan> plan,
                               const probe::RunReport& report)
{
    const std::string id = m_current;
    bool reset = false;
    const auto watch =
        connect(&m_model, &QAbstractItemModel::modelReset, this, [&reset] { reset = true; });
    const FindingCounts counts = countsOf(plan->findings);
    m_model.setContent(std::move(graph), std::move(plan), report);
    disconnect(watch);
    if (reset)
        keepSelected(id);
    if (std::exchange(m_counts, counts) != counts) {
        showCounts();
        emit countsChanged(m_counts);
    }
    showPage();
}

const plan::Finding* ProblemsPanel::current() const
{
    return m_model.findingAt(m_view->currentIndex());
}

const plan::Finding* ProblemsPanel::step(int step)
{
    const QModelIndex to = m_model.stepFrom(m_view->currentIndex(), step);
    select(to);
    return m_model.findingAt(to);
}

const plan::Finding* ProblemsPanel::showFirst(plan::Severity severity)
{
    m_severities.at(static_cast<std::size_t>(std::to_underlying(severity)))->setChecked(true);
    QModelIndex first = m_model.firstOf(severity);
    if (!first.isValid()) {
        m_filter->clear();
        first = m_model.firstOf(severity);
    }
    select(first);
    return m_model.findingAt(first);
}

void ProblemsPanel::showFinding(const plan::Finding& finding)
{
    m_severities.at(static_cast<std::size_t>(std::to_underlying(finding.severity)))
        ->setChecked(true);
    if (!m_model.indexOf(finding.id).isValid())
        m_filter->clear();
    select(m_model.indexOf(finding.id));
}

void ProblemsPanel::filter()
{
    std::array<bool, 3> shown{};
    std::ranges::transform(m_severities, shown.begin(),
                           [](const QPushButton* each) { return each->isChecked(); });
    const std::string id = m_current;
    m_model.setFilter(m_filter->text(), shown);
    keepSelected(id);
    showPage();
}

/// The list; where it is empty, why.
void ProblemsPanel::showPage()
{
    const bool filtered = m_model.count() > 0;
    const bool isEmpty = m_model.shownCount() == 0;
    m_tools->setVisible(filtered);
    m_body->setCurrentIndex(isEmpty ? 1 : 0);
    if (!isEmpty)
        return;
    m_showAll->setVisible(filtered);
    m_emptyTitle->setText(filtered ? Text::tr("No finding fits the filter")
                                   : Text::tr("No findings in %n rule groups; checked just now",
                                              nullptr, rules::findingGroupCount));
    m_emptyText->setText(
        filtered ? Text::tr("%n findings are there.", nullptr, m_model.count())
                 : Text::tr("Here stand hops that will be denied, passwords that stay on machines, "
                            "entries of lists that are too wide, and what is not known. They are "
                            "checked with each change."));
}

void ProblemsPanel::showCounts()
{
    for (std::size_t i = 0; i < m_severities.size(); ++i) {
        QPushButton& button = *m_severities.at(i);
        const QString text = countText(severities.at(i), m_counts.of(severities.at(i)));
        button.setText(text);
        button.setToolTip(filled(Text::tr("Show or hide: %1"), {text}));
    }
}

void ProblemsPanel::select(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    showPage();
}

/// After the rows were made anew.
void ProblemsPanel::keepSelected(const std::string& id)
{
    m_view->setRootIsDecorated(m_model.isGrouped());
    if (m_model.isGrouped()) {
        spanGroups();
        m_view->expandAll();
    }
    select(m_model.indexOf(id));
}

void ProblemsPanel::spanGroups()
{
    for (int i = 0; i < m_model.rowCount(); ++i)
        m_view->setFirstColumnSpanned(i, {}, true);
}

}  // namespace hopwright::ui
