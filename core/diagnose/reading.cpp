#include "core/diagnose/reading.h"

#include "core/diagnose/characters.h"
#include "core/diagnose/machine_name.h"
#include "core/diagnose/message_finder.h"
#include "core/diagnose/said.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

namespace hopwright::diagnose {

namespace {

/// Puts together what the text says, each by itself.
class Assembly {
public:
    explicit Assembly(std::string_view text) : m_text(text)
    {
        readCommands(text, m_said);
        readWords(text, m_said);
    }

    Reading run()
    {
        assemble();
        m_out.isOnlyOpened = isOnlyOpened();
        m_out.failing = m_said.failing;
        m_out.accounts = std::move(m_said.accounts);
        m_out.commands = std::move(m_said.commands);
        return std::move(m_out);
    }

private:
    bool isOnlyOpened() const
    {
        const auto opens = [this](const Call& each) {
            const std::string& target = each.session.target.name;
            const bool isSame =
                target.empty() || isSameMachine(target, m_said.calls.front().session.target.name);
            return (each.part == Part::Opens || each.part == Part::Enters) && isSame
                   && !each.through && !each.within && each.prompt.empty();
        };
        return !m_said.calls.empty() && std::ranges::all_of(m_said.calls, opens)
               && m_said.prompts.empty() && m_said.ranOn.empty()
               && std::ranges::all_of(m_said.asks, &Ask::isAtFirst) && m_said.sessionOn.empty()
               && !m_out.resource;
    }

    /// The sessions that lead to \p call, the outermost first.
    std::vector<ReadSession> wayTo(std::size_t call) const
    {
        std::vector<ReadSession> out;
        constexpr std::size_t deepest = 16;
        std::optional<std::size_t> at = call;
        for (std::size_t i = 0; at && i < deepest; ++i) {
            const Call& each = m_said.calls[*at];
            if (each.through) {
                if (const auto opener = openerOf(*each.through, *at)) {
                    at = opener;
                    continue;
                }
                out.insert(out.begin(),
                           ReadSession{.target = {.name = '$' + *each.through, .place = each.place},
                                       .command = each.place});
            } else {
                out.insert(out.begin(), each.session);
            }
            if (!each.within && !each.prompt.empty()) {
                if (const auto entered = entererOf(each.prompt, *at)) {
                    at = entered;
                } else {
                    out.insert(out.begin(),
                               ReadSession{.target = {.name = each.prompt, .place = {}}});
                    at = std::nullopt;
                }
                continue;
            }
            at = each.within;
        }
        return out;
    }

    std::optional<std::size_t> openerOf(std::string_view variable, std::size_t before) const
    {
        for (std::size_t i = before; i-- > 0;) {
            if (m_said.calls[i].variable == variable)
                return i;
        }
        for (std::size_t i = before; i-- > 0;) {
            if (m_said.calls[i].part == Part::Opens && !m_said.calls[i].through)
                return i;
        }
        return std::nullopt;
    }

    std::optional<std::size_t> entererOf(std::string_view machine, std::size_t before) const
    {
        for (std::size_t i = before; i-- > 0;) {
            if (m_said.calls[i].part == Part::Enters
                && isSameMachine(m_said.calls[i].session.target.name, machine))
                return i;
        }
        return std::nullopt;
    }

    void assemble()
    {
        findDenied();
        const Ask* wanted = findWanted();
        if (wanted != nullptr && isBesideSessions(*wanted)) {
            if (!isTold() && hasFailed(*wanted)) {
                m_out.resource = wanted->resource;
                addClient();
                return;
            }
            wanted = nullptr;
        }
        if (wanted != nullptr && wanted->within)
            m_out.ranInSession = true;
        if (const std::optional<std::size_t> last = lastCall(wanted))
            m_out.sessions = wayTo(*last);
        addPrompted(wanted);
        addEdges(wanted);
        addSaidSessions();
        addNestedSession();
        if (wanted != nullptr) {
            m_out.resource = wanted->resource;
            // What failed is what was tried without a credential, where both were.
            m_out.resource->hasCredential = std::ranges::all_of(
                m_said.asks, [](const Ask& each) { return each.resource.hasCredential; });
        }
        addSaidResource();
        addClient();
        if (m_said.hostMethod && !m_out.sessions.empty() && !m_out.sessions.front().method)
            m_out.sessions.front().method = m_said.hostMethod;
    }

    /// Whether \p ask went out from the first machine, while sessions were opened from there too: these do not lead to it.
    bool isBesideSessions(const Ask& ask) const
    {
        return ask.isAtFirst && !isInside(ask)
               && (!m_said.calls.empty() || !m_said.prompts.empty());
    }

    /// Whether something is told of the sessions themselves: an error, or what was typed in them.
    bool isTold() const
    {
        const auto isTyped = [this](const Prompt& each) {
            const std::string_view line = m_text.substr(each.from, each.end - each.from);
            const std::size_t sign = line.rfind('>');
            return sign != std::string_view::npos
                   && line.find_first_not_of(" \t\r", sign + 1) != std::string_view::npos;
        };
        return !m_said.failing.empty() || !m_said.ranOn.empty()
               || std::ranges::any_of(m_said.prompts, isTyped);
    }

    /// Whether what stands below \p ask, up to the next prompt, is an error. That of `net` begins with a line that has a number.
    bool hasFailed(const Ask& ask) const
    {
        constexpr std::size_t longest = 2000;
        std::string_view below = m_text.substr(ask.place.end(), longest);
        below =
            below.substr(0, std::min({below.find("\nPS"), below.find("\n["), below.find(":\\")}));
        const std::string& command = ask.resource.command;
        const std::size_t begin = std::min(below.find_first_not_of(" \t\r\n"), below.size());
        const std::string_view first = below.substr(begin, below.find('\n', begin) - begin);
        return isDenial(below) || below.contains("CategoryInfo") || below.contains("ERROR ")
               || below.contains(command + " :") || below.contains(command + ":")
               || (text::asciiLower(command).starts_with("net")
                   && std::ranges::any_of(first, isDigit));
    }

    static bool isInside(const Ask& ask) { return ask.within || !ask.prompt.empty(); }

    /// What was wanted: what a command in a session asks, else what any command asks.
    const Ask* findWanted() const
    {
        const Ask* wanted = nullptr;
        for (const Ask& each : m_said.asks) {
            if (wanted == nullptr) {
                wanted = &each;
                continue;
            }
            // One that a message of a denial names, before another of the same session.
            const bool denied = isDenied(each) && !isDenied(*wanted);
            const bool betterPlace = isInside(each) && !isInside(*wanted);
            if (betterPlace || (denied && isInside(each) == isInside(*wanted)))
                wanted = &each;
        }
        return wanted;
    }

    /// The call that leads to what failed: the one it stands in; the hop that a message names; else the deepest one.
    std::optional<std::size_t> lastCall(const Ask* wanted) const
    {
        if (wanted != nullptr && wanted->within)
            return wanted->within;
        std::optional<std::size_t> last;
        for (std::size_t i = 0; i < m_said.calls.size() && !m_said.failing.empty(); ++i) {
            if (!m_said.calls[i].through
                && isSameMachine(m_said.calls[i].session.target.name, m_said.failing.name))
                last = i;
        }
        std::size_t deepest = 0;
        for (std::size_t i = 0; i < m_said.calls.size() && (!last || deepest > 0); ++i) {
            const std::size_t depth = wayTo(i).size();
            if (depth > deepest) {
                deepest = depth;
                last = i;
            }
        }
        return last;
    }

    /// The session whose prompt something was typed behind.
    void addPrompted(const Ask* wanted)
    {
        if (m_out.sessions.empty() && wanted != nullptr && !wanted->prompt.empty()) {
            m_out.sessions.push_back({.target = {.name = wanted->prompt, .place = {}}});
            m_out.ranInSession = true;
        }
        if (m_said.prompts.empty())
            return;
        if (m_out.sessions.empty())
            m_out.sessions.push_back({.target = m_said.prompts.front().machine});
        m_out.ranInSession = true;
    }

    /// The chain that is drawn in a line, where it says more than the commands do.
    void addEdges(const Ask* wanted)
    {
        if (m_said.edges.empty())
            return;
        std::vector<ReadSession> way = drawnWay(wanted);
        if (way.empty() || (way.size() == 1 && isWanted(wanted, way.front().target.name)))
            return;
        // Where a message names the machine that failed, a line that does not is about something else.
        if (!m_said.failing.empty() && !holds(way, m_said.failing.name))
            return;
        const bool covers = std::ranges::all_of(m_out.sessions, [&](const ReadSession& session) {
            return session.target.name.starts_with('$') || holds(way, session.target.name);
        });
        if (!covers && m_out.sessions.size() >= way.size())
            return;
        for (ReadSession& each : way)
            takeKnown(each);
        m_out.client = m_said.edges.front().from;
        m_out.sessions = std::move(way);
        m_out.ranInSession = true;
    }

    static bool holds(const std::vector<ReadSession>& sessions, std::string_view machine)
    {
        return std::ranges::any_of(sessions, [&](const ReadSession& each) {
            return isSameMachine(each.target.name, machine);
        });
    }

    /// The sessions of the line that is drawn, each from where the one before led; without what was wanted at its end.
    std::vector<ReadSession> drawnWay(const Ask* wanted) const
    {
        std::vector<ReadSession> way;
        std::string at = m_said.edges.front().from.name;
        for (const Edge& each : m_said.edges) {
            if (isSameMachine(each.from.name, at)) {
                way.push_back({.target = each.to, .method = each.method});
                at = each.to.name;
            }
        }
        while (way.size() > 1 && isWanted(wanted, way.back().target.name))
            way.pop_back();
        return way;
    }

    /// Whether the machine \p name is the one that was asked, or where a path leads.
    bool isWanted(const Ask* wanted, std::string_view name) const
    {
        return (wanted != nullptr && isSameMachine(wanted->resource.target.name, name))
               || std::ranges::any_of(
                   m_said.paths, [&](const Named& each) { return isSameMachine(each.name, name); });
    }

    /// What a command says of the session that \p drawn stands for.
    void takeKnown(ReadSession& drawn) const
    {
        const auto known = std::ranges::find_if(m_out.sessions, [&](const ReadSession& session) {
            return isSameMachine(session.target.name, drawn.target.name);
        });
        if (known == m_out.sessions.end())
            return;
        if (!drawn.method)
            drawn.method = known->method;
        drawn.transport = known->transport;
        drawn.hasCredential = known->hasCredential;
        drawn.command = known->command;
    }

    void addSaidSessions()
    {
        if (m_out.sessions.empty() && !m_said.hosts.empty()) {
            m_out.sessions.push_back({.target = m_said.hosts.front()});
            m_out.ranInSession = true;
        }
        const auto isVariable = [&] {
            return m_out.sessions.size() == 1
                   && m_out.sessions.front().target.name.starts_with('$');
        };
        if (m_out.sessions.empty() && !m_said.sessionOn.empty() && m_said.failing.empty()) {
            m_out.sessions.push_back({.target = m_said.sessionOn});
            m_out.ranInSession = true;
        }
        if (m_out.sessions.empty() && !m_said.configured.empty()) {
            m_out.client = m_said.configured;
        } else if (!m_said.ranOn.empty()) {
            m_out.ranInSession = true;
            if (m_out.sessions.empty()) {
                m_out.sessions.push_back({.target = m_said.ranOn});
            } else if (isVariable()) {
                m_out.sessions.front().target = m_said.ranOn;
            }
        }
        if (m_said.failing.empty())
            return;
        if (isVariable()) {
            m_out.sessions.front().target = m_said.failing;
        } else if (!holds(m_out.sessions, m_said.failing.name)) {
            m_out.sessions.push_back({.target = m_said.failing});
        }
    }

    /// "On MID, inside that session:" above a command that opens another one: it is opened from there.
    void addNestedSession()
    {
        static const MessageFinder phrases({{.text = "inside that session", .id = 0},
                                            {.text = "inside this session", .id = 0},
                                            {.text = "from inside the session", .id = 0},
                                            {.text = "from within the session", .id = 0},
                                            {.text = "from within that session", .id = 0},
                                            {.text = "within that session", .id = 0},
                                            {.text = "from that session", .id = 0},
                                            {.text = "in dieser Sitzung", .id = 0},
                                            {.text = "aus dieser Sitzung", .id = 0},
                                            {.text = "aus der Sitzung heraus", .id = 0},
                                            {.text = "dans cette session", .id = 0},
                                            {.text = "depuis cette session", .id = 0},
                                            {.text = "en esa sesión", .id = 0},
                                            {.text = "desde esa sesión", .id = 0},
                                            {.text = "in quella sessione", .id = 0},
                                            {.text = "nessa sessão", .id = 0},
                                            {.text = "vanuit die sessie", .id = 0},
                                            {.text = "in die sessie", .id = 0},
                                            {.text = "w tej sesji", .id = 0},
                                            {.text = "z tej sesji", .id = 0},
                                            {.text = "в этой сессии", .id = 0},
                                            {.text = "из этой сессии", .id = 0},
                                            {.text = "このセッション", .id = 0},
                                            {.text = "在该会话", .id = 0},
                                            {.text = "在这个会话", .id = 0}});
        if (m_out.sessions.size() != 1 || m_out.sessions.front().command.length == 0)
            return;
        const std::vector<MessageFinder::Match> found = phrases.find(m_text);
        const std::size_t command = m_out.sessions.front().command.offset;
        if (found.empty() || found.front().place.offset > command)
            return;
        // The machine that was spoken of last before it.
        std::vector<ReadSession> spokenOf;
        spokenOf.reserve(m_said.tos.size() + m_said.edges.size());
        for (const Named& each : m_said.tos)
            spokenOf.push_back({.target = each});
        for (const Edge& each : m_said.edges)
            spokenOf.push_back({.target = each.to, .method = each.method});
        std::erase_if(spokenOf, [&](const ReadSession& each) {
            return each.target.place.offset > command
                   || isSameMachine(each.target.name, m_out.sessions.front().target.name);
        });
        if (spokenOf.empty())
            return;
        m_out.sessions.insert(m_out.sessions.begin(),
                              *std::ranges::max_element(spokenOf, {}, [](const ReadSession& each) {
                                  return each.target.place.offset;
                              }));
        m_out.ranInSession = true;
    }

    /// The paths that messages of a denial have, in small letters.
    void findDenied()
    {
        for (const Named& each : m_said.paths) {
            if (isInDenial(each.place.offset))
                m_denied.insert(text::asciiLower(each.name));
        }
    }

    bool isDenied(const Ask& ask) const
    {
        return ask.resource.kind == ResourceKind::SmbShare
               && m_denied.contains(text::asciiLower(ask.resource.target.name));
    }
    bool isInDenial(std::size_t offset) const
    {
        const std::size_t from = m_text.rfind('\n', offset) + 1;
        const std::size_t end = std::min(m_text.find('\n', offset), m_text.size());
        return isDenial(m_text.substr(from, std::min<std::size_t>(end - from, 500)));
    }
    static bool isDenial(std::string_view words)
    {
        const std::string small = text::asciiLower(words);
        return std::ranges::any_of(std::array{"denied", "permissiondenied", "verweigert", "refus",
                                              "denegad", "negat", "negad", "\u62D2",
                                              "\u043E\u0442\u043A\u0430\u0437", "odmow"},
                                   [&](const char* each) { return small.contains(each); });
    }

    /// Whether \p path stands in a command of the first machine, beside whose sessions it is.
    bool isOfFirst(const Named& path) const
    {
        return std::ranges::any_of(m_said.asks, [&](const Ask& each) {
            return isBesideSessions(each) && each.place.holds(path.place.offset);
        });
    }

    /// The share \p path, by what stands before it: `dir \\\\nas3\\pics`.
    ReadResource shareAt(const Named& path) const
    {
        constexpr std::size_t longest = 64;
        const std::size_t from = path.place.offset - std::min(path.place.offset, longest);
        std::string_view before = m_text.substr(from, path.place.offset - from);
        while (!before.empty() && std::string_view(" \t'\"").contains(before.back()))
            before.remove_suffix(1);
        std::size_t word = before.size();
        while (word > 0 && isOfName(before[word - 1]))
            --word;
        before.remove_prefix(word);
        const CommandRow* const row = before.empty() ? nullptr : commandRow(before);
        return {.kind = ResourceKind::SmbShare,
                .target = path,
                .isOnlyRead = row != nullptr && onlyReads(before, row)};
    }

    void addSaidResource()
    {
        const auto isSession = [&](std::string_view path) {
            const std::string_view host = target::readTarget(path).host;
            return std::ranges::any_of(m_out.sessions, [&](const ReadSession& each) {
                return isSameMachine(each.target.name, host);
            });
        };
        if (m_out.resource && m_out.resource->target.name.empty()
            && m_out.resource->kind == ResourceKind::SqlServer)
            m_out.resource->target = m_said.sqlServer;
        if (m_out.resource)
            return;
        std::erase_if(m_said.paths, [this](const Named& each) { return isOfFirst(each); });
        // The one that a message of a denial names, before one that is only spoken of.
        for (const Named& each : m_said.paths) {
            if (!isSession(each.name) && isInDenial(each.place.offset)) {
                m_out.resource = shareAt(each);
                return;
            }
        }
        for (const Named& each : m_said.paths) {
            if (!isSession(each.name)) {
                m_out.resource = shareAt(each);
                return;
            }
        }
        if (!m_said.paths.empty()) {
            m_out.resource = shareAt(m_said.paths.front());
            return;
        }
        if (!m_said.sqlServer.empty()) {
            m_out.resource =
                ReadResource{.kind = ResourceKind::SqlServer, .target = m_said.sqlServer};
        }
    }

    void addClient()
    {
        const auto isOther = [&](const Named& name) {
            return std::ranges::none_of(m_out.sessions,
                                        [&](const ReadSession& each) {
                                            return isSameMachine(each.target.name, name.name);
                                        })
                   && !(m_out.resource && isSameMachine(m_out.resource->target.name, name.name));
        };
        // A machine that is only spoken of is where it ran when a session is spoken of and no command says which.
        if (m_out.sessions.empty() && m_out.ranInSession) {
            const auto found = std::ranges::find_if(m_said.tos, isOther);
            if (found != m_said.tos.end())
                m_out.sessions.push_back({.target = *found});
        }
        if (m_out.client.empty()) {
            const auto found = std::ranges::find_if(m_said.froms, isOther);
            if (found != m_said.froms.end())
                m_out.client = *found;
        }
        // "On ADM12:" above a command that opens a session elsewhere.
        if (m_out.client.empty() && !m_out.sessions.empty()) {
            const auto said = std::ranges::find_if(m_said.tos, isOther);
            if (said != m_said.tos.end())
                m_out.client = *said;
        }
        m_out.saidTos = m_said.tos;
    }
    std::string_view m_text;
    Said m_said;
    std::set<std::string> m_denied;
    Reading m_out;
};

}  // namespace

Reading readChain(std::string_view clean)
{
    return Assembly(clean).run();
}

namespace {

/// ` -credssp/https-> `
std::string arrowOf(const ReadSession& session)
{
    if (!session.method)
        return " -> ";
    std::string out(wordOf(*session.method));
    if (session.transport && *session.transport != Transport::ByPort)
        out += '/' + std::string(wordOf(*session.transport));
    return " -" + out + "-> ";
}

std::string nameOf(const Named& named)
{
    return named.empty() ? "?" : named.name;
}

}  // namespace

std::string chainOf(const Reading& reading)
{
    if (reading.sessions.empty() && !reading.resource)
        return {};
    std::string out = nameOf(reading.client);
    for (const ReadSession& each : reading.sessions)
        out += arrowOf(each) + nameOf(each.target);
    if (reading.resource)
        out += " -> " + nameOf(reading.resource->target);
    return out;
}

}  // namespace hopwright::diagnose
