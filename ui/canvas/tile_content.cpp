#include "ui/canvas/tile_content.h"

#include <algorithm>
#include <bit>
#include <string>
#include <type_traits>

namespace hopwright::ui {

namespace {

/// Mixes values into one number, in their order.
class Fingerprint {
public:
    void add(std::uint64_t value)
    {
        constexpr std::uint64_t factor = 0x9E37'79B9'7F4A'7C15;
        constexpr int turn = 29;
        m_value = (std::rotl(m_value, turn) ^ value) * factor;
    }
    template <typename Value>
        requires std::is_enum_v<Value>
    void add(Value value)
    {
        add(static_cast<std::uint64_t>(value));
    }
    void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }
    void add(bool value) { add(std::uint64_t{value}); }
    void add(int value) { add(static_cast<std::uint64_t>(value)); }
    void add(QPointF point)
    {
        add(point.x());
        add(point.y());
    }
    void add(const QRectF& rect)
    {
        add(rect.topLeft());
        add(rect.bottomRight());
    }
    void add(const QString& text)
    {
        add(static_cast<std::uint64_t>(text.size()));
        for (const QChar each : text)
            add(std::uint64_t{each.unicode()});
    }
    void add(const std::string& text)
    {
        add(static_cast<std::uint64_t>(text.size()));
        for (const char each : text)
            add(static_cast<std::uint64_t>(each));
    }

    std::uint64_t value() const { return m_value; }

private:
    std::uint64_t m_value = 0;
};

void addBadge(Fingerprint& to, const FindingBadge& badge)
{
    to.add(badge.worst);
    to.add(badge.count);
}

/// As much of it as is seen: one that grows at its other end looks the same here.
void addFrame(Fingerprint& to, const Paint& paint, const FrameGeometry& frame)
{
    constexpr double reach = 24;  ///< Of its edge, its corners, and a title above it.
    const double room = std::max(reach, paint.screen(reach));
    const QRectF around = paint.state.area.adjusted(-room, -room, room, room);
    if (!frame.rect.intersects(around))
        return;
    to.add(frame.rect.intersected(around));
    if (!seesTitle(paint, frame))
        return;
    const auto [name, kind] = frameTitle(paint.graph, frame);
    to.add(frame.rect);
    to.add(frame.group.has_value());
    to.add(name);
    to.add(kind);
}

void addLook(Fingerprint& to, const MachineLook& look)
{
    to.add(look.name);
    to.add(look.second);
    for (const RoleLook& role : look.roles) {
        to.add(role.text);
        to.add(role.notApplied);
    }
    to.add(look.noRole);
    to.add(look.password);
    to.add(look.passwordIsSeen);
    to.add(look.notApplied);
    to.add(look.isDashed);
    to.add(look.isGroup);
}

void addCard(Fingerprint& to, const Paint& paint, model::ComputerId id)
{
    const CardGeometry& card = paint.geometry.cards().at(id);
    to.add(id);
    to.add(card.rect);
    to.add(card.headHeight);
    addBadge(to, paint.state.findings.badgeOf(id));
    if (paint.detail == Detail::Bar)
        return;
    addLook(to, paint.looks.machines.at(id));
    if (paint.detail == Detail::Block)
        return;
    const model::Computer& computer = paint.graph.computers.at(id);
    to.add(computer.kind);
    to.add(computer.isPinned);
    to.add(card.passwordStrip);
    for (const auto& [resource, row] : card.rows) {
        const ResourceLook& look = paint.looks.resources.at(resource);
        to.add(row);
        to.add(look.name);
        to.add(look.verb);
        to.add(look.icon);
        to.add(paint.isSelected(resource));
    }
}

void addMarks(Fingerprint& to, const HopMarks& marks)
{
    to.add(marks.seal.predicted);
    to.add(marks.seal.tested);
    to.add(marks.seal.differs);
    to.add(marks.running);
    to.add(marks.doubleLine);
    to.add(marks.key);
    to.add(marks.toResource);
    to.add(marks.predictedDenied);
    to.add(marks.isMuted);
    to.add(static_cast<std::uint64_t>(marks.stages.size()));
    for (const Mark each : marks.stages)
        to.add(each);
}

void addHop(Fingerprint& to, const Paint& paint, model::HopId id)
{
    const HopGeometry& hop = paint.geometry.hops().at(id);
    to.add(id);
    addMarks(to, paint.looks.hops.marksOf(id));
    to.add(hop.inFrame);
    to.add(hop.seal);
    to.add(hop.tailDirection);
    to.add(hop.headDirection);
    to.add(hop.isLevel);
    for (int i = 0; i < hop.path.elementCount(); ++i)
        to.add(QPointF(hop.path.elementAt(i)));
    if (paint.detail < Detail::Compact)
        return;
    to.add(paint.isSelected(id));
    to.add(paint.state.hasFocus && paint.state.selection.current == Thing(id));
    to.add(hopBadge(paint, hop));
    addBadge(to, paint.state.findings.badgeOf(id));
}

/// They hang on the groups of both ends and on frames, of which this piece may show little.
void addBar(Fingerprint& to, const CrossingBar& bar)
{
    to.add(bar.at);
    to.add(bar.along);
    to.add(bar.kind);
}

void addWords(Fingerprint& to, const Paint& paint, const HopWords& words)
{
    to.add(words.hop);
    to.add(words.place.line);
    to.add(words.place.box);
    to.add(words.line.words);
    to.add(words.line.colour);
    to.add(words.inFrame);
    addMarks(to, paint.looks.hops.marksOf(words.hop));  // Its ten cells stand there.
}

}  // namespace

std::uint64_t fingerprintOf(const Paint& paint, const Seen& seen,
                            const std::vector<HopWords>& words)
{
    Fingerprint out;
    for (const FrameGeometry& frame : paint.geometry.frames())
        addFrame(out, paint, frame);
    for (const model::ComputerId id : seen.cards)
        addCard(out, paint, id);
    out.add(static_cast<std::uint64_t>(seen.cards.size()));
    for (const model::HopId id : seen.hops)
        addHop(out, paint, id);
    out.add(static_cast<std::uint64_t>(seen.hops.size()));
    for (const CrossingBar& each : crossingBars(paint, seen.hops))
        addBar(out, each);
    for (const HopWords& each : words)
        addWords(out, paint, each);
    return out.value();
}

}  // namespace hopwright::ui
