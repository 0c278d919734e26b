#include "core/text/utf8.h"
#include "core/wire/wsman/fault.h"
#include "core/wire/wsman/identify.h"

#include <cstdlib>

using namespace hopwright;
using namespace hopwright::wire::wsman;

namespace {

void require(bool held)
{
    if (!held)
        std::abort();
}

void requireUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();)
        require(text::takeCodePoint(text, at).has_value());
}

}  // namespace

/// All that is read is UTF-8; its header, written, is read again as the same; an error lies within the input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto read = Envelope::parse({reinterpret_cast<const char*>(data), size});
    if (!read) {
        require(read.error().offset.value_or(0) <= size);
        return 0;
    }
    if (const auto fault = faultOf(*read))
        for (const std::string& each :
             {fault->subcode, fault->reason, fault->message, fault->machine, fault->detail})
            requireUtf8(each);
    if (const auto identity = readIdentity(*read))
        requireUtf8(identity->version);
    if (const auto timeout = read->operationTimeout(); timeout && *timeout)
        require((*timeout)->count() >= 0);
    const RequestHeader header{.action = read->action(),
                               .resourceUri = read->resourceUri(),
                               .messageId = read->messageId(),
                               .to = read->to(),
                               .shellId = read->shellId(),
                               .options = read->options()};
    const auto again = Envelope::parse(requestEnvelope(header, ""));
    if (!again) {
        require(again.error().code == ErrorCode::TooLarge);
        return 0;
    }
    require(again->action() == header.action && again->resourceUri() == header.resourceUri);
    require(again->messageId() == "uuid:" + header.messageId && again->to() == header.to);
    require(again->shellId() == header.shellId && again->options() == header.options);
    return 0;
}
