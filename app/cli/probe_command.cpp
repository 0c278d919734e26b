#include "app/cli/command.h"
#include "app/cli/lab_file.h"
#include "app/cli/next_hop.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "core/edit/edit_hops.h"
#include "core/files/read_file.h"
#include "core/link/practice_files.h"
#include "core/model/accounts.h"
#include "core/model/graph_rules.h"
#include "core/model/muted.h"
#include "core/probe/probe_script.h"
#include "core/probe/run_json.h"
#include "core/seen/into_drawing.h"
#include "core/store/graph_file.h"
#include "core/store/run_file.h"
#include "core/text/ascii.h"
#include "ui/text/words.h"

#include <QDateTime>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>

namespace hopwright::cli {

namespace {

constexpr std::size_t shownAccounts = 8;  ///< Of those that a lab has, in an error.

struct Options {
    std::string file = {};
    bool practice = false;
    std::string lab = {};
    bool live = false;
    std::string route = {};
    std::optional<std::string> as = {};
    bool passwordStdin = false;
    bool assumePolicy = false;
    std::string nextHop = {};
    std::vector<std::string> allowText = {};
    std::string save = {};
    bool json = false;
};

std::string nowText()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

/// Not `CORP\`, `@`, `A\B\c` or nothing.
bool namesSomebody(const std::string& account)
{
    const std::string user = model::accountFromText(account).user;
    return !user.empty() && !user.starts_with('@') && !user.ends_with('@') && !user.contains('\\');
}

/// As plan prints it: a SHA-256 in hexadecimal digits.
bool isTextHash(const std::string& typed)
{
    constexpr std::size_t digits = 64;
    return typed.size() == digits
           && typed.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
}

/// A command line that says too little; says so. \returns nothing when it says enough.
std::optional<ExitCode> checkUsage(const Context& context, const Options& options)
{
    const int environments =
        (options.practice ? 1 : 0) + (options.lab.empty() ? 0 : 1) + (options.live ? 1 : 0);
    if (environments != 1) {
        return exitWithUsage(context, ui::Text::tr("It was not said where to run the probe."),
                             ui::Text::tr("One of --practice, --lab F and --live is needed."),
                             ui::Text::tr("--practice changes nothing outside this process."));
    }
    if (!options.nextHop.empty() && !options.live) {
        return exitWithUsage(context, ui::Text::tr("A program is for --live alone."), {},
                             ui::Text::tr("In a lab, hosts visit shares by themselves."));
    }
    if (const auto wrong = checkNextHop(context, options.nextHop))
        return wrong;
    if (options.live && !options.as) {
        return exitWithUsage(context, ui::Text::tr("It was not said who opens hop 1."), {},
                             ui::Text::tr("Add --as DOMAIN\\user."));
    }
    if (options.as && !namesSomebody(*options.as)) {
        return exitWithUsage(context, ui::Text::tr("--as names no account."), {},
                             ui::Text::tr("Write DOMAIN\\user or user@domain."));
    }
    if (!std::ranges::all_of(options.allowText, isTextHash)) {
        return exitWithUsage(context, ui::Text::tr("--allow-text is no hash of a text."), {},
                             ui::Text::tr("plan FILE prints it behind the text, 64 digits."));
    }
    return std::nullopt;
}

Result<std::vector<model::RouteId>> routesOf(const model::Graph& graph, const std::string& name)
{
    std::vector<model::RouteId> out;
    for (const auto& [id, route] : graph.routes) {
        if (name.empty() || model::equalNames(route.name, name))
            out.push_back(id);
    }
    if (!out.empty())
        return out;
    if (name.empty())
        return fail(ErrorCode::NoPath, Sentence::saying("the drawing has no route to test"));
    return fail(ErrorCode::UnknownNode, Sentence::saying("no route is called %1", name));
}

const model::Hop* firstHop(const model::Graph& graph, model::RouteId id)
{
    const model::Route& route = graph.routes.at(id);
    return route.hops.empty() ? nullptr : &graph.hops.at(route.hops.front());
}

/// What must be allowed by name before the routes run: A's policy outside of practice, where a lab host answers for A, and
/// own PowerShell text.
std::optional<ExitCode> checkAllowed(const Context& context, const model::Graph& graph,
                                     const std::vector<model::RouteId>& routes,
                                     const Options& options)
{
    for (const model::RouteId id : routes) {
        const model::Route& route = graph.routes.at(id);
        if (model::isMuted(graph, route))
            continue;
        const model::Hop* first = firstHop(graph, id);
        const bool needsPolicy = first != nullptr && model::isSession(*first);
        if (!options.practice && !options.assumePolicy && needsPolicy
            && !graph.seen.contains(first->from)) {
            return exitWithUsage(
                context,
                ui::filled(ui::Text::tr("The policy of %1 is not known."),
                           {ui::fromUtf8(graph.computers.at(first->from).name)}),
                ui::Text::tr("Which machines it may delegate to was neither drawn nor seen."),
                ui::Text::tr("Add --assume-policy to run although it is not known."));
        }
        const bool allowed = std::ranges::any_of(options.allowText, [&](const std::string& each) {
            return text::equalsIgnoringAsciiCase(each, probe::textHash(route.probe.text));
        });
        if (route.probe.kind == model::ProbeKind::Script && !allowed) {
            return exitWithUsage(
                context,
                ui::filled(ui::Text::tr("The PowerShell text of %1 was not allowed to run."),
                           {ui::fromUtf8(route.name)}),
                {},
                ui::Text::tr(
                    "Read it with plan FILE, then add --allow-text and the hash it prints."));
        }
    }
    return std::nullopt;
}

/// Those of \p routes that are not muted: for the others nothing is asked, and they are told of as skipped.
std::vector<model::RouteId> testedOf(const model::Graph& graph,
                                     const std::vector<model::RouteId>& routes)
{
    std::vector<model::RouteId> out;
    std::ranges::copy_if(routes, std::back_inserter(out), [&graph](model::RouteId id) {
        return !model::isMuted(graph, graph.routes.at(id));
    });
    return out;
}

model::AccountName nameOf(const link::Identity& identity)
{
    return {.domain = identity.domain, .user = identity.user};
}

/// Who opens the routes: --as, else who a lab has for each. The first is whose password comes first.
std::vector<model::AccountName> openersOf(const model::Graph& graph,
                                          const link::RunOptions& options)
{
    if (!options.as.user.empty())
        return {nameOf(options.as)};
    std::vector<model::AccountName> out;
    for (const model::RouteId id : testedOf(graph, options.routes)) {
        model::AccountName opener = model::labAccount(graph, id);
        if (std::ranges::find(out, opener) == out.end())
            out.push_back(std::move(opener));
    }
    return out;
}

/// The accounts that the routes sign in with: who opens them, then those that are drawn. Each once, however it is written.
std::vector<model::AccountName> accountsOf(const model::Graph& graph,
                                           const link::RunOptions& options)
{
    std::vector<model::AccountName> out = openersOf(graph, options);
    std::set<model::AccountId> drawn;
    for (const model::RouteId id : testedOf(graph, options.routes)) {
        for (const model::HopId hopId : graph.routes.at(id).hops) {
            const model::Credential& credential = graph.hops.at(hopId).credential;
            if (!credential.isExplicit || !credential.account
                || !drawn.insert(*credential.account).second)
                continue;
            const model::Account& account = graph.accounts.at(*credential.account);
            model::AccountName name{.domain = account.domain, .user = account.user};
            const bool known = std::ranges::any_of(out, [&](const model::AccountName& each) {
                return model::sameAccount(graph, each, name);
            });
            if (!known)
                out.push_back(std::move(name));
        }
    }
    return out;
}

/// A lab of another process accepts only the accounts that it knows. This is checked before anything is asked or sent.
Result<void> checkLabKnows(const model::Graph& graph, const link::RunOptions& options,
                           const std::vector<std::string>& known)
{
    for (const model::AccountName& account : accountsOf(graph, options)) {
        const bool isKnown = std::ranges::any_of(known, [&](const std::string& each) {
            return model::sameAccount(graph, model::accountFromText(each), account);
        });
        if (isKnown || known.empty())
            continue;
        std::string some;
        for (std::size_t i = 0; i < known.size() && i < shownAccounts; ++i)
            some += (i == 0 ? "" : ", ") + known[i];
        const std::string name = model::accountText(account);
        return fail(
            ErrorCode::UnknownNode,
            known.size() > shownAccounts
                ? Sentence::saying("the lab has no account %1; it has %2 and others", name, some)
                : Sentence::saying("the lab has no account %1; it has %2", name, some));
    }
    return {};
}

void give(link::RunOptions& options, const model::AccountName& account, Secret password)
{
    if (nameOf(options.as) == account) {
        options.as.password = std::move(password);
    } else {
        options.explicitCredentials.push_back(
            {.domain = account.domain, .user = account.user, .password = std::move(password)});
    }
}

/// The first line is the password of who opens the first route.
Result<void> readPasswords(const Context& context, const model::AccountName& opener,
                           link::RunOptions& options)
{
    HOPWRIGHT_TRY(std::optional<Secret> first, context.passwords.line());
    if (!first) {
        return fail(
            ErrorCode::Truncated,
            Sentence::saying("standard input is empty; its first line is the password of %1",
                             model::accountText(opener)));
    }
    HOPWRIGHT_TRY(options.explicitCredentials, readAccountLines(context.passwords, 2));
    give(options, opener, std::move(*first));
    return {};
}

/// From standard input, or by asking for each; the practice lab knows its own.
Result<void> getPasswords(const Context& context, const model::Graph& graph, const Options& asked,
                          link::RunOptions& options)
{
    const std::vector<model::AccountName> accounts = accountsOf(graph, options);
    if (asked.passwordStdin && !accounts.empty())
        HOPWRIGHT_TRY_VOID(readPasswords(context, accounts.front(), options));
    if (asked.practice)
        return {};
    for (const model::AccountName& account : accounts) {
        const auto isMeant = [&](const link::Identity& each) {
            return each.password.size() != 0 && model::sameAccount(graph, nameOf(each), account);
        };
        if (isMeant(options.as) || std::ranges::any_of(options.explicitCredentials, isMeant))
            continue;
        const std::string name = model::accountText(account);
        if (asked.passwordStdin) {
            return fail(ErrorCode::Truncated,
                        Sentence::saying("no line gives the password of %1", name));
        }
        HOPWRIGHT_TRY(Secret password, context.passwords.ask(utf8(ui::filled(
                                           ui::Text::tr("Password of %1"), {ui::fromUtf8(name)}))));
        give(options, account, std::move(password));
    }
    return {};
}

Result<void> setEnvironment(const model::Graph& graph, const Options& asked,
                            link::RunOptions& options)
{
    if (asked.practice)
        return {};
    options.environment = asked.live ? Environment::Live : Environment::Lab;
    options.assumePolicy = asked.assumePolicy;
    HOPWRIGHT_TRY(options.smbClientPath, programOf(asked.nextHop));
    if (asked.live)
        return {};
    HOPWRIGHT_TRY(LabFile file, readLabFile(asked.lab));
    HOPWRIGHT_TRY_VOID(checkLabKnows(graph, options, file.accounts));
    options.attached = std::move(file.hosts);
    options.authorityPem = std::move(file.authorityPem);
    return {};
}

/// There was no password, as opposed to a line that is wrong.
bool isMissing(const Error& error)
{
    return error.code == ErrorCode::NotAllowed || error.code == ErrorCode::Truncated;
}

QString notSaved(const std::string& file)
{
    return ui::filled(ui::Text::tr("The run was not saved as %1"), {shownName(file)});
}

/// Before anything is sent: evidence is not written over.
std::optional<ExitCode> checkSave(const Context& context, const std::string& file)
{
    if (file.empty() || !files::isThere(files::pathFromUtf8(file)))
        return std::nullopt;
    return exitWith(context,
                    {.code = ErrorCode::NameTaken,
                     .detail = Sentence::saying("%1 exists; a run is not written over another file",
                                                files::shown(files::pathFromUtf8(file)))},
                    ui::Text::tr("Nothing was tested"));
}

/// The run with all that is needed to read it without the drawing. A run that was stopped is one too.
Result<void> saveRun(const Options& options, const model::Graph& graph,
                     std::vector<plan::Change> applied, const probe::RunReport& report)
{
    return store::saveRun(files::pathFromUtf8(options.save),
                          {.version = HOPWRIGHT_VERSION,
                           .time = nowText(),
                           .title = files::bytesOf(files::pathFromUtf8(options.file).filename()),
                           .graph = graph,
                           .applied = std::move(applied),
                           .report = report});
}

/// What the practice lab of the drawing has beyond it.
Result<std::vector<plan::Change>> appliedTo(const Options& options)
{
    if (!options.practice || options.save.empty())
        return std::vector<plan::Change>();
    HOPWRIGHT_TRY(auto state, link::readPracticeState(options.file));
    return std::move(state.applied);
}

/// How a report is told when the run is over.
auto printer(const Context& context, const model::Graph& graph, bool json)
{
    return [&context, &graph, json](const probe::RunReport& done) {
        if (json) {
            printJson(context.out, probe::toJson(done, graph));
        } else {
            printReport(context.out, graph, done);
        }
    };
}

ExitCode test(const Context& context, const Options& options, const model::Graph& graph,
              link::RunOptions runOptions)
{
    const QString notRun = ui::Text::tr("Nothing was tested");
    link::PracticeLab lab;
    if (options.practice) {
        if (const auto started = startLab(lab, graph, options.file, runOptions.as); !started)
            return exitWith(context, started.error(), notRun);
    }
    auto applied = appliedTo(options);
    if (!applied)
        return exitWith(context, applied.error(), notRun);
    const probe::RunReport report =
        runRoutes(context, options.practice ? &lab : nullptr, graph, std::move(runOptions),
                  printer(context, graph, options.json));
    if (!options.save.empty()) {
        if (const auto saved = saveRun(options, graph, *std::move(applied), report); !saved)
            return exitWith(context, saved.error(), notSaved(options.save));
    }
    return exitCodeOf(probe::worstOf(report));
}

/// The machine of the drawing that is this computer; \p graph then has what a look at it found. Nothing: it is not drawn, or
/// this is no Windows.
std::optional<model::ComputerId> lookHere(const Context& context, model::Graph& graph)
{
    const auto sources = context.thisMachine ? context.thisMachine() : std::nullopt;
    if (!sources)
        return std::nullopt;
    const std::string now = nowText();
    const seen::Look look = seen::lookAt(*sources, now);
    const auto here = seen::machineIn(graph, look);
    if (!here)
        return std::nullopt;
    import::Imported looked = seen::intoDrawing(graph, *here, look, now);
    if (model::checkChange(graph, looked.graph))
        graph = std::move(looked.graph);
    return here;
}

ExitCode run(const Context& context, const Options& options)
{
    if (const auto wrong = checkUsage(context, options))
        return *wrong;
    const auto loaded = store::loadGraph(files::pathFromUtf8(options.file));
    if (!loaded)
        return exitWith(context, loaded.error(), notOpened(options.file));
    // For this run alone: a session that is in no route is tested too.
    auto graph = edit::routeSessions(*loaded);
    if (!graph)
        return exitWith(context, graph.error(), notOpened(options.file));
    const QString notRun = ui::Text::tr("Nothing was tested");
    const auto routes = routesOf(*graph, options.route);
    if (!routes)
        return exitWith(context, routes.error(), notRun);
    const auto here = options.live ? lookHere(context, *graph) : std::nullopt;
    if (const auto refused = checkAllowed(context, *graph, *routes, options))
        return *refused;
    if (const auto refused = checkSave(context, options.save))
        return *refused;

    link::RunOptions runOptions{
        .routes = *routes, .allowedText = options.allowText, .thisMachine = here};
    runOptions.as = identityFromText(options.as.value_or(std::string()));
    context.stop.listen();
    if (const auto set = setEnvironment(*graph, options, runOptions); !set)
        return exitWith(context, set.error(), notRun);
    if (const auto got = getPasswords(context, *graph, options, runOptions); !got) {
        const ExitCode code = exitWith(context, got.error(), notRun);
        return isMissing(got.error()) ? ExitCode::Usage : code;
    }
    return test(context, options, *graph, std::move(runOptions));
}

std::function<ExitCode(const Context&)> define(CLI::App& app)
{
    auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "The drawing, a .hopw file.")->required();
    app.add_flag("--practice", options->practice, "Run in a private practice lab.");
    app.add_option("--lab", options->lab, "Run in the lab that wrote this port file.")
        ->type_name("F");
    app.add_flag("--live", options->live,
                 "Run against the real machines; this computer opens hop 1 in place of A.");
    app.add_option("--route", options->route, "Only the route of this name.")->type_name("NAME");
    app.add_option("--as", options->as,
                   "Who opens hop 1, DOMAIN\\user; in a lab else alice of A's domain.")
        ->type_name("USER");
    app.add_flag("--password-stdin", options->passwordStdin,
                 "Read passwords: first line that of --as, further lines DOMAIN\\user:password.");
    app.add_flag("--assume-policy", options->assumePolicy,
                 "With --lab or --live: run although the policy of A is not known.");
    app.add_option("--next-hop", options->nextHop,
                   "Live: visit a share that no session leads to with this program.")
        ->type_name(nextHopType);
    app.add_option("--allow-text", options->allowText,
                   "Let the PowerShell text with this hash run; plan prints the hash.")
        ->type_name("SHA256");
    app.add_option("--save", options->save,
                   "Keep the run in this new file, a .hoprun; show reads it.")
        ->type_name("FILE");
    app.add_flag("--json", options->json, "Print hopwright.run/1.");
    return [options](const Context& context) {
        return run(context, *options);
    };
}

}  // namespace

const Command probeCommand{
    .name = "probe", .summary = "Test the routes of FILE over real WinRM.", .define = define};

}  // namespace hopwright::cli
