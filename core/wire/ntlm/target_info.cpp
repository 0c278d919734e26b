#include "core/wire/ntlm/target_info.h"

#include "core/base/byte_reader.h"
#include "core/base/byte_writer.h"

#include <algorithm>
#include <utility>

namespace hopwright::wire::ntlm {

const AvPair* TargetInfo::find(AvId id) const
{
    const auto found = std::ranges::find(pairs, id, &AvPair::id);
    return found == pairs.end() ? nullptr : &*found;
}

void TargetInfo::set(AvId id, Bytes value)
{
    const auto found = std::ranges::find(pairs, id, &AvPair::id);
    if (found == pairs.end()) {
        pairs.push_back({.id = id, .value = std::move(value)});
    } else {
        found->value = std::move(value);
    }
}

Result<TargetInfo> decodeTargetInfo(ByteView bytes, std::size_t base)
{
    TargetInfo info;
    ByteReader reader(bytes, base);
    if (reader.atEnd())
        return info;
    while (true) {
        const std::size_t at = reader.offset();
        HOPWRIGHT_TRY(const std::uint16_t id, reader.u16le());
        HOPWRIGHT_TRY(const std::uint16_t length, reader.u16le());
        if (static_cast<AvId>(id) == AvId::EndOfList)
            return info;
        if (info.pairs.size() == maxAvPairs) {
            return fail(ErrorCode::TooLarge, Sentence::saying("the target info has too many pairs"),
                        at);
        }
        HOPWRIGHT_TRY(const ByteView value, reader.take(length));
        info.pairs.push_back({.id = static_cast<AvId>(id), .value = {value.begin(), value.end()}});
    }
}

Result<Bytes> encodeTargetInfo(const TargetInfo& info)
{
    Bytes out;
    for (const AvPair& pair : info.pairs) {
        if (!std::in_range<std::uint16_t>(pair.value.size())) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("a value of the target info is too long"));
        }
        appendLittleEndian(out, std::to_underlying(pair.id));
        appendLittleEndian(out, static_cast<std::uint16_t>(pair.value.size()));
        append(out, pair.value);
    }
    appendLittleEndian(out, std::uint32_t{0});  // MsvAvEOL, and its length.
    return out;
}

}  // namespace hopwright::wire::ntlm
