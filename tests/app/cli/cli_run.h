#pragma once

#include "app/cli/command.h"

#include <QTemporaryDir>

#include <deque>
#include <sstream>
#include <string>
#include <vector>

namespace hopwright::cli::tests {

/// Standard input of a test. Nobody sits at its terminal.
class GivenLines : public PasswordInput {
public:
    explicit GivenLines(std::vector<std::string> lines) : m_lines(lines.begin(), lines.end()) {}

    Result<std::optional<Secret>> line() override
    {
        if (m_lines.empty())
            return std::nullopt;
        Secret out(std::as_bytes(std::span(m_lines.front())));
        m_lines.pop_front();
        return out;
    }
    Result<Secret> ask(const std::string& prompt) override
    {
        return fail(ErrorCode::NotAllowed, Sentence::verbatim("asked for: " + prompt));
    }

private:
    std::deque<std::string> m_lines;
};

struct Ran {
    int code = -1;
    std::string out = {};
    std::string err = {};
};

using ThisMachine = std::function<std::optional<seen::Sources>()>;

/// The program within this process. \p here: the machine that it is to be on, else none that it can look at.
inline Ran run(const std::vector<std::string>& arguments, std::vector<std::string> lines = {},
               process::StopSignal* stop = nullptr, const std::string& pasted = {},
               ThisMachine here = {})
{
    std::istringstream in(pasted);
    std::ostringstream out;
    std::ostringstream err;
    GivenLines input(std::move(lines));
    process::StopSignal ownStop;
    const Context context{.out = out,
                          .err = err,
                          .passwords = input,
                          .stop = stop == nullptr ? ownStop : *stop,
                          .in = in,
                          .thisMachine = std::move(here)};
    const int code = static_cast<int>(runProgram(context, arguments));
    return {.code = code, .out = out.str(), .err = err.str()};
}

/// A folder that goes with the test, and the files in it.
struct Folder {
    QTemporaryDir folder = {};

    std::string file(const char* name) const
    {
        return folder.filePath(QLatin1String(name)).toStdString();
    }
    /// A drawing of \p chains.
    std::string drawing(const char* name, std::vector<std::string> chains) const
    {
        const std::string path = file(name);
        chains.insert(chains.begin(), {"new", path});
        return run(chains).code == 0 ? path : std::string();
    }
};

}  // namespace hopwright::cli::tests
