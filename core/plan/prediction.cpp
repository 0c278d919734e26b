#include "core/plan/prediction.h"

#include <array>

namespace hopwright::plan {

namespace {

constexpr std::array<std::string_view, stageCount> stageNames{
    "resolve", "connect",  "tls",   "offer",   "negotiate",
    "bind",    "delegate", "shell", "command", "access"};

constexpr std::array<std::string_view, 13> causeNames{"not-delegated",
                                                      "permission-on-resource",
                                                      "client-role-missing",
                                                      "server-role-missing",
                                                      "delegate-list-missing",
                                                      "delegate-list-mismatch",
                                                      "ntlm-only-list-needed",
                                                      "delegate-list-denies",
                                                      "trusted-hosts",
                                                      "implicit-credential-with-credssp",
                                                      "wrong-password",
                                                      "account-not-known",
                                                      "unknown"};

}  // namespace

std::string_view stageName(Stage stage) noexcept
{
    return stageNames.at(static_cast<std::size_t>(stage));
}

std::string_view causeName(Cause cause) noexcept
{
    return causeNames.at(static_cast<std::size_t>(cause));
}

}  // namespace hopwright::plan
