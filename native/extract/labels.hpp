// Words that say of the number after them that it is something else: an order, an account, a room.
//
// lower-case text, place of a number -> Labels::labelled -> end of what the words speak of. Words are read
// backwards from the number; those for telephones end the search. Twin: tests/extract/slow/labels.py.
#pragma once
#include <array>
#include <string_view>
#include <vector>

#include "gates.hpp"
#include "pattern.hpp"
#include "tables.hpp"
#include "view.hpp"

namespace lamplight {

class Labels {
  public:
    Labels(const Tables &tables, Gates &gates);

    // Where the number that begins here ends, as far as the words directly before it speak of it; -1: they don't.
    int labelled(const View &view, int start) const;

  private:
    // In labels.py's order, then nothing.
    enum class Means : uint8_t { kNumber, kOf, kPhone, kThing, kNamed, kPlace, kSize, kPages, kVersion, kNothing };

    static Means named(std::string_view name);
    bool may_label(const View &view) const;
    Means means(std::string_view word) const;
    Means meaning(std::string_view lower, int start) const;
    bool is_short(std::string_view word) const;
    std::string_view word_before(std::string_view lower, int begin, int end, int &at) const;
    std::string_view piece_before(std::string_view lower, int begin, int end, int &at) const;
    const Pattern *spoken_of(Means means) const;

    Gate labels_;
    Words compounds_, compound_ends_;
    Lexicon<Means> means_;
    Lexicon<bool> ids_, of_phones_, abbreviated_;
    std::vector<std::pair<Means, Pattern>> spoken_of_;
    int farthest_;
    size_t prefix_;
};

}  // namespace lamplight
