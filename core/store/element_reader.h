#pragma once

#include "core/base/result.h"
#include "core/model/unknown_content.h"

#include <pugixml.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace hopwright::store {

/// Reads the attributes and children of one element by name, and remembers which it was asked for: the rest is what this
/// version does not know. The first mistake is kept, so a reader can read on and ask once, with finish().
/// Not for other layers.
class ElementReader {
public:
    explicit ElementReader(pugi::xml_node node) : m_node(node) {}

    /// Empty when it is not there.
    std::string text(const char* name);
    /// Must be there.
    std::uint32_t requiredId(const char* name);
    std::optional<std::uint32_t>
    number(const char* name, std::uint32_t most = std::numeric_limits<std::uint32_t>::max() - 1);
    std::optional<std::uint16_t> port(const char* name);
    double coordinate(const char* name);
    std::optional<bool> boolean(const char* name);
    /// The value as \p fromWord understands it, \p otherwise when it is not there; a mistake when it is another word.
    template <typename T>
    T word(const char* name, T otherwise, std::optional<T> (*fromWord)(std::string_view))
    {
        const pugi::xml_attribute attribute = take(name);
        if (!attribute)
            return otherwise;
        const std::optional<T> value = fromWord(attribute.value());
        if (!value) {
            mistake(ErrorCode::Malformed,
                    Sentence::saying("this version does not know %1=\"%2\"", name,
                                     std::string(attribute.value()).substr(0, 64)));
        }
        return value.value_or(otherwise);
    }

    /// The child of that name; empty when there is none; a mistake when there are two.
    pugi::xml_node child(const char* name);

    /// \p where: a child at fault; by itself the element.
    void mistake(ErrorCode code, Sentence detail, pugi::xml_node where = {});
    bool ok() const noexcept { return !m_error; }
    pugi::xml_node node() const noexcept { return m_node; }

    /// What is left, into \p unknown. \returns the first mistake, with the offset of the element that it is in.
    Result<void> finish(model::UnknownContent& unknown);
    /// For an element that may hold nothing else. \returns Malformed when something is left.
    Result<void> finishWithNothingElse();
    /// Passes over children of that name: they are read elsewhere.
    void passOver(const char* name) { m_children.insert(name); }

private:
    pugi::xml_attribute take(const char* name);

    pugi::xml_node m_node;
    std::set<std::string, std::less<>> m_attributes = {};
    std::set<std::string, std::less<>> m_children = {};
    std::optional<Error> m_error = std::nullopt;
};

/// Where the element begins: its angle bracket.
std::size_t offsetOf(pugi::xml_node node);

}  // namespace hopwright::store
