#pragma once

#include "core/model/graph.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace hopwright::model {

/// An account in the two parts that go over the wire: `CORP` and `alice` of `CORP\alice`; for `alice@corp.example` no domain,
/// and the whole as the user.
struct AccountName {
    std::string domain = {};
    std::string user = {};

    bool operator==(const AccountName&) const = default;
};

/// \p typed in its two parts, spelling kept.
AccountName accountFromText(std::string_view typed);
std::string accountText(const AccountName& account);

/// Who vouches for an account, as the drawing tells it.
struct AccountHome {
    enum class Kind {
        Own,      ///< `.\bob`, or `bob` alone: an account of whichever machine is asked.
        Machine,  ///< `FS01\bob`: one of that machine's own.
        Domain,   ///< One of a drawn domain.
        Undrawn,  ///< Of a domain that the drawing does not have.
    };
    Kind kind = Kind::Own;
    std::optional<ComputerId> computer = {};
    std::optional<DomainId> domain = {};
    std::string name =
        {};  ///< How that domain or machine is called: `CORP`, `FS01`; empty for Own.
    std::string user = {};  ///< Without what stands behind the @.

    bool operator==(const AccountHome&) const = default;
};

/// Where \p account is at home: `corp.example\alice`, `CORP\alice`, `alice@corp.example` and `alice@CORP` are all at home in
/// one domain. Names compare without case; of two domains with one short name the first is meant, a DNS name says which.
AccountHome homeOf(const Graph& graph, const AccountName& account);

/// The same as \p asked takes it, a machine that is signed in to: never Own, as that is itself.
AccountHome homeAt(const Graph& graph, const Computer& asked, const AccountName& account);

/// Whether both name one account.
bool sameAccount(const Graph& graph, const AccountName& a, const AccountName& b);
/// Whether both do at \p asked.
bool sameAccountAt(const Graph& graph, const Computer& asked, const AccountName& a,
                   const AccountName& b);

/// What stands before the backslash of the accounts of \p domain: its short name, or what Windows proposes for its DNS name
/// where the drawing has none. Empty for a workgroup.
std::string accountDomain(const Domain& domain);

inline constexpr std::size_t shortNameLength = 15;  ///< Characters of a NetBIOS name.
/// The first \p length characters of \p name, which is UTF-8: never a part of one.
std::string_view cutName(std::string_view name, std::size_t length) noexcept;
/// The short name that Windows proposes for a domain: the first label of its DNS name in capitals, at most 15 characters.
std::string proposedShortName(std::string_view dnsName);

/// What stands before the backslash of \p computer's own accounts: the first label of its name; an address as it is.
std::string ownDomain(const Computer& computer);
/// Whether \p domain means \p computer itself: its name, short or full, also cut to the 15 characters that NetBIOS has.
bool isOwnDomain(const Computer& computer, std::string_view domain);
/// Whether \p account is one of \p computer's own: `.\bob`, `bob`, `JUMP01\bob`. Nobody is not.
bool isOwnAccount(const Computer& computer, const AccountName& account);

/// Who signs in first in a lab when nobody was named, for a chain that begins at \p first: `alice` of that machine's domain;
/// of the machine itself in a workgroup. Where its domain is not known: that of the machine on \p route that is known first,
/// else `LAB`. The one place for this choice: window, command line, dialog and report ask it.
AccountName labAccount(const Graph& graph, RouteId route);
AccountName labAccount(const Graph& graph, ComputerId first);

/// The names of a drawing's domains and machines, for many questions about accounts: each is answered as by the function of its
/// name, which walks over the drawing. They are made ready at the first question; \p graph stays as it is meanwhile. Not for
/// two threads at once.
class AccountNames {
public:
    explicit AccountNames(const Graph& graph) : m_graph(&graph) {}

    const Graph& graph() const noexcept { return *m_graph; }
    AccountHome homeOf(const AccountName& account) const;
    AccountHome homeAt(const Computer& asked, const AccountName& account) const;
    bool sameAccount(const AccountName& a, const AccountName& b) const;
    AccountName labAccount(RouteId route) const;

    /// The domain that \p name means before a backslash, and the first machine that it means; null: none.
    const Domain* domainNamed(std::string_view name) const;
    const Computer* computerOwning(std::string_view name) const;
    /// How many domains have \p name for what stands before a backslash.
    std::size_t domainsCalled(std::string_view name) const;

private:
    struct Domains {  // Without initializers: clang would want them before the end of this class.
        std::unordered_map<std::string, const Domain*> byDnsName;
        std::unordered_map<std::string, std::pair<const Domain*, std::size_t>> byShortName;
    };

    const Domains& domains() const;

    const Graph* m_graph;
    mutable std::optional<Domains> m_domains = {};
    mutable std::optional<std::unordered_map<std::string, const Computer*>> m_computers = {};
};

}  // namespace hopwright::model
