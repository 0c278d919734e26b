#pragma once

#include <string>

namespace hopwright::crypto {

/// What the library of the primitives calls itself, as it runs: `OpenSSL 3.0.15 3 Sep 2024`.
std::string libraryVersion();

}  // namespace hopwright::crypto
