#include "core/diagnose/diagnosis.h"

#include "core/diagnose/clean_text.h"
#include "core/diagnose/codes.h"
#include "core/diagnose/evidence.h"
#include "core/diagnose/hints.h"
#include "core/diagnose/problems.h"
#include "core/diagnose/ranking.h"
#include "core/import/read.h"

#include <algorithm>
#include <utility>

namespace hopwright::diagnose {

namespace {

/// Rows behind it refuse a way to sign in; those up to it options of a command.
constexpr int lastOfSetting = 20;

/// Causes by which nobody said no to a caller or a credential: something cannot be reached, is set up wrongly or used wrongly.
bool isNoDenial(Cause cause)
{
    switch (cause) {
    case Cause::PolicyOverrides:
    case Cause::TlsMismatch:
    case Cause::Certificate:
    case Cause::CertificateService:
    case Cause::KdcUnreachable:
    case Cause::NameNotResolved:
    case Cause::PortClosed:
    case Cause::Firewall:
    case Cause::WinRmNotRunning:
    case Cause::EndpointMissing:
    case Cause::Quota:
    case Cause::ResourceMissing:
    case Cause::Proxy:
    case Cause::ClientUsage:
    case Cause::SessionConflict:
    case Cause::Unrelated:
        return true;
    default:
        return false;
    }
}

/// Whether somebody said no to a caller or a credential: the client of the hop itself too, by its lists and settings.
bool isDenial(const Candidate& first)
{
    const ErrorRow* const row = first.row;
    if (row == nullptr)
        return false;
    if (row->stages == 0 && first.cause != Cause::NotElevated)  // While a machine was set up.
        return false;
    if (first.cause == Cause::ClientUsage || first.cause == Cause::PolicyOverrides) {
        return row->cause == Cause::DelegateListMismatch
               || (row->comesAt(Stage::Negotiate) && row->comesFrom(ErrorPlace::Client)
                   && row->number > lastOfSetting);
    }
    return !isNoDenial(first.cause);
}

/// Causes that only a session by CredSSP has.
bool isOfCredSsp(Cause cause)
{
    switch (cause) {
    case Cause::ClientRoleMissing:
    case Cause::ServerRoleMissing:
    case Cause::DelegateListMissing:
    case Cause::DelegateListMismatch:
    case Cause::DelegateListDenies:
    case Cause::NtlmOnlyListNeeded:
    case Cause::ImplicitCredentialWithCredSsp:
    case Cause::OracleRemediation:
        return true;
    default:
        return false;
    }
}

/// What follows from what the text means, where it does not say so itself.
void complete(Reading& reading, const Candidate& first)
{
    // Inside a session that the text does not name: its machine is asked for, and drawn.
    if (first.hop == 2 && reading.sessions.empty() && reading.resource)
        reading.sessions.emplace_back();
    const auto hop = static_cast<std::size_t>(first.hop);
    if (isOfCredSsp(first.cause) && hop > 0 && hop <= reading.sessions.size()
        && reading.sessions[hop - 1].method.value_or(Method::Default) == Method::Default)
        reading.sessions[hop - 1].method = Method::CredSsp;
}

bool speaksFor(const Sign& sign, int row)
{
    return std::ranges::find(sign.rows, row) != sign.rows.end();
}

/// The item of a list of problems that \p first is told of in; nothing: it is one problem. Steps of one are numbered too, but only one
/// of these has an error beside its command.
std::optional<std::size_t> problemOf(const std::vector<text::Place>& items,
                                     const Evidence& evidence, const Reading& reading,
                                     const Candidate& first)
{
    if (first.row == nullptr)
        return std::nullopt;
    std::optional<std::size_t> found;
    int problems = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto isHere = [&](text::Place place) {
            return items[i].holds(place.offset);
        };
        if (std::ranges::none_of(evidence.signs, isHere, &Sign::place)
            || std::ranges::none_of(reading.commands, isHere))
            continue;
        ++problems;
        const bool tells = std::ranges::any_of(evidence.signs, [&](const Sign& each) {
            return isHere(each.place) && speaksFor(each, first.row->number);
        });
        if (tells && !found)
            found = i;
    }
    return problems > 1 ? found : std::nullopt;
}

/// Of several problems in one text the chain is that of the one which comes first; the others lie on hops of chains of their own.
void keepToProblem(std::string_view clean, const Evidence& evidence, Diagnosis& out)
{
    const std::vector<text::Place> items = numberedIn(clean);
    if (items.empty() || out.candidates.empty())
        return;
    const Candidate first = out.candidates.front();
    const auto problem = problemOf(items, evidence, out.reading, first);
    if (!problem)
        return;
    const std::string alone = withItemAlone(clean, items, *problem);
    Reading reading = answered(readChain(alone), out.answers);
    std::vector<Candidate> own = rank(alone, findEvidence(alone), reading, out.facts);
    if (own.empty() || own.front().cause != first.cause)
        return;
    own.front().certainty = first.certainty;
    constexpr std::size_t most = 6;
    for (Candidate each : out.candidates) {
        if (own.size() >= most)
            break;
        if (std::ranges::find(own, each.cause, &Candidate::cause) != own.end())
            continue;
        each.hop = 0;
        own.push_back(each);
    }
    out.reading = std::move(reading);
    out.candidates = std::move(own);
}

std::vector<Token> tokensOf(const CleanText& clean, const Evidence& evidence,
                            const Reading& reading, const std::vector<text::Place>& blanks)
{
    std::vector<Token> out;
    const auto add = [&](TokenKind kind, text::Place place, std::vector<int> rows = {}) {
        if (place.length > 0)
            out.push_back({.kind = kind, .place = clean.pasted(place), .rows = std::move(rows)});
    };
    for (const Sign& each : evidence.signs)
        add(each.kind, each.place, each.rows);
    for (const text::Place& each : reading.commands)
        add(TokenKind::Command, each);
    add(TokenKind::Machine, reading.client.place);
    for (const ReadSession& each : reading.sessions)
        add(TokenKind::Machine, each.target.place);
    if (reading.resource)
        add(TokenKind::Path, reading.resource->target.place);
    for (const text::Place& each : blanks)
        out.push_back({.kind = TokenKind::Blanked, .place = each});
    std::ranges::sort(out, {}, [](const Token& each) { return std::pair(each.place, each.kind); });
    return out;
}

/// What the failing hop needs to be named, and the text does not say.
std::vector<Question> questionsOf(const Diagnosis& diagnosis)
{
    std::vector<Question> out;
    if (!diagnosis.isUnderstood())
        return out;
    const int hop = diagnosis.candidates.front().hop;
    const auto& sessions = diagnosis.reading.sessions;
    if (hop > 1 && (sessions.empty() || sessions.back().target.empty()))
        out.push_back(Question::RanOn);
    if (hop > 0 && diagnosis.reading.client.empty())
        out.push_back(Question::StartedFrom);
    return out;
}

}  // namespace

Diagnosis diagnose(std::string_view text, const Answers& answers)
{
    Diagnosis out;
    out.pasted = withoutSecrets(text.substr(0, mostPasted));
    const CleanText clean(out.pasted.text);
    out.answers = answers;
    out.reading = answered(readChain(clean.text()), answers);
    const Evidence evidence = findEvidence(clean.text());
    out.facts = import::readText(out.pasted.text).facts;
    out.candidates = rank(clean.text(), evidence, out.reading, out.facts);
    keepToProblem(clean.text(), evidence, out);
    if (out.isUnderstood())
        complete(out.reading, out.candidates.front());
    out.chain = chainOf(out.reading);
    if (!out.candidates.empty() && out.candidates.front().cause != Cause::Unknown)
        out.denied = isDenial(out.candidates.front());

    out.tokens = tokensOf(clean, evidence, out.reading, out.pasted.blanks);
    out.questions = questionsOf(out);
    return out;
}

}  // namespace hopwright::diagnose
