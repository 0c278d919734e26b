#include "core/wildcard/spn_pattern.h"

#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>

namespace hopwright::wildcard {

namespace {

constexpr std::string_view winRmService = "wsman";

bool isBlankOrControl(char c)
{
    return (c >= 0 && c <= ' ') || c == '\x7f';
}

EntryForm formOf(std::string_view service, std::string_view host)
{
    if (!text::equalsIgnoringAsciiCase(service, winRmService))
        return EntryForm::OtherService;
    if (host == "*")
        return EntryForm::AnyHost;
    if (host.starts_with("*."))
        return EntryForm::BelowDomain;
    return host.contains('*') ? EntryForm::UndocumentedGlob : EntryForm::OneHost;
}

Coverage below(std::string_view pattern, std::string_view name)
{
    const std::string_view suffix = pattern.substr(1);
    if (!name.ends_with(suffix) || name.size() == suffix.size())
        return Coverage::No;
    const std::string_view labels = name.substr(0, name.size() - suffix.size());
    if (labels.starts_with('.') || labels.ends_with('.'))
        return Coverage::No;
    return labels.contains('.') ? Coverage::Likely : Coverage::Certain;
}

Coverage glob(std::string_view pattern, std::string_view name)
{
    const std::size_t star = pattern.find('*');
    const std::string_view head = pattern.substr(0, star);
    const std::string_view tail = pattern.substr(star + 1);
    const bool fits =
        name.size() >= head.size() + tail.size() && name.starts_with(head) && name.ends_with(tail);
    return fits ? Coverage::Likely : Coverage::No;
}

Risk raised(Risk risk)
{
    return risk == Risk::Critical ? risk : static_cast<Risk>(static_cast<int>(risk) + 1);
}

Risk riskOfHost(std::string_view host)
{
    if (target::isAddress(host))
        return Risk::Medium;
    return host.contains('.') ? Risk::Low : Risk::LowToMedium;
}

}  // namespace

SpnPattern::SpnPattern(std::string service, std::string host, EntryForm form)
    : m_service(std::move(service)), m_host(std::move(host)), m_form(form)
{
}

Result<SpnPattern> SpnPattern::parse(std::string_view text)
{
    if (text.size() > maxEntryBytes)
        return fail(ErrorCode::TooLarge, Sentence::saying("the entry is too long"), maxEntryBytes);
    const auto blank = std::ranges::find_if(text, isBlankOrControl);
    if (blank != text.end()) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the entry has a blank or a control character"),
                    static_cast<std::size_t>(blank - text.begin()));
    }
    if (text == "*")
        return SpnPattern({}, "*", EntryForm::AnyService);
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the entry lacks the '/' between service and host"),
                    text.size());
    }
    const std::string_view service = text.substr(0, slash);
    const std::string_view host = text.substr(slash + 1);
    if (service.empty() || service.contains('*'))
        return fail(ErrorCode::Malformed, Sentence::saying("the entry names no service"), 0);
    if (host.empty() || host == "*.")
        return fail(ErrorCode::Malformed, Sentence::saying("the entry names no host"), text.size());
    const std::size_t star = text.find('*');
    const std::size_t second = star == std::string_view::npos ? star : text.find('*', star + 1);
    if (second != std::string_view::npos) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("an entry with a second '*' never matches"), second);
    }
    return SpnPattern(std::string(service), std::string(host), formOf(service, host));
}

Coverage SpnPattern::covers(std::string_view target) const
{
    const std::string name = text::asciiLower(target::readTarget(target).host);
    if (name.empty())
        return Coverage::No;
    const std::string pattern = text::asciiLower(m_host);
    switch (m_form) {
    case EntryForm::OneHost:
        return name == pattern ? Coverage::Certain : Coverage::No;
    case EntryForm::BelowDomain:
        return below(pattern, name);
    case EntryForm::AnyHost:
    case EntryForm::AnyService:
        return Coverage::Certain;
    case EntryForm::UndocumentedGlob:
        return glob(pattern, name);
    case EntryForm::OtherService:
        break;
    }
    return Coverage::No;
}

std::string SpnPattern::text() const
{
    return m_form == EntryForm::AnyService ? m_host : m_service + '/' + m_host;
}

Risk riskOf(const SpnPattern& pattern, bool ntlmOnlyList)
{
    Risk risk{};
    switch (pattern.form()) {
    case EntryForm::OneHost:
        risk = riskOfHost(pattern.host());
        break;
    case EntryForm::BelowDomain:
        risk = std::ranges::count(pattern.host(), '.') > 2 ? Risk::Medium : Risk::High;
        break;
    case EntryForm::UndocumentedGlob:
        risk = Risk::High;
        break;
    case EntryForm::AnyHost:
    case EntryForm::AnyService:
        risk = Risk::Critical;
        break;
    case EntryForm::OtherService:
        return Risk::Low;
    }
    return ntlmOnlyList ? raised(risk) : risk;
}

}  // namespace hopwright::wildcard
