#pragma once

#include "core/base/result.h"
#include "core/link/practice_lab.h"

#include <string>
#include <vector>

namespace hopwright::cli {

/// What `lab --port-file` writes and `probe --lab` reads: where the hosts answer, who can sign in, and the lab's CA. Never a
/// secret.
struct LabFile {
    std::vector<link::LabHostAddress> hosts = {};
    std::vector<std::string> accounts = {};  ///< `LAB\alice`; empty: an older program wrote it.
    std::string authorityPem = {};
};

inline constexpr std::size_t maxLabFileBytes = 4UZ * 1024 * 1024;

/// \returns FileUnreadable, TooLarge or Malformed.
Result<LabFile> readLabFile(const std::string& path);
/// Atomically: who sees the file sees all of it.
Result<void> writeLabFile(const std::string& path, const LabFile& file);

}  // namespace hopwright::cli
