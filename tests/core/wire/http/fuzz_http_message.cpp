#include "core/wire/http/reader.h"
#include "core/wire/http/writer.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

using namespace hopwright;
using namespace hopwright::wire::http;

namespace {

void require(bool held)
{
    if (!held)
        std::abort();
}

/// What a reader made of a stream: its messages, and the error or the part at the end.
template <typename Message>
struct Outcome {
    std::vector<Message> messages = {};
    std::optional<Error> error = {};
    bool part = false;

    bool operator==(const Outcome&) const = default;
};

template <typename Reader, typename Message>
Outcome<Message> readIn(ByteView stream, std::size_t step)
{
    Reader reader;
    Outcome<Message> out;
    for (std::size_t at = 0; at < stream.size() && !out.error; at += step) {
        reader.append(stream.subspan(at, std::min(step, stream.size() - at)));
        auto message = reader.next();
        for (; message && *message; message = reader.next())
            out.messages.push_back(std::move(**message));
        if (!message)
            out.error = message.error();
    }
    out.part = !out.error && reader.holdsPart();
    return out;
}

/// What was read can be written, without the framing it came with, and is read again as the same.
template <typename Reader, typename Message>
void checkRoundTrip(Message message)
{
    Headers headers;
    for (const auto& [name, value] : message.headers.fields()) {
        const Headers one{{name, value}};
        if (!one.find("Content-Length") && !one.find("Transfer-Encoding"))
            headers.add(name, value);
    }
    message.headers = headers;
    const auto bytes = encode(message);
    require(bytes.has_value());
    const auto again = readIn<Reader, Message>(*bytes, bytes->size());
    if (again.error && again.error->code == ErrorCode::TooLarge)
        return;  // The length that was added may be one header too many.
    require(again.messages.size() == 1);
    require(again.messages.front().body == message.body);
    headers.add("Content-Length", std::to_string(message.body.size()));
    require(again.messages.front().headers == headers);
}

template <typename Reader, typename Message>
void check(ByteView stream)
{
    const auto whole = readIn<Reader, Message>(stream, std::max<std::size_t>(stream.size(), 1));
    require(whole == readIn<Reader, Message>(stream, 1));
    require(whole == readIn<Reader, Message>(stream, 7));
    require(!whole.error || whole.error->offset.value_or(0) <= stream.size());
    for (const Message& each : whole.messages)
        if constexpr (std::is_same_v<Message, Request>)
            checkRoundTrip<Reader>(each);
}

}  // namespace

/// Where a stream is cut changes nothing; a request that was read is written and read as the same; an error lies within.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView stream = std::as_bytes(std::span(data, size));
    check<RequestReader, Request>(stream);
    check<ResponseReader, Response>(stream);
    return 0;
}
