// What digit word a misspelt one is meant for, in a row of digit words of one language.
//
// Unknown word, languages of the row -> Slips::digit_of -> digit. Words, costs and limits stand in
// extract/slips.py. Twin: tests/extract/slow/slips.py.
#pragma once
#include <array>
#include <bitset>

#include "sums.hpp"

namespace lamplight {

class Slips {
  public:
    // sums must outlive this.
    Slips(const Tables &tables, const Sums &sums);

    // The digit of the one nearest word of these languages, '\0' for none. everyday: such words count as well.
    char digit_of(std::string_view word, uint32_t languages, bool everyday) const;
    // Languages of which there are enough digit words, but for those with half as many as another; 0 for none.
    uint32_t spoken(const std::vector<uint32_t> &words) const;

    const Sums &sums;
    const int enough, many, beyond;

  private:
    static constexpr size_t kLongest = 12;

    struct Language {
        uint32_t bit;
        std::vector<std::string> digits;
        Lexicon<bool> everyday;
    };
    int cost(std::string_view word, std::string_view digit) const;
    int dropped(std::string_view word, size_t at) const;
    int changed(char one, char other) const;

    std::vector<Language> languages_;
    std::vector<int> limits_;
    std::array<std::bitset<26>, 26> alike_;
    std::bitset<26> soft_;
};

}  // namespace lamplight
