#include "ui/theme/path_drawing.h"

#include "ui/theme/path_data.h"
#include "ui/theme/svg_scanner.h"

#include <QPainter>
#include <QPen>

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace hopwright::ui {

namespace {

constexpr double miterLimit = 4;  // SVG 1.1 11.4, where nothing is said.

struct CapWord {
    std::string_view word;
    Qt::PenCapStyle cap;
};
constexpr std::array capWords{CapWord{.word = "butt", .cap = Qt::FlatCap},
                              CapWord{.word = "round", .cap = Qt::RoundCap},
                              CapWord{.word = "square", .cap = Qt::SquareCap}};

struct JoinWord {
    std::string_view word;
    Qt::PenJoinStyle join;
};
constexpr std::array joinWords{JoinWord{.word = "miter", .join = Qt::SvgMiterJoin},
                               JoinWord{.word = "round", .join = Qt::RoundJoin},
                               JoinWord{.word = "bevel", .join = Qt::BevelJoin}};

struct RuleWord {
    std::string_view word;
    Qt::FillRule rule;
};
constexpr std::array ruleWords{RuleWord{.word = "nonzero", .rule = Qt::WindingFill},
                               RuleWord{.word = "evenodd", .rule = Qt::OddEvenFill}};

/// What the row of \p word has in \p field.
template <typename Rows, typename Row, typename Value>
Result<Value> valueOf(const Rows& rows, std::string_view word, Value Row::* field)
{
    const auto row = std::ranges::find(rows, word, &Row::word);
    if (row == rows.end())
        return fail(ErrorCode::Unsupported);
    return (*row).*field;
}

Result<std::optional<QColor>> colourOf(std::string_view word)
{
    constexpr std::size_t digits = 6;
    if (word == "none")
        return std::optional<QColor>();
    if (word == "currentColor")
        return std::optional(QColor());
    if (word.size() != digits + 1 || word.front() != '#')
        return fail(ErrorCode::Unsupported);
    std::uint32_t value = 0;
    const auto read = std::from_chars(word.data() + 1, word.data() + word.size(), value, 16);
    if (read.ec != std::errc() || read.ptr != word.data() + word.size())
        return fail(ErrorCode::Unsupported);
    return std::optional(QColor::fromRgb(value));
}

Result<double> widthOf(std::string_view text)
{
    SvgScanner scanner(text);
    scanner.skipBlanks();
    HOPWRIGHT_TRY(const double width, scanner.number(SvgScanner::Sign::Forbidden));
    HOPWRIGHT_TRY_VOID(scanner.end());
    return width;
}

/// SVG 1.1 7.7. One without a size shows nothing, and is refused.
Result<QRectF> viewBoxOf(std::string_view text)
{
    SvgScanner scanner(text);
    std::array<double, 4> numbers = {};
    scanner.skipBlanks();
    for (double& each : numbers) {
        if (&each != numbers.begin())
            scanner.skipSeparator();
        HOPWRIGHT_TRY(each, scanner.number());
    }
    HOPWRIGHT_TRY_VOID(scanner.end());
    const QRectF box(numbers[0], numbers[1], numbers[2], numbers[3]);
    constexpr double least = 1e-3;
    if (box.width() < least || box.height() < least)
        return fail(ErrorCode::Malformed);
    return box;
}

Result<void> readPathAttribute(DrawnPath& path, std::string_view name, std::string_view value)
{
    if (name == "d") {
        HOPWRIGHT_TRY(QPainterPath outline, readPathData(value));
        outline.setFillRule(path.outline.fillRule());
        path.outline = outline;
    } else if (name == "fill") {
        HOPWRIGHT_TRY(path.fill, colourOf(value));
    } else if (name == "fill-rule") {
        HOPWRIGHT_TRY(const Qt::FillRule rule, valueOf(ruleWords, value, &RuleWord::rule));
        path.outline.setFillRule(rule);
    } else if (name == "stroke") {
        HOPWRIGHT_TRY(path.stroke, colourOf(value));
    } else if (name == "stroke-width") {
        HOPWRIGHT_TRY(path.strokeWidth, widthOf(value));
    } else if (name == "stroke-linecap") {
        HOPWRIGHT_TRY(path.cap, valueOf(capWords, value, &CapWord::cap));
    } else if (name == "stroke-linejoin") {
        HOPWRIGHT_TRY(path.join, valueOf(joinWords, value, &JoinWord::join));
    } else {
        return fail(ErrorCode::Unsupported);
    }
    return {};
}

/// pugixml takes the same attribute twice.
bool hasTwice(pugi::xml_node node)
{
    return std::ranges::any_of(node.attributes(), [node](pugi::xml_attribute each) {
        return node.attribute(each.name()) != each;
    });
}

Result<DrawnPath> pathOf(pugi::xml_node node)
{
    if (std::string_view(node.name()) != "path" || node.first_child())
        return fail(ErrorCode::Unsupported);
    if (hasTwice(node) || !node.attribute("d"))
        return fail(ErrorCode::Malformed);
    DrawnPath path;
    path.outline.setFillRule(Qt::WindingFill);
    for (const pugi::xml_attribute each : node.attributes())
        HOPWRIGHT_TRY_VOID(readPathAttribute(path, each.name(), each.value()));
    return path;
}

Result<QRectF> frameOf(pugi::xml_node root)
{
    if (std::string_view(root.name()) != "svg"
        || std::string_view(root.attribute("xmlns").value()) != "http://www.w3.org/2000/svg")
        return fail(ErrorCode::Unsupported);
    if (hasTwice(root))
        return fail(ErrorCode::Malformed);
    // Width and height are for who shows the file alone: a painter is told its box.
    constexpr std::array<std::string_view, 4> known{"xmlns", "width", "height", "viewBox"};
    for (const pugi::xml_attribute each : root.attributes()) {
        if (std::ranges::find(known, each.name()) == known.end())
            return fail(ErrorCode::Unsupported);
    }
    return viewBoxOf(root.attribute("viewBox").value());
}

/// What was wrong in \p node, with its place in the file.
std::unexpected<Error> wrongIn(pugi::xml_node node, ErrorCode code)
{
    const std::ptrdiff_t offset = node.offset_debug();
    return fail(code, {}, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
}

}  // namespace

Result<PathDrawing> readPathDrawing(std::string_view svg)
{
    if (svg.size() > maxDrawingBytes)
        return fail(ErrorCode::TooLarge);
    // pugixml takes a zero for the end, and does not see what comes behind it.
    if (const std::size_t zero = svg.find('\0'); zero != std::string_view::npos)
        return fail(ErrorCode::Malformed, {}, zero);
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(svg.data(), svg.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) {
        const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
        return fail(ErrorCode::Malformed, {}, std::min(offset, svg.size()));
    }
    const pugi::xml_node root = document.document_element();
    if (const pugi::xml_node second = root.next_sibling())
        return wrongIn(second, ErrorCode::Malformed);
    PathDrawing drawing;
    const auto frame = frameOf(root);
    if (!frame)
        return wrongIn(root, frame.error().code);
    drawing.viewBox = *frame;
    for (const pugi::xml_node each : root.children()) {
        auto path = pathOf(each);
        if (!path)
            return wrongIn(each, path.error().code);
        drawing.paths.push_back(*std::move(path));
    }
    return drawing;
}

void paintDrawing(QPainter& painter, const PathDrawing& drawing, const QRectF& box,
                  const QColor& current)
{
    const auto opaque = [&current](const QColor& colour) {
        return QColor((colour.isValid() ? colour : current).rgb());
    };
    if (drawing.paths.empty() || box.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / drawing.viewBox.width(), box.height() / drawing.viewBox.height());
    painter.translate(-drawing.viewBox.topLeft());
    for (const DrawnPath& each : drawing.paths) {
        if (each.fill) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(opaque(*each.fill));
            painter.drawPath(each.outline);
        }
        if (each.stroke && each.strokeWidth > 0) {
            QPen pen(opaque(*each.stroke), each.strokeWidth, Qt::SolidLine, each.cap, each.join);
            pen.setMiterLimit(miterLimit);
            painter.setPen(pen);
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(each.outline);
        }
    }
    painter.restore();
}

}  // namespace hopwright::ui
