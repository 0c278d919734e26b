#include "core/edit/chain.h"

#include "core/edit/draft.h"
#include "core/edit/edit_nodes.h"
#include "core/edit/layout.h"
#include "core/edit/naming.h"
#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace hopwright::edit {

using model::ComputerId;
using model::Graph;
using model::Hop;
using model::HopId;
using model::Transport;

namespace {

constexpr std::string_view arrowHead = "->";
constexpr std::string_view shownArrow = "\u2192";  ///< As titles have it, which people paste.

/// One machine, or the share at the end, as typed.
struct Stop {
    std::size_t offset = 0;
    std::string_view name = {};   ///< A share's server; an IPv6 address without brackets.
    std::string_view typed = {};  ///< What the hop to it has as its typed target.
    std::optional<std::string> address = {};
    std::optional<std::uint16_t> port = {};
    std::optional<std::string_view> share = {};
};

struct Arrow {
    std::size_t offset = 0;  ///< Of its method, or of the arrow.
    std::size_t end = 0;
    Method method = Method::Default;
    Transport transport = Transport::ByPort;
};

struct Chain {
    std::vector<Stop> stops = {};
    std::vector<Arrow> arrows = {};  ///< One less than stops.
};

bool isArrow(std::string_view word) noexcept
{
    return word == shownArrow || (word.ends_with(arrowHead) && word.starts_with('-'));
}

/// Reads `NAME[@ADDRESS][:PORT]` and `\\server\share`. core/target takes what is wrong for a host, so that a drawing can be read;
/// here each mistake has its column.
class StopReader {
public:
    StopReader(std::string_view text, std::size_t base) : m_text(text), m_base(base) {}

    Result<Stop> read()
    {
        if (m_text.starts_with("\\\\"))
            return share();
        Stop stop{.offset = m_base};
        HOPWRIGHT_TRY(stop.name, host());
        if (stop.name.empty())
            return failHere(ErrorCode::Malformed, Sentence::saying("the name is empty"));
        stop.typed = m_text.substr(0, m_at);
        HOPWRIGHT_TRY_VOID(checkHost(stop.name, m_base + (stop.typed.starts_with('[') ? 1 : 0)));
        if (m_at < m_text.size() && m_text[m_at] == '@') {
            ++m_at;
            const std::size_t at = m_base + m_at;
            HOPWRIGHT_TRY(const std::string_view address, host());
            if (address.empty()) {
                return failHere(ErrorCode::Malformed,
                                Sentence::saying("the address behind the @ is empty"));
            }
            HOPWRIGHT_TRY_VOID(checkHost(address, at));
            if (!target::isAddress(address)) {
                return fail(ErrorCode::Malformed,
                            Sentence::saying("an IP address belongs behind the @"), at);
            }
            stop.address = std::string(address);
        }
        HOPWRIGHT_TRY(stop.port, port());
        return stop;
    }

private:
    Result<Stop> share()
    {
        const std::string_view server = target::readTarget(m_text).host;
        if (server.empty()) {
            return fail(ErrorCode::Malformed, Sentence::saying("the server of the share is empty"),
                        m_base + 2);
        }
        const std::size_t begin = std::min(2 + server.size() + 1, m_text.size());
        const std::string_view name = m_text.substr(begin);
        if (name.empty()) {
            return fail(ErrorCode::Malformed, Sentence::saying("the name of the share is empty"),
                        m_base + begin);
        }
        HOPWRIGHT_TRY_VOID(checkHost(server, m_base + 2));
        if (auto result = model::checkMachineName(name); !result)
            return failIn(result.error(), m_base + begin);
        return Stop{.offset = m_base, .name = server, .typed = m_text, .share = name};
    }

    /// Up to the next @ or colon, or the inside of brackets.
    Result<std::string_view> host()
    {
        const std::size_t begin = m_at;
        if (begin < m_text.size() && m_text[begin] == '[') {
            const std::size_t close = m_text.find(']', begin);
            if (close == std::string_view::npos) {
                return failHere(ErrorCode::Malformed,
                                Sentence::saying("the bracket is not closed"));
            }
            m_at = close + 1;
            const std::string_view inside = m_text.substr(begin + 1, close - begin - 1);
            if (!inside.contains(':')) {
                return fail(ErrorCode::Malformed, Sentence::saying("brackets hold an IPv6 address"),
                            m_base + begin + 1);
            }
            if (m_at < m_text.size() && m_text[m_at] != '@' && m_text[m_at] != ':') {
                return failHere(ErrorCode::Malformed,
                                Sentence::saying("an @ or a colon belongs behind the bracket"));
            }
            return inside;
        }
        m_at = std::min(m_text.find_first_of("@:", begin), m_text.size());
        return m_text.substr(begin, m_at - begin);
    }

    Result<std::optional<std::uint16_t>> port()
    {
        if (m_at == m_text.size())
            return std::nullopt;
        if (m_text[m_at] != ':') {
            return failHere(ErrorCode::Malformed,
                            Sentence::saying("only one @ and then a port belong behind a name"));
        }
        ++m_at;
        const std::string_view digits = m_text.substr(m_at);
        const bool allDigits = !digits.empty() && std::ranges::all_of(digits, [](char c) {
            return c >= '0' && c <= '9';
        });
        if (!allDigits) {
            return failHere(
                ErrorCode::Malformed,
                Sentence::saying("the port is not a number; an IPv6 address stands in brackets"));
        }
        std::uint16_t value = 0;
        const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (result.ec != std::errc() || value == 0) {
            return failHere(ErrorCode::OutOfRange,
                            Sentence::saying("the port is out of range, 1 to 65535"));
        }
        return value;
    }

    static Result<void> checkHost(std::string_view name, std::size_t at)
    {
        if (auto result = model::checkMachineName(name); !result)
            return failIn(result.error(), at);
        const std::size_t odd = name.find_first_of(" []<>\"|*?,;=");
        if (odd != std::string_view::npos) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("this character cannot stand in a machine's name"),
                        at + odd);
        }
        if (auto result = checkLabels(name); !result)
            return failIn(result.error(), at);
        return {};
    }

    static std::unexpected<Error> failIn(Error error, std::size_t base)
    {
        error.offset = base + error.offset.value_or(0);
        return fail(std::move(error));
    }

    std::unexpected<Error> failHere(ErrorCode code, Sentence detail) const
    {
        return fail(code, std::move(detail), m_base + m_at);
    }

    std::string_view m_text;
    std::size_t m_base;
    std::size_t m_at = 0;
};

/// `https` of `-ntlm/https->`, which begins at \p offset.
Result<Transport> readTransport(std::string_view word, Method method, std::size_t offset)
{
    const auto transport = fromTypedWord<Transport>(word);
    if (!transport) {
        return fail(
            ErrorCode::Malformed,
            Sentence::saying("there is no transport \"%1\": http or https", word.substr(0, 32)),
            offset);
    }
    if (method == Method::Ssh) {
        return fail(ErrorCode::NotAllowed, Sentence::saying("SSH has no transport of WinRM"),
                    offset);
    }
    return *transport;
}

/// `default, negotiate, … certificate or ssh`.
std::string allMethods()
{
    constexpr auto& words = wordsOf<Method>;
    std::string out(words.front());
    for (std::size_t i = 1; i < words.size(); ++i) {
        out += i + 1 < words.size() ? ", " : " or ";
        out += words[i];
    }
    return out;
}

/// `->`, `-METHOD->` or `-METHOD/TRANSPORT->`.
Result<Arrow> readArrow(std::string_view word, std::size_t offset)
{
    Arrow arrow{.offset = offset, .end = offset + word.size()};
    if (word == arrowHead || word == shownArrow)
        return arrow;
    ++arrow.offset;
    const std::string_view inside = word.substr(1, word.size() - 1 - arrowHead.size());
    const std::size_t slash = std::min(inside.find('/'), inside.size());
    const std::string_view name = inside.substr(0, slash);
    const auto method = fromTypedWord<Method>(name);
    if (!method) {
        return fail(
            ErrorCode::Malformed,
            Sentence::saying("there is no method \"%1\": %2", name.substr(0, 32), allMethods()),
            arrow.offset);
    }
    arrow.method = *method;
    if (slash < inside.size()) {
        HOPWRIGHT_TRY(arrow.transport, readTransport(inside.substr(slash + 1), arrow.method,
                                                     arrow.offset + slash + 1));
    }
    return arrow;
}

/// The next arrow at or behind \p from: a word of its own between spaces (or the ends of the text).
std::optional<std::pair<std::size_t, std::string_view>> nextArrow(std::string_view text,
                                                                  std::size_t from)
{
    std::size_t at = from;
    while (at < text.size()) {
        const std::size_t begin = text.find_first_not_of(' ', at);
        if (begin == std::string_view::npos)
            return std::nullopt;
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        if (isArrow(word))
            return std::pair(begin, word);
        at = end;
    }
    return std::nullopt;
}

/// The text between two arrows, without the spaces around it.
Result<Stop> readStop(std::string_view text, std::size_t begin, std::size_t end)
{
    std::string_view part = text.substr(begin, end - begin);
    const std::size_t first = part.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return fail(ErrorCode::Malformed, Sentence::saying("the name is empty"), end);
    part = part.substr(first, part.find_last_not_of(' ') + 1 - first);
    const std::size_t glued = part.find(arrowHead);
    if (glued != std::string_view::npos) {
        return fail(ErrorCode::Malformed, Sentence::saying("an arrow has a space on both sides"),
                    begin + first + glued);
    }
    return StopReader(part, begin + first).read();
}

Result<Chain> readChain(std::string_view text)
{
    if (text.size() > maxChainBytes) {
        return fail(ErrorCode::TooLarge, Sentence::saying("the chain is longer than 16 KiB"),
                    maxChainBytes);
    }
    Chain chain;
    std::size_t at = 0;
    while (true) {
        const auto arrow = nextArrow(text, at);
        HOPWRIGHT_TRY(Stop stop, readStop(text, at, arrow ? arrow->first : text.size()));
        if (arrow && stop.share) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("a share ends the chain, nothing comes behind it"),
                        stop.offset);
        }
        chain.stops.push_back(std::move(stop));
        if (!arrow)
            break;
        HOPWRIGHT_TRY(const Arrow read, readArrow(arrow->second, arrow->first));
        if (chain.arrows.size() == model::maxRouteHops) {
            return fail(ErrorCode::TooLarge, Sentence::saying("the chain has more than 64 hops"),
                        read.offset);
        }
        chain.arrows.push_back(read);
        at = read.end;
    }
    if (chain.arrows.empty()) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("a chain has at least one arrow, \" -> \""), text.size());
    }
    const Arrow& last = chain.arrows.back();
    const bool isPlain = last.method == Method::Default && last.transport == Transport::ByPort;
    if (chain.stops.back().share && !isPlain) {
        return fail(ErrorCode::NotAllowed,
                    Sentence::saying("a hop to a share has no method and no transport"),
                    last.offset);
    }
    return chain;
}

/// When the whole drawing is checked. Each edit can be refused for something elsewhere, as a name that is taken, and only a check
/// after each says which; but it costs a walk over the whole drawing.
enum class Checks { AfterEach, Never };

/// Where new machines stand.
enum class Places {
    InARow,  ///< From the position that is given.
    Beside,  ///< Beside those of the chain that were there before it, if there are any.
};

/// Draws a chain that is read, and says where in the text an edit was refused.
class ChainDrawer {
public:
    ChainDrawer(Draft& draft, Checks checks, Places places, model::Position position,
                std::string_view now)
        : m_draft(draft),
          m_checks(checks),
          m_places(places),
          m_next(position),
          m_firstNew(ComputerId{draft.graph().nextId}),
          m_now(now)
    {
    }

    Result<void> draw(const Chain& chain)
    {
        std::vector<ComputerId> machines;
        beginBeside(chain);
        for (std::size_t i = 0; i < chain.stops.size(); ++i) {
            if (i > 0 && target::isOwnName(chain.stops[i].name)) {
                machines.push_back(machines.back());
                continue;
            }
            auto machine = machineOf(chain, i);
            if (!machine)
                return failAt(std::move(machine).error(), chain.stops[i].offset);
            machines.push_back(*machine);
        }
        std::vector<HopId> hops;
        for (std::size_t i = 0; i < chain.arrows.size(); ++i) {
            auto hop = hopOf(chain.stops[i + 1], chain.arrows[i], machines[i], machines[i + 1]);
            if (!hop)
                return failAt(std::move(hop).error(), chain.stops[i + 1].offset);
            hops.push_back(*hop);
        }
        if (!m_draft.hasRoute(hops))
            m_draft.addRoute(std::move(hops));
        auto routed = check();
        return routed ? Result<void>() : failAt(std::move(routed).error(), 0);
    }

private:
    static std::unexpected<Error> failAt(Error error, std::size_t offset)
    {
        error.offset = offset;
        return fail(std::move(error));
    }

    bool wasThere(ComputerId id) const { return m_places == Places::Beside && id < m_firstNew; }

    /// Machines before the first that was there stand at its left, on its row.
    void beginBeside(const Chain& chain)
    {
        if (m_places == Places::InARow)
            return;
        for (std::size_t i = 0; i < chain.stops.size(); ++i) {
            const auto known = knownMachine(chain.stops[i].name);
            if (!known || !wasThere(*known))
                continue;
            const model::Position& there = m_draft.graph().computers.at(*known).position;
            m_next = {.x = there.x - static_cast<double>(i) * chainStep, .y = there.y};
            m_isBeside = true;
            return;
        }
    }

    /// Machines behind one that was there stand at its right, on its row.
    void goOnBeside(ComputerId id)
    {
        if (!wasThere(id))
            return;
        const model::Position& there = m_draft.graph().computers.at(id).position;
        m_next = {.x = there.x + chainStep, .y = there.y};
    }

    /// After an edit.
    Result<void> check() const
    {
        return m_checks == Checks::AfterEach ? model::checkGraph(m_draft.graph()) : Result<void>();
    }

    Result<ComputerId> machineOf(const Chain& chain, std::size_t index)
    {
        Stop stop = chain.stops[index];
        if (index > 0 && chain.arrows[index - 1].method == Method::Ssh)
            stop.port.reset();  // That of the hop: a machine's port is WinRM's.
        if (const auto known = knownMachine(stop.name)) {
            HOPWRIGHT_TRY_VOID(learn(*known, stop));
            goOnBeside(*known);
            return *known;
        }
        auto kind = model::ComputerKind::JumpServer;
        if (index == 0) {
            kind = model::ComputerKind::Client;
        } else if (index + 1 == chain.stops.size()) {
            kind = model::ComputerKind::Server;
        }
        // A share's row, not its machine's card, stands on the base line.
        model::Position position{.x = m_next.x, .y = m_next.y - (stop.share ? shareLift : 0)};
        if (m_isBeside) {
            m_next = freeFrom(m_draft.graph(), m_next);
            position = stop.share ? forShare(m_draft.graph(), m_next) : m_next;
        }
        HOPWRIGHT_TRY(
            const ComputerId id,
            m_draft.addComputer(
                {.name = std::string(stop.name), .kind = kind, .position = position}, m_now));
        HOPWRIGHT_TRY_VOID(check());
        m_next.x += chainStep;
        HOPWRIGHT_TRY_VOID(learn(id, stop));
        return id;
    }

    /// The machine that is called so: also JUMP01 when JUMP01.lab.example is meant and no DNS name of it is known.
    std::optional<ComputerId> knownMachine(std::string_view name) const
    {
        if (const auto* const computer = m_draft.computer(name))
            return computer->id;
        const auto* const byShortName = m_draft.computer(target::shortNameOf(name));
        if (byShortName != nullptr && byShortName->dnsName.empty())
            return byShortName->id;
        return std::nullopt;
    }

    Result<void> learn(ComputerId id, const Stop& stop)
    {
        const model::Computer& computer = m_draft.graph().computers.at(id);
        if (stop.address && !computer.address.empty() && computer.address != *stop.address) {
            return fail(ErrorCode::NotAllowed,
                        Sentence::saying("%1 has another address already", computer.name));
        }
        if (stop.port && computer.port && computer.port != stop.port) {
            return fail(ErrorCode::NotAllowed,
                        Sentence::saying("%1 has another port already", computer.name));
        }
        if (computer.dnsName.empty() && !target::isAddress(stop.name) && stop.name.contains('.')) {
            HOPWRIGHT_TRY_VOID(m_draft.renameComputer(id, stop.name, m_now));
            HOPWRIGHT_TRY_VOID(check());
        }
        if (stop.address)
            m_draft.setAddress(id, *stop.address);
        if (stop.port)
            m_draft.setPort(id, *stop.port);
        return stop.address || stop.port ? check() : Result<void>();
    }

    Result<model::HopEnd> endOf(const Stop& stop, ComputerId computer)
    {
        model::HopEnd end{.computer = computer};
        if (!stop.share)
            return end;
        end.resource = m_draft.resource(computer, *stop.share);
        if (end.resource)
            return end;
        end.resource = m_draft.addShare(computer, *stop.share, m_now);
        HOPWRIGHT_TRY_VOID(check());
        return end;
    }

    Result<HopId> hopOf(const Stop& stop, const Arrow& arrow, ComputerId from, ComputerId to)
    {
        HOPWRIGHT_TRY(const model::HopEnd end, endOf(stop, to));
        if (const auto id = m_draft.hop(from, end)) {
            HOPWRIGHT_TRY_VOID(checkAlike(m_draft.graph().hops.at(*id), stop, arrow));
            return *id;
        }
        return m_draft.addHop({.id = HopId{},
                               .from = from,
                               .to = end,
                               .method = arrow.method,
                               .credential = {.isExplicit = methodRow(arrow.method).takesPassword},
                               .transport = arrow.transport,
                               .port = portOf(stop, arrow),
                               .typedTarget = std::string(stop.typed),
                               .provenance = drawn(m_now)});
    }

    /// Of SSH, which has a port of its own, and of a machine to itself; others have the machine's.
    static std::optional<std::uint16_t> portOf(const Stop& stop, const Arrow& arrow)
    {
        const bool isOwn = arrow.method == Method::Ssh || target::isOwnName(stop.name);
        return isOwn ? stop.port : std::nullopt;
    }

    /// Whether \p hop is what \p arrow draws once more.
    Result<void> checkAlike(const Hop& hop, const Stop& stop, const Arrow& arrow) const
    {
        const std::string end = model::endName(m_draft.graph(), hop.to);
        Sentence differs;
        if (hop.method != arrow.method) {
            differs = Sentence::saying("the hop to %1 is drawn already, with another method", end);
        } else if (hop.transport != arrow.transport) {
            differs =
                Sentence::saying("the hop to %1 is drawn already, with another transport", end);
        } else if (arrow.method == Method::Ssh && stop.port && hop.port != stop.port) {
            differs = Sentence::saying("the hop to %1 is drawn already, with another port", end);
        }
        if (differs.empty())
            return {};
        return fail(ErrorCode::NotAllowed, std::move(differs));
    }

    static constexpr double chainStep = cardWidth + chainHopLength;

    Draft& m_draft;
    Checks m_checks;
    Places m_places;
    bool m_isBeside = false;  ///< Others stand in the rows.
    model::Position m_next;
    ComputerId m_firstNew;
    std::string_view m_now;
};

Result<void> drawInto(Draft& draft, Checks checks, Places places, std::string_view text,
                      model::Position position, std::string_view now)
{
    HOPWRIGHT_TRY(const Chain chain, readChain(text));
    return ChainDrawer(draft, checks, places, position, now).draw(chain);
}

/// Chains one below the other, into an empty drawing. A row too many begins anew at the top, right of all that is drawn: a
/// drawing of maxRoutes rows stays within maxCoordinate.
class ManyChains {
public:
    ManyChains(std::span<const std::string> texts, std::string_view now)
        : m_texts(texts), m_now(now)
    {
    }

    Result<Graph> draw() const
    {
        Sheet sheet;
        std::size_t drawn = 0;
        while (drawn < m_texts.size() && drawOne(sheet, Checks::Never, drawn))
            ++drawn;
        if (drawn == m_texts.size() && model::checkGraph(sheet.draft.graph()))
            return std::move(sheet.draft).take();
        // Only now it counts which edit is refused first: that chain is drawn once more, with a check after each.
        const std::size_t wrong = firstWrong(drawn);
        Sheet before = firstOf(wrong);
        auto refused = drawOne(before, Checks::AfterEach, wrong);
        if (m_texts.size() > 1) {
            refused.error().detail =
                Sentence::saying("chain %1: %2", wrong + 1, refused.error().detail);
        }
        return fail(std::move(refused).error());
    }

private:
    struct Sheet {
        Draft draft{Graph()};
        double left = 0;  ///< Of the rows that are being drawn.
    };

    Result<void> drawOne(Sheet& sheet, Checks checks, std::size_t index) const
    {
        constexpr double rowHeight = 3 * cardHeight;
        const std::size_t row = index % maxChainRows;
        if (row == 0 && index != 0)
            sheet.left = rightOf(sheet.draft.graph()) + chainHopLength;
        return drawInto(sheet.draft, checks, Places::InARow, m_texts[index],
                        {.x = sheet.left, .y = static_cast<double>(row) * rowHeight}, m_now);
    }

    /// Of the cards that are drawn.
    static double rightOf(const Graph& graph)
    {
        double out = 0;
        for (const auto& [id, computer] : graph.computers)
            out = std::max(out, computer.position.x + cardWidth);
        return out;
    }

    Sheet firstOf(std::size_t count) const
    {
        Sheet out;
        for (std::size_t i = 0; i < count; ++i)
            std::ignore = drawOne(out, Checks::Never, i);
        return out;
    }

    bool isRight(std::size_t count) const
    {
        return model::checkGraph(firstOf(count).draft.graph()).has_value();
    }

    /// The first chain that is refused, of which \p drawn come before one that cannot be drawn at all: what makes a drawing
    /// wrong is not mended by the chains after it.
    std::size_t firstWrong(std::size_t drawn) const
    {
        if (drawn < m_texts.size() && isRight(drawn))
            return drawn;
        std::size_t right = 0;
        std::size_t wrong = drawn;
        while (wrong - right > 1) {
            const std::size_t middle = right + (wrong - right) / 2;
            (isRight(middle) ? right : wrong) = middle;
        }
        return wrong - 1;
    }

    std::span<const std::string> m_texts;
    std::string_view m_now;
};

}  // namespace

bool looksLikeChain(std::string_view text) noexcept
{
    return text.size() <= maxChainBytes && text.contains(arrowHead) && !text.contains('\n');
}

Result<Graph> addChain(const Graph& graph, std::string_view text, model::Position position,
                       std::string_view now)
{
    Draft draft(graph);
    if (drawInto(draft, Checks::Never, Places::Beside, text, position, now)
        && model::checkChange(graph, draft.graph()))
        return std::move(draft).take();
    Draft again(graph);  // With a check after each edit, which says what is refused first.
    HOPWRIGHT_TRY_VOID(drawInto(again, Checks::AfterEach, Places::Beside, text, position, now));
    return checked(graph, std::move(again).take());
}

Result<Graph> parseChain(std::string_view text, std::string_view now)
{
    return addChain({}, text, {}, now);
}

Result<Graph> parseChains(std::span<const std::string> texts, std::string_view now)
{
    return ManyChains(texts, now).draw();
}

}  // namespace hopwright::edit
