#pragma once

#include "core/base/sentence.h"
#include "core/vocabulary/refusal.h"
#include "core/vocabulary/stage.h"
#include "core/vocabulary/state.h"

#include <cstdint>
#include <optional>

namespace hopwright::wire::winrm {

/// How a practice lab's host says so, in its 401, that it cannot say whether the real one would let the account in: the reason
/// in Base64, as names in it may have any letters.
inline constexpr const char* doubtHeader = "X-Hopwright-Lab-Doubt";

/// Something that happened in a stage, from tls to command; its states are Running, Passed, Denied, Failed and NotNeeded.
/// Evidence is facts in a few words, never a secret.
struct StageEvent {
    Stage stage = Stage::Offer;
    StageState state = StageState::Running;
    Refusal refusal = Refusal::None;
    std::optional<std::uint32_t> code = {};  ///< NTSTATUS, HRESULT, WSMan fault or Win32 code.
    Sentence evidence = {};

    bool operator==(const StageEvent&) const = default;
};

}  // namespace hopwright::wire::winrm
