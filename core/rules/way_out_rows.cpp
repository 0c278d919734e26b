#include "core/rules/way_out_rows.h"

#include <concepts>

namespace hopwright::rules {

namespace {

using enum WayOutName;

template <std::same_as<WayOutName>... Names>
constexpr WayOutRow named(WayOutRow row, Names... names)
{
    static_assert(sizeof...(Names) <= WayOutRow::mostNames);
    row.nameList = {names...};
    row.nameCount = sizeof...(Names);
    return row;
}

constexpr Condition nothingArrived = is(Cause::NotDelegated);
constexpr Condition otherCause = isNot(Cause::NotDelegated);
constexpr Condition used = isNot(Uses::None);

constexpr std::array waysOutTable{
    named({.kind = WayOutKind::RunFromClient,
           .exposure = Exposure::Nothing,
           .when = {is(Chain::Several)},
           .source = "§7"},
          Client),
    named({.kind = WayOutKind::TypeName,
           .exposure = Exposure::Nothing,
           .when = {otherCause},
           .trial = Trial::TypeName,
           .canBeSet = true,
           .source = "§4"},
          Number, TypedName),
    named({.kind = WayOutKind::UseHttps,
           .exposure = Exposure::Nothing,
           .when = {otherCause},
           .trial = Trial::UseHttps,
           .canBeSet = true,
           .source = "§4"},
          Number),
    named({.kind = WayOutKind::UseDefaultMethod,
           .exposure = Exposure::Nothing,
           .when = {otherCause},
           .trial = Trial::UseDefaultMethod,
           .canBeSet = true,
           .source = "§6"},
          Number),
    named({.kind = WayOutKind::ResourceBasedDelegation,
           .exposure = Exposure::DirectoryChange,
           .when = {nothingArrived, is(ByDelegation::Yes), is(OneDomain::Yes)},
           .source = "§7"},
          Server, From),
    // One that has a credential gets no other: an account that the server cannot know would only hide what denies the hop.
    named({.kind = WayOutKind::OwnCredential,
           .exposure = Exposure::PasswordInMemory,
           .when = {is(Credential::Callers)},
           .trial = Trial::OwnCredential,
           .canBeSet = true,
           .source = "§7"},
          Number, From),
    named({.kind = WayOutKind::UseCredSsp,
           .exposure = Exposure::PasswordOnServer,
           .when = {nothingArrived},
           .trial = Trial::UseCredSsp,
           .canBeSet = true,
           .source = "§5.2 R2"},
          Number, Server),
};

constexpr std::array alternativeTable{
    named({.kind = WayOutKind::UseDefaultMethod,
           .exposure = Exposure::Nothing,
           .when = {is(Uses::None)},
           .canBeSet = true,
           .source = "§5.2 R1"},
          Number),
    named({.kind = WayOutKind::RunFromClient,
           .exposure = Exposure::Nothing,
           .when = {used},
           .source = "§7"},
          Client),
    named({.kind = WayOutKind::ResourceBasedDelegation,
           .exposure = Exposure::DirectoryChange,
           .when = {used, is(ByDelegation::Yes), is(OneDomain::Yes)},
           .source = "§7"},
          UseServer, Server, FurtherUses),
    // With a group managed service account: an endpoint of WinRM on a machine of a domain.
    named({.kind = WayOutKind::JeaEndpoint,
           .exposure = Exposure::Endpoint,
           .when = {used, is(TargetHome::Domain)},
           .source = "§7"},
          Server),
    named({.kind = WayOutKind::OwnCredentialInstead,
           .exposure = Exposure::PasswordInMemory,
           .when = {used},
           .canBeSet = true,
           .source = "§7"},
          UseNumber, Server, Number, FurtherUses),
    named({.kind = WayOutKind::RunAsEndpoint,
           .exposure = Exposure::PasswordStored,
           .when = {used},
           .source = "§7"},
          Server, Server),
};

}  // namespace

std::span<const WayOutRow> waysOut() noexcept
{
    return waysOutTable;
}

std::span<const WayOutRow> alternatives() noexcept
{
    return alternativeTable;
}

}  // namespace hopwright::rules
