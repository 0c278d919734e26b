#include "core/edit/arrange.h"

#include "core/edit/edit_nodes.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace hopwright::edit {

using model::ComputerId;
using model::Position;

namespace {

/// A card along the axis in which it is moved.
struct Span {
    ComputerId id;
    double begin;
    double size;

    double end() const { return begin + size; }
};

bool isAcross(Arrange how)
{
    return how == Arrange::Left || how == Arrange::Centre || how == Arrange::Right
           || how == Arrange::Across;
}

bool spreads(Arrange how)
{
    return how == Arrange::Across || how == Arrange::Down;
}

/// Of the first to begin and the last to end.
std::pair<double, double> room(const std::vector<Span>& spans)
{
    double begin = spans.front().begin;
    double end = spans.front().end();
    for (const Span& each : spans) {
        begin = std::min(begin, each.begin);
        end = std::max(end, each.end());
    }
    return {begin, end};
}

void lineUp(std::vector<Span>& spans, Arrange how)
{
    const auto [begin, end] = room(spans);
    for (Span& each : spans) {
        if (how == Arrange::Left || how == Arrange::Top) {
            each.begin = begin;
        } else if (how == Arrange::Right || how == Arrange::Bottom) {
            each.begin = end - each.size;
        } else {
            each.begin = std::round((begin + end - each.size) / 2);
        }
    }
}

/// Where they do not fit they overlap equally.
void spread(std::vector<Span>& spans)
{
    std::ranges::sort(
        spans, {}, [](const Span& each) { return std::pair(each.begin + each.size / 2, each.id); });
    const double begin = spans.front().end();
    double gaps = spans.back().begin - begin;
    for (std::size_t i = 1; i + 1 < spans.size(); ++i)
        gaps -= spans[i].size;
    const double gap = gaps / static_cast<double>(spans.size() - 1);
    double next = begin;
    for (std::size_t i = 1; i + 1 < spans.size(); ++i) {
        spans[i].begin = std::round(next + gap);
        next += gap + spans[i].size;
    }
}

}  // namespace

Result<model::Graph> arrange(model::Graph graph, const std::map<ComputerId, CardSize>& cards,
                             Arrange how)
{
    if (cards.size() < 2)
        return fail(ErrorCode::NotAllowed, Sentence::saying("it takes two machines to line up"));
    if (spreads(how) && cards.size() < 3)
        return fail(ErrorCode::NotAllowed, Sentence::saying("it takes three machines to spread"));
    std::vector<Span> spans;
    for (const auto& [id, size] : cards) {
        const auto found = graph.computers.find(id);
        if (found == graph.computers.end()) {
            return fail(ErrorCode::UnknownNode,
                        Sentence::saying("the machine is not in the drawing"));
        }
        const Position& at = found->second.position;
        spans.push_back({.id = id,
                         .begin = isAcross(how) ? at.x : at.y,
                         .size = isAcross(how) ? size.width : size.height});
    }
    if (spreads(how)) {
        spread(spans);
    } else {
        lineUp(spans, how);
    }
    std::map<ComputerId, Position> positions;
    for (const Span& each : spans) {
        Position at = graph.computers.at(each.id).position;
        (isAcross(how) ? at.x : at.y) = each.begin;
        positions[each.id] = at;
    }
    return moveComputers(std::move(graph), positions);
}

}  // namespace hopwright::edit
