// Numbering plans of all countries, as libphonenumber reads numbers by them.
//
// digits, region -> Countries::read -> Number. The plans are asked for once each, by name; what is done with them
// are libphonenumber's parse, is_possible_number and is_valid_number, which the twin calls.
#pragma once
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pattern.hpp"
#include "tables.hpp"

namespace lamplight {

// A row of digits as a number.
struct Number {
    std::string value;       // E.164; without a usable region the digits alone
    bool known = false;      // the plan assigns such numbers
    size_t national_at = 0;  // where in value the digits after the country code begin

    std::string_view national() const { return std::string_view(value).substr(national_at); }
    bool american() const { return value[0] == '+' && value[1] == '1'; }
};

class Countries {
  public:
    // What plans.py says of a name, see there: "DE", "001+800", "+49". Called without any lock held.
    using Ask = std::function<Pairs(const std::string &name)>;

    explicit Countries(Ask ask);
    ~Countries();

    bool has(std::string_view region) const;
    // With the country code in front.
    std::optional<Number> read_abroad(std::string_view digits) const;
    // As dialled in a region that there is.
    std::optional<Number> read(std::string_view digits, std::string_view region) const;

  private:
    struct Plan;
    struct Code;
    struct Dialled;  // what is left of the digits, and whose plan they are of

    const Plan &plan(const std::string &name) const;
    const Code *code_of(std::string_view digits) const;
    const Plan &main_plan(const Code &code) const;
    bool dialled_abroad(std::string_view digits, Dialled &dialled) const;
    std::optional<Number> number_of(Dialled dialled) const;
    bool assigned(std::string_view national, const Code &code) const;

    Ask ask_;
    mutable std::mutex guard_;
    mutable std::map<std::string, std::unique_ptr<const Plan>, std::less<>> plans_;
    mutable std::map<std::string, std::unique_ptr<const Code>, std::less<>> codes_;
};

}  // namespace lamplight
