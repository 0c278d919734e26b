#include "core/store/edit_journal.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes are no journal, or one whose list is bounded; written anew with the same documents it reads the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    namespace store = hopwright::store;
    const auto read = store::readJournal({reinterpret_cast<const char*>(data), size});
    if (!read)
        return 0;
    if (read->steps.size() > store::maxJournalSteps)
        std::abort();
    store::JournalRecords records(read->head, read->before);
    const std::string edit = records.edit({.text = "x", .time = "y"}, read->after);
    const auto again = store::readJournal(records.begin() + edit);
    if (!again || again->after != read->after || again->head != read->head || again->cutShort)
        std::abort();
    return 0;
}
