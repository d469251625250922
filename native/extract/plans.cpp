#include "plans.hpp"

#include "words.hpp"

namespace lamplight {

namespace {

constexpr size_t kAmerican = 10;

// Area code and exchange begin with 2 to 9.
bool north_american(std::string_view digits) {
    return digits.size() == kAmerican && digits[0] >= '2' && digits[3] >= '2';
}

}  // namespace

Plans::Plans(const Tables &tables, Countries::Ask ask)
    : shortest_(static_cast<size_t>(tables.number("plans.SHORTEST"))),
      longest_(static_cast<size_t>(tables.number("plans.LONGEST"))),
      countries_(std::move(ask)) {
    for (const std::string &region : tables.words_of("plans.NANP")) nanp_.put(region, true);
    for (const std::string &code : tables.words_of("plans.AREA_CODES")) area_codes_.put(code, true);
    for (const auto &[region, code] : tables.pairs_of("plans.TRUNK")) trunk_.put(region, code);
    for (const auto &[region, exit] : tables.pairs_of("plans.EXITS")) exits_.put(region, exit);
}

std::optional<Number> Plans::as_number(std::string_view digits, std::string_view region, bool plus) const {
    if (plus) return international(digits);
    if (american(region)) return american_number(digits);
    if (!region.empty()) return foreign(digits, region);
    if (starts_with(digits, "00")) return international(digits.substr(2));
    return bare(digits);
}

// Where no region is known.
std::optional<Number> Plans::bare(std::string_view digits) const {
    if (!possible(digits)) return std::nullopt;
    return Number{std::string(digits), north_american(digits.substr(digits[0] == '1')), 0};
}

std::optional<Number> Plans::american_number(std::string_view digits) const {
    const std::string_view national = digits.substr(digits.size() == kAmerican + 1 && digits[0] == '1');
    if (north_american(national))
        return Number{"+1" + std::string(national), area_codes_.has(national.substr(0, 3)), 2};
    for (const std::string_view abroad : {"011", "00"})
        if (starts_with(digits, abroad)) return international(digits.substr(abroad.size()));
    return std::nullopt;
}

std::optional<Number> Plans::international(std::string_view digits) const {
    if (!possible(digits) || digits[0] == '0') return std::nullopt;
    if (digits[0] != '1') return countries_.read_abroad(digits);
    return digits.size() == kAmerican + 1 ? american_number(digits) : std::nullopt;
}

// As dialled in the region, with its trunk prefix or the country code in front, or bare.
std::optional<Number> Plans::foreign(std::string_view digits, std::string_view region) const {
    const std::string *exit = exits_.find(region);
    if (exit && starts_with(digits, *exit)) return international(digits.substr(exit->size()));
    if (!possible(digits)) return std::nullopt;
    if (starts_with(digits, "00")) return international(digits.substr(2));
    const std::string *code = trunk_.find(region);
    if (code && digits[0] != '0' && starts_with(digits, *code)) {
        std::optional<Number> abroad = countries_.read_abroad(digits);
        if (abroad && abroad->known) return abroad;
    }
    return countries_.has(region) ? countries_.read(digits, region) : bare(digits);
}

}  // namespace lamplight
