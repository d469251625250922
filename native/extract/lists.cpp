#include "lists.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "words.hpp"

namespace lamplight {

namespace {

constexpr int kNear = 8;  // groups of a row that are looked at on either side of a number
constexpr size_t kMostGroups = 8;
constexpr int kCutDigits = 9;
constexpr int kBeats = 8;  // that are counted in two rows or more

// Numbers of any length, so compared as written.
bool less(std::string_view left, std::string_view right) {
    left = lstrip(left, "0");
    right = lstrip(right, "0");
    return left.size() != right.size() ? left.size() < right.size() : left < right;
}

bool rising(const Group *begin, const Group *end) {
    for (const Group *at = begin + 1; at < end; ++at)
        if (!less(at[-1].digits, at->digits)) return false;
    return true;
}

bool any_trick(const Candidate &it) {
    return std::any_of(it.begin(), it.end(), [](const Group &group) { return group.trick != 0; });
}

// How each number differs from the one before it; 0 where they don't all alike. 18 digits at most, as in any number that is weighed.
long long step_of(const Group *begin, const Group *end) {
    const auto step = [](const Group *at) { return std::atoll(at->digits.c_str()) - std::atoll(at[-1].digits.c_str()); };
    for (const Group *at = begin + 2; at < end; ++at)
        if (step(at) != step(begin + 1)) return 0;
    return step(begin + 1);
}

// One more each time, or one less in a row that began before it or with ten.
bool steps_of_one(const Candidate &it) {
    const long long step = step_of(it.begin(), it.end());
    return step == 1 || (step == -1 && (it.front().digits == "10" || (it.first > 0 && step_of(it.begin() - 1, it.begin() + 1) == -1)));
}

// "5 3 4 6 7 8 9 1 2": each digit but 0 once, for itself, as in a puzzle.
bool each_once(const Candidate &it) {
    std::string digits;
    for (const Group &group : it) digits += group.digits;
    std::sort(digits.begin(), digits.end());
    return it.size() == 9 && digits == "123456789" && !any_trick(it);
}

// "one 100, two 180, three 250": prices, a word before each; the last may be money, and no digits.
bool priced(const Candidate &it) {
    const Group *begin = it.run.data(), *end = begin + it.run.size();
    const auto worded = [](const Group *at) { return (at->trick == kDigitWords || at->trick == kHomophones) && at->digits.size() == 1; };
    const auto priced_at = [&](const Group *at) {
        const std::string &price = at[1].digits;
        return worded(at) && at[1].trick == 0 && price.size() > 1 && price.size() < 5 && price.back() == '0' && price[0] != '0' &&
               strip(at[1].gap).empty();
    };
    int prices = it.first == 0 && it.size() > 1 && priced_at(begin);
    for (const Group *at = begin + std::max(1, it.first - 1); at < std::min(end, it.end() + 1); ++at)
        prices += (at + 1 == end ? worded(at) : priced_at(at)) && strip(at->gap) == ",";
    return prices > 1;
}

// "0123456789", "7890123".
bool counts(std::string_view digits) {
    for (size_t at = 1; at < digits.size(); ++at)
        if ((digits[at] - digits[at - 1] + 10) % 10 != 1) return false;
    return true;
}

// A round number that stands apart; among words one that ends in 5 is round.
bool like_price(const Group &group, bool in_words) {
    const std::string &digits = group.digits;
    const bool ends = digits.back() == '0' || (in_words && digits.back() == '5');
    const bool round = digits[0] != '0' && ends && digits.size() >= 2 && digits.size() <= 4;
    const bool apart = is_remark(group.gap) || group.gap.find_first_of("-.()") == std::string_view::npos;
    return round && group.trick != kLettersForDigits && apart;
}

bool one_digit(std::string_view digits) { return digits.find_first_not_of(digits[0]) == std::string_view::npos; }

// Signs inside pairs of a number's digits, and between them: "0-6/3-9/9-8", "0 6 . 3 9 . 9 8".
constexpr std::pair<std::string_view, std::string_view> kCutTwoWays[] = {
    {"", "."}, {"", "-"}, {"", "/"}, {"", "|"}, {"-", "/"}, {"-", "|"}, {"/", "-"}, {"|", "-"}, {".", ""}};

// "12/05, 13/05, 14/05": two kinds of separator that take turns.
bool in_pairs(const Candidate &it, int least) {
    if (it.size() < least) return false;
    const auto gap = [&](int at) { return strip(it.begin()[at].gap); };
    for (int at = 3; at < it.size(); ++at)
        if (gap(at) != gap(at - 2)) return false;
    const bool cut = std::find(std::begin(kCutTwoWays), std::end(kCutTwoWays), std::pair(gap(1), gap(2))) != std::end(kCutTwoWays);
    return gap(1) != gap(2) && !(cut && (it.number.known || it.front().digits[0] == '0') && it.size() >= kCutDigits && longest_group(it) == 1);
}

// "00447 11, 00447 20": two readings alike in shape, a comma between.
bool in_halves(const Candidate &it) {
    const Group *groups = it.begin();
    return it.size() == 4 && groups[0].digits.size() == groups[2].digits.size() &&
           groups[1].digits.size() == groups[3].digits.size() && strip(groups[2].gap) == "," &&
           strip(groups[1].gap).empty() && strip(groups[3].gap).empty();
}

// Ends in "five six seven eight, one two three four": beats, each row of three or more, as the run has them.
bool in_beats(const Candidate &it) {
    const Group *last = it.end() - 1, *end = it.run.data() + it.run.size();
    const auto steps = [](const Group *at) {
        return at->digits.size() == 1 && at[-1].digits.size() == 1 && at->digits[0] - at[-1].digits[0] == 1;
    };
    while (last + 1 < end && steps(last + 1)) ++last;
    int rows = 0, beats = 0;
    for (const Group *at = last, *first = at; at >= it.begin(); at = first - 1, ++rows) {
        for (first = at; first > it.begin() && steps(first);) --first;
        if (at - first < 2) break;
        beats += static_cast<int>(at - first) + 1;
    }
    return rows > 1 && beats >= kBeats;
}

// Part of a longer row: equally long groups, as postcodes are, or short ones that rise.
bool in_a_row(const Candidate &it) {
    if (it.plus || it.size() < 2 || it.front().digits[0] == '0' || any_trick(it)) return false;
    const Run &run = it.run;
    const int size = static_cast<int>(run.size());
    const std::string_view gap = it.begin()[1].gap;
    const auto alike = [&](int at) { return run[static_cast<size_t>(at)].gap == gap; };
    int first = it.first, last = it.last;
    while (first > std::max(it.first - kNear, 0) && alike(first)) --first;
    while (last < std::min(it.last + kNear, size - 1) && alike(last + 1)) ++last;
    if (last - first + 1 == it.size()) return false;
    for (int at = it.first + 1; at <= it.last; ++at)
        if (!alike(at)) return false;
    const Group *begin = run.data() + first, *end = run.data() + last + 1;
    const size_t length = begin->digits.size();
    const bool even = std::all_of(begin, end, [&](const Group &group) { return group.digits.size() == length; });
    if (even && length >= 4 && length <= 6) return true;
    const bool short_ = std::all_of(begin, end, [](const Group &group) { return group.digits.size() < 4; });
    return short_ && rising(begin, end);
}

uint64_t lengths_of(const Group *begin, const Group *end) {
    uint64_t lengths = 0;
    for (; begin < end; ++begin) lengths = lengths << 8 | begin->digits.size();
    return lengths;
}

}  // namespace

size_t longest_group(const Candidate &it) {
    size_t longest = 0;
    for (const Group &group : it) longest = std::max(longest, group.digits.size());
    return longest;
}

Lists::Lists(const Tables &tables) : joins_(set_of(tables.words_of("sums.JOINS"))) {
    for (const auto &[lengths, points] : tables.pairs_of("lists.GROUPINGS")) {
        uint64_t key = 0;
        const char *at = lengths.c_str();
        for (char *end; *at; at = *end ? end + 1 : end) key = key << 8 | std::strtoull(at, &end, 10);
        groupings_[key] = std::strtod(points.c_str(), nullptr);
    }
}

std::optional<double> Lists::grouping(const Group *begin, const Group *end) const {
    if (static_cast<size_t>(end - begin) > kMostGroups) return std::nullopt;
    const auto found = groupings_.find(lengths_of(begin, end));
    return found == groupings_.end() ? std::nullopt : std::optional<double>(found->second);
}

bool Lists::is_list(const Candidate &it) const {
    if (one_digit(it.number.national())) return true;
    if (it.size() == 1) return counts(it.front().digits);
    return (it.size() > 2 && looks_listed(it)) || in_a_row(it);
}

// "100, 150 and 1000", "200 for 30 then 1500": joined by words, they rise.
bool Lists::prices(const Candidate &it) const {
    if (std::all_of(it.begin(), it.end(), [](const Group &group) { return like_price(group, false); })) return true;
    const auto is_word = [](const Group &group) { return group.trick == kHomophones; };
    const auto joins = [&](const Group &group) { return is_word(group) || joined(group.gap); };
    if (std::none_of(it.begin() + 1, it.end(), joins)) return false;
    const Group *last = nullptr;
    for (const Group &group : it) {
        if (is_word(group)) continue;
        if (!like_price(group, true)) return false;
        if (last && group.digits.size() > 2 && !less(last->digits, group.digits)) return false;
        if (group.digits.size() > 2) last = &group;
    }
    return last != nullptr;
}

// Whether such a word stands in it: "and", "und".
bool Lists::joined(std::string_view gap) const {
    for (size_t at = 0, end; at < gap.size(); at = end + 1) {
        for (end = at; end < gap.size() && is_small(gap[end]);) ++end;
        if (end > at && joins_.has(gap.substr(at, end - at))) return true;
    }
    return false;
}

// Round prices, rising numbers, counting, pairs.
bool Lists::looks_listed(const Candidate &it) const {
    if (prices(it)) return true;
    if (it.size() > 3 && (steps_of_one(it) || each_once(it) || priced(it))) return true;
    if ((any_trick(it) && in_beats(it)) || in_halves(it)) return true;
    if (any_trick(it)) return false;
    if (it.plus || it.front().digits[0] == '0') return in_pairs(it, 5);
    if (it.number.american() && grouping(it.begin(), it.end()).value_or(0.0) > 1.0) return false;
    if (in_pairs(it, 4)) return true;
    const size_t longest = longest_group(it);
    return longest > 1 && longest < 5 && (longest < 3 || it.size() > 3) && rising(it.begin(), it.end());
}

}  // namespace lamplight
