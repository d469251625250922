// Which rows of digits can be telephone numbers, and how they are written the same way everywhere.
//
// digits, region -> Plans::as_number -> Number. North America's plan is checked here, the other countries'
// in countries.hpp. Twin: tests/extract/slow/plans.py.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "countries.hpp"
#include "tables.hpp"

namespace lamplight {

class Plans {
  public:
    Plans(const Tables &tables, Countries::Ask ask);

    // Nothing where the region's plan has no number like it; plus: the country code was written. Safe for threads.
    std::optional<Number> as_number(std::string_view digits, std::string_view region, bool plus = false) const;

    bool american(std::string_view region) const { return nanp_.has(region); }
    // Whether a national number is written with its leading 0 there.
    bool trunk(std::string_view region) const { return trunk_.has(region); }
    size_t shortest() const { return shortest_; }
    size_t longest() const { return longest_; }

  private:
    std::optional<Number> american_number(std::string_view digits) const;
    std::optional<Number> international(std::string_view digits) const;
    std::optional<Number> foreign(std::string_view digits, std::string_view region) const;
    std::optional<Number> bare(std::string_view digits) const;
    bool possible(std::string_view digits) const { return digits.size() >= shortest_ && digits.size() <= longest_; }

    Lexicon<bool> nanp_, area_codes_;
    Lexicon<std::string> trunk_, exits_;
    size_t shortest_, longest_;
    Countries countries_;
};

}  // namespace lamplight
