#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hopwright::wire::http {

/// Header fields in their order. Names are compared without case: RFC 9110 5.1.
class Headers {
public:
    using Field = std::pair<std::string, std::string>;

    Headers() = default;
    Headers(std::initializer_list<Field> fields) : m_fields(fields) {}

    void add(std::string name, std::string value)
    {
        m_fields.emplace_back(std::move(name), std::move(value));
    }
    /// The first value of \p name.
    std::optional<std::string_view> find(std::string_view name) const;
    /// Every value of \p name, one a line.
    std::vector<std::string_view> all(std::string_view name) const;
    const std::vector<Field>& fields() const noexcept { return m_fields; }

    bool operator==(const Headers&) const = default;

private:
    std::vector<Field> m_fields;
};

struct Request {
    std::string method = {};
    std::string target = {};
    Headers headers = {};
    Bytes body = {};

    bool operator==(const Request&) const = default;
};

struct Response {
    int status = 0;
    std::string reason = {};
    Headers headers = {};
    Bytes body = {};

    bool operator==(const Response&) const = default;
};

}  // namespace hopwright::wire::http
