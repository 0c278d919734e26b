#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

namespace hopwright {

/// An ordered table, as std::map, whose copies share what they have in common: each is a value of its own, and to write to one
/// copies what changes there and no more. For what many versions are kept of, as the parts of a drawing.
///
/// Reads as a std::map that is const. There is one way to write a thing, `table[key]`: it makes the thing where it is not there,
/// and its own where others have it too. Its reference holds until the table is copied, or the key is erased; written to after
/// that, it would write into the copy. Iterators and references of reading hold as long as no thing is added or erased,
/// and none is written to while others share the table; to write to a thing while walking over the same table, walk over a copy.
///
/// Several threads may read, copy and drop tables that share things; one table is written to by one at a time.
///
/// Cost, for n things: a copy one pointer; a search log n; to write to what others have too n / 64 pointers and the thing; a
/// comparison of two versions n / 64 pointers, and 64 more and the things for each that differs. A table that loses most of its
/// things keeps up to one part for each that is left.
// NOLINTBEGIN(readability-identifier-naming): types of a container have the names that the standard library gives them.
template <typename Key, typename T>
class SharedTable {
public:
    using key_type = Key;
    using mapped_type = T;
    using value_type = std::pair<const Key, T>;
    using reference = const value_type&;
    using const_reference = const value_type&;
    using size_type = std::size_t;
    using difference_type = std::ptrdiff_t;

    class const_iterator;
    using iterator = const_iterator;
    using const_reverse_iterator = std::reverse_iterator<const_iterator>;
    using reverse_iterator = const_reverse_iterator;

    SharedTable() = default;
    SharedTable(std::initializer_list<value_type> things)
    {
        for (const auto& [key, thing] : things)
            (*this)[key] = thing;
    }

    const_iterator begin() const noexcept { return {m_parts.get(), 0, 0}; }
    const_iterator end() const noexcept { return {m_parts.get(), partCount(), 0}; }
    const_reverse_iterator rbegin() const noexcept { return const_reverse_iterator(end()); }
    const_reverse_iterator rend() const noexcept { return const_reverse_iterator(begin()); }

    bool empty() const noexcept { return size() == 0; }
    size_type size() const noexcept { return m_parts == nullptr ? 0 : m_parts->size; }

    const_iterator find(const Key& key) const noexcept
    {
        if (empty())
            return end();
        const std::size_t part = partFor(key);
        const Entries& entries = *m_parts->parts[part].entries;
        const std::size_t at = entryFor(entries, key);
        return at < entries.size() && entries[at].key == key
                   ? const_iterator(m_parts.get(), part, at)
                   : end();
    }
    bool contains(const Key& key) const noexcept { return find(key) != end(); }
    /// As that of std::map, throws where the key is not there: a mistake of the program.
    const T& at(const Key& key) const
    {
        const auto found = find(key);
        if (found == end())
            throw std::out_of_range("SharedTable::at");
        return found->second;
    }

    /// To write to.
    T& operator[](const Key& key)
    {
        Parts& parts = ownParts();
        if (parts.parts.empty())
            addPart(parts, 0, key);
        std::size_t part = partFor(key);
        std::size_t at = entryFor(*parts.parts[part].entries, key);
        if (at == parts.parts[part].entries->size() || (*parts.parts[part].entries)[at].key != key)
            std::tie(part, at) = insert(parts, part, at, key);
        return own(own(parts.parts[part].entries)[at].thing).second;
    }

    /// \returns how many things that were: 0 or 1.
    size_type erase(const Key& key)
    {
        if (!contains(key))
            return 0;
        Parts& parts = ownParts();
        const auto part = parts.parts.begin() + static_cast<std::ptrdiff_t>(partFor(key));
        Entries& entries = own(part->entries);
        entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(entryFor(entries, key)));
        --parts.size;
        if (entries.empty()) {
            parts.parts.erase(part);
        } else {
            part->first = entries.front().key;
        }
        return 1;
    }
    /// Erases each of which \p isMeant, given the pair of key and thing, is true.
    void eraseWhere(auto isMeant)
    {
        const SharedTable before = *this;
        for (const value_type& each : before) {
            if (isMeant(each))
                erase(each.first);
        }
    }
    void clear() noexcept { m_parts.reset(); }

    bool operator==(const SharedTable& other) const
    {
        return size() == other.size()
               && visitDifferences(
                   *this, other,
                   [](const Key& /*key*/, const T* /*a*/, const T* /*b*/) { return false; });
    }

    /// Calls \p work(key, before, after) for each key whose things differ, in the order of the keys; null: it is not in that
    /// table.
    friend void forEachDifference(const SharedTable& before, const SharedTable& after, auto work)
    {
        visitDifferences(before, after, [&work](const Key& key, const T* old, const T* now) {
            work(key, old, now);
            return true;
        });
    }

private:
    static constexpr std::size_t mostEntries = 64;

    struct Entry {
        Key key;
        std::shared_ptr<value_type> thing;
    };
    using Entries = std::vector<Entry>;  ///< By key; never empty.
    struct Part {
        Key first;
        std::shared_ptr<Entries> entries;
    };
    struct Parts {
        std::vector<Part> parts = {};
        std::size_t size = 0;  ///< Of all entries.
    };

    /// What \p shared has, copied first where others have it too.
    template <typename Value>
    static Value& own(std::shared_ptr<Value>& shared)
    {
        if (shared.use_count() == 1) {
            // What another thread read of it, before it let go of it, comes before what is written now.
            std::atomic_thread_fence(std::memory_order_acquire);
        } else {
            shared = std::make_shared<Value>(*shared);
        }
        return *shared;
    }

    Parts& ownParts()
    {
        if (m_parts == nullptr)
            m_parts = std::make_shared<Parts>();
        return own(m_parts);
    }

    std::size_t partCount() const noexcept
    {
        return m_parts == nullptr ? 0 : m_parts->parts.size();
    }

    /// The one that has \p key if any has; there is one.
    std::size_t partFor(const Key& key) const noexcept
    {
        const auto& parts = m_parts->parts;
        const auto behind = std::ranges::upper_bound(parts, key, {}, &Part::first);
        return behind == parts.begin() ? 0 : static_cast<std::size_t>(behind - parts.begin()) - 1;
    }
    /// The first that is not before \p key.
    static std::size_t entryFor(const Entries& entries, const Key& key) noexcept
    {
        return static_cast<std::size_t>(std::ranges::lower_bound(entries, key, {}, &Entry::key)
                                        - entries.begin());
    }

    static Entries& addPart(Parts& parts, std::size_t at, const Key& first)
    {
        auto entries = std::make_shared<Entries>();
        entries->reserve(mostEntries);
        return *parts.parts
                    .insert(parts.parts.begin() + static_cast<std::ptrdiff_t>(at),
                            Part{.first = first, .entries = std::move(entries)})
                    ->entries;
    }

    /// Makes room for \p key in place \p at of \p part, in a part of its own at the end, in half of one elsewhere. \returns where.
    static std::pair<std::size_t, std::size_t> insert(Parts& parts, std::size_t part,
                                                      std::size_t at, const Key& key)
    {
        if (parts.parts[part].entries->size() == mostEntries) {
            const bool isLast = part + 1 == parts.parts.size() && at == mostEntries;
            const std::size_t kept = isLast ? mostEntries : mostEntries / 2;
            Entries& next = addPart(parts, part + 1, key);
            if (!isLast) {
                Entries& full = own(parts.parts[part].entries);
                const auto half = full.begin() + static_cast<std::ptrdiff_t>(kept);
                next.assign(half, full.end());
                full.erase(half, full.end());
                parts.parts[part + 1].first = next.front().key;
            }
            if (isLast || at > kept) {
                ++part;
                at -= kept;
            }
        }
        Entries& entries = own(parts.parts[part].entries);
        entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(at),
                       Entry{.key = key, .thing = std::make_shared<value_type>(key, T{})});
        parts.parts[part].first = entries.front().key;
        ++parts.size;
        return {part, at};
    }

    /// As forEachDifference(), as long as \p work is true. \returns whether it always was.
    // NOLINTNEXTLINE(readability-function-cognitive-complexity): one walk along two tables, step by step.
    static bool visitDifferences(const SharedTable& before, const SharedTable& after, auto work)
    {
        if (before.m_parts == after.m_parts)
            return true;
        const_iterator old = before.begin();
        const_iterator now = after.begin();
        while (old != before.end() || now != after.end()) {
            const bool isGone =
                now == after.end() || (old != before.end() && old->first < now->first);
            const bool isNew = !isGone && (old == before.end() || now->first < old->first);
            if (!isGone && !isNew && old.leavesSamePart(now))
                continue;
            const bool isSame = !isGone && !isNew && (&*old == &*now || old->second == now->second);
            if (!isSame
                && !work(isNew ? now->first : old->first, isNew ? nullptr : &old->second,
                         isGone ? nullptr : &now->second))
                return false;
            if (!isNew)
                ++old;
            if (!isGone)
                ++now;
        }
        return true;
    }

    std::shared_ptr<Parts> m_parts;  ///< Null: empty.
};

/// Where a walk over a table is: in the order of the keys.
template <typename Key, typename T>
class SharedTable<Key, T>::const_iterator {
public:
    using iterator_category = std::bidirectional_iterator_tag;
    using value_type = SharedTable::value_type;
    using difference_type = std::ptrdiff_t;
    using reference = const value_type&;
    using pointer = const value_type*;

    const_iterator() = default;

    reference operator*() const noexcept { return *entries()[m_at].thing; }
    pointer operator->() const noexcept { return entries()[m_at].thing.get(); }

    const_iterator& operator++() noexcept
    {
        if (++m_at == entries().size()) {
            ++m_part;
            m_at = 0;
        }
        return *this;
    }
    const_iterator operator++(int) noexcept
    {
        const_iterator before = *this;
        ++*this;
        return before;
    }
    const_iterator& operator--() noexcept
    {
        if (m_at == 0) {
            --m_part;
            m_at = entries().size();
        }
        --m_at;
        return *this;
    }
    const_iterator operator--(int) noexcept
    {
        const_iterator before = *this;
        --*this;
        return before;
    }

    bool operator==(const const_iterator&) const noexcept = default;

private:
    friend SharedTable;

    const_iterator(const Parts* parts, std::size_t part, std::size_t at) noexcept
        : m_parts(parts), m_part(part), m_at(at)
    {
    }

    const Entries& entries() const noexcept { return *m_parts->parts[m_part].entries; }

    /// Where both begin a part that both tables have, goes behind it with \p other.
    bool leavesSamePart(const_iterator& other) noexcept
    {
        if (m_at != 0 || other.m_at != 0 || &entries() != &other.entries())
            return false;
        ++m_part;
        ++other.m_part;
        return true;
    }

    const Parts* m_parts = nullptr;
    std::size_t m_part = 0;
    std::size_t m_at = 0;
};

// NOLINTEND(readability-identifier-naming)

}  // namespace hopwright
