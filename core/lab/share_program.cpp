#include "core/lab/share_program.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::lab {

namespace {

constexpr std::uint32_t errorInvalidName = 123;
constexpr std::string_view statusPrefix = "NT_STATUS_";

struct KnownStatus {
    std::string_view status;
    std::uint32_t code;
    StageState state;
};

/// [MS-ERREF] 2.3.1 with what RtlNtStatusToDosError and CreateFile make of it.
constexpr std::array<KnownStatus, 24> knownStatus = {
    {{.status = "NT_STATUS_ACCESS_DENIED", .code = errorAccessDenied, .state = StageState::Denied},
     {.status = "NT_STATUS_LOGON_FAILURE", .code = errorLogonFailure, .state = StageState::Denied},
     {.status = "NT_STATUS_NO_SUCH_USER", .code = errorLogonFailure, .state = StageState::Denied},
     {.status = "NT_STATUS_WRONG_PASSWORD", .code = errorLogonFailure, .state = StageState::Denied},
     {.status = "NT_STATUS_ACCOUNT_RESTRICTION", .code = 1327, .state = StageState::Denied},
     {.status = "NT_STATUS_INVALID_LOGON_HOURS", .code = 1328, .state = StageState::Denied},
     {.status = "NT_STATUS_INVALID_WORKSTATION", .code = 1329, .state = StageState::Denied},
     {.status = "NT_STATUS_PASSWORD_EXPIRED", .code = 1330, .state = StageState::Denied},
     {.status = "NT_STATUS_ACCOUNT_DISABLED", .code = 1331, .state = StageState::Denied},
     {.status = "NT_STATUS_LOGON_TYPE_NOT_GRANTED", .code = 1385, .state = StageState::Denied},
     {.status = "NT_STATUS_ACCOUNT_EXPIRED", .code = 1793, .state = StageState::Denied},
     {.status = "NT_STATUS_PASSWORD_MUST_CHANGE", .code = 1907, .state = StageState::Denied},
     {.status = "NT_STATUS_ACCOUNT_LOCKED_OUT", .code = 1909, .state = StageState::Denied},
     {.status = "NT_STATUS_NO_LOGON_SERVERS", .code = 1311, .state = StageState::Failed},
     {.status = "NT_STATUS_BAD_NETWORK_NAME",
      .code = errorBadNetworkName,
      .state = StageState::Failed},
     {.status = "NT_STATUS_BAD_NETWORK_PATH",
      .code = errorBadNetworkPath,
      .state = StageState::Failed},
     {.status = "NT_STATUS_IO_TIMEOUT", .code = 121, .state = StageState::Failed},
     {.status = "NT_STATUS_OBJECT_NAME_COLLISION",
      .code = errorFileExists,
      .state = StageState::Failed},
     {.status = "NT_STATUS_OBJECT_NAME_NOT_FOUND", .code = 2, .state = StageState::Failed},
     {.status = "NT_STATUS_NO_SUCH_FILE", .code = 2, .state = StageState::Failed},
     {.status = "NT_STATUS_OBJECT_PATH_NOT_FOUND", .code = 3, .state = StageState::Failed},
     {.status = "NT_STATUS_MEDIA_WRITE_PROTECTED", .code = 19, .state = StageState::Failed},
     {.status = "NT_STATUS_SHARING_VIOLATION", .code = 32, .state = StageState::Failed},
     {.status = "NT_STATUS_DISK_FULL", .code = 112, .state = StageState::Failed}}};

constexpr std::string_view sessionFailed = "session setup failed: ";
constexpr std::string_view treeFailed = "tree connect failed: ";
constexpr std::string_view connectionFailed = "Connection to ";

/// The line in which smbclient says what went wrong. A line of a listing begins with blanks, so that the name of a file
/// is never taken for one. Empty: none.
std::string troubleIn(std::string_view output)
{
    while (!output.empty()) {
        const std::size_t end = output.find('\n');
        std::string_view line = output.substr(0, end);
        output.remove_prefix(end == std::string_view::npos ? output.size() : end + 1);
        if (line.starts_with("do_connect: "))
            line.remove_prefix(std::string_view("do_connect: ").size());
        const bool connection =
            line.starts_with(connectionFailed) && line.contains(" failed (Error ");
        if (connection || line.starts_with(statusPrefix) || line.starts_with(sessionFailed)
            || line.starts_with(treeFailed))
            return std::string(line);
    }
    return {};
}

std::string statusIn(std::string_view line)
{
    const std::string_view found = line.substr(std::min(line.find(statusPrefix), line.size()));
    const auto isPart = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    return {found.begin(), std::ranges::find_if_not(found, isPart)};
}

bool saysNoSuchFile(std::string_view line)
{
    return line.starts_with("NT_STATUS_OBJECT_NAME_NOT_FOUND")
           || line.starts_with("NT_STATUS_NO_SUCH_FILE");
}

/// smbclient splits its commands at every `;`, ends names at `"`, and takes `*` and `?` for many files.
bool canBeNamed(std::string_view name)
{
    return std::ranges::all_of(name, [](char c) {
        constexpr std::string_view refused = "\";*?<>|";
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && !refused.contains(c);
    });
}

/// What is after \p label up to the end of that line.
std::string valueAfter(std::string_view output, std::string_view label)
{
    const std::size_t at = output.find(label);
    if (at == std::string_view::npos)
        return {};
    std::string_view rest = output.substr(at + label.size());
    rest = rest.substr(0, rest.find_first_of("\r\n"));
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    return std::string(rest);
}

}  // namespace

ShareProgram::ShareProgram(std::string path, std::string address, ShareTask task,
                           wire::auth::Identity identity)
    : m_path(std::move(path)),
      m_address(std::move(address)),
      m_task(std::move(task)),
      m_identity(std::move(identity))
{
}

std::string ShareProgram::who() const
{
    return m_identity.user.empty() ? "nobody: nothing to sign in with"
                                   : m_identity.domain + "\\" + m_identity.user;
}

void ShareProgram::stageIs(Stage stage, StageState state, const std::string& evidence)
{
    m_events.push_back({.stage = stage, .state = state, .code = 0, .evidence = evidence});
}

ProgramRun ShareProgram::runOf(const std::string& commands) const
{
    ProgramRun run{.path = m_path};
    run.arguments = {"//" + m_task.host + "/" + m_task.share};
    if (!m_address.empty())
        run.arguments.insert(run.arguments.end(), {"-I", m_address});
    if (m_identity.user.empty()) {
        run.arguments.insert(run.arguments.end(), {"-N", "-U", "%"});
    } else {
        const std::string domain = m_identity.domain.empty() ? "" : m_identity.domain + "\\";
        run.arguments.insert(run.arguments.end(), {"-U", domain + m_identity.user});
        run.password = Secret(m_identity.password.expose());
        if (run.password.size() == 0)
            run.arguments.emplace_back("-N");  // Else it would ask at a terminal.
    }
    run.arguments.insert(run.arguments.end(), {"-c", commands});
    return run;
}

ShareProgram::Output ShareProgram::next(Step step, const std::string& commands)
{
    m_step = step;
    Output out{.run = runOf(commands), .events = std::exchange(m_events, {})};
    if (step == Step::Writing)
        out.run->input = m_task.token;
    return out;
}

ShareProgram::Output ShareProgram::end(Stage stage, StageState state, const std::string& evidence,
                                       std::uint32_t code)
{
    m_step = Step::Over;
    m_identity = {};
    m_events.push_back({.stage = stage, .state = state, .code = code, .evidence = evidence});
    return {.run = {}, .events = std::exchange(m_events, {}), .done = true};
}

ShareProgram::Output ShareProgram::start()
{
    const std::string account = m_identity.domain + m_identity.user;
    // `%` begins a password in -U.
    if (!canBeNamed(m_task.host + m_task.share + m_task.file + account) || account.contains('%')
        || m_task.host.contains('/') || m_task.share.contains('/')) {
        return end(Stage::Command, StageState::Failed,
                   "smbclient cannot be given a name with such characters", errorInvalidName);
    }
    if (m_identity.password.size() > maxProgramPassword) {
        return end(Stage::Command, StageState::Failed,
                   "the password is longer than smbclient is given");
    }
    stageIs(Stage::Tls, StageState::NotNeeded, "not a TLS connection");
    if (m_task.action == "create-file")
        return next(Step::Looking, "allinfo \"" + m_task.file + "\"");
    if (m_task.action == "read-file")
        return next(Step::Other, "get \"" + m_task.file + "\" /dev/null");
    return next(Step::Other, "ls");
}

void ShareProgram::signedIn()
{
    if (std::exchange(m_signedIn, true))
        return;
    stageIs(Stage::Resolve, StageState::Passed, "smbclient found " + m_task.host);
    stageIs(Stage::Connect, StageState::Passed, "SMB by smbclient");
    stageIs(Stage::Offer, StageState::Unknown, "smbclient does not say what was offered");
    stageIs(Stage::Negotiate, StageState::Passed, "as " + who());
    stageIs(Stage::Bind, StageState::NotNeeded, "no CredSSP at a share");
    stageIs(Stage::Delegate, StageState::NotNeeded, "last hop");
    stageIs(Stage::Shell, StageState::NotNeeded, "no session at a share");
    stageIs(Stage::Command, StageState::Passed,
            "smbclient: " + m_task.action + (m_task.file.empty() ? "" : " " + m_task.file));
}

ShareProgram::Output ShareProgram::endBy(const std::string& line)
{
    const std::string status = statusIn(line);
    const auto* found = std::ranges::find(knownStatus, status, &KnownStatus::status);
    const bool known = found != knownStatus.end();
    const StageState state = known ? found->state : StageState::Failed;
    const std::uint32_t code = known ? found->code : 0;
    if (line.starts_with(connectionFailed)) {
        stageIs(Stage::Resolve, StageState::Unknown, "not visible through smbclient");
        return end(Stage::Connect, StageState::Failed, "smbclient: " + line, errorBadNetworkPath);
    }
    if (line.starts_with(sessionFailed)) {
        stageIs(Stage::Resolve, StageState::Passed, "smbclient found " + m_task.host);
        stageIs(Stage::Connect, StageState::Passed, "SMB by smbclient");
        stageIs(Stage::Offer, StageState::Unknown, "smbclient does not say what was offered");
        return end(Stage::Negotiate, state, "as " + who() + "; smbclient: " + line, code);
    }
    signedIn();
    return end(Stage::Access, state, "smbclient: " + line, code);
}

ShareProgram::Output ShareProgram::endUnread(int exitCode)
{
    return end(m_signedIn ? Stage::Access : Stage::Command, StageState::Failed,
               exitCode < 0 ? "smbclient could not be run"
                            : "smbclient ended with " + std::to_string(exitCode));
}

ShareProgram::Output ShareProgram::looked(int exitCode, const std::string& output)
{
    const std::string trouble = troubleIn(output);
    if (saysNoSuchFile(trouble)) {
        signedIn();
        m_fileMayBeThere = true;
        return next(Step::Writing, "put - \"" + m_task.file + "\"");
    }
    if (!trouble.empty())
        return endBy(trouble);
    if (exitCode != 0 || !output.contains("create_time:"))
        return endUnread(exitCode);
    signedIn();
    return end(Stage::Access, StageState::Failed,
               "a file of that name was there; it was left as it is", errorFileExists);
}

ShareProgram::Output ShareProgram::readBack(const std::string& output)
{
    // The content comes first, without a line end of its own, and what `ls` says right behind it.
    const bool same = output.starts_with(m_task.token + "FILENAME:")
                      && output.contains("\nSIZE:" + std::to_string(m_task.token.size()) + "\n");
    if (!same) {
        return end(Stage::Access, StageState::Failed,
                   "the file does not hold what was written; it was left as it is");
    }
    m_owner = valueAfter(output, "Owner SID:");
    return next(Step::Deleting, "del \"" + m_task.file + "\"");
}

ShareProgram::Output ShareProgram::deleted(bool good)
{
    m_fileMayBeThere = !good;
    const std::string owner = m_owner.empty() ? "; its owner is not visible" : "; owner " + m_owner;
    return end(Stage::Access, StageState::Passed,
               "created, read back" + std::string(good ? ", deleted" : "") + owner);
}

ShareProgram::Output ShareProgram::ended(int exitCode, const std::string& output)
{
    const std::string trouble = troubleIn(output);
    const bool good = exitCode == 0 && trouble.empty();
    switch (m_step) {
    case Step::Looking:
        return looked(exitCode, output);
    case Step::Writing:
        // Refused while opening: nothing of it is there. Refused later: a part of it may be.
        if (trouble.contains(" opening remote file ") || trouble.starts_with(connectionFailed)
            || trouble.starts_with(sessionFailed) || trouble.starts_with(treeFailed))
            m_fileMayBeThere = false;
        if (good) {
            return next(Step::ReadingBack,
                        "get \"" + m_task.file + "\" -; showacls; ls \"" + m_task.file + "\"");
        }
        break;
    case Step::ReadingBack:
        if (trouble.empty())
            return readBack(output);
        break;
    case Step::Deleting:
        return deleted(good);
    case Step::Other:
        if (good) {
            signedIn();
            return end(Stage::Access, StageState::Passed,
                       m_task.action == "read-file" ? "readable" : "listed");
        }
        break;
    case Step::Over:
        return {.run = {}, .events = {}, .done = true};
    }
    return trouble.empty() ? endUnread(exitCode) : endBy(trouble);
}

}  // namespace hopwright::lab
