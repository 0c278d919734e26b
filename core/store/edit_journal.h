#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::store {

/// Which drawing a journal is of.
struct JournalHead {
    std::string path = {};   ///< Of its file, as given; empty: it has none yet.
    std::string title = {};  ///< As the window called it.
    std::string fileHash =
        {};  ///< SHA-256 of the file that the edits began at, hexadecimal; empty without a file.

    bool operator==(const JournalHead&) const = default;
};

/// One edit, as the list of what comes back has it.
struct JournalStep {
    std::string text = {};  ///< As the undo step is called: "Move machine".
    std::string time = {};  ///< ISO 8601 in UTC.

    bool operator==(const JournalStep&) const = default;
};

/// A journal, read.
struct EditJournal {
    JournalHead head = {};
    std::string before = {};  ///< The document that the edits began at, as writeGraph() has it.
    std::string after = {};   ///< The document with all edits that are whole.
    std::vector<JournalStep> steps =
        {};                 ///< The last of them, at most maxJournalSteps, oldest first.
    std::size_t edits = 0;  ///< All of them.
    bool cutShort =
        false;  ///< The last record is not whole: it was being written when the program ended.
};

inline constexpr std::size_t maxJournalSteps = 100;
inline constexpr std::size_t maxJournalBytes = std::size_t{256} * 1024 * 1024;

/// Makes the records of one journal, to be appended in order. An edit costs the part of the document between what stayed the
/// same at its beginning and at its end, and time linear in the document.
class JournalRecords {
public:
    /// The first record: \p before is the document without an edit.
    JournalRecords(const JournalHead& head, std::string before);

    const std::string& begin() const noexcept { return m_begin; }
    /// The record of one edit, which made \p after of the document.
    std::string edit(const JournalStep& step, std::string after);
    /// One record that makes of begin() what all edits so far made, with the steps that a list shows: in place of theirs,
    /// when those have become too many.
    std::string all() const;

private:
    std::string m_begin;
    std::string m_before;
    std::string m_now;
    std::vector<JournalStep> m_steps = {};
    std::size_t m_edits = 0;
};

/// Reads a journal: docs/file-format.md. A record that is not whole, or that its check sum does not fit, ends it, and so what
/// was written up to the moment of a crash is read.
///
/// \returns Malformed where not even the first record is whole, NewerVersion for a later format, TooLarge for a document of
/// more than maxGraphFileBytes or more than maxJournalBytes. The documents are not looked at: readGraph() does that.
Result<EditJournal> readJournal(std::string_view bytes);

}  // namespace hopwright::store
