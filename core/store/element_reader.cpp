#include "core/store/element_reader.h"

#include <charconv>
#include <sstream>
#include <system_error>
#include <utility>

namespace hopwright::store {

namespace {

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool isText(pugi::xml_node node)
{
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

/// The whole node as XML, as it stood.
std::string asText(pugi::xml_node node)
{
    std::ostringstream out;
    node.print(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return out.str();
}

template <typename T>
std::optional<T> parsed(std::string_view text)
{
    T value{};
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size())
        return std::nullopt;
    return value;
}

}  // namespace

std::size_t offsetOf(pugi::xml_node node)
{
    const std::ptrdiff_t name = node.offset_debug();
    return name <= 0 ? 0
                     : static_cast<std::size_t>(name) - (node.type() == pugi::node_element ? 1 : 0);
}

std::string ElementReader::text(const char* name)
{
    return take(name).value();
}

std::uint32_t ElementReader::requiredId(const char* name)
{
    const auto id = number(name);
    if (!id) {
        mistake(ErrorCode::Malformed, Sentence::saying("the attribute %1 is missing", name));
    } else if (*id == 0) {
        mistake(ErrorCode::OutOfRange, Sentence::saying("id 0 names nothing"));
    }
    return id.value_or(0);
}

std::optional<std::uint32_t> ElementReader::number(const char* name, std::uint32_t most)
{
    const pugi::xml_attribute attribute = take(name);
    if (!attribute)
        return std::nullopt;
    const auto value = parsed<std::uint32_t>(attribute.value());
    if (!value || *value > most) {
        mistake(ErrorCode::OutOfRange,
                Sentence::saying("%1 is not a whole number up to %2", name, most));
        return std::nullopt;
    }
    return value;
}

std::optional<std::uint16_t> ElementReader::port(const char* name)
{
    const auto value = number(name, std::numeric_limits<std::uint16_t>::max());
    return value ? std::optional(static_cast<std::uint16_t>(*value)) : std::nullopt;
}

double ElementReader::coordinate(const char* name)
{
    const pugi::xml_attribute attribute = take(name);
    if (!attribute)
        return 0;
    const auto value = parsed<double>(attribute.value());
    if (!value)
        mistake(ErrorCode::Malformed, Sentence::saying("%1 is not a number", name));
    return value.value_or(0);
}

std::optional<bool> ElementReader::boolean(const char* name)
{
    const pugi::xml_attribute attribute = take(name);
    if (!attribute)
        return std::nullopt;
    const std::string_view value = attribute.value();
    if (value != "true" && value != "false") {
        mistake(ErrorCode::Malformed, Sentence::saying("%1 is neither true nor false", name));
        return std::nullopt;
    }
    return value == "true";
}

pugi::xml_node ElementReader::child(const char* name)
{
    m_children.insert(name);
    pugi::xml_node found = m_node.child(name);
    if (found && found.next_sibling(name))
        mistake(ErrorCode::Malformed, Sentence::saying("the element %1 is there twice", name));
    return found;
}

void ElementReader::mistake(ErrorCode code, Sentence detail, pugi::xml_node where)
{
    if (!m_error) {
        m_error = Error{
            .code = code, .detail = std::move(detail), .offset = offsetOf(where ? where : m_node)};
    }
}

Result<void> ElementReader::finish(model::UnknownContent& unknown)
{
    for (const pugi::xml_attribute attribute : m_node.attributes()) {
        if (!m_attributes.contains(attribute.name()))
            unknown.attributes.emplace_back(attribute.name(), attribute.value());
    }
    for (const pugi::xml_node child : m_node.children()) {
        const bool isKnown =
            child.type() == pugi::node_element && m_children.contains(child.name());
        if (isKnown || (isText(child) && isBlank(child.value())))
            continue;
        if (isText(child)) {
            mistake(ErrorCode::Malformed,
                    Sentence::saying("text stands where only elements belong"), child);
        }
        unknown.elements.push_back(asText(child));
    }
    return m_error ? Result<void>(fail(*m_error)) : Result<void>();
}

Result<void> ElementReader::finishWithNothingElse()
{
    model::UnknownContent rest;
    HOPWRIGHT_TRY_VOID(finish(rest));
    if (!rest.attributes.empty() || !rest.elements.empty()) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the element %1 holds more than it may", m_node.name()),
                    offsetOf(m_node));
    }
    return {};
}

pugi::xml_attribute ElementReader::take(const char* name)
{
    m_attributes.insert(name);
    return m_node.attribute(name);
}

}  // namespace hopwright::store
