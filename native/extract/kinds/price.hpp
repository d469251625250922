// Prices: a number with a currency, or with a length of time that is being sold.
#pragma once
#include <array>

#include "../reading.hpp"

namespace lamplight {

// Twin: tests/extract/slow/kinds/price.py.
class Prices {
  public:
    Prices(const Tables &tables, Gates &gates);
    void find(const Reading &reading, std::string_view region, std::vector<Found> &found) const;

  private:
    void price(std::string_view lower, const Match &number, std::string_view region,
               std::vector<Found> &found) const;
    bool named_before(std::string_view lower, int start, Match &before) const;
    bool named_after(std::string_view lower, int end, Match &after) const;
    bool sold(std::string_view lower, const Match &number) const;
    std::string currency(const Match *before, const Match *after, std::string_view region) const;
    bool is_sign(char c) const { return !signs_[static_cast<uint8_t>(c)].empty(); }

    Pattern number_, before_, after_, sold_before_, sold_after_, not_sold_;
    Lexicon<bool> codes_;
    Lexicon<std::string> names_, prefixes_, dollars_;
    std::array<std::string, 256> signs_;  // sign -> ISO 4217 or "$"
    std::array<bool, 256> continues_{};   // signs that tie a number to another one
    int least_;
};

}  // namespace lamplight
