#include "ui/panels/run_panel.h"

#include "core/model/accounts.h"
#include "core/model/graph_rules.h"
#include "ui/models/state_marks.h"
#include "ui/panels/ink_label.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/theme/delegates.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

constexpr int leftWidth = 500;
constexpr int rightWidth = 590;
constexpr int emptyWidth = 520;
constexpr int stageWidthMin = 116;
constexpr int barWidth = 184;
constexpr int barWidthMin = 72;
constexpr int msWidth = 56;
constexpr int evidenceWidth = 200;  ///< That bars leave to the evidence.
constexpr int belowFrom =
    150;  ///< The height from which there is more than the hops (design §2, step 6),
constexpr int copyFrom = 200;  ///< and from which there is a button that the menu has, too.

constexpr QChar wordJoiner(0x2060);  ///< No line breaks here; it has no width.

/// Of the widest stage, with its mark. One that went wrong is strong.
int stageWidth(const QFont& font)
{
    const int besideWord = Size::iconSmall + 24;
    const QFontMetrics metrics(fontFor(FontRole::Strong, font));
    int out = stageWidthMin;
    for (int i = 0; i < stageCount; ++i)
        out = std::max(out, metrics.horizontalAdvance(stageText(Stage{i})) + besideWord);
    return out;
}

HopState worstOf(const probe::RouteResult& route)
{
    return probe::worstOf({.routes = {route}});
}

/// Where the own text of \p route runs: at the end of its last session.
QString scriptHost(const model::Graph& graph, const model::Route& route)
{
    const auto last = graph.hops.find(route.hops.back());
    if (last == graph.hops.end())
        return {};
    const model::Hop& hop = last->second;
    return fromUtf8(graph.computers.at(model::isSession(hop) ? hop.to.computer : hop.from).name);
}

/// What the probe of \p route does at its end.
QString probeText(const model::Graph& graph, const model::Route& route)
{
    const auto last = graph.hops.find(route.hops.back());
    const QString end =
        last == graph.hops.end() ? QString() : fromUtf8(model::typedTarget(graph, last->second));
    switch (route.probe.kind) {
    case model::ProbeKind::CreateFile:
        return filled(Text::tr("create a file in %1, then remove it"), {end});
    case model::ProbeKind::ListShare:
        return filled(Text::tr("list %1"), {end});
    case model::ProbeKind::ReadFile:
        return filled(Text::tr("read %1 in %2"), {fromUtf8(route.probe.path), end});
    case model::ProbeKind::Script:
        return filled(Text::tr("run the route's own script on %1"), {scriptHost(graph, route)});
    case model::ProbeKind::Session:
        return filled(Text::tr("ask %1 who is there"), {end});
    }
    return {};
}

/// The hop that a reader wants to see: the one that went wrong, else the one that runs, else the last.
std::optional<model::HopId> interestingHop(const probe::RouteResult& route)
{
    for (const auto state : {HopState::Denied, HopState::Failed, HopState::Running,
                             HopState::Cancelled, HopState::Skipped}) {
        const auto found = std::ranges::find(route.hops, state, &probe::HopResult::state);
        if (found != route.hops.end()) {
            return found->hop;
        }
    }
    return route.hops.empty() ? std::nullopt : std::optional(route.hops.back().hop);
}

QTableView* makeTable(QAbstractItemModel& model, int rowHeight, QWidget* parent)
{
    auto* view = new QTableView(parent);
    view->setModel(&model);
    view->setFrameShape(QFrame::NoFrame);
    view->setShowGrid(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setTabKeyNavigation(false);
    view->setWordWrap(false);
    view->ensurePolished();  // The style gives rows a height; these have their own.
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->verticalHeader()->setMinimumSectionSize(rowHeight);
    view->verticalHeader()->setDefaultSectionSize(
        std::max(rowHeight, view->fontMetrics().height() + Size::half));
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return view;
}

}  // namespace

RunPanel::RunPanel(QWidget* parent) : QStackedWidget(parent)
{
    addWidget(makeEmptyPage());
    auto* both = new QSplitter(this);
    both->setChildrenCollapsible(false);
    both->addWidget(makeLeft());
    both->addWidget(makeRight());
    both->setStretchFactor(1, 1);
    both->setSizes({leftWidth, rightWidth});
    addWidget(both);
}

QWidget* RunPanel::makeEmptyPage()
{
    auto* page = new QWidget(this);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(page);
    column->setSpacing(Size::grid);
    column->addStretch(1);
    m_emptyIcon = new IconLabel(QStringLiteral("run"), Size::iconLarge, Ink::TextSecondary, page);
    column->addWidget(m_emptyIcon, 0, Qt::AlignHCenter);
    column->addWidget(
        new InkLabel(Text::tr("Nothing has been tested yet"), FontRole::Title, Ink::Text, page), 0,
        Qt::AlignHCenter);
    m_emptyText = wrapped({}, FontRole::Body, Ink::TextSecondary, page);
    m_emptyText->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_emptyText->setMaximumWidth(emptyWidth);
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_emptyText, 100);
    middle->addStretch(1);
    column->addLayout(middle);
    m_emptyTest = new QPushButton(icon(QStringLiteral("play")), Text::tr("Test, F5"), page);
    connect(m_emptyTest, &QPushButton::clicked, this, &RunPanel::testRequested);
    column->addWidget(m_emptyTest, 0, Qt::AlignHCenter);
    column->addStretch(1);
    return page;
}

QWidget* RunPanel::makeLeft()
{
    auto* left = new QWidget(this);
    left->setAutoFillBackground(true);
    left->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    m_routes = new QComboBox(left);
    m_routes->setAccessibleName(Text::tr("Route"));
    connect(m_routes, &QComboBox::activated, this, [this] {
        m_chosen = false;
        showRoute();
    });
    column->addWidget(m_routes);

    makeHopView(left);
    column->addWidget(m_hopView, 1);
    m_below = makeBelow(left);
    column->addWidget(m_below);
    column->addStretch(1);
    return left;
}

void RunPanel::makeHopView(QWidget* left)
{
    m_hopView = makeTable(m_hops, Size::row, left);
    m_hopView->setAccessibleName(Text::tr("Hops of the run"));
    m_hopView->setItemDelegate(new RowDelegate(m_hopView));
    m_hopView->setItemDelegateForColumn(HopTableModel::Hop, new StateDelegate(m_hopView));
    m_hopView->setItemDelegateForColumn(HopTableModel::Stages, new StageStripDelegate(m_hopView));
    QHeaderView* head = m_hopView->horizontalHeader();
    head->setSectionResizeMode(QHeaderView::Fixed);
    head->setSectionResizeMode(HopTableModel::Hop, QHeaderView::Stretch);
    constexpr std::array widths{28, 0, 76, 136, 72};
    for (int i = 0; i < HopTableModel::ColumnCount; ++i) {
        if (i != HopTableModel::Hop) {
            head->resizeSection(i, widths.at(static_cast<std::size_t>(i)));
        }
    }
    connect(m_hopView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                const probe::HopResult* hop = m_hops.hopAt(current.row());
                if (m_quiet || hop == nullptr) {
                    return;
                }
                m_chosen = true;
                m_hop = hop->hop;
                showStages();
                emit hopPicked(*m_hop);
            });
}

/// What stands below the hops: the verdict, the counters, and the copy for a ticket.
QWidget* RunPanel::makeBelow(QWidget* left)
{
    auto* below = new QWidget(left);
    auto* column = new QVBoxLayout(below);
    column->setContentsMargins(12, Size::grid, 12, 12);
    column->setSpacing(Size::grid);
    auto* verdict = new QHBoxLayout;
    verdict->setSpacing(Size::grid);
    m_verdictMark = new MarkLabel(18, below);
    verdict->addWidget(m_verdictMark, 0, Qt::AlignTop);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(2);
    m_verdict = wrapped({}, FontRole::Strong, Ink::Text, below);
    m_runLine = wrapped({}, FontRole::Caption, Ink::TextSecondary, below);
    lines->addWidget(m_verdict);
    lines->addWidget(m_runLine);
    verdict->addLayout(lines, 1);
    column->addLayout(verdict);
    m_counters = new QWidget(left);
    column->addWidget(m_counters);
    m_copy = new QPushButton(icon(QStringLiteral("copy")), Text::tr("Copy for ticket"), below);
    setSmall(*m_copy);
    m_copy->setToolTip(Text::tr("Copy target, time, stage, code, cause and version as text"));
    connect(m_copy, &QPushButton::clicked, this, &RunPanel::copyForTicket);
    column->addWidget(m_copy, 0, Qt::AlignLeft);
    return below;
}

void RunPanel::resizeEvent(QResizeEvent* event)
{
    QStackedWidget::resizeEvent(event);
    m_emptyIcon->setVisible(height() >= copyFrom);
    m_emptyTest->setVisible(height() >= belowFrom);
    m_below->setVisible(height() >= belowFrom);
    m_stageView->setVisible(height() >= belowFrom);
    m_copy->setVisible(height() >= copyFrom);
    // The words come before the bars.
    const int room = m_stageView->width()
                     - m_stageView->horizontalHeader()->sectionSize(StageModel::Stage) - msWidth
                     - evidenceWidth;
    m_stageView->horizontalHeader()->resizeSection(StageModel::Bar,
                                                   std::clamp(room, barWidthMin, barWidth));
    foldStages();
}

/// Design §2, step 4: the stages that are not needed are one line where there is no room for all ten.
void RunPanel::foldStages()
{
    const int rows = m_stageView->verticalHeader()->defaultSectionSize() * stageCount;
    m_stages.setFolding(height() < m_stageView->horizontalHeader()->sizeHint().height() + rows);
}

/// Opens or closes the line that counts them, which stays the current one.
void RunPanel::openFold(bool open)
{
    m_stages.setOpen(open);
    const QModelIndex line = m_stages.index(m_stages.foldRow(), StageModel::Stage);
    m_stageView->setCurrentIndex(line);
    m_stageView->scrollTo(m_stages.index(m_stages.rowCount() - 1, StageModel::Stage));
    m_stageView->scrollTo(line);
}

bool RunPanel::eventFilter(QObject* watched, QEvent* event)
{
    const int line = m_stages.foldRow();
    if (watched != m_stageView || event->type() != QEvent::KeyPress || line < 0
        || m_stageView->currentIndex().row() != line)
        return QStackedWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        openFold(!m_stages.isOpen());
        return true;
    case Qt::Key_Right:
        openFold(true);
        return true;
    case Qt::Key_Left:
        openFold(false);
        return true;
    default:
        return false;
    }
}

QWidget* RunPanel::makeRight()
{
    m_stageView = makeTable(m_stages, Size::stageRow, this);
    m_stageView->setAccessibleName(Text::tr("Stages of the hop"));
    auto* rows = new RowDelegate(m_stageView);
    auto* states = new StateDelegate(m_stageView);
    auto* bars = new StageBarDelegate(m_stageView);
    rows->setRowHeight(Size::stageRow);
    states->setRowHeight(Size::stageRow);
    bars->setRowHeight(Size::stageRow);
    m_stageView->setItemDelegate(rows);
    m_stageView->setItemDelegateForColumn(StageModel::Stage, states);
    m_stageView->setItemDelegateForColumn(StageModel::Bar, bars);
    QHeaderView* head = m_stageView->horizontalHeader();
    head->setSectionResizeMode(QHeaderView::Fixed);
    const std::array widths{stageWidth(m_stageView->font()), barWidth, msWidth};
    for (int i = 0; i < static_cast<int>(widths.size()); ++i) {
        head->resizeSection(i, widths.at(static_cast<std::size_t>(i)));
    }
    head->setSectionResizeMode(StageModel::Evidence, QHeaderView::Stretch);
    m_stageView->installEventFilter(this);
    connect(m_stageView, &QTableView::clicked, this, [this](const QModelIndex& at) {
        if (at.row() == m_stages.foldRow())
            openFold(!m_stages.isOpen());
    });
    connect(&m_stages, &StageModel::modelReset, this, [this] {
        m_stageView->clearSpans();
        if (const int line = m_stages.foldRow(); line >= 0)
            m_stageView->setSpan(line, 0, 1, StageModel::ColumnCount);
    });
    return m_stageView;
}

QString RunPanel::emptyText(const plan::Plan& plan, const Shared<plan::RouteWalk>& walk) const
{
    if (m_graph->routes.empty()) {
        return Text::tr(
            "A hop to a file share makes a route. Test runs it against the practice lab and "
            "shows here what each hop answers, stage by stage.");
    }
    QString text;
    if (m_graph->routes.size() == 1) {
        const model::Route& route = m_graph->routes.begin()->second;
        const QString hops = route.hops.size() == 2 ? Text::tr("both hops")
                                                    : Text::tr("all %n hops", nullptr,
                                                               static_cast<int>(route.hops.size()));
        const QString account = fromUtf8(model::accountText(model::labAccount(*m_graph, route.id)));
        text = filled(
            Text::tr("Test runs %1 against the practice lab, as %2: %3. Nothing outside this "
                     "computer is touched."),
            {hops, account, probeText(*m_graph, route)});
        text.replace(u'\\', QString(wordJoiner) + u'\\' + wordJoiner);
    } else {
        text = Text::tr("Test runs the selected route, else all %n, against the practice lab. "
                        "Nothing outside this computer is touched.",
                        nullptr, static_cast<int>(m_graph->routes.size()));
    }
    const auto denied = std::ranges::find_if(
        plan.hops, [](const auto& each) { return each.second.outcome == Outcome::Denied; });
    if (denied != plan.hops.end()) {
        text += QLatin1Char(' ')
                + filled(Text::tr("Predicted: hop %1 will be denied."),
                         {QString::number(plan::walkOf(*m_graph, walk)->number(denied->first))});
    }
    return text;
}

void RunPanel::setReport(Shared<model::Graph> graph, const plan::Plan& plan,
                         const probe::RunReport& report, const Shared<plan::RouteWalk>& walk)
{
    const bool isOther = report.routes.empty() || m_report.routes.empty()
                         || report.routes.front().runId != m_report.routes.front().runId;
    m_graph = std::move(graph);
    m_report = report;
    if (isOther) {
        m_chosen = false;
    }
    if (report.routes.empty()) {
        m_emptyText->setText(emptyText(plan, walk));
        m_hops.clear();
        m_stages.clear();
        m_hop.reset();
        setCurrentIndex(0);
        return;
    }
    const int index = isOther ? -1 : m_routes->currentIndex();
    m_routes->clear();
    for (const probe::RouteResult& route : report.routes) {
        m_routes->addItem(markIcon(markFor(worstOf(route))), fromUtf8(route.name));
    }
    m_routes->setVisible(report.routes.size() > 1);
    const auto running = std::ranges::find(report.routes, false, &probe::RouteResult::finished);
    const bool follows = index < 0 || !m_chosen;
    if (follows && running != report.routes.end()) {
        m_routes->setCurrentIndex(static_cast<int>(running - report.routes.begin()));
    } else {
        m_routes->setCurrentIndex(std::clamp(index, 0, m_routes->count() - 1));
    }
    setCurrentIndex(1);
    showRoute();
}

const probe::RouteResult* RunPanel::shownRoute() const
{
    const int index = m_routes->currentIndex();
    return index >= 0 && index < static_cast<int>(m_report.routes.size())
               ? &m_report.routes.at(static_cast<std::size_t>(index))
               : nullptr;
}

std::optional<model::RouteId> RunPanel::route() const
{
    const probe::RouteResult* route = m_report.routes.empty() ? nullptr : shownRoute();
    return route != nullptr ? std::optional(route->route) : std::nullopt;
}

void RunPanel::showRoute()
{
    const probe::RouteResult* route = shownRoute();
    if (route == nullptr) {
        return;
    }
    m_quiet = true;
    m_hops.setRoute(*m_graph, *route);
    if (!m_chosen || !m_hop || m_hops.rowOf(*m_hop) < 0) {
        m_hop = interestingHop(*route);
    }
    m_hopView->setCurrentIndex(m_hop ? m_hops.index(m_hops.rowOf(*m_hop), HopTableModel::Hop)
                                     : QModelIndex());
    m_quiet = false;
    const int rows = m_hopView->verticalHeader()->defaultSectionSize() * m_hops.rowCount();
    m_hopView->setMaximumHeight(m_hopView->horizontalHeader()->sizeHint().height() + rows + 2);
    m_hopView->setMinimumHeight(std::min(m_hopView->maximumHeight(), 3 * Size::row));

    const HopState state = route->finished ? worstOf(*route) : HopState::Running;
    m_verdictMark->setMark(markFor(state), hopStateWord(state));
    m_verdict->setText(route->finished ? routeLine(*route) : Text::tr("The test runs."));
    QString line = runLine(*route, m_report.environment);
    if (!route->leftBehind.empty()) {
        line += QLatin1Char('\n')
                + filled(Text::tr("Not confirmed as removed: %1."), {fromUtf8(route->leftBehind)});
    }
    m_runLine->setText(line);
    m_copy->setEnabled(route->finished);
    showCounters();
    showStages();
}

void RunPanel::showCounters()
{
    // New labels each time: they are few, and nobody has the focus in them.
    qDeleteAll(m_counters->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete m_counters->layout();
    auto* row = new QHBoxLayout(m_counters);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    const probe::Counters counters = probe::countersOf(m_report);
    const auto add = [&](const QString& word, int count, Mark mark) {
        const bool isShown = count > 0 && mark != Mark::None;
        auto* pair = new QHBoxLayout;
        pair->setSpacing(Size::half);
        const QString text = word + QLatin1Char(' ') + QString::number(count);
        if (isShown) {
            auto* label = new MarkLabel(14, m_counters);
            label->setMark(mark, word);
            pair->addWidget(label);
        }
        pair->addWidget(new InkLabel(text, FontRole::Caption,
                                     isShown ? markInk(mark) : Ink::TextSecondary, m_counters));
        row->addLayout(pair);
    };
    add(Text::tr("planned"), counters.planned, Mark::None);
    add(Text::tr("passed"), counters.passed, Mark::Passed);
    add(Text::tr("denied"), counters.denied, Mark::Denied);
    add(Text::tr("failed"), counters.failed, Mark::Failed);
    add(Text::tr("not reached"), counters.notReached, Mark::NotReached);
    if (counters.skipped > 0) {
        add(Text::tr("skipped"), counters.skipped, Mark::Skipped);
    }
    if (counters.cancelled > 0) {
        add(Text::tr("cancelled"), counters.cancelled, Mark::Cancelled);
    }
    row->addStretch(1);
    m_counters->setAccessibleName(countersText(counters));
}

void RunPanel::showStages()
{
    const probe::HopResult* hop = m_hop ? m_hops.hopAt(m_hops.rowOf(*m_hop)) : nullptr;
    if (hop == nullptr) {
        m_stages.clear();
        return;
    }
    m_stages.setHop(*hop);
}

void RunPanel::selectHop(model::HopId hop)
{
    for (std::size_t i = 0; i < m_report.routes.size(); ++i) {
        const auto& hops = m_report.routes.at(i).hops;
        if (std::ranges::find(hops, hop, &probe::HopResult::hop) == hops.end()) {
            continue;
        }
        if (m_hop == hop && m_hops.rowOf(hop) >= 0) {
            return;
        }
        const probe::RouteResult* shown = shownRoute();
        const bool isShown =
            shown != nullptr
            && std::ranges::find(shown->hops, hop, &probe::HopResult::hop) != shown->hops.end();
        if (!isShown) {
            m_routes->setCurrentIndex(static_cast<int>(i));
        }
        m_chosen = true;
        m_hop = hop;
        showRoute();
        return;
    }
}

}  // namespace hopwright::ui
