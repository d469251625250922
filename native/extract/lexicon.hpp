// A set or map of words that is asked with string_views and copies nothing. The words are kept here.
//
// Open addressing over one row of slots: a word that isn't there costs one look into the cache.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace lamplight {

// Up to seven bytes as a number, without a call: no two words of one size are the same.
inline uint64_t as_number(std::string_view word) {
    if (word.size() >= 4) {
        uint32_t head, tail;
        std::memcpy(&head, word.data(), 4);
        std::memcpy(&tail, word.data() + word.size() - 4, 4);
        return head | uint64_t{tail} << 32;
    }
    if (word.empty()) return 0;
    const auto byte = [&](size_t at) { return static_cast<uint64_t>(static_cast<uint8_t>(word[at])); };
    return byte(0) | byte(word.size() / 2) << 8 | byte(word.size() - 1) << 16;
}

inline uint32_t hash_of(std::string_view word) {
    constexpr uint64_t kFactor = 0x9E3779B97F4A7C15;
    const auto eight = [&](size_t at) {
        uint64_t bytes = 0;
        std::memcpy(&bytes, word.data() + at, 8);
        return bytes;
    };
    uint64_t hash = word.size() * kFactor;
    if (word.size() < 8) {
        hash = (hash ^ as_number(word)) * kFactor;
    } else {
        for (size_t at = 0; at + 8 < word.size(); at += 8) hash = ((hash ^ eight(at)) * kFactor) ^ (hash >> 29);
        hash = (hash ^ eight(word.size() - 8)) * kFactor;
    }
    return static_cast<uint32_t>((hash ^ (hash >> 31)) >> 16);
}

template <typename V> class Lexicon {
  public:
    // Pointers that find gave are void after this.
    void put(std::string_view word, V value) {
        if (const V *found = find(word)) {
            *const_cast<V *>(found) = std::move(value);
            return;
        }
        if (entries_.size() * 2 >= slots_.size()) grow();
        const uint32_t hash = hash_of(word);
        slots_[free_slot(hash)] = {hash, static_cast<uint32_t>(entries_.size())};
        entries_.push_back({std::string(word), std::move(value)});
    }
    const V *find(std::string_view word) const {
        if (slots_.empty()) return nullptr;
        const uint32_t hash = hash_of(word);
        const size_t mask = slots_.size() - 1;
        for (size_t at = hash & mask; slots_[at].entry != kFree; at = (at + 1) & mask) {
            if (slots_[at].hash != hash) continue;
            const Entry &entry = entries_[slots_[at].entry];
            if (entry.word == word) return &entry.value;
        }
        return nullptr;
    }
    bool has(std::string_view word) const { return find(word) != nullptr; }
    size_t size() const { return entries_.size(); }

  private:
    static constexpr uint32_t kFree = UINT32_MAX;
    struct Slot {
        uint32_t hash = 0, entry = kFree;
    };
    struct Entry {
        std::string word;
        V value;
    };

    size_t free_slot(uint32_t hash) const {
        const size_t mask = slots_.size() - 1;
        size_t at = hash & mask;
        while (slots_[at].entry != kFree) at = (at + 1) & mask;
        return at;
    }
    void grow() {
        std::vector<Slot> were(slots_.empty() ? 16 : slots_.size() * 2);
        were.swap(slots_);
        for (const Slot &slot : were)
            if (slot.entry != kFree) slots_[free_slot(slot.hash)] = slot;
    }

    std::vector<Slot> slots_;  // a power of two, half of them free
    std::vector<Entry> entries_;
};

}  // namespace lamplight
