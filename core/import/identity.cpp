#include "core/import/collector.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <vector>

namespace hopwright::import {

namespace {

struct SidRow {
    std::string_view sid;
    FactKind kind;
    std::string_view value;
};

/// Well-known SIDs, whose names are translated: [MS-DTYP] 2.4.2.4; integrity levels: [MS-DTYP] 2.4.4.13.
constexpr std::array<SidRow, 14> wellKnown{
    {{.sid = "S-1-5-64-10", .kind = FactKind::AuthenticatedBy, .value = "ntlm"},
     {.sid = "S-1-5-64-14", .kind = FactKind::AuthenticatedBy, .value = "schannel"},
     {.sid = "S-1-5-64-21", .kind = FactKind::AuthenticatedBy, .value = "digest"},
     {.sid = "S-1-18-1", .kind = FactKind::IdentityAsserted, .value = "authority"},
     {.sid = "S-1-18-2", .kind = FactKind::IdentityAsserted, .value = "service"},
     {.sid = "S-1-5-2", .kind = FactKind::LogonKind, .value = "network"},
     {.sid = "S-1-5-3", .kind = FactKind::LogonKind, .value = "batch"},
     {.sid = "S-1-5-4", .kind = FactKind::LogonKind, .value = "interactive"},
     {.sid = "S-1-5-6", .kind = FactKind::LogonKind, .value = "service"},
     {.sid = "S-1-5-14", .kind = FactKind::LogonKind, .value = "remote-interactive"},
     {.sid = "S-1-16-4096", .kind = FactKind::Integrity, .value = "low"},
     {.sid = "S-1-16-8192", .kind = FactKind::Integrity, .value = "medium"},
     {.sid = "S-1-16-12288", .kind = FactKind::Integrity, .value = "high"},
     {.sid = "S-1-16-16384", .kind = FactKind::Integrity, .value = "system"}}};

bool isSid(std::string_view word)
{
    return word.starts_with("S-1-") && word.size() > 5 && word.size() < 190
           && word.find_first_not_of("0123456789-", 4) == std::string_view::npos
           && word.back() != '-';
}

/// The SID among the words of a line; empty: none.
std::string_view sidIn(std::string_view line)
{
    for (std::size_t at = line.find("S-1-"); at != std::string_view::npos;
         at = line.find("S-1-", at + 1)) {
        const std::size_t end = std::min(line.find_first_of(" \t\",", at), line.size());
        const bool begins = at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t';
        if (begins && isSid(line.substr(at, end - at)))
            return line.substr(at, end - at);
    }
    return {};
}

/// Protected Users of some domain: RID 525, domain reference §4 and [MS-DTYP] 2.4.2.4.
bool isProtectedUsers(std::string_view sid)
{
    return sid.starts_with("S-1-5-21-") && sid.ends_with("-525");
}

void addGroup(Collector& out, std::string_view name, std::string_view sid, const Line& line,
              std::string_view piece)
{
    out.add(Reader::Whoami, FactKind::Group, FactLayer::Session, name, line, piece,
            {.about = std::string(sid)});
    if (isProtectedUsers(sid))
        out.add(Reader::Whoami, FactKind::ProtectedUser, FactLayer::Session, "true", line, piece);
    const auto known = std::ranges::find(wellKnown, sid, &SidRow::sid);
    if (known != wellKnown.end())
        out.add(Reader::Whoami, known->kind, FactLayer::Session, known->value, line, piece);
}

/// `=========== ====` below the heads of a table.
bool isRule(std::string_view line)
{
    line = trimmed(line);
    return line.size() > 8 && line.starts_with("====")
           && line.find_first_not_of("= ") == std::string_view::npos;
}

/// The bytes that the first \p characters of \p text are.
std::size_t bytesOfCharacters(std::string_view text, std::size_t characters)
{
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool isNew = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (isNew && characters == 0)
            break;
        characters -= isNew ? 1 : 0;
    }
    return at;
}

/// The first column of \p row, as wide as that of \p rule.
std::string_view firstColumn(std::string_view rule, std::string_view row)
{
    const std::size_t width = std::min(rule.find(' '), rule.size());
    return trimmed(row.substr(0, bytesOfCharacters(row, width)));
}

/// `whoami /fo list`: the SID behind a label, and the name in a line before it.
bool readWhoamiList(Lines& lines, Collector& out)
{
    constexpr std::size_t mostBefore = 3;
    const auto first = pairOf(lines.line().head());
    if (!first || first->value.empty() || isSid(first->value))
        return false;
    Lines at = lines;
    for (std::size_t i = 0; i < mostBefore; ++i) {
        at.next();
        const auto pair = at.atEnd() ? std::nullopt : pairOf(at.line().head());
        if (!pair)
            return false;
        if (pair->key != "SID")
            continue;
        if (!isSid(pair->value))
            return false;
        // A user has two lines, a group four: its type stands between.
        if (i == 0) {
            out.add(Reader::Whoami, FactKind::User, FactLayer::Session, first->value, lines.line(),
                    first->value, {.about = std::string(pair->value)});
        } else {
            addGroup(out, first->value, pair->value, lines.line(), first->value);
        }
        at.next();
        lines = at;
        return true;
    }
    return false;
}

}  // namespace

/// Tables are told by their rule and the SIDs below it, in every language: the user's has two columns, the groups' four.
bool readWhoami(Lines& lines, Collector& out)
{
    if (!isRule(lines.line().head()))
        return readWhoamiList(lines, out);
    const std::string_view rule = trimmed(lines.line().head());
    Lines at = lines;
    at.next();
    if (at.atEnd() || sidIn(at.line().head()).empty())
        return false;
    const auto columns = std::ranges::count(rule, ' ') + 1;
    for (; !at.atEnd(); at.next()) {
        const Line& line = at.line();
        const std::string_view sid = sidIn(line.head());
        if (sid.empty())
            break;
        const std::string_view name = firstColumn(rule, line.head());
        if (columns == 2) {
            out.add(Reader::Whoami, FactKind::User, FactLayer::Session, name, line, name,
                    {.about = std::string(sid)});
        } else if (columns >= 3) {
            addGroup(out, name, sid, line, name);
        }
    }
    lines = at;
    return true;
}

/// Told by the address of its schema, which no language translates.
bool readTestWsman(Lines& lines, Collector& out)
{
    constexpr std::size_t mostLines = 8;
    const auto first = pairOf(lines.line().head());
    if (!first
        || !first->value.contains("schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"))
        return false;
    out.add(Reader::TestWsman, FactKind::WsmanAnswers, FactLayer::Output, "true", lines.line(),
            trimmed(lines.line().text));
    lines.next();
    for (std::size_t i = 0; i < mostLines && !lines.atEnd(); ++i, lines.next()) {
        const auto pair = pairOf(lines.line().head());
        if (!pair)
            break;
        if (pair->key != "ProductVersion")
            continue;
        // `OS: 10.0.20348 SP: 0.0 Stack: 3.0`; to somebody who did not sign in it says 0.0.0.
        std::string_view rest = pair->value;
        const bool isOs = takeWord(rest) == "OS:";
        const std::string_view version = takeWord(rest);
        if (isOs && !version.empty() && version != "0.0.0") {
            out.add(Reader::TestWsman, FactKind::OperatingSystem, FactLayer::Output, version,
                    lines.line(), version);
        }
    }
    return true;
}

namespace {

std::string_view withoutSlashes(std::string_view name)
{
    while (name.starts_with('\\'))
        name.remove_prefix(1);
    return name;
}

/// A line of nltest's, by what it begins with.
struct NltestRow {
    std::string_view label;
    FactKind kind;
    /// The name in what stands behind the label; null: a Win32 code stands there.
    std::string_view (*nameIn)(std::string_view) = nullptr;
    std::string_view about = {};
};

constexpr std::array<NltestRow, 6> nltestRows{
    {{.label = R"(Trusted DC Name \\)",
      .kind = FactKind::DomainController,
      .nameIn = &withoutSlashes},
     {.label = R"(DC: \\)", .kind = FactKind::DomainController, .nameIn = &withoutSlashes},
     {.label = "Dom Name: ", .kind = FactKind::DomainName, .nameIn = &trimmed},
     {.label = "Trusted DC Connection Status Status = ", .kind = FactKind::SecureChannel},
     {.label = "I_NetLogonControl failed: Status = ", .kind = FactKind::SecureChannel},
     {.label = "Getting DC name failed: Status = ",
      .kind = FactKind::ErrorCode,
      .about = "nltest"}}};

}  // namespace

/// nltest speaks English everywhere: public documents in other languages show its output untranslated.
bool readNltest(Lines& lines, Collector& out)
{
    const std::string_view text = trimmed(lines.line().head());
    const auto row = std::ranges::find_if(
        nltestRows, [text](const NltestRow& each) { return text.starts_with(each.label); });
    if (row == nltestRows.end())
        return false;
    const auto add = [&](std::string_view value, std::string_view piece) {
        out.add(Reader::Nltest, row->kind, FactLayer::Session, value, lines.line(), piece,
                {.about = std::string(row->about)});
    };
    std::string_view behind = text.substr(row->label.size());
    if (row->nameIn != nullptr) {
        const std::string_view name = row->nameIn(behind);
        if (isHostName(name))
            add(name, name);
    } else if (const auto status = decimal(takeWord(behind))) {
        add(std::to_string(*status), text);
    }
    lines.next();
    return true;
}

}  // namespace hopwright::import
