#include "core/errors/message_table.h"

namespace hopwright {

namespace {

#include "core/errors/message_rows.inc"

}  // namespace

std::span<const MessageRow> messageRows() noexcept
{
    return messages;
}

}  // namespace hopwright
