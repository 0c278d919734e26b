#include "ui/panels/run_panel.h"

#include "core/model/accounts.h"
#include "core/model/graph_rules.h"
#include "core/model/muted.h"
#include "ui/models/state_marks.h"
#include "ui/panels/ink_label.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_history_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/theme/delegates.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

constexpr int leftWidth = 500;
constexpr int rightWidth = 590;
constexpr int stageWidthMin = 116;
constexpr int barWidth = 184;
constexpr int barWidthMin = 72;
constexpr int msWidth = 56;
constexpr int evidenceWidth = 200;  ///< That bars leave to the evidence.
constexpr int stagesFrom =
    150;  ///< The height from which there is more than the hops (design §2, step 6).
constexpr int rowsAtLeast = 3;
constexpr int olderFrom =
    760;  ///< The width from which the bar has room for words beside its fields.
constexpr int leastChoice = 8;  ///< Characters of a run that its field shows at least.

constexpr QChar wordJoiner(0x2060);  ///< No line breaks here; it has no width.

/// One line, elided where it is too narrow.
class LineLabel : public InkLabel {
public:
    using InkLabel::InkLabel;

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    }
};

/// A field that elides what it has no room for, where the style would cut it.
class ElidedBox : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                    QStyle::SC_ComboBoxEditField, this);
        constexpr int besideIcon = 10;
        const int icon = option.currentIcon.isNull() ? 0 : option.iconSize.width();
        if (currentIndex() < 0)
            option.currentText = placeholderText();
        option.currentText = option.fontMetrics.elidedText(option.currentText, Qt::ElideRight,
                                                           field.width() - icon - besideIcon);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
};

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

/// The hop of \p report that a reader wants to see: the first that went wrong, else the one that runs, else the last of the first route.
std::optional<probe::HopPlace> placeOf(const probe::RunReport& report, HopState state)
{
    for (std::size_t i = 0; i < report.routes.size(); ++i) {
        const auto& hops = report.routes[i].hops;
        const auto found = std::ranges::find(hops, state, &probe::HopResult::state);
        if (found != hops.end()) {
            return probe::HopPlace{.route = i,
                                   .hop = static_cast<std::size_t>(found - hops.begin())};
        }
    }
    return std::nullopt;
}

QString filterText(HopFilter filter, int count)
{
    const QString number = QString::number(count);
    switch (filter) {
    case HopFilter::All:
        return filled(Text::tr("All %1"), {number});
    case HopFilter::Failed:
        return filled(Text::tr("Failed %1"), {number});
    case HopFilter::Changed:
        return filled(Text::tr("Changed %1"), {number});
    }
    return {};
}

QString filterTip(HopFilter filter)
{
    switch (filter) {
    case HopFilter::All:
        return Text::tr("All hops of the run");
    case HopFilter::Failed:
        return Text::tr("Hops that were denied or failed");
    case HopFilter::Changed:
        return Text::tr("Hops that are not as in the run that this one is compared with");
    }
    return {};
}

void fillBox(QComboBox& box, const std::vector<RunChoice>& runs, std::uint32_t chosen)
{
    for (const RunChoice& each : runs) {
        box.addItem(markIcon(each.mark), each.text, each.number);
        box.setItemData(box.count() - 1, tipOf(each.text), Qt::ToolTipRole);
    }
    const int index = box.findData(chosen);
    box.setCurrentIndex(index);
    box.setToolTip(index < 0 ? QString() : tipOf(box.itemText(index)));
}

QComboBox* makeBox(const QString& name, QWidget* parent)
{
    auto* box = new ElidedBox(parent);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(leastChoice);
    setSmall(*box);
    return box;
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
    makeMenu();
    addWidget(makeEmptyPage());
    addWidget(makeFull());
    setMinimumHeight(emptyHeight());
}

/// What is done seldom.
void RunPanel::makeMenu()
{
    m_menu = new QMenu(this);
    QAction* open = m_menu->addAction(icon(QStringLiteral("open")), Text::tr("Open a run…"));
    connect(open, &QAction::triggered, this, &RunPanel::openRunRequested);
    m_delete = m_menu->addAction(icon(QStringLiteral("delete")), Text::tr("Delete this run"));
    connect(m_delete, &QAction::triggered, this, &RunPanel::deleteRequested);
}

QWidget* RunPanel::makeMore(QWidget* parent)
{
    auto* more = new QToolButton(parent);
    more->setIcon(icon(QStringLiteral("more")));
    more->setAutoRaise(true);
    more->setAccessibleName(Text::tr("More about runs"));
    more->setToolTip(Text::tr("Open a run from a file, delete this one"));
    // A button's own menu would wait in a loop of its own.
    connect(more, &QToolButton::clicked, m_menu,
            [this, more] { m_menu->popup(more->mapToGlobal(more->rect().bottomLeft())); });
    return more;
}

QWidget* RunPanel::makeEmptyPage()
{
    auto* page = new QWidget(this);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(12, Size::half, Size::half, Size::half);
    row->setSpacing(Size::grid);
    m_emptyTitle =
        new InkLabel(Text::tr("Nothing has been tested yet"), FontRole::Strong, Ink::Text, page);
    row->addWidget(m_emptyTitle);
    m_emptyText = new LineLabel({}, FontRole::Body, Ink::TextSecondary, page);
    m_emptyText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_emptyText, 1);
    m_showLast = new QPushButton(Text::tr("Show the last run"), page);
    setSmall(*m_showLast);
    m_showLast->hide();
    connect(m_showLast, &QPushButton::clicked, this, [this] {
        if (!m_runs.empty())
            emit runChosen(m_runs.front().number);
    });
    row->addWidget(m_showLast);
    m_emptyTest = new QPushButton(icon(QStringLiteral("play")), Text::tr("Test, F5"), page);
    setSmall(*m_emptyTest);
    connect(m_emptyTest, &QPushButton::clicked, this, &RunPanel::testRequested);
    row->addWidget(m_emptyTest);
    row->addWidget(makeMore(page));
    return page;
}

QWidget* RunPanel::makeFull()
{
    auto* full = new QWidget(this);
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar = makeBar();
    column->addWidget(m_bar);
    auto* both = new QSplitter(full);
    both->setChildrenCollapsible(false);
    both->addWidget(makeLeft());
    m_right = makeRight();
    both->addWidget(m_right);
    both->setStretchFactor(1, 1);
    both->setSizes({leftWidth, rightWidth});
    column->addWidget(both, 1);
    return full;
}

QWidget* RunPanel::makeBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(Size::grid, 2, Size::half, 2);
    row->setSpacing(Size::grid);
    m_runBox = makeBox(Text::tr("Run that is shown"), bar);
    m_runBox->setPlaceholderText(Text::tr("This run is not kept yet"));
    connect(m_runBox, &QComboBox::activated, this,
            [this](int index) { emit runChosen(m_runBox->itemData(index).toUInt()); });
    row->addWidget(m_runBox, 3);
    m_compareBox = makeBox(Text::tr("Run to compare with"), bar);
    connect(m_compareBox, &QComboBox::activated, this,
            [this](int index) { emit compareChosen(m_compareBox->itemData(index).toUInt()); });
    row->addWidget(m_compareBox, 2);
    makeFilters(bar);
    m_older = new InkLabel(Text::tr("of an older drawing"), FontRole::Caption, Ink::Warning, bar);
    m_older->setToolTip(
        Text::tr("The drawing, or the practice lab, was changed since. Grey: hops that this "
                 "concerns. Undo brings their state back."));
    row->addWidget(m_older);
    row->addWidget(makeMore(bar));
    return bar;
}

void RunPanel::makeFilters(QWidget* bar)
{
    auto* group = new QButtonGroup(bar);
    for (int i = 0; i < hopFilterCount; ++i) {
        const auto filter = static_cast<HopFilter>(i);
        auto* button = new QToolButton(bar);
        button->setCheckable(true);
        button->setChecked(filter == HopFilter::All);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setText(filterText(filter, 0));
        button->setToolTip(filterTip(filter));
        setSmall(*button);
        connect(button, &QToolButton::clicked, this, [this, filter] { setFilter(filter); });
        group->addButton(button);
        bar->layout()->addWidget(button);
        m_filters.at(std::size_t(i)) = button;
    }
}

QWidget* RunPanel::makeLeft()
{
    auto* left = new QWidget(this);
    left->setAutoFillBackground(true);
    left->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    makeHopView(left);
    constexpr int first = 100;  // Before the room below has any.
    column->addWidget(m_hopView, first);
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
    constexpr std::array widths{28, 0, 76, 136, 72, 116};
    for (int i = 0; i < HopTableModel::ColumnCount; ++i) {
        if (i != HopTableModel::Hop) {
            head->resizeSection(i, widths.at(static_cast<std::size_t>(i)));
        }
    }
    m_hopView->setColumnHidden(HopTableModel::Before, true);
    connect(m_hopView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { currentRowChanged(current.row()); });
}

void RunPanel::currentRowChanged(int row)
{
    const auto place = m_hops.placeAt(row);
    if (m_quiet || !place)
        return;
    m_chosen = true;
    m_place = place;
    showLine();
    showStages();
    if (const probe::HopResult* hop = m_hops.hopAt(row))
        emit hopPicked(hop->hop);
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
    m_right->setVisible(height() >= stagesFrom);
    // The words come before the bars.
    const int room = m_stageView->width()
                     - m_stageView->horizontalHeader()->sectionSize(StageModel::Stage) - msWidth
                     - evidenceWidth;
    m_stageView->horizontalHeader()->resizeSection(StageModel::Bar,
                                                   std::clamp(room, barWidthMin, barWidth));
    m_older->setVisible(m_age.isOlder && width() >= olderFrom);
    foldStages();
    showEvidence();
    fitBelow();
}

/// The hops come first. What the menu and the filters say too goes before the line that says how it ended.
void RunPanel::fitBelow()
{
    const int room = height() - m_bar->sizeHint().height() - m_hopView->minimumHeight();
    const int wide = m_hopView->width();
    QLayout& inside = *m_below->layout();
    const auto fits = [&] {
        inside.invalidate();
        inside.activate();
        return (inside.hasHeightForWidth() ? inside.totalHeightForWidth(wide)
                                           : inside.totalSizeHint().height())
               <= room;
    };
    m_copy->show();
    m_counters->show();
    m_copy->setVisible(fits());
    m_counters->setVisible(fits());
    m_below->setVisible(fits());
}

/// Design §2, step 4: the stages that are not needed are one line where there is no room for all ten.
void RunPanel::foldStages()
{
    const int rows = m_stageView->verticalHeader()->defaultSectionSize() * stageCount;
    m_stages.setFolding(height() - m_bar->sizeHint().height()
                        < m_stageView->horizontalHeader()->sizeHint().height() + rows);
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

/// The stages, and below them what one of them saw where its row has no room for it.
QWidget* RunPanel::makeRight()
{
    auto* right = new QWidget(this);
    right->setAutoFillBackground(true);
    right->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeStageView(right);
    column->addWidget(m_stageView, 1);
    m_evidence = wrapped({}, FontRole::Body, Ink::Text, right);
    m_evidence->setContentsMargins(12, Size::half, 12, Size::grid);
    m_evidence->hide();
    column->addWidget(m_evidence);
    return right;
}

void RunPanel::makeStageView(QWidget* right)
{
    m_stageView = makeTable(m_stages, Size::stageRow, right);
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
    connect(m_stageView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { showEvidence(); });
}

QString RunPanel::emptyText(const plan::Plan& plan, const Shared<plan::RouteWalk>& walk) const
{
    if (m_graph->routes.empty()) {
        return Text::tr(
            "A hop to a file share makes a route. Test runs it against the practice lab and "
            "shows here what each hop answers, stage by stage.");
    }
    const bool isMuted = std::ranges::all_of(m_graph->routes, [this](const auto& item) {
        return model::isMuted(*m_graph, item.second);
    });
    if (isMuted)
        return Text::tr("Each route leads over a muted hop: there is nothing to test.");
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

int RunPanel::emptyHeight() const
{
    return std::max(currentIndex() == 0 ? currentWidget()->minimumSizeHint().height() : 0,
                    Size::buttonSmall + 2 * Size::half);
}

/// One line; its tooltip has all of it where that is longer.
void RunPanel::showEmpty(const QString& text)
{
    m_emptyText->setText(text);
    m_emptyText->setToolTip(tipOf(text));
    m_hops.clear();
    m_stages.clear();
    m_place.reset();
    m_compared.clear();
    setCurrentIndex(0);
    setMinimumHeight(emptyHeight());
}

void RunPanel::setReport(Shared<model::Graph> graph, const plan::Plan& plan,
                         const probe::RunReport& report, const Shared<plan::RouteWalk>& walk,
                         const probe::RunAge& age)
{
    const bool isOther = report.routes.empty() || m_report.routes.empty()
                         || report.routes.front().runId != m_report.routes.front().runId
                         || report.routes.front().startedAt != m_report.routes.front().startedAt;
    m_graph = std::move(graph);
    m_report = report;
    m_age = age;
    if (isOther)
        m_chosen = false;
    if (report.routes.empty()) {
        showEmpty(emptyText(plan, walk));
        return;
    }
    setMinimumHeight(Size::bottomDockMin);
    setCurrentIndex(1);
    m_older->setVisible(age.isOlder && width() >= olderFrom);
    const QScopedValueRollback quiet(m_quiet, true);
    m_hops.setRun(m_graph, m_report, m_age);
    showRun();
}

void RunPanel::setRuns(const std::vector<RunChoice>& runs, std::uint32_t shown,
                       std::uint32_t compared)
{
    m_runs = runs;
    m_runBox->clear();
    fillBox(*m_runBox, runs, shown);
    m_compareBox->clear();
    m_compareBox->addItem(Text::tr("Compare with…"), 0U);
    std::vector<RunChoice> others = runs;
    std::erase_if(others, [shown](const RunChoice& each) { return each.number == shown; });
    fillBox(*m_compareBox, others, compared);
    m_compareBox->setEnabled(!others.empty());
    m_delete->setEnabled(shown != 0);
    m_showLast->setVisible(!runs.empty());
    m_emptyTitle->setText(runs.empty() ? Text::tr("Nothing has been tested yet")
                                       : Text::tr("%n runs of this drawing are kept", nullptr,
                                                  static_cast<int>(runs.size())));
}

void RunPanel::setRunning(bool running)
{
    m_runBox->setEnabled(!running);
    m_compareBox->setEnabled(!running && m_compareBox->count() > 1);
    m_menu->setEnabled(!running);
}

void RunPanel::setComparison(const RunComparison& comparison)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_compared = comparison.hops.empty()
                     ? QString()
                     : comparisonLine(
                           static_cast<int>(comparison.hops.size()),
                           static_cast<int>(std::ranges::count_if(
                               comparison.hops, [](const auto& each) { return !each.isSame(); })));
    m_hops.setComparison(comparison);
    // The hop keeps its room: its stages stand beside the table.
    m_hopView->setColumnHidden(HopTableModel::Before, m_compared.isEmpty());
    m_hopView->setColumnHidden(HopTableModel::Stages, !m_compared.isEmpty());
    if (m_compared.isEmpty() && m_filters.at(std::size_t(HopFilter::Changed))->isChecked())
        setFilter(HopFilter::All);
    if (!m_report.routes.empty())
        showRun();
}

void RunPanel::setFilter(HopFilter filter)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_filters.at(static_cast<std::size_t>(filter))->setChecked(true);
    m_hops.setFilter(filter);
    showRun();
}

void RunPanel::showFilters()
{
    for (int i = 0; i < hopFilterCount; ++i) {
        const auto filter = static_cast<HopFilter>(i);
        m_filters.at(std::size_t(i))->setText(filterText(filter, m_hops.count(filter)));
    }
    m_filters.at(std::size_t(HopFilter::Changed))->setEnabled(!m_compared.isEmpty());
}

std::optional<probe::HopPlace> RunPanel::interestingPlace() const
{
    for (const auto state : {HopState::Running, HopState::Denied, HopState::Failed,
                             HopState::Cancelled, HopState::Skipped}) {
        if (const auto found = placeOf(m_report, state))
            return found;
    }
    const auto& first = m_report.routes.front().hops;
    return first.empty() ? std::nullopt
                         : std::optional(probe::HopPlace{.route = 0, .hop = first.size() - 1});
}

const probe::RouteResult* RunPanel::shownRoute() const
{
    return m_place && m_place->route < m_report.routes.size() ? &m_report.routes[m_place->route]
                                                              : nullptr;
}

std::optional<model::RouteId> RunPanel::route() const
{
    const probe::RouteResult* route = shownRoute();
    return route != nullptr ? std::optional(route->route) : std::nullopt;
}

/// All of it, after a change of report, comparison or filter.
void RunPanel::showRun()
{
    const bool isThere = m_place && m_place->route < m_report.routes.size()
                         && m_place->hop < m_report.routes[m_place->route].hops.size();
    if (!m_chosen || !isThere)
        m_place = interestingPlace();
    const int row = m_place ? m_hops.rowOf(*m_place) : -1;
    m_hopView->setCurrentIndex(row < 0 ? QModelIndex() : m_hops.index(row, HopTableModel::Hop));
    sizeHopView();
    showFilters();
    showLine();
    showCounters();
    showStages();
    fitBelow();
}

/// Three rows at least, where there are so many; no more room than its rows take.
void RunPanel::sizeHopView()
{
    const int head = m_hopView->horizontalHeader()->sizeHint().height();
    const int row = m_hopView->verticalHeader()->defaultSectionSize();
    constexpr int edge = 2;
    m_hopView->setMaximumHeight(head + row * std::max(m_hops.rowCount(), 1) + edge);
    m_hopView->setMinimumHeight(head + row * std::clamp(m_hops.rowCount(), 1, rowsAtLeast) + edge);
}

/// How the run ended, and which it is. Where it has several routes, of which one is asked for, that one.
void RunPanel::showLine()
{
    const probe::RouteResult* route = shownRoute();
    if (route == nullptr)
        route = &m_report.routes.front();
    const bool isOver = std::ranges::all_of(m_report.routes, &probe::RouteResult::finished);
    const bool asked = m_chosen && m_report.routes.size() > 1 && route->finished;
    const probe::RunReport one{.environment = m_report.environment, .routes = {*route}};
    const HopState state = asked    ? probe::worstOf(one)
                           : isOver ? probe::worstOf(m_report)
                                    : HopState::Running;
    m_verdictMark->setMark(markFor(state), hopStateWord(state));
    m_verdict->setText(asked    ? runHeadline(one)
                       : isOver ? runHeadline(m_report)
                                : Text::tr("The test runs."));
    QStringList lines{runLine(*route, m_report.environment)};
    if (!route->leftBehind.empty()) {
        lines += filled(Text::tr("Not confirmed as removed: %1."), {fromUtf8(route->leftBehind)});
    }
    if (!m_compared.isEmpty())
        lines += m_compared;
    m_runLine->setText(lines.join(u'\n'));
    m_copy->setEnabled(route->finished);
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
    const probe::RouteResult* route = shownRoute();
    if (route == nullptr || m_place->hop >= route->hops.size()) {
        m_stages.clear();
    } else {
        m_stages.setHop(route->hops[m_place->hop]);
    }
    showEvidence();
}

/// What the current stage saw, else the one where the hop ended, where its row is too narrow for it.
void RunPanel::showEvidence()
{
    const probe::RouteResult* route = shownRoute();
    int row = m_stageView->currentIndex().row();
    if (row < 0 && route != nullptr && m_place->hop < route->hops.size()) {
        const auto& stage = route->hops[m_place->hop].stage;
        row = stage ? m_stages.rowOf(*stage) : -1;
    }
    const QString text = m_stages.index(row, StageModel::Evidence).data().toString();
    constexpr int margins = 20;
    const bool fits = m_stageView->fontMetrics().horizontalAdvance(text) + margins
                      <= m_stageView->horizontalHeader()->sectionSize(StageModel::Evidence);
    m_evidence->setText(fits ? QString() : text);
    m_evidence->setVisible(!fits);
}

void RunPanel::selectHop(model::HopId hop)
{
    const auto isHere = [&](const probe::RouteResult& route) {
        return std::ranges::find(route.hops, hop, &probe::HopResult::hop) != route.hops.end();
    };
    const probe::RouteResult* shown = shownRoute();
    if (shown != nullptr && m_place->hop < shown->hops.size()
        && shown->hops[m_place->hop].hop == hop)
        return;
    // Of several routes through it the one that is shown.
    const auto found = shown != nullptr && isHere(*shown)
                           ? m_report.routes.begin() + static_cast<std::ptrdiff_t>(m_place->route)
                           : std::ranges::find_if(m_report.routes, isHere);
    if (found == m_report.routes.end())
        return;
    m_chosen = true;
    m_place = probe::HopPlace{
        .route = static_cast<std::size_t>(found - m_report.routes.begin()),
        .hop = static_cast<std::size_t>(std::ranges::find(found->hops, hop, &probe::HopResult::hop)
                                        - found->hops.begin())};
    const QScopedValueRollback quiet(m_quiet, true);
    showRun();
}

}  // namespace hopwright::ui
