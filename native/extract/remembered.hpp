// What was found in texts that were read before: ads are posted again and again, and the same text under another
// ad then costs a look-up.
//
// text, region -> Remembered::find -> what Remembered::keep was given. Texts are compared whole. Bounded in bytes:
// what was asked for last stays longest. For several threads at once.
#pragma once
#include <array>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading.hpp"

namespace lamplight {

class Remembered {
  public:
    // Nothing of texts longer than this is kept: they seldom come again, and would drive out many others.
    static constexpr size_t kLongest = 4096;

    // For all threads together, in bytes.
    explicit Remembered(size_t limit) : share_(limit / kShelves / 2) {}

    struct Key {
        std::string text;
        size_t hash = 0;

        bool operator==(const Key &other) const { return hash == other.hash && text == other.text; }
    };

    // By which a text is found: Python keeps the same text in the same bytes.
    static void put_key(Key &key, const Text &text, std::string_view region) {
        key.text.assign(region);
        key.text += static_cast<char>(text.width);
        key.text.append(static_cast<const char *>(text.data), text.size * static_cast<size_t>(text.width));
        key.hash = std::hash<std::string>()(key.text);
    }

    // Copies what was found to `found`; false where the text is not known.
    bool find(const Key &key, std::vector<Found> &found) {
        Shelf &shelf = shelves_[key.hash % kShelves];
        const std::lock_guard<std::mutex> held(shelf.guard);
        auto known = shelf.young.find(key);
        if (known == shelf.young.end()) {
            auto node = shelf.old.extract(key);
            if (!node) return false;
            shelf.bytes += bytes(key, node.mapped());
            known = shelf.young.insert(std::move(node)).position;
        }
        found = known->second;
        make_room(shelf);
        return true;
    }

    void keep(const Key &key, const std::vector<Found> &found) {
        Shelf &shelf = shelves_[key.hash % kShelves];
        const std::lock_guard<std::mutex> held(shelf.guard);
        if (shelf.young.emplace(key, found).second) shelf.bytes += bytes(key, found);
        make_room(shelf);
    }

    // How many texts are kept; for tests.
    size_t size() {
        size_t all = 0;
        for (Shelf &shelf : shelves_) {
            const std::lock_guard<std::mutex> held(shelf.guard);
            all += shelf.young.size() + shelf.old.size();
        }
        return all;
    }

  private:
    static constexpr size_t kShelves = 16;  // so that threads seldom wait for each other
    struct Hash {
        size_t operator()(const Key &key) const noexcept { return key.hash; }
    };
    using Texts = std::unordered_map<Key, std::vector<Found>, Hash>;
    struct Shelf {
        std::mutex guard;
        Texts young, old;
        size_t bytes = 0;  // of the young ones
    };

    // With what the heap and the map take beside, about.
    static size_t bytes(const Key &key, const std::vector<Found> &found) {
        constexpr size_t kBeside = 128;
        return kBeside + key.text.size() + found.size() * sizeof(Found);
    }

    void make_room(Shelf &shelf) const {
        if (shelf.bytes <= share_) return;
        shelf.old = std::move(shelf.young);
        shelf.young.clear();
        shelf.bytes = 0;
    }

    const size_t share_;  // of one shelf's young, and of its old
    std::array<Shelf, kShelves> shelves_;
};

}  // namespace lamplight
