// Ages as claimed: "24 years old", "age 24", "I'm twenty-four".
#pragma once
#include "../numerals.hpp"
#include "../reading.hpp"

namespace lamplight {

// Twin: tests/extract/slow/kinds/age.py.
class Ages {
  public:
    Ages(const Tables &tables, Gates &gates, const Numerals &numerals);
    void find(const Reading &reading, std::string_view region, std::vector<Found> &found) const;

  private:
    bool begins(std::string_view lower, int at) const;
    bool claimed(std::string_view lower, int from, int number, Match &age) const;
    void keep(const Match &age, std::vector<Found> &found) const;
    std::string worth(std::string_view words) const;

    const Numerals &numerals_;
    Pattern age_;
    Gate hints_, tens_;
    Lexicon<bool> cue_ends_;
    Words spelled_;             // what a spelled age begins with
    uint32_t begin_with_[26]{};  // their second letters, by their first
};

}  // namespace lamplight
