#include "ui/panels/plan_page.h"

#include "core/explain/explanation_table.h"
#include "core/model/graph_rules.h"
#include "core/probe/comparison.h"
#include "ui/models/finding_model.h"
#include "ui/models/machine_icon.h"
#include "ui/models/state_marks.h"
#include "ui/panels/drawing_overview.h"
#include "ui/panels/exposure.h"
#include "ui/panels/sections.h"
#include "ui/text/glossary.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/theme/chip.h"
#include "ui/theme/style.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace hopwright::ui {

namespace {

/// What a page is made from.
struct Scene {
    const model::Graph& graph;
    const InspectorContent& content;
    Sections& sections;
    PlanPage& page;
};

/// As wide as its text where there is room; where there is not, it ends in "…", and the tool tip begins with the whole.
class ElidedButton : public QPushButton {
public:
    ElidedButton(const QString& text, const QString& detail, QWidget* parent)
        : QPushButton(text, parent), m_detail(detail)
    {
        setSizePolicy(QSizePolicy::Ignored, sizePolicy().verticalPolicy());
        setToolTip(detail);
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QPushButton::resizeEvent(event);
        setToolTip(shownText() == text() ? m_detail : text() + QLatin1Char('\n') + m_detail);
    }
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QStyleOptionButton option;
        initStyleOption(&option);
        option.text = shownText();
        QStylePainter(this).drawControl(QStyle::CE_PushButton, option);
    }

private:
    QString shownText() const
    {
        const int missing = sizeHint().width() - width();
        if (missing <= 0)
            return text();
        return fontMetrics().elidedText(text(), Qt::ElideRight,
                                        fontMetrics().horizontalAdvance(text()) - missing,
                                        Qt::TextShowMnemonic);
    }

    QString m_detail;
};

/// A sentence on warningSoft, with a key.
class CostNote : public QWidget {
public:
    CostNote(const QString& text, QWidget* parent) : QWidget(parent)
    {
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(12, Size::grid, 12, Size::grid);
        row->setSpacing(Size::grid);
        row->addWidget(new IconLabel(QStringLiteral("key"), Size::iconSmall, Ink::Warning, this), 0,
                       Qt::AlignTop);
        row->addWidget(wrapped(text, FontRole::Body, Ink::Text, this), 1);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink(Ink::WarningSoft, palette()));
        painter.drawRoundedRect(rect(), Size::radiusControl, Size::radiusControl);
    }
};

QString capitalised(QString text)
{
    if (!text.isEmpty()) {
        text[0] = text.at(0).toUpper();
    }
    return text;
}

QString sentence(const QString& text)
{
    return capitalised(text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.'));
}

struct ArrivalMark {
    QString icon;
    Ink ink;
};

ArrivalMark markOfArrival(plan::Arrives what)
{
    switch (what) {
    case plan::Arrives::AtStart:
    case plan::Arrives::SignedIn:
        return {.icon = QStringLiteral("account"), .ink = Ink::Text};
    case plan::Arrives::NothingReusable:
        return {.icon = QStringLiteral("lock"), .ink = Ink::Neutral};
    case plan::Arrives::Password:
        return {.icon = QStringLiteral("key"), .ink = Ink::Warning};
    case plan::Arrives::Anonymous:
    case plan::Arrives::Unknown:
        break;
    }
    return {.icon = {}, .ink = Ink::Neutral};
}

void addSource(const Scene& scene, const model::Provenance& provenance)
{
    scene.sections.begin(Text::tr("Source"));
    QString text;
    switch (provenance.source) {
    case model::Source::Drawn:
        text = Text::tr("Drawn");
        break;
    case model::Source::Imported:
        text = Text::tr("Imported");
        break;
    case model::Source::Seen:
        text = Text::tr("Seen");
        break;
    case model::Source::Pasted:
        text = Text::tr("Pasted");
        break;
    }
    if (!provenance.time.empty()) {
        text += QLatin1Char(' ') + fromUtf8(provenance.time);
    }
    scene.sections.addText(text + QStringLiteral(". ") + notVerified(), Ink::TextSecondary,
                           FontRole::Caption);
}

bool isMissing(const Scene& scene, model::ComputerId computer, plan::Change::Setting setting,
               const QString& entry = {})
{
    return std::ranges::any_of(*scene.content.missing, [&](const plan::Change& change) {
        return change.computer == computer && change.setting == setting
               && (entry.isEmpty() || fromUtf8(change.value).endsWith(entry, Qt::CaseInsensitive));
    });
}

/// Mark, a name, and whether it is applied. Who points at it reads the name, which may be cut, and what \p topic means.
void addSetting(const Scene& scene, const QString& name, FontRole role, bool missing,
                std::string_view topic = {})
{
    auto* row = new QWidget(&scene.sections);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::grid);
    const QString word = missing ? Text::tr("not applied yet") : Text::tr("applied");
    auto* mark = new MarkLabel(Size::iconSmall, row);
    mark->setMark(missing ? Mark::NotAppliedYet : Mark::Passed, word);
    layout->addWidget(mark);
    auto* label = new InkLabel(name, role, Ink::Text, row);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    label->setToolTip(tipOf(name) + topicTip(explain::topicOf(topic)));
    layout->addWidget(label, 1);
    layout->addWidget(new Chip(word, missing ? ChipKind::Planned : ChipKind::Passed, row));
    scene.sections.addWidget(row);
}

void addEntries(const Scene& scene, model::ComputerId computer,
                const std::vector<plan::DelegateEntry>& entries, plan::Change::Setting setting)
{
    const bool isHost = setting == plan::Change::Setting::TrustedHosts;
    const std::size_t shown = std::min(entries.size(), Sections::mostLines);
    for (const plan::DelegateEntry& entry : std::span(entries).first(shown)) {
        const QString name = fromUtf8(entry.name);
        addSetting(scene, isHost ? name : QStringLiteral("WSMAN/") + name, FontRole::Code,
                   isMissing(scene, computer, setting, name));
        scene.sections.addBecause({entry.because});
    }
    scene.sections.addLeftOut(entries.size() - shown);
}

void addRoles(const Scene& scene, const plan::MachinePlan& machine)
{
    using enum plan::Change::Setting;
    scene.sections.begin(Text::tr("Roles"));
    if (machine.clientRole) {
        addSetting(scene, Text::tr("CredSSP client"), FontRole::Strong,
                   isMissing(scene, machine.computer, ClientRole), "client-role");
    }
    if (machine.serverRole) {
        addSetting(scene, Text::tr("CredSSP server"), FontRole::Strong,
                   isMissing(scene, machine.computer, ServerRole), "server-role");
    }
    if (!machine.clientRole && !machine.serverRole) {
        scene.sections.addText(sentence(rolesText(scene.graph, machine)));
    }
    scene.sections.addBecause(machine.because);
}

void addLists(const Scene& scene, const plan::MachinePlan& machine)
{
    using enum plan::Change::Setting;
    scene.sections.begin(Text::tr("May delegate to"), "fresh-list");
    if (machine.delegateComputers.empty() && machine.ntlmOnly.empty()) {
        scene.sections.addText(filled(Text::tr("Nothing. %1 opens no CredSSP hop."),
                                      {computerName(scene.graph, machine.computer)}),
                               Ink::TextSecondary);
    }
    addEntries(scene, machine.computer, machine.delegateComputers, AllowFresh);
    if (!machine.ntlmOnly.empty()) {
        scene.sections.addText(Text::tr("When a name is proved by NTLM only:"), Ink::TextSecondary,
                               FontRole::Caption);
        addEntries(scene, machine.computer, machine.ntlmOnly, AllowFreshNtlmOnly);
    }
    if (!machine.trustedHosts.empty()) {
        scene.sections.begin(Text::tr("TrustedHosts"), "trusted-hosts");
        addEntries(scene, machine.computer, machine.trustedHosts, TrustedHosts);
    }
}

/// The findings about \p places, without \p shown, which stands on the page already.
void addFindings(const Scene& scene, const std::vector<QString>& places, const QString& shown)
{
    std::set<std::string> wanted;
    for (const QString& each : places) {
        wanted.insert(each.toStdString());
    }
    std::size_t count = 0;
    for (const plan::Finding& finding : scene.content.plan->findings) {
        if (!wanted.contains(finding.where) || findingText(finding) == shown) {
            continue;
        }
        if (++count == 1) {
            scene.sections.begin(Text::tr("Findings"));
        }
        if (count <= Sections::mostLines) {
            scene.sections.addFinding(markFor(finding.severity), findingText(finding),
                                      fromUtf8(finding.rule), exactFromUtf8(finding.id));
        }
    }
    scene.sections.addLeftOut(count > Sections::mostLines ? count - Sections::mostLines : 0);
}

void showComputer(const Scene& scene, const model::Computer& computer)
{
    const QString second =
        (computer.dnsName.empty() ? domainText(scene.graph, computer) : fromUtf8(computer.dnsName))
        + QStringLiteral(", ") + computerKindText(computer.kind);
    scene.sections.addHead(iconOf(computer.kind), fromUtf8(computer.name), second);
    QString cost;
    const auto found = scene.content.plan->machines.find(computer.id);
    if (found != scene.content.plan->machines.end()) {
        const plan::MachinePlan& machine = found->second;
        addRoles(scene, machine);
        cost = costText(scene.graph, machine);
        if (!cost.isEmpty()) {
            scene.sections.begin(Text::tr("What is on this machine"));
            scene.sections.addWidget(new CostNote(cost, &scene.sections));
        }
        addLists(scene, machine);
    }
    addFindings(scene, {thingIdOf(computer.id)}, cost);
    addSource(scene, computer.provenance);
}

QString beforeTest(const Scene& scene, model::HopId hop)
{
    if (!model::routeOf(scene.graph, hop)) {
        return Text::tr("In no route, not tested.");
    }
    return Text::tr("Not tested yet. F5 tests its route.");
}

/// Where it ended and what was seen there.
QString evidenceOf(const probe::HopResult& result)
{
    QString seen = translated(result.evidence);
    if (!result.stage)
        return seen;
    return filled(Text::tr("At stage %1."), {stageText(*result.stage)})
           + (seen.isEmpty() ? QString() : QLatin1Char(' ') + sentence(seen));
}

/// Code and stage, or the time; and what was seen.
QString measuredOf(const probe::HopResult& result)
{
    const QString seen = translated(result.evidence);
    QString out;
    if (result.state == HopState::Passed) {
        out = sentence(durationText(result.ms));
    } else if (result.stage && result.code) {
        out = filled(Text::tr("Code %1, stage %2."),
                     {fromUtf8(textOf(*result.code)), stageText(*result.stage)});
    } else {
        return evidenceOf(result);
    }
    return seen.isEmpty() ? out : out + QLatin1Char(' ') + sentence(seen);
}

void addPredictionAndTest(const Scene& scene, model::HopId hop, const plan::HopPrediction& now)
{
    scene.sections.begin(Text::tr("Prediction and test"));
    const auto applied = scene.content.plan->hops.find(hop);
    const QString text = applied != scene.content.plan->hops.end()
                             ? predictionText(now, applied->second)
                             : predictionText(now);
    const Mark predicted = markFor(now);
    const probe::HopResult* result = resultOf(*scene.content.report, hop);
    if (result != nullptr && !now.isMuted
        && probe::compare(*result).agreement == probe::Agreement::AsPredicted) {
        scene.sections.addState(
            markFor(result->state),
            sentence(filled(Text::tr("%1, as predicted"), {hopStateWord(result->state)})),
            measuredOf(*result));
        return;
    }
    scene.sections.addState(predicted, sentence(text),
                            now.stage ? filled(Text::tr("At stage %1."), {stageText(*now.stage)})
                                      : QString());
    if (result == nullptr || result->state == HopState::NotRun) {
        scene.sections.addState(Mark::Unknown, {}, beforeTest(scene, hop));
        return;
    }
    scene.sections.addState(markFor(result->state), sentence(comparedStateText(*result)),
                            evidenceOf(*result));
}

void addArrivals(const Scene& scene, const plan::HopPrediction& now)
{
    if (now.arrivals.empty()) {
        return;
    }
    scene.sections.begin(Text::tr("What arrives where"), "delegated-credentials");
    for (const plan::Arrival& arrival : now.arrivals) {
        const ArrivalMark mark = markOfArrival(arrival.what);
        scene.sections.addRow(computerName(scene.graph, arrival.computer), mark.icon, mark.ink,
                              arrivalText(arrival));
    }
}

/// Whose password a way out would hand over, as core/edit chooses the account.
QString accountFor(const model::Graph& graph, model::HopId id)
{
    const auto hop = graph.hops.find(id);
    if (hop != graph.hops.end() && hop->second.credential.account) {
        const auto account = graph.accounts.find(*hop->second.credential.account);
        if (account != graph.accounts.end()) {
            return fromUtf8(model::accountText(account->second));
        }
    }
    return graph.accounts.size() == 1 ? fromUtf8(model::accountText(graph.accounts.begin()->second))
                                      : QString();
}

/// Number, what it does, what it exposes; where it can be set, the button with its cost beside it.
QWidget* wayOutRow(const Scene& scene, int number, const plan::WayOut& way)
{
    auto* row = new QWidget(&scene.sections);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setSpacing(Size::grid);
    layout->addWidget(
        new InkLabel(QString::number(number), FontRole::Body, Ink::TextSecondary, row), 0,
        Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(Size::half);
    layout->addLayout(column, 1);
    if (way.canBeSet) {
        auto* button = new ElidedButton(wayOutText(way), wayOutDetail(way), row);
        setSmall(*button);
        const auto clicked = [&page = scene.page, way] {
            emit page.takeWayOut(way.kind, way.hop);
        };
        QObject::connect(button, &QPushButton::clicked, &scene.page, clicked);
        column->addWidget(button, 0, Qt::AlignLeft);
    } else {
        auto* text = wrapped(wayOutText(way), FontRole::Body, Ink::Text, row);
        text->setToolTip(wayOutDetail(way));
        column->addWidget(text);
    }
    auto* exposure = new QHBoxLayout;
    exposure->setSpacing(6);
    exposure->addWidget(
        new IconLabel(exposureIcon(way.exposure), Size::iconSmall, exposureInk(way.exposure), row),
        0, Qt::AlignTop);
    exposure->addWidget(
        wrapped(exposureText(way), FontRole::Caption, exposureInk(way.exposure), row), 1);
    column->addLayout(exposure);
    if (way.kind == plan::WayOutKind::UseCredSsp && way.names.size() > 1) {
        column->addWidget(
            wrapped(costText(fromUtf8(way.names.at(1)), accountFor(scene.graph, way.hop)),
                    FontRole::Caption, Ink::TextSecondary, row));
    } else {
        column->addWidget(wrapped(wayOutDetail(way), FontRole::Caption, Ink::TextSecondary, row));
    }
    return row;
}

void addWays(const Scene& scene, const QString& title,
             const std::map<model::HopId, std::vector<plan::WayOut>>& ways, model::HopId hop)
{
    const auto found = ways.find(hop);
    if (found == ways.end() || found->second.empty()) {
        return;
    }
    scene.sections.begin(title);
    int number = 0;
    for (const plan::WayOut& way : found->second) {
        scene.sections.addWidget(wayOutRow(scene, ++number, way));
    }
}

void addWaysOut(const Scene& scene, model::HopId hop, const plan::HopPrediction& now)
{
    const auto applied = scene.content.plan->hops.find(hop);
    const bool denied = applied != scene.content.plan->hops.end()
                        && applied->second.outcome == Outcome::Denied && applied->second.reached;
    if (!denied) {
        if (now.outcome == Outcome::Denied && now.notAppliedYet) {
            scene.sections.begin(Text::tr("What to do"));
            scene.sections.addText(Text::tr("Apply the plan to the practice lab."));
        }
        return;
    }
    addWays(scene, Text::tr("Ways out, safest first"), scene.content.plan->waysOut, hop);
}

void showHop(const Scene& scene, const model::Hop& hop)
{
    const QString typed = fromUtf8(model::typedTarget(scene.graph, hop));
    scene.sections.addHead(
        QStringLiteral("hop"),
        filled(Text::tr("Hop %1: %2"),
               {QString::number(plan::walkOf(scene.graph, scene.content.walk)->number(hop.id)),
                hopTitle(scene.graph, hop)}),
        filled(Text::tr("%1, typed %2"), {hopKindText(scene.graph, hop), typed}));
    const auto now = scene.content.now->find(hop.id);
    const auto applied = scene.content.plan->hops.find(hop.id);
    const plan::HopPrediction* prediction = now != scene.content.now->end() ? &now->second
                                            : applied != scene.content.plan->hops.end()
                                                ? &applied->second
                                                : nullptr;
    if (prediction != nullptr) {
        addPredictionAndTest(scene, hop.id, *prediction);
        if (!prediction->because.empty()) {
            scene.sections.begin(Text::tr("Because"));
            scene.sections.addBecause(prediction->because);
        }
        addArrivals(scene, *prediction);
        addWaysOut(scene, hop.id, *prediction);
        addWays(scene, Text::tr("In place of CredSSP, safest first"),
                scene.content.plan->alternatives, hop.id);
    }
    addFindings(scene, {thingIdOf(hop.id)}, {});
    addSource(scene, hop.provenance);
}

/// The hops of \p hops with their states, for a route or a resource.
void addHops(const Scene& scene, const QString& title, const std::vector<model::HopId>& hops)
{
    scene.sections.begin(title);
    const std::size_t shown = std::min(hops.size(), Sections::mostLines);
    for (const model::HopId id : std::span(hops).first(shown)) {
        const auto hop = scene.graph.hops.find(id);
        if (hop == scene.graph.hops.end()) {
            continue;
        }
        const QString name = hopTitle(scene.graph, hop->second);
        const probe::HopResult* result = resultOf(*scene.content.report, id);
        const auto now = scene.content.now->find(id);
        if (result != nullptr && result->state != HopState::NotRun) {
            scene.sections.addState(markFor(result->state), name, sentence(hopStateText(*result)));
        } else if (now != scene.content.now->end()) {
            scene.sections.addState(markFor(now->second), name,
                                    sentence(predictionText(now->second)));
        }
    }
    scene.sections.addLeftOut(hops.size() - shown);
}

void showResource(const Scene& scene, const model::Resource& resource)
{
    const QString computer = computerName(scene.graph, resource.computer);
    scene.sections.addHead(
        QStringLiteral("share"), fromUtf8(resource.name),
        filled(Text::tr("%1 on %2"), {resourceKindText(resource.kind), computer}));
    const std::vector<model::HopId> hops = model::hopsInto(scene.graph, resource.id);
    if (hops.empty()) {
        scene.sections.begin(Text::tr("Reached by"));
        scene.sections.addText(Text::tr("No hop ends here."), Ink::TextSecondary);
    } else {
        addHops(scene, Text::tr("Reached by"), hops);
    }
    addSource(scene, resource.provenance);
}

void showRoute(const Scene& scene, const model::Route& route)
{
    scene.sections.addHead(
        QStringLiteral("hop"), fromUtf8(route.name),
        Text::tr("Route of %n hops", nullptr, static_cast<int>(route.hops.size())));
    addHops(scene, Text::tr("Hops"), route.hops);
    std::vector<QString> places;
    places.reserve(route.hops.size());
    for (const model::HopId hop : route.hops) {
        places.push_back(thingIdOf(hop));
    }
    addFindings(scene, places, {});
}

void showGroup(const Scene& scene, const model::Group& group)
{
    const int count = static_cast<int>(group.members.size());
    scene.sections.addHead(QStringLiteral("group"), fromUtf8(group.name),
                           filled(Text::tr("%1, %2"), {groupKindText(group.kind),
                                                       Text::tr("%n machines", nullptr, count)}));
    scene.sections.begin(Text::tr("Machines"));
    std::size_t shown = 0;
    std::vector<QString> places;
    for (const model::ComputerId id : group.members) {
        places.push_back(thingIdOf(id));
        if (++shown <= Sections::mostLines)
            scene.sections.addText(computerName(scene.graph, id));
    }
    scene.sections.addLeftOut(shown > Sections::mostLines ? shown - Sections::mostLines : 0);
    for (const auto& [id, hop] : scene.graph.hops) {
        if (group.members.contains(hop.from) || group.members.contains(hop.to.computer))
            places.push_back(thingIdOf(id));
    }
    addFindings(scene, places, {});
}

/// Shows the thing. \returns false when it is not there.
struct Shower {
    const Scene& scene;

    template <typename Id, typename Value>
    bool find(const SharedTable<Id, Value>& all, Id id,
              void (*show)(const Scene&, const Value&)) const
    {
        const auto found = all.find(id);
        if (found != all.end()) {
            show(scene, found->second);
        }
        return found != all.end();
    }
    bool operator()(model::ComputerId id) const
    {
        return find(scene.graph.computers, id, &showComputer);
    }
    bool operator()(model::ResourceId id) const
    {
        return find(scene.graph.resources, id, &showResource);
    }
    bool operator()(model::HopId id) const { return find(scene.graph.hops, id, &showHop); }
    bool operator()(model::RouteId id) const { return find(scene.graph.routes, id, &showRoute); }
    bool operator()(model::GroupId id) const { return find(scene.graph.groups, id, &showGroup); }
    bool operator()(model::DomainId /*id*/) const { return false; }
    bool operator()(std::monostate /*none*/) const { return false; }
};

}  // namespace

PlanPage::PlanPage(QWidget* parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(Text::tr("Plan"));
}

/// Made anew with the plan alone: a run tells of each of its steps.
void PlanPage::showOverview(const model::Graph& graph, const InspectorContent& content,
                            Sections& sections)
{
    if (!m_overviewOf || &**m_overviewOf != &*content.plan) {
        m_overview = plan::overviewOf(graph, *content.plan);
        m_overviewOf = content.plan;
    }
    addOverview(graph, m_overview, *content.report, sections);
}

void PlanPage::show(const model::Graph& graph, const InspectorContent& content,
                    const ThingRef& thing, const edit::Selection& several)
{
    const int scrolled = thing == m_thing ? verticalScrollBar()->value() : 0;
    m_thing = thing;
    auto* sections = new Sections;
    connect(sections, &Sections::explainAsked, this, &PlanPage::explainAsked);
    const Scene scene{.graph = graph, .content = content, .sections = *sections, .page = *this};
    const bool isOfOne = std::visit(Shower{scene}, thing);
    const bool isOverview = !isOfOne && several.empty() && !graph.computers.empty()
                            && !std::holds_alternative<model::DomainId>(thing);
    const QString empty = isOfOne || isOverview ? QString()
                          : several.size() > 1  ? Text::tr("Several things are selected")
                                                : Text::tr("Nothing is selected");
    if (!empty.isEmpty() && empty == m_empty) {
        delete sections;  // The same stands there already.
        return;
    }
    m_empty = empty;
    if (isOverview)
        showOverview(graph, content, *sections);
    if (empty.isEmpty()) {
        sections->finish();
    } else {
        sections->addEmpty(
            empty, Text::tr("Select a machine or a hop: here stands what it needs, what was "
                            "predicted and seen, and why."));
    }
    // One of its buttons may be what led here.
    if (QWidget* before = takeWidget()) {
        before->hide();
        before->deleteLater();
    }
    setWidget(sections);
    sections->show();
    verticalScrollBar()->setValue(scrolled);
}

}  // namespace hopwright::ui
