#pragma once

#include <cstdint>

namespace hopwright::model {

/// Names a thing for the life of a drawing and its file; never reused, never an index. 0 names nothing.
enum class DomainId : std::uint32_t {};
enum class ComputerId : std::uint32_t {};
enum class ResourceId : std::uint32_t {};
enum class AccountId : std::uint32_t {};
enum class HopId : std::uint32_t {};
enum class RouteId : std::uint32_t {};
enum class GroupId : std::uint32_t {};

}  // namespace hopwright::model
