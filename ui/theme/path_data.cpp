#include "ui/theme/path_data.h"

#include "ui/theme/svg_scanner.h"

#include <QPointF>
#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

namespace hopwright::ui {

namespace {

struct Arc {
    double rx = 0;
    double ry = 0;
    double rotation = 0;  ///< In degrees.
    bool isLarge = false;
    bool isSweep = false;
};

QPointF onUnitCircle(double angle)
{
    return {std::cos(angle), std::sin(angle)};
}

/// SVG 1.1 F.6.5, seen where the ellipse is the unit circle: its ends are then `start` and `-start` from the middle between them.
void addArc(QPainterPath& path, const QPointF& from, const QPointF& to, const Arc& arc)
{
    constexpr double least = 1e-9;
    const QPointF half = (from - to) / 2;
    if (std::min({arc.rx, arc.ry, std::hypot(half.x(), half.y())}) < least) {
        path.lineTo(to);  // F.6.2.
        return;
    }
    const QPointF turned = QTransform().rotate(-arc.rotation).map(half);  // F.6.5.1.
    QPointF start(turned.x() / arc.rx, turned.y() / arc.ry);
    const double needed = std::hypot(start.x(), start.y());
    const double grown = std::max(1.0, needed);  // F.6.6.3: radii that do not reach grow.
    start /= grown;
    const double reach = std::min(1.0, needed / grown);

    const double away = std::sqrt(1 / (reach * reach) - 1);  // F.6.5.2.
    const QPointF centre =
        QPointF(start.y(), -start.x()) * (arc.isLarge != arc.isSweep ? away : -away);
    const QPointF first = start - centre;
    const double small = 2 * std::asin(reach);
    const double size = arc.isLarge ? 2 * std::numbers::pi - small : small;

    constexpr double mostOfAPiece =
        std::numbers::pi / 2 + 0.001;  // What rounding adds is no piece.
    const int pieces = std::max(1, static_cast<int>(std::ceil(size / mostOfAPiece)));
    const double step = (arc.isSweep ? size : -size) / pieces;
    const double handle = 4.0 / 3 * std::tan(step / 4);
    const QPointF middle = (from + to) / 2;
    const QTransform toPath = QTransform()
                                  .translate(middle.x(), middle.y())
                                  .rotate(arc.rotation)
                                  .scale(arc.rx * grown, arc.ry * grown)
                                  .translate(centre.x(), centre.y());
    double angle = std::atan2(first.y(), first.x());
    for (int piece = 1; piece <= pieces; ++piece) {
        const QPointF begin = onUnitCircle(angle);
        angle += step;
        const QPointF end = onUnitCircle(angle);
        path.cubicTo(toPath.map(begin + handle * QPointF(-begin.y(), begin.x())),
                     toPath.map(end - handle * QPointF(-end.y(), end.x())),
                     piece == pieces ? to : toPath.map(end));
    }
}

/// Reads command after command into an outline.
class PathReader {
public:
    explicit PathReader(std::string_view data) : m_text(data)
    {
        m_path.setFillRule(Qt::WindingFill);
    }

    Result<QPainterPath> read()
    {
        m_text.skipBlanks();
        while (!m_text.isAtEnd()) {
            HOPWRIGHT_TRY_VOID(command());
            m_text.skipBlanks();
        }
        return m_path;
    }

private:
    Result<void> command();
    Result<void> segment();
    Result<void> line();
    Result<void> cubic(const std::optional<QPointF>& before);
    Result<void> quadratic(const std::optional<QPointF>& before);
    Result<void> arc();

    /// As many numbers, with what may stand between them.
    template <std::size_t count>
    Result<std::array<double, count>> numbers()
    {
        std::array<double, count> out = {};
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0)
                m_text.skipSeparator();
            HOPWRIGHT_TRY(out[i], m_text.number());
        }
        return out;
    }
    QPointF place(double x, double y) const
    {
        return m_isRelative ? m_now + QPointF(x, y) : QPointF(x, y);
    }
    /// 8.3.6, 8.3.7: where a curve goes on smoothly; without one before it, the point itself.
    QPointF reflected(const std::optional<QPointF>& control) const
    {
        return 2 * m_now - control.value_or(m_now);
    }

    SvgScanner m_text;
    QPainterPath m_path = {};
    char m_command = '\0';  ///< As a capital.
    bool m_isRelative = false;
    bool m_hasBegun = false;
    QPointF m_now = {};
    QPointF m_start = {};                            ///< Of the subpath.
    std::optional<QPointF> m_cubicControl = {};      ///< Of the segment before, if it was C or S.
    std::optional<QPointF> m_quadraticControl = {};  ///< Of the segment before, if it was Q or T.
};

Result<void> PathReader::command()
{
    constexpr std::string_view known = "MZLHVCSQTA";
    const std::size_t offset = m_text.offset();
    const char letter = m_text.take();
    m_isRelative = letter >= 'a' && letter <= 'z';
    m_command = m_isRelative ? static_cast<char>(letter - 'a' + 'A') : letter;
    if (!known.contains(m_command) || (!m_hasBegun && m_command != 'M'))
        return fail(ErrorCode::Malformed, {}, offset);
    m_hasBegun = true;
    if (m_command == 'Z') {
        m_path.closeSubpath();
        m_now = m_start;
        m_cubicControl.reset();
        m_quadraticControl.reset();
        return {};
    }
    m_text.skipBlanks();
    do {
        HOPWRIGHT_TRY_VOID(segment());
        if (m_command == 'M')
            m_command = 'L';  // 8.3.2: further pairs are lines.
    } while (m_text.skipSeparator() || m_text.isAtNumber());
    return {};
}

Result<void> PathReader::segment()
{
    const std::optional<QPointF> cubicBefore = std::exchange(m_cubicControl, std::nullopt);
    const std::optional<QPointF> quadraticBefore = std::exchange(m_quadraticControl, std::nullopt);
    const std::size_t offset = m_text.offset();
    switch (m_command) {
    case 'C':
    case 'S':
        HOPWRIGHT_TRY_VOID(cubic(cubicBefore));
        break;
    case 'Q':
    case 'T':
        HOPWRIGHT_TRY_VOID(quadratic(quadraticBefore));
        break;
    case 'A':
        HOPWRIGHT_TRY_VOID(arc());
        break;
    default:
        HOPWRIGHT_TRY_VOID(line());
    }
    if (std::max(std::abs(m_now.x()), std::abs(m_now.y())) > maxSvgNumber)
        return fail(ErrorCode::OutOfRange, {}, offset);
    return {};
}

/// M, L, H and V.
Result<void> PathReader::line()
{
    if (m_command == 'H' || m_command == 'V') {
        HOPWRIGHT_TRY(const double at, m_text.number());
        const QPointF end = place(at, at);
        m_now = m_command == 'H' ? QPointF(end.x(), m_now.y()) : QPointF(m_now.x(), end.y());
        m_path.lineTo(m_now);
        return {};
    }
    HOPWRIGHT_TRY(const auto at, numbers<2>());
    m_now = place(at[0], at[1]);
    if (m_command == 'M') {
        m_path.moveTo(m_now);
        m_start = m_now;
    } else {
        m_path.lineTo(m_now);
    }
    return {};
}

Result<void> PathReader::cubic(const std::optional<QPointF>& before)
{
    QPointF first = reflected(before);
    if (m_command == 'C') {
        HOPWRIGHT_TRY(const auto at, numbers<2>());
        first = place(at[0], at[1]);
        m_text.skipSeparator();
    }
    HOPWRIGHT_TRY(const auto at, numbers<4>());
    const QPointF second = place(at[0], at[1]);
    m_now = place(at[2], at[3]);
    m_path.cubicTo(first, second, m_now);
    m_cubicControl = second;
    return {};
}

Result<void> PathReader::quadratic(const std::optional<QPointF>& before)
{
    QPointF control = reflected(before);
    if (m_command == 'Q') {
        HOPWRIGHT_TRY(const auto at, numbers<2>());
        control = place(at[0], at[1]);
        m_text.skipSeparator();
    }
    HOPWRIGHT_TRY(const auto at, numbers<2>());
    m_now = place(at[0], at[1]);
    m_path.quadTo(control, m_now);
    m_quadraticControl = control;
    return {};
}

Result<void> PathReader::arc()
{
    Arc arc;
    HOPWRIGHT_TRY(arc.rx, m_text.number(SvgScanner::Sign::Forbidden));
    m_text.skipSeparator();
    HOPWRIGHT_TRY(arc.ry, m_text.number(SvgScanner::Sign::Forbidden));
    m_text.skipSeparator();
    HOPWRIGHT_TRY(arc.rotation, m_text.number());
    m_text.skipSeparator();
    HOPWRIGHT_TRY(arc.isLarge, m_text.flag());
    m_text.skipSeparator();
    HOPWRIGHT_TRY(arc.isSweep, m_text.flag());
    m_text.skipSeparator();
    HOPWRIGHT_TRY(const auto at, numbers<2>());
    const QPointF end = place(at[0], at[1]);
    addArc(m_path, m_now, end, arc);
    m_now = end;
    return {};
}

}  // namespace

Result<QPainterPath> readPathData(std::string_view data)
{
    if (data.size() > maxPathBytes)
        return fail(ErrorCode::TooLarge);
    return PathReader(data).read();
}

}  // namespace hopwright::ui
