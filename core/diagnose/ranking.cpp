#include "core/diagnose/ranking.h"

#include "core/diagnose/local_denials.h"
#include "core/diagnose/ranking_facts.h"
#include "core/diagnose/ranking_rows.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::diagnose {

namespace {

const ErrorRow& rowOf(int number)
{
    return errorRows()[static_cast<std::size_t>(number) - 1];
}

bool canMean(const ErrorRow& row, Cause cause)
{
    // 4: the server proved its identity by NTLM, for want of an SPN too.
    constexpr int provedByNtlm = 4;
    return std::ranges::find(row.candidates(), cause) != row.candidates().end()
           || (row.number == provedByNtlm && cause == Cause::SpnMissing);
}

class Ranking {
public:
    Ranking(const Evidence& evidence, const Reading& reading, const KnownFacts& known)
        : m_evidence(evidence), m_reading(reading), m_known(known)
    {
    }

    std::vector<Candidate> run()
    {
        std::vector<Weighed> rows;
        for (const ErrorRow& row : errorRows()) {
            if (const int weight = weightOf(row); weight > 0)
                rows.push_back({.weight = weight, .row = &row});
        }
        addByContext(rows);
        std::ranges::sort(rows, {}, [](const Weighed& each) {
            return std::pair(-each.weight, each.row->number);
        });
        // Two errors that each say enough: which of them it was is not for this text to say.
        m_isContested = rows.size() > 1 && rows[1].weight >= sureWeight
                        && !sharesCause(*rows[0].row, *rows[1].row);
        constexpr std::size_t most = 6;
        for (const Weighed& each : rows) {
            if (m_out.size() >= most)
                break;
            addRow(each);
        }
        if (m_out.empty())
            addFallback();
        return std::move(m_out);
    }

private:
    struct Weighed {
        int weight = 0;
        const ErrorRow* row = nullptr;
    };
    bool is(Fact fact) const noexcept { return m_known.is(fact); }

    int weightOf(const ErrorRow& row) const
    {
        const int weight = m_evidence.weightOf(row.number);
        if (weight == 0 || isSaidByAnother(row))
            return 0;
        const auto found = std::ranges::find(conditions(), row.number, &Condition::row);
        if (found != conditions().end() && !found->when.holds(m_known.all))
            return 0;
        constexpr int ofAttempt = 150;
        return weight + bonusOf(row) + (isOfAttempt(row.number) ? ofAttempt : 0);
    }

    /// Whether the words for \p row are a part of what another error says.
    bool isSaidByAnother(const ErrorRow& row) const
    {
        const Evidence& e = m_evidence;
        switch (row.number) {
        case 3:  // The message of row 4 begins as that of row 3.
            return e.speaksFor(4);
        case 5:  // 401, and nobody asked for CredSSP.
            return row.codeCount > 0 && e.weightOf(5) == e.weightOf(91) && !is(Fact::CredSsp);
        case 6:  // A handshake that fails is told with the words of rows 6 and 7, and is neither.
        case 7:
            return e.speaksFor(16);
        case 21:
            return !e.isNear(MessageFamily::Connecting, 21);
        case 73:  // Get-ChildItem says of a path that was denied that it does not exist, too.
            return e.isBehind(73, 71);
        default:
            return false;
        }
    }

    /// Whether \p row is told of by the error that counts where several are told of one after another: of several attempts the last
    /// one, in what a console wrote; in mails the first, which is the newest.
    bool isOfAttempt(int row) const
    {
        if (m_evidence.signs.empty() || m_known.order == ErrorOrder::None)
            return false;
        const Sign& one = m_known.order == ErrorOrder::OldestFirst ? m_evidence.signs.back()
                                                                   : m_evidence.signs.front();
        // A session that was refused says so near its denial; another denial of the same words is one behind it.
        constexpr int sessionRefused = 21;
        if (row == sessionRefused && !m_evidence.isNear(MessageFamily::Connecting, one))
            return false;
        return std::ranges::find(one.rows, row) != one.rows.end();
    }

    /// A code of WinRM's own says more than one that everything gives.
    static int bonusOf(const ErrorRow& row)
    {
        constexpr int ofPolicy = 20;
        constexpr int ofWinRm = 10;
        if (row.number <= 4)
            return ofPolicy;
        const bool generic = row.codeCount == 0 || row.has(errorRow<21>().code())
                             || row.code().family == CodeFamily::Http;
        return generic ? 0 : ofWinRm;
    }

    /// Rows that the facts alone tell of.
    void addByContext(std::vector<Weighed>& rows) const
    {
        const bool denied = std::ranges::any_of(std::array{71, 83, 86, 96},
                                                [&](int row) { return m_evidence.speaksFor(row); });
        for (const ContextRow& each : contextRows()) {
            if (!each.when.holds(m_known.all) || (each.denied && !denied))
                continue;
            const auto known = std::ranges::find(
                rows, each.row, [](const Weighed& one) { return one.row->number; });
            if (known == rows.end())
                rows.push_back({.weight = each.weight, .row = &rowOf(each.row)});
        }
    }

    void addRow(const Weighed& weighed)
    {
        const ErrorRow& row = *weighed.row;
        for (const ToldCause& each : toldCauses()) {
            if (is(each.fact) && canMean(row, each.cause))
                add(row, {.cause = each.cause, .certainty = Certainty::Likely});
        }
        if (const Explanation* const found = explanationOf(row)) {
            for (const Guess& guess : found->guesses.all())
                add(guess.row != 0 ? rowOf(guess.row) : row, guess);
            return;
        }
        Certainty certainty = isSure(weighed) ? Certainty::Certain : Certainty::Likely;
        for (const Cause cause : row.candidates()) {
            add(row, {.cause = cause, .certainty = certainty});
            certainty = Certainty::Possible;
        }
    }

    const Explanation* explanationOf(const ErrorRow& row) const
    {
        const auto found = std::ranges::find_if(explanations(), [&](const Explanation& each) {
            return (each.row == row.number || (each.row == anySymptom && isSymptom(row.number)))
                   && each.when.holds(m_known.all);
        });
        return found == explanations().end() ? nullptr : &*found;
    }

    /// Whether nothing else can be meant: one cause alone, and a code or a whole message that says it.
    bool isSure(const Weighed& weighed) const
    {
        const int number = weighed.row->number;
        const auto found = std::ranges::find(sureConditions(), number, &Condition::row);
        const bool doubted = found != sureConditions().end() && !found->when.holds(m_known.all);
        return weighed.row->candidates().size() == 1 && weighed.weight >= sureWeight
               && !m_evidence.isTyped && !m_isContested && !isNeverSure(number) && !doubted;
    }
    /// A code, or some ten words of a message.
    static constexpr int sureWeight = 40;

    static bool sharesCause(const ErrorRow& one, const ErrorRow& other)
    {
        return std::ranges::find_first_of(one.candidates(), other.candidates())
               != one.candidates().end();
    }

    void add(const ErrorRow& row, Guess guess)
    {
        if (std::ranges::find(m_out, guess.cause, &Candidate::cause) != m_out.end())
            return;
        // Only what comes first can be sure; what comes behind it is another way to explain the text, or a second fault.
        if (!m_out.empty() && guess.certainty == Certainty::Certain)
            guess.certainty = Certainty::Likely;
        Candidate candidate{.cause = guess.cause,
                            .row = &row,
                            .hop = hopOf(row, guess.cause),
                            .stage = {},
                            .code = m_evidence.codeFor(row.number),
                            .certainty = guess.certainty};
        if (row.stages != 0)
            candidate.stage = row.stage();
        m_out.push_back(candidate);
    }

    int sessions() const { return static_cast<int>(m_reading.sessions.size()); }
    /// The hop behind all sessions.
    int behind() const { return std::max(2, sessions() + 1); }
    /// Whether a message names the machine whose session could not be opened.
    bool isHopNamed() const { return is(Fact::HopError) && !m_reading.failing.empty(); }

    /// Which hop of the chain \p row is told of; 0: the text does not say.
    int hopOf(const ErrorRow& row, Cause cause) const
    {
        if (const auto own = ownHopOf(row, cause))
            return *own;
        const bool first = row.comesFrom(ErrorPlace::First) || row.comesFrom(ErrorPlace::Client);
        const bool second = row.comesFrom(ErrorPlace::Second) || isSymptom(row.number);
        // What can come from both is told by what was wanted: a path behind a session.
        const bool wanted = m_reading.resource && is(Fact::InSession) && !is(Fact::HopError);
        if (second && (!first || wanted)) {
            if (isBehindSession(cause))
                return behind();
            return m_reading.resource ? 1 : 0;
        }
        if (first)
            return isHopNamed() ? std::max(1, sessions()) : 1;
        return 0;
    }

    /// Whether what was wanted is behind a hop, whoever opened it: what goes where somebody is logged on, and is not delegated, is.
    bool isBehindSession(Cause cause) const
    {
        const bool isTold = cause == Cause::NotDelegated && is(Fact::WorksLocally);
        return sessions() > 0 || is(Fact::InSession) || isTold;
    }

    /// The hop of rows that have one by themselves.
    std::optional<int> ownHopOf(const ErrorRow& row, Cause cause) const
    {
        if ((row.number == 78 || row.number == 79) && is(Fact::Anonymous))
            return behind();
        if (is(Fact::LocalPath))
            return 0;
        if (cause == Cause::ClientUsage)
            return 1;
        const bool isNestedHop =
            cause == Cause::NotDelegated && is(Fact::Nested) && is(Fact::HopError);
        if (row.number == 39 || isNestedHop)
            return std::max(2, sessions());
        if (row.number == 48)
            return isHopNamed() ? std::max(1, sessions()) : behind();
        if (row.number == 49)
            return behind();
        if (!m_reading.resource) {
            if (const auto asked = hopOfAsked(row, cause))
                return asked;
        }
        return hopOfPolicy(row.number);
    }

    /// Where nothing says what was wanted.
    std::optional<int> hopOfAsked(const ErrorRow& row, Cause cause) const
    {
        // A login that SQL Server refuses is behind the session it was asked from.
        constexpr int loginAtSql = 78;
        if (row.number == loginAtSql && is(Fact::InSession) && sessions() > 0)
            return behind();
        // The machine itself refuses an account of its own.
        if (cause == Cause::LocalAccountFilter || isAsked(row.number))
            return std::max(1, sessions());
        return std::nullopt;
    }

    /// A policy of the client: of the last hop that asks for CredSSP.
    std::optional<int> hopOfPolicy(int row) const
    {
        constexpr int lastOfPolicy = 4;
        constexpr int ofHyperV = 94;
        if (row > lastOfPolicy && row != ofHyperV)
            return std::nullopt;
        for (int hop = sessions(); hop > 0; --hop) {
            if (m_reading.sessions[static_cast<std::size_t>(hop) - 1].method == Method::CredSsp)
                return hop;
        }
        // A cmdlet in a session that opens one of its own, such as those of Hyper-V with -Credential.
        const bool opensItself = m_reading.ranInSession && sessions() > 0 && m_reading.resource
                                 && m_reading.resource->hasCredential
                                 && m_reading.resource->kind != ResourceKind::SmbShare;
        return opensItself ? std::optional(behind()) : std::nullopt;
    }

    /// Where no error was understood.
    void addFallback()
    {
        const auto found = std::ranges::find_if(
            fallbacks(), [&](const Fallback& each) { return each.when.holds(m_known.all); });
        if (found == fallbacks().end())
            return;
        for (const Guess& guess : found->guesses.all()) {
            Candidate candidate{.cause = guess.cause,
                                .row = nullptr,
                                .hop = found->hop > 1 ? behind() : found->hop,
                                .stage = found->stage,
                                .code = {},
                                .certainty = guess.certainty};
            if (const int number = guess.row != 0 ? guess.row : found->row; number != 0) {
                candidate.row = &rowOf(number);
                candidate.stage = found->stage ? found->stage : candidate.row->stage();
            }
            if (is(Fact::NotAuthorized) && found->row != 0)
                candidate.code = m_evidence.codeFor(5);
            m_out.push_back(candidate);
        }
    }

    const Evidence& m_evidence;
    const Reading& m_reading;
    const KnownFacts m_known;
    bool m_isContested = false;
    std::vector<Candidate> m_out;
};

}  // namespace

std::vector<Candidate> rank(std::string_view clean, const Evidence& evidence,
                            const Reading& reading, const std::vector<import::Fact>& facts)
{
    const Evidence counted = withoutLocalDenials(evidence, clean, reading.commands);
    return Ranking(counted, reading, findKnownFacts(clean, counted, reading, facts)).run();
}

}  // namespace hopwright::diagnose
