#pragma once

#include "core/base/secret.h"
#include "core/lab/share_client.h"

#include <optional>
#include <string>
#include <vector>

namespace hopwright::lab {

/// One run of smbclient: what core/link carries out. The password goes by an inherited descriptor (PASSWD_FD), never in
/// an argument, the environment or a file.
struct ProgramRun {
    std::string path = {};
    std::vector<std::string> arguments = {};
    std::string input = {};  ///< For its standard input.
    Secret password = {};    ///< Empty: none is handed over.
};

/// The most bytes of a password that fit in the pipe it goes by without a reader.
inline constexpr std::size_t maxProgramPassword = 1024;
/// The most output of one run that is read.
inline constexpr std::size_t maxProgramOutput = std::size_t{256} * 1024;

/// What ShareClient does at the stand-in, done at a real SMB share by Samba's smbclient, one run after another. Sans I/O:
/// says what is to be run next, and is told how that ended.
///
/// smbclient's `put` overwrites, so the name (128 random bits) is looked for first, and what is there already is left
/// alone; deleted is only what this task wrote and what then held its token. An empty identity is nobody
/// (`-N -U %`). Codes are those that Windows' own client gives for the NTSTATUS that smbclient prints.
/// Source: smbclient(1) of Samba 4.17; [MS-ERREF] 2.2 and 2.3.
class ShareProgram {
public:
    struct Output {
        std::optional<ProgramRun> run = {};
        std::vector<ShareEvent> events = {};
        bool done = false;
    };

    /// \p address is where the host is reached; empty: smbclient looks its name up.
    ShareProgram(std::string path, std::string address, ShareTask task,
                 wire::auth::Identity identity);

    /// Names that smbclient's command line would read as something else end at once with code 123 (invalid name).
    Output start();
    /// \p output is standard output, a line end, standard error.
    Output ended(int exitCode, const std::string& output);
    /// Whether a file was created, or may have been, that is not confirmed as deleted.
    bool leavesFile() const noexcept { return m_fileMayBeThere; }

private:
    enum class Step { Looking, Writing, ReadingBack, Deleting, Other, Over };

    ProgramRun runOf(const std::string& commands) const;
    Output next(Step step, const std::string& commands);
    Output end(Stage stage, StageState state, const std::string& evidence, std::uint32_t code = 0);
    Output endBy(const std::string& line);
    Output endUnread(int exitCode);
    void signedIn();
    void stageIs(Stage stage, StageState state, const std::string& evidence);
    std::string who() const;
    Output looked(int exitCode, const std::string& output);
    Output readBack(const std::string& output);
    Output deleted(bool good);

    std::string m_path;
    std::string m_address;
    ShareTask m_task;
    wire::auth::Identity m_identity;
    std::vector<ShareEvent> m_events;
    std::string m_owner;
    Step m_step = Step::Over;
    bool m_signedIn = false;
    bool m_fileMayBeThere = false;
};

}  // namespace hopwright::lab
