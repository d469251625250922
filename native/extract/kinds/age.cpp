#include "age.hpp"

#include <algorithm>

#include "../words.hpp"

namespace lamplight {
namespace {

bool digit_at(std::string_view lower, int at) {
    return at >= 0 && at < static_cast<int>(lower.size()) && is_digit(lower[at]);
}

// A number of two digits that stands here and is part of no longer one.
bool is_age(std::string_view lower, int at) {
    return is_digit(lower[at]) && lower[at] != '0' && digit_at(lower, at + 1) &&
           !digit_at(lower, at + 2) && !digit_at(lower, at - 1);
}

bool has_age(std::string_view lower) {
    for (int at = 0; at < static_cast<int>(lower.size()); ++at)
        if (is_age(lower, at)) return true;
    return false;
}

int letters_before(std::string_view lower, int end) {
    while (end > 0 && is_small(lower[end - 1])) --end;
    return end;
}

}  // namespace

Ages::Ages(const Tables &tables, Gates &gates, const Numerals &numerals)
    : numerals_(numerals),
      age_(tables.pattern("age.AGE")),
      hints_(gates.add(tables.words_of("age.HINTS"))),
      tens_(gates.add(tables.words_of("age.SPELLED"))),
      spelled_(tables.words_of("age.SPELLED")) {
    for (const std::string &word : tables.words_of("age.CUE_ENDS")) cue_ends_.put(word, true);
    for (const std::string &word : spelled_) begin_with_[word.at(0) - 'a'] |= 1u << (word.at(1) - 'a');
}

// From 10 to 99. An age begins at its number or at the words just before it, so only there is it looked for.
void Ages::find(const Reading &reading, std::string_view, std::vector<Found> &found) const {
    if (!reading.has(hints_)) return;
    const std::string_view lower = reading.lower;
    if (!reading.has(tens_) && !has_age(lower)) return;
    Match age;
    for (int at = 0, from = 0; at + 1 < static_cast<int>(lower.size()); ++at) {
        if (!begins(lower, at) || !claimed(lower, from, at, age)) continue;
        keep(age, found);
        from = age.end();
        at = from - 1;
    }
}

// A number, in digits or spelled.
bool Ages::begins(std::string_view lower, int at) const {
    if (!is_small(lower[at])) return is_age(lower, at);
    if (!is_small(lower[at + 1])) return false;
    if (!(begin_with_[lower[at] - 'a'] >> (lower[at + 1] - 'a') & 1)) return false;
    return std::any_of(spelled_.begin(), spelled_.end(),
                       [&](const std::string &word) { return starts_with(lower.substr(at), word); });
}

// Whether words from `from` on say that the number is an age: "i'm 24", "just turned: 24", "24 years old".
bool Ages::claimed(std::string_view lower, int from, int number, Match &age) const {
    int end = number;
    if (end > from && is_space(lower[end - 1])) --end;
    if (end > from && (lower[end - 1] == ':' || lower[end - 1] == '=' || lower[end - 1] == '-')) --end;
    if (end > from && is_space(lower[end - 1])) --end;
    const int word = letters_before(lower, end);
    if (word < end && cue_ends_.has(lower.substr(word, end - word))) {
        if (word > from + 1 && (is_space(lower[word - 1]) || lower[word - 1] == '\'')) {
            const int earlier = letters_before(lower, word - 1);
            if (earlier >= from && age_.match(lower, earlier, age)) return true;
        }
        if (word >= from && age_.match(lower, word, age)) return true;
    }
    return age_.match(lower, number, age);
}

void Ages::keep(const Match &age, std::vector<Found> &found) const {
    const int group = age.has(1) ? 1 : 2;
    const std::string_view words = age[group];
    const int start = age.start(group), end = start + static_cast<int>(rstrip(words, " -").size());
    if (all_digits(words)) {
        found.push_back({kAge, std::string(words), start, end, group == 1 ? 0.95 : 0.85, 0, {}});
    } else if (std::string value = worth(words); !value.empty()) {
        found.push_back({kAge, std::move(value), start, end, 0.85, kDigitWords, {}});
    }
}

// What "twenty-four" is worth; "" if nothing.
std::string Ages::worth(std::string_view words) const {
    Parts parts;
    for (size_t at = 0; at < words.size();) {
        size_t end = at;
        while (end < words.size() && is_small(words[end])) ++end;
        if (end > at) numerals_.spell(words.substr(at, end - at), parts);
        at = end + 1;
    }
    if (parts.empty()) return {};
    int sum = 0;
    for (const Part &part : parts) sum += std::stoi(part.digits);
    return std::to_string(sum);
}

}  // namespace lamplight
