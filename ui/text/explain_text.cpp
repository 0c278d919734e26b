#include "ui/text/explain_text.h"

#include "core/model/accounts.h"
#include "core/model/graph_rules.h"
#include "core/text/ascii.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

namespace hopwright::ui {

namespace {

using explain::Topic;

/// What fills the places of an explanation; an empty one is said in general.
struct Names {
    QString client = {};
    QString server = {};
    QString account = {};
    QString entry = {};
};

/// \p text with \p names in its places. Where one is empty, a general word stands there, large where a sentence begins.
QString named(const QString& text, const Names& names)
{
    const std::array<std::pair<QString, QString>, 4> words{{
        {names.client, Text::tr("the client")},
        {names.server, Text::tr("the server")},
        {names.account, Text::tr("the account")},
        {names.entry, Text::tr("the entry")},
    }};
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int place =
            text.at(i) == u'%' && i + 1 < text.size() ? text.at(i + 1).digitValue() : -1;
        if (place < 1 || place > static_cast<int>(words.size())) {
            out += text.at(i);
            continue;
        }
        const auto& [name, general] = words.at(static_cast<std::size_t>(place) - 1);
        const bool begins = out.isEmpty() || out.endsWith(QLatin1String(". "));
        if (name.isEmpty() && begins && !general.isEmpty()) {
            out += general.front().toUpper() + general.sliced(1);
        } else {
            out += name.isEmpty() ? general : name;
        }
        ++i;
    }
    return out;
}

QString certaintyText(rules::Certainty certainty)
{
    switch (certainty) {
    case rules::Certainty::Documented:
        return Text::tr("Read in documents");
    case rules::Certainty::Reported:
        return Text::tr("Reported by users");
    case rules::Certainty::Inferred:
        return Text::tr("Concluded from documents");
    case rules::Certainty::Believed:
        return Text::tr("Known in the trade, not looked up");
    case rules::Certainty::Open:
        break;
    }
    return Text::tr("Open: documents differ, or say nothing");
}

/// Collects sections; what is empty is left out.
class Maker {
public:
    Maker(const Topic& topic, Names names) : m_names(std::move(names))
    {
        m_out.id = fromUtf8(topic.id());
        m_out.certainty = topic.certainty();
    }

    void add(ExplainPart part, const QString& text, const QString& rule = {})
    {
        if (text.isEmpty())
            return;
        auto found = std::ranges::find(m_out.sections, part, &ExplainSection::part);
        if (found == m_out.sections.end())
            found = m_out.sections.insert(found, ExplainSection{.part = part});
        found->lines.push_back({.rule = rule, .text = text});
    }
    void addBecause(const std::vector<plan::Because>& because)
    {
        const std::size_t shown = std::min(because.size(), mostExplainLines);
        for (const plan::Because& each : std::span(because).first(shown))
            add(ExplainPart::Why, becauseText(each), fromUtf8(each.rule));
        addLeftOut(ExplainPart::Why, because.size() - shown);
    }
    void addWays(const std::map<model::HopId, std::vector<plan::WayOut>>& ways, model::HopId hop)
    {
        const auto found = ways.find(hop);
        if (found == ways.end())
            return;
        for (const plan::WayOut& way : found->second) {
            add(ExplainPart::Fix, filled(Text::tr("%1 (%2). %3"),
                                         {wayOutText(way), exposureText(way), wayOutDetail(way)}));
        }
    }
    void addLeftOut(ExplainPart part, std::size_t count)
    {
        if (count > 0)
            add(part, Text::tr("… and %n more", nullptr, static_cast<int>(count)));
    }
    /// What the table says; what the drawing says of the same part stands before it.
    void addTable(const Topic& topic)
    {
        if (topic.row != nullptr) {
            addRow(*topic.row);
        } else if (topic.error != nullptr) {
            addError(*topic.error);
        }
    }
    Explained take(const QString& title, const QString& about)
    {
        m_out.title = title;
        m_out.about = about;
        std::ranges::sort(m_out.sections, {}, &ExplainSection::part);
        return std::move(m_out);
    }

private:
    void addRow(const explain::Explanation& row)
    {
        add(ExplainPart::Means, named(explanationText(row.means), m_names));
        add(ExplainPart::Exposes, named(explanationText(row.exposes), m_names));
        add(ExplainPart::Fix, named(explanationText(row.fix), m_names));
        add(ExplainPart::Logs, named(explanationText(row.logs), m_names));
        add(ExplainPart::Source,
            filled(Text::tr("%1: %2. %3"),
                   {certaintyText(row.certainty), explanationText(row.source), notVerified()}));
    }
    void addError(const ErrorRow& row)
    {
        add(ExplainPart::Means, sentenceOf(tableText(row.means)));
        add(ExplainPart::Fix, tableText(row.fix));
        add(ExplainPart::Fix, tableText(row.check));
        for (const QString& event :
             fromUtf8(row.events).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            add(ExplainPart::Logs,
                filled(Text::tr("Log %1, event %2."), {event.section(QLatin1Char('/'), 0, 0),
                                                       event.section(QLatin1Char('/'), 1)}));
        }
        add(ExplainPart::Source,
            filled(Text::tr("%1. %2"), {certaintyText(m_out.certainty), notVerified()}));
    }
    static QString sentenceOf(QString text)
    {
        if (!text.isEmpty())
            text[0] = text.at(0).toUpper();
        return text.isEmpty() || text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
    }

    Names m_names;
    Explained m_out;
};

/// Of an error: its codes, and Windows' words, by which people know it.
QString titleOf(const Topic& topic)
{
    if (topic.row != nullptr)
        return explanationText(topic.row->title);
    if (topic.error == nullptr)
        return {};
    QStringList codes;
    for (const StatusCode each : topic.error->codes())
        codes += fromUtf8(textOf(each));
    const std::string_view says = topic.error->says.substr(0, topic.error->says.find(" | "));
    const QString words = says.empty() ? tableText(topic.error->means) : fromUtf8(says);
    return codes.isEmpty()
               ? words
               : filled(QStringLiteral("%1: %2"), {codes.join(QStringLiteral(", ")), words});
}

const plan::HopPrediction* predictionOf(const ExplainScene& scene, model::HopId hop)
{
    if (const auto now = scene.now.find(hop); now != scene.now.end())
        return &now->second;
    const auto planned = scene.plan.hops.find(hop);
    return planned == scene.plan.hops.end() ? nullptr : &planned->second;
}

/// Who signs in by \p hop, as far as that is drawn or predicted; empty: nobody knows.
QString accountOf(const ExplainScene& scene, const model::Hop& hop)
{
    if (hop.credential.account) {
        const auto drawn = scene.graph.accounts.find(*hop.credential.account);
        if (drawn != scene.graph.accounts.end())
            return fromUtf8(model::accountText(drawn->second));
    }
    const plan::HopPrediction* prediction = predictionOf(scene, hop.id);
    if (hop.credential.isExplicit || prediction == nullptr)
        return {};
    const auto arrival =
        std::ranges::find(prediction->arrivals, hop.from, &plan::Arrival::computer);
    return arrival == prediction->arrivals.end() ? QString() : fromUtf8(arrival->account);
}

Names namesOf(const ExplainScene& scene, const model::Hop& hop)
{
    return {.client = computerName(scene.graph, hop.from),
            .server = computerName(scene.graph, hop.to.computer),
            .account = accountOf(scene, hop),
            .entry = fromUtf8(hop.typedTarget)};
}

Names namesOf(const model::Computer& computer)
{
    const QString name = fromUtf8(computer.name);
    return {.client = name, .server = name};
}

QString hopLine(const ExplainScene& scene, const model::Hop& hop)
{
    return filled(Text::tr("Hop %1: %2"),
                  {QString::number(scene.walk.number(hop.id)), hopTitle(scene.graph, hop)});
}

/// The machine at \p computer as far as the plan has one.
const plan::MachinePlan* planOf(const ExplainScene& scene, model::ComputerId computer)
{
    const auto found = scene.plan.machines.find(computer);
    return found == scene.plan.machines.end() ? nullptr : &found->second;
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

/// The finding that names why \p hop is denied, else the first about it; null: none is.
const plan::Finding* findingOf(const ExplainScene& scene, model::HopId hop)
{
    const std::string place = "hop-" + std::to_string(std::to_underlying(hop));
    const auto found = std::ranges::find(scene.plan.findings, place, &plan::Finding::where);
    return found == scene.plan.findings.end() ? nullptr : &*found;
}

/// What a hop that no finding is about rests on: what it leaves behind, else what it ends at.
Topic topicOfHop(const ExplainScene& scene, const model::Hop& hop)
{
    const plan::HopPrediction* prediction = predictionOf(scene, hop.id);
    if (prediction != nullptr && prediction->isMuted)
        return explain::topicOf("D1");
    if (!model::isSession(hop))
        return explain::topicOf("R3");
    if (prediction != nullptr) {
        for (const plan::Because& each : prediction->because) {
            const Topic topic = explain::topicOf(each.rule);
            if (each.rule.starts_with('M') && topic.isThere())
                return topic;
        }
    }
    return explain::topicOf(hop.method == Method::CredSsp ? "M16" : "M1");
}

/// Prediction, reasons, cost and ways out of \p hop.
void addHop(Maker& maker, const ExplainScene& scene, const model::Hop& hop)
{
    const plan::HopPrediction* prediction = predictionOf(scene, hop.id);
    if (prediction == nullptr)
        return;
    maker.add(ExplainPart::Why, capitalised(predictionText(*prediction)) + QLatin1Char('.'));
    maker.addBecause(prediction->because);
    const auto arrived =
        std::ranges::find(prediction->arrivals, hop.to.computer, &plan::Arrival::computer);
    const plan::MachinePlan* server = planOf(scene, hop.to.computer);
    if (server != nullptr && arrived != prediction->arrivals.end()
        && arrived->what == plan::Arrives::Password)
        maker.add(ExplainPart::Exposes, costText(scene.graph, *server));
    maker.addWays(scene.plan.waysOut, hop.id);
    maker.addWays(scene.plan.alternatives, hop.id);
}

/// The number behind \p kind in `hop-5`; nothing: \p where is of another kind.
template <typename Id>
std::optional<Id> idIn(std::string_view where, std::string_view kind)
{
    if (!where.starts_with(kind))
        return std::nullopt;
    where.remove_prefix(kind.size());
    std::uint32_t number = 0;
    const auto read = std::from_chars(where.data(), where.data() + where.size(), number);
    if (read.ec != std::errc() || read.ptr != where.data() + where.size())
        return std::nullopt;
    return Id{number};
}

template <typename Id, typename Table>
auto placeIn(const Table& table, std::string_view where, std::string_view kind)
    -> decltype(&table.find(Id{})->second)
{
    const std::optional<Id> id = idIn<Id>(where, kind);
    if (!id)
        return nullptr;
    const auto found = table.find(*id);
    return found == table.end() ? nullptr : &found->second;
}

const model::Hop* hopAt(const ExplainScene& scene, std::string_view where)
{
    return placeIn<model::HopId>(scene.graph.hops, where, "hop-");
}

const model::Computer* computerAt(const ExplainScene& scene, std::string_view where)
{
    return placeIn<model::ComputerId>(scene.graph.computers, where, "computer-");
}

QString entriesText(const std::vector<plan::DelegateEntry>& entries, const QString& prefix)
{
    const std::size_t shown = std::min(entries.size(), mostExplainLines);
    QStringList out;
    for (const plan::DelegateEntry& each : std::span(entries).first(shown))
        out += prefix + fromUtf8(each.name);
    if (entries.size() > shown) {
        out += Text::tr("… and %n more", nullptr, static_cast<int>(entries.size() - shown));
    }
    return out.join(QStringLiteral(", "));
}

/// What an entry of \p computer can be replaced by: the names that its hops need.
QString neededText(const ExplainScene& scene, const model::Computer& computer,
                   const plan::Finding& finding)
{
    const plan::MachinePlan* machine = planOf(scene, computer.id);
    const QString name = fromUtf8(computer.name);
    if (machine == nullptr)
        return {};
    const bool trusted = finding.id.contains("/trusted/");
    const bool ntlm = finding.id.contains("/ntlm/");
    const std::vector<plan::DelegateEntry>& entries = trusted ? machine->trustedHosts
                                                      : ntlm  ? machine->ntlmOnly
                                                              : machine->delegateComputers;
    if (entries.empty())
        return filled(Text::tr("No hop of %1 that is drawn needs an entry in this list."), {name});
    return filled(Text::tr("Hops of %1 need: %2."),
                  {name, entriesText(entries, trusted ? QString() : QStringLiteral("WSMAN/"))});
}

/// A finding about a machine: which of its sentences has an account or an entry as its second argument.
void addMachine(Maker& maker, const ExplainScene& scene, const model::Computer& computer,
                const plan::Finding& finding)
{
    if (finding.rule == "S3") {
        maker.add(ExplainPart::Fix, neededText(scene, computer, finding));
        return;
    }
    const plan::MachinePlan* machine = planOf(scene, computer.id);
    if (machine == nullptr || finding.text.key != plan::ReasonKey::MachineHoldsPassword)
        return;
    std::vector<plan::Because> because;
    std::ranges::copy_if(machine->because, std::back_inserter(because),
                         [&](const plan::Because& each) { return each.rule == finding.rule; });
    maker.addBecause(because);
    if (finding.text.arguments.size() > 1) {
        maker.add(ExplainPart::Exposes,
                  costText(fromUtf8(computer.name), accountName(finding.text.arguments[1])));
    }
}

struct ListOf {
    const char* id;
    const std::vector<plan::DelegateEntry>* needed;
    QString prefix;
    std::vector<std::string> had;  ///< Drawn and seen.
};

void addAll(std::vector<std::string>& out, const std::vector<std::string>& entries)
{
    for (const std::string& each : entries) {
        if (std::ranges::find(out, each) == out.end())
            out.push_back(each);
    }
}

std::vector<ListOf> listsOf(const ExplainScene& scene, const model::Computer& computer)
{
    static const std::vector<plan::DelegateEntry> none;
    const plan::MachinePlan* machine = planOf(scene, computer.id);
    const QString wsman = QStringLiteral("WSMAN/");
    const model::PracticeFacts& drawn = computer.practice;
    std::vector<ListOf> out{
        {.id = "fresh-list",
         .needed = machine == nullptr ? &none : &machine->delegateComputers,
         .prefix = wsman,
         .had = drawn.allowFresh},
        {.id = "ntlm-only-list",
         .needed = machine == nullptr ? &none : &machine->ntlmOnly,
         .prefix = wsman,
         .had = drawn.allowFreshNtlmOnly},
        {.id = "deny-list", .needed = &none, .prefix = {}, .had = drawn.denyFresh},
        {.id = "trusted-hosts",
         .needed = machine == nullptr ? &none : &machine->trustedHosts,
         .prefix = {},
         .had = drawn.trustedHosts}};
    const auto seen = scene.graph.seen.find(computer.id);
    if (seen == scene.graph.seen.end())
        return out;
    const model::MachineState& state = seen->second;
    const std::array lists{&state.allowFresh, &state.allowFreshNtlmOnly, &state.denyFresh};
    for (std::size_t i = 0; i < lists.size(); ++i) {
        if (*lists.at(i))
            addAll(out[i].had, (*lists.at(i))->entries);
    }
    if (state.trustedHosts)
        addAll(out[3].had, *state.trustedHosts);
    return out;
}

QString joined(const std::vector<std::string>& entries)
{
    const std::size_t shown = std::min(entries.size(), mostExplainLines);
    QStringList out;
    for (const std::string& each : std::span(entries).first(shown))
        out += fromUtf8(each);
    if (entries.size() > shown)
        out += Text::tr("… and %n more", nullptr, static_cast<int>(entries.size() - shown));
    return out.join(QStringLiteral(", "));
}

Explained explainList(const ExplainScene& scene, const model::Computer& computer,
                      const ListOf& list)
{
    const Topic topic = explain::topicOf(list.id);
    Maker maker(topic, namesOf(computer));
    if (!list.had.empty())
        maker.add(ExplainPart::Why, filled(Text::tr("It has: %1."), {joined(list.had)}));
    if (!list.needed->empty()) {
        maker.add(ExplainPart::Why, filled(Text::tr("Hops that are drawn need: %1."),
                                           {entriesText(*list.needed, list.prefix)}));
        std::vector<plan::Because> because;
        for (const plan::DelegateEntry& each : *list.needed)
            because.push_back(each.because);
        maker.addBecause(because);
    }
    // What is wrong with its entries.
    std::size_t left = 0;
    const std::string place = "computer-" + std::to_string(std::to_underlying(computer.id));
    for (const plan::Finding& each : scene.plan.findings) {
        const bool here = each.where == place && each.rule == "S3" && each.text.arguments.size() > 1
                          && std::ranges::find(list.had, each.text.arguments[1]) != list.had.end();
        if (here && ++left <= mostExplainLines)
            maker.add(ExplainPart::Why, findingText(each), fromUtf8(each.rule));
    }
    maker.addLeftOut(ExplainPart::Why, left > mostExplainLines ? left - mostExplainLines : 0);
    maker.addTable(topic);
    return maker.take(titleOf(topic), fromUtf8(computer.name));
}

Explained explainRole(const ExplainScene& scene, const model::Computer& computer, const char* id,
                      plan::ReasonKey key)
{
    const Topic topic = explain::topicOf(id);
    Maker maker(topic, namesOf(computer));
    if (const plan::MachinePlan* machine = planOf(scene, computer.id)) {
        std::vector<plan::Because> because;
        std::ranges::copy_if(machine->because, std::back_inserter(because),
                             [key](const plan::Because& each) {
                                 return each.key == key || each.key == plan::ReasonKey::BothRoles;
                             });
        maker.addBecause(because);
        if (key == plan::ReasonKey::ServerRole)
            maker.add(ExplainPart::Exposes, costText(scene.graph, *machine));
    }
    maker.addTable(topic);
    return maker.take(titleOf(topic), fromUtf8(computer.name));
}

}  // namespace

QString partTitle(ExplainPart part)
{
    switch (part) {
    case ExplainPart::Means:
        return Text::tr("What it means");
    case ExplainPart::Why:
        return Text::tr("Why here");
    case ExplainPart::Exposes:
        return Text::tr("What it exposes");
    case ExplainPart::Fix:
        return Text::tr("How to fix or tighten it");
    case ExplainPart::Logs:
        return Text::tr("How it shows in event logs");
    case ExplainPart::Source:
        break;
    }
    return Text::tr("Source");
}

Explained explainTopic(const Topic& topic)
{
    Maker maker(topic, {});
    maker.addTable(topic);
    return maker.take(titleOf(topic), {});
}

Explained explainTopic(const Topic& topic, const ExplainScene& scene)
{
    Maker maker(topic, {});
    std::size_t count = 0;
    for (const plan::Finding& each : scene.plan.findings) {
        const bool isOfIt = explain::topicOf(each.text.key, each.rule) == topic
                            || explain::topicOf(each.rule) == topic;
        if (isOfIt && ++count <= mostExplainLines)
            maker.add(ExplainPart::Why, findingText(each), fromUtf8(each.rule));
    }
    maker.addLeftOut(ExplainPart::Why, count > mostExplainLines ? count - mostExplainLines : 0);
    maker.addTable(topic);
    return maker.take(titleOf(topic), {});
}

Explained explainFinding(const ExplainScene& scene, const plan::Finding& finding)
{
    const Topic topic = explain::topicOf(finding.text.key, finding.rule);
    const model::Hop* hop = hopAt(scene, finding.where);
    const model::Computer* computer = computerAt(scene, finding.where);
    Names names = hop != nullptr ? namesOf(scene, *hop)
                                 : (computer != nullptr ? namesOf(*computer) : Names{});
    if (computer != nullptr && finding.text.arguments.size() > 1) {
        const bool isEntry = finding.rule == "S3";
        const QString second = fromUtf8(finding.text.arguments[1]);
        (isEntry ? names.entry : names.account) =
            isEntry ? second : accountName(finding.text.arguments[1]);
        if (isEntry)
            names.server.clear();
    }
    Maker maker(topic, names);
    maker.add(ExplainPart::Why, findingText(finding), fromUtf8(finding.rule));
    QString about;
    if (hop != nullptr) {
        about = hopLine(scene, *hop);
        addHop(maker, scene, *hop);
    } else if (computer != nullptr) {
        about = fromUtf8(computer->name);
        addMachine(maker, scene, *computer, finding);
    }
    maker.addTable(topic);
    const QString title = titleOf(topic);
    return maker.take(title.isEmpty() ? findingText(finding) : title, about);
}

Explained explainHop(const ExplainScene& scene, const model::Hop& hop)
{
    const plan::HopPrediction* prediction = predictionOf(scene, hop.id);
    const plan::Finding* finding = findingOf(scene, hop.id);
    if (finding != nullptr && finding->severity == plan::Severity::Error)
        return explainFinding(scene, *finding);
    const bool byRow = prediction != nullptr && prediction->outcome == Outcome::Denied
                       && !prediction->because.empty();
    // Denied for now alone: the last reason is what denies it.
    const Topic denied = byRow ? explain::topicOf(prediction->because.back().rule) : Topic{};
    const Topic topic = denied.isThere() ? denied : topicOfHop(scene, hop);
    Maker maker(topic, namesOf(scene, hop));
    addHop(maker, scene, hop);
    maker.addTable(topic);
    return maker.take(titleOf(topic), hopLine(scene, hop));
}

std::vector<Explained> explainMachine(const ExplainScene& scene, const model::Computer& computer)
{
    std::vector<Explained> out;
    const plan::MachinePlan* machine = planOf(scene, computer.id);
    const auto seen = scene.graph.seen.find(computer.id);
    const bool isSeen = seen != scene.graph.seen.end();
    const bool client = (machine != nullptr && machine->clientRole)
                        || computer.practice.credSspClient
                        || (isSeen && seen->second.credSspClient.value_or(false));
    const bool server = (machine != nullptr && machine->serverRole)
                        || computer.practice.credSspServer
                        || (isSeen && seen->second.credSspServer.value_or(false));
    if (server)
        out.push_back(explainRole(scene, computer, "server-role", plan::ReasonKey::ServerRole));
    if (client)
        out.push_back(explainRole(scene, computer, "client-role", plan::ReasonKey::ClientRole));
    for (const ListOf& list : listsOf(scene, computer)) {
        if (!list.needed->empty() || !list.had.empty())
            out.push_back(explainList(scene, computer, list));
    }
    if (!out.empty())
        return out;
    const Topic topic = explain::topicOf("R3");
    Maker maker({}, namesOf(computer));
    maker.add(ExplainPart::Means,
              filled(Text::tr("%1 opens no CredSSP session and takes none: nothing of it has to be "
                              "set there, and nobody's password arrives."),
                     {fromUtf8(computer.name)}));
    if (machine != nullptr)
        maker.addBecause(machine->because);
    maker.add(ExplainPart::Source,
              certaintyText(topic.certainty()) + QStringLiteral(". ") + notVerified());
    out.push_back(maker.take(Text::tr("No role needed"), fromUtf8(computer.name)));
    return out;
}

Explained explainResource(const ExplainScene& scene, const model::Resource& resource)
{
    const Topic topic = explain::topicOf("R3");
    const QString computer = computerName(scene.graph, resource.computer);
    Maker maker(topic, {.client = {}, .server = computer, .account = {}, .entry = {}});
    std::size_t count = 0;
    for (const model::HopId id : model::hopsInto(scene.graph, resource.id)) {
        const plan::HopPrediction* prediction = predictionOf(scene, id);
        if (prediction == nullptr || ++count > mostExplainLines)
            continue;
        maker.add(ExplainPart::Why,
                  filled(QStringLiteral("%1: %2."),
                         {hopLine(scene, scene.graph.hops.at(id)), predictionText(*prediction)}));
    }
    maker.addLeftOut(ExplainPart::Why, count > mostExplainLines ? count - mostExplainLines : 0);
    maker.addTable(topic);
    return maker.take(titleOf(topic),
                      filled(Text::tr("%1 on %2"), {fromUtf8(resource.name), computer}));
}

std::optional<Explained> explainRoute(const ExplainScene& scene, const model::Route& route)
{
    const model::Hop* told = nullptr;
    for (const model::HopId id : route.hops) {
        const auto hop = scene.graph.hops.find(id);
        if (hop == scene.graph.hops.end())
            continue;
        told = &hop->second;
        const plan::HopPrediction* prediction = predictionOf(scene, id);
        if (prediction != nullptr && prediction->outcome == Outcome::Denied)
            break;
    }
    return told == nullptr ? std::nullopt : std::optional(explainHop(scene, *told));
}

std::vector<Explained> explainNamed(const ExplainScene& scene, std::string_view name)
{
    const auto finding = std::ranges::find(scene.plan.findings, name, &plan::Finding::id);
    if (finding != scene.plan.findings.end())
        return {explainFinding(scene, *finding)};
    if (const model::Hop* hop = hopAt(scene, name))
        return {explainHop(scene, *hop)};
    if (const model::Computer* computer = computerAt(scene, name))
        return explainMachine(scene, *computer);
    if (const auto* resource = placeIn<model::ResourceId>(scene.graph.resources, name, "resource-"))
        return {explainResource(scene, *resource)};
    if (const auto* route = placeIn<model::RouteId>(scene.graph.routes, name, "route-")) {
        const std::optional<Explained> told = explainRoute(scene, *route);
        return told ? std::vector{*told} : std::vector<Explained>{};
    }
    for (const auto& [id, computer] : scene.graph.computers) {
        if (!name.empty()
            && (text::equalsIgnoringAsciiCase(computer.name, name)
                || text::equalsIgnoringAsciiCase(computer.dnsName, name)))
            return explainMachine(scene, computer);
    }
    return {};
}

QString topicLine(const Explained& explained)
{
    if (explained.id.isEmpty())
        return explained.about;
    return explained.about.isEmpty()
               ? explained.id
               : filled(QStringLiteral("%1 · %2"), {explained.about, explained.id});
}

}  // namespace hopwright::ui
