// Number words side by side, added up as they are said: "fifty five", "dix-neuf".
//
// Row::begin(lower), add(Part) for each word in order -> settled -> Run, groups of digits side by side.
// Where two readings are usual, "eight hundred five" before more digits, the group keeps both and its
// reader chooses. Limit: numbers above 999 are not added up. Twin: tests/extract/slow/sums.py.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "numerals.hpp"
#include "reading.hpp"
#include "tables.hpp"

namespace lamplight {

// Digits without a separator between.
struct Group {
    std::string digits;
    int start = 0, end = 0;  // span in the reading's plain text
    bool sure = true;        // false: homophones and look-alike letters, digits only if their neighbours are
    Tricks trick = 0;        // how they are written; 0 for digits
    std::string_view gap;    // lower-case text between the group before and this one; "" for the first of a run
    std::string other;       // the digits where the same words can also be said of: "6002" for "six hundred two"
    bool guess = false;      // of the role kGuess; not sure: no digits at all
};
using Run = std::vector<Group>;

inline size_t digits_in(const Run &run) {
    size_t digits = 0;
    for (const Group &group : run) digits += group.digits.size();
    return digits;
}

class Sums {
  public:
    explicit Sums(const Tables &tables);
    bool joins(std::string_view between) const { return joins_.has(between); }
    // One bit for each language that has this digit word.
    uint32_t languages_of(std::string_view word) const {
        const uint32_t *found = languages_.find(word);
        return found ? *found : 0;
    }

  private:
    Lexicon<bool> joins_;
    Lexicon<uint32_t> languages_;
};

// Parts added one by one: tens and units summed, doubles doubled, what touches joined.
class Row {
  public:
    Row(const Sums &sums, std::string_view lower) : sums_(sums), lower_(lower) {}
    void begin();
    void add(const Part &part, int offset);
    // The row, in which "sei" beside "sette" is as sure as that. Stays valid until begin.
    Run &settled();
    const Run &groups() const { return groups_; }

  private:
    bool moved_on(const Part &part, std::string_view gap, int end);
    bool summed(const Part &part, std::string_view gap, int start, int end);
    void put(Group group);
    uint32_t speaks(const Group &group) const;

    const Sums &sums_;
    std::string_view lower_;
    Run groups_;
    bool was_there_ = false;
    Worth was_;  // the part before, where it may be added to
    int times_ = 0, times_start_ = 0, times_end_ = 0;
    int hundreds_end_ = 0, unit_start_ = 0;  // of the last sum
};

}  // namespace lamplight
