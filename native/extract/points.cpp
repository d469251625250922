#include "points.hpp"

#include <algorithm>

#include "words.hpp"

namespace lamplight {

namespace {

constexpr int kAmericanDigits = 10;
constexpr double kList = -4.0, kUnassigned = 1.5, kAnywhere = 3.0;
constexpr int kLongestDialled = 13;
constexpr int kCueReaches = 40, kSignReaches = 8, kPathReaches = 20, kAcronymReaches = 9, kLettersReach = 12;
constexpr int kWordsAfterCue = 3;
constexpr size_t kShortCue = 3;
constexpr double kShortLeft = 0.7, kLongLeft = 2.5;

bool alnum(char c) { return is_small(c) || is_digit(c); }

bool all_capitals(std::string_view letters) {
    return !letters.empty() && std::all_of(letters.begin(), letters.end(), is_capital);
}

std::string_view from(std::string_view text, int reach, int end) {
    const int begin = std::max(0, end - reach);
    return text.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin));
}

// "12 (blue) 34 (red) 5678 (green)": what stands in brackets behind each number is said of it.
bool is_remarked(const Candidate &it, const View &view) {
    const auto remark = [](const Group &group) { return is_remark(group.gap); };
    if (std::none_of(it.begin() + 1, it.end(), remark)) return false;
    const std::string_view after = lstrip(view.lower.substr(static_cast<size_t>(it.back().end)));
    return !after.empty() && (after[0] == '(' || after[0] == '[' || after[0] == '{');
}

double left_over(const Group &group) { return group.digits.size() > 3 ? kLongLeft : kShortLeft; }

// Since 1970: the years 2020 to 2030.
bool seconds(std::string_view digits) {
    return digits.size() == 10 && digits[0] == '1' && digits[1] >= '6' && digits[1] <= '8';
}

// Whether such a gap stands between the number's own groups.
bool inside(const Candidate &it, std::string_view gap) {
    return std::any_of(it.begin() + 1, it.end(), [&](const Group &group) { return group.gap == gap; });
}

// Points for how cleanly the window is cut out of its row.
double borders(const Candidate &it) {
    double points = 2.0;
    const auto cut = [&](std::string_view gap) {
        points -= inside(it, gap) ? 1.5 : 0.7;
        if (gap == "-" || gap == "." || gap.empty()) points -= 1.0;
    };
    if (it.first) cut(it.front().gap);
    if (static_cast<size_t>(it.last) + 1 < it.run.size()) cut(it.end()->gap);
    return points;
}

// What "00" costs where another code leads abroad; nothing if a country code stands apart.
double unlike_abroad(const Candidate &it) {
    if (it.number.known || it.size() == 1) return 0.0;
    const std::string code = it.number.value.substr(1, it.number.national_at - 1);
    const std::string &first = it.front().digits;
    const bool apart = first == "00" + code || (first == "00" && it.begin()[1].digits == code);
    return apart && it.size() < 6 ? 0.0 : 3.0;
}

}  // namespace

void Endings::add(std::string_view word) {
    size_t node = 0;
    for (size_t at = word.size(); at > 0;) {
        const size_t letter = letter_of(word[--at]);
        if (!letter) throw std::invalid_argument("not small letters: " + std::string(word));
        if (!nodes_[node].next[letter]) {
            nodes_[node].next[letter] = static_cast<uint16_t>(nodes_.size());
            nodes_.emplace_back();
        }
        node = nodes_[node].next[letter];
    }
    nodes_[node].ends = true;
}

Points::Points(const Tables &tables, const Plans &plans)
    : plans_(plans),
      lists_(tables),
      cues_in_one_sentence_(tables.words_of("points.CUES_IN_ONE_SENTENCE")),
      in_path_(tables.pattern("points.IN_PATH")),
      acronym_(tables.pattern("points.ACRONYM")) {
    for (const std::string &word : tables.words_of("points.CUES")) cues_.add(word);
    for (const std::string &word : cues_in_one_sentence_) cues_.add(word);
    for (const std::string &word : tables.words_of("points.EVERYDAY")) everyday_.put(word, true);
    for (const char32_t sign : tables.text("points.SIGNS")) signs_.insert(sign);
}

double Points::of(const Candidate &it, const View &view, std::string_view region) const {
    if (lists_.is_list(it) || (is_remarked(it, view) && !(it.number.american() && lists_.grouping(it.begin(), it.end())))) return kList;
    const int start = it.front().start;
    double points = shape(it, region) + it.number.known + 3 * it.plus;
    const double called = cue(view, start);
    points += borders(it) + called;
    points -= unsure(it, view.plain, region);
    if (!it.plus && region.empty())
        points -= nowhere(it, called > 0);
    else if (!it.plus && !plans_.american(region))
        points -= undialled(it, region, called > 0) + lettered(view, start);
    else if (!it.plus && starts_with(it.front().digits, "00"))
        points -= unlike_abroad(it);
    if (in_a_code(view.plain, it) || in_path(view, start)) points += kList;
    return points;
}

// Points for how the digits are grouped.
double Points::shape(const Candidate &it, std::string_view region) const {
    const auto words = std::count_if(it.begin(), it.end(), [](const Group &group) { return group.trick == kDigitWords; });
    if (words) return words > 2 || it.size() < 8 ? 2.5 : 1.5;
    const size_t longest = longest_group(it);
    if (it.number.american() || (region.empty() && it.number.value.size() == kAmericanDigits))
        return lists_.grouping(it.begin(), it.end()).value_or(longest == 1 ? 2.0 : -0.5);
    if (longest == 1) return 2.0;
    return (it.front().digits[0] == '0' ? 2.0 : 0.5) + (it.size() <= 5 ? 0.5 : -0.5);
}

double Points::cue(const View &view, int start) const {
    if (called(from(view.lower, kCueReaches, start))) return 2.0;
    const Reading &reading = *view.reading;
    if (reading.starts.empty()) return 0.0;
    const int end = reading.starts[static_cast<size_t>(start)];
    for (int at = std::max(0, end - kSignReaches); at < end; ++at)
        if (signs_.count(reading.text[static_cast<size_t>(at)])) return 2.0;
    return 0.0;
}

// Whether a cue ends the text, or stands before its last one to three words.
bool Points::called(std::string_view before) const {
    size_t end = before.size();
    for (int words = 0; words <= kWordsAfterCue; ++words) {
        const size_t last = end;
        while (end && !alnum(before[end - 1])) --end;
        if (!end || (words && end == last)) return false;
        const bool at_edge = end == before.size() || before[end] != '_';
        if (at_edge && names_call(before.substr(0, end), before.substr(end))) return true;
        if (end == before.size()) return false;  // a word must end before the number
        const size_t word = end;
        while (end && is_small(before[end - 1])) --end;
        if (end == word || (end && is_digit(before[end - 1]))) return false;
    }
    return false;
}

bool Points::names_call(std::string_view before, std::string_view since) const {
    return cues_.any(before, [&](std::string_view word) {
        const size_t start = before.size() - word.size();
        if (word.size() <= kShortCue && start && is_small(before[start - 1])) return false;  // "flat", "hotel"
        const auto &one_sentence = cues_in_one_sentence_;
        if (std::find(one_sentence.begin(), one_sentence.end(), word) == one_sentence.end()) return true;
        for (size_t at = 0; at + 1 < since.size(); ++at)
            if ((since[at] == '.' || since[at] == '!' || since[at] == '?') && is_space(since[at + 1])) return false;
        return true;
    });
}

// One short group beside a number that a plan assigns is free: a price, an age.
double Points::cut_out(const Candidate &it, const std::vector<bool> &taken) const {
    if (it.number.american()) return 0.0;
    const auto alike = [&](std::string_view gap) { return gap != "\n" && inside(it, gap); };
    double cost = 0.0;
    const size_t first = static_cast<size_t>(it.first), after = static_cast<size_t>(it.last) + 1;
    if (first && !taken[first - 1] && alike(it.front().gap)) cost += left_over(it.run[first - 1]);
    if (after < it.run.size() && !taken[after] && alike(it.run[after].gap)) cost += left_over(it.run[after]);
    return it.number.known ? std::max(cost - kShortLeft, 0.0) : cost;
}

// What homophones and letters cost at either end; half where ten groups are all there are.
//
// An "oh" in front is a figure where numbers are dialled with a 0. A last word with a capital, as no other
// group has, begins the next sentence.
double Points::unsure(const Candidate &it, std::string_view plain, std::string_view region) const {
    const Group &first = it.front(), &last = it.back();
    const auto at = [&](int place) { return static_cast<size_t>(place) < plain.size() ? plain[static_cast<size_t>(place)] : '\0'; };
    const bool sentence = is_capital(at(last.start)) && is_small(at(last.start + 1));
    if (it.size() > 1 && sentence && !is_capital(at((it.end() - 2)->start))) return 2.0;
    const double loose = it.size() == kAmericanDigits && it.run.size() == kAmericanDigits ? 1.0 : 2.0;
    const auto cost = [&](const Group &end) { return !end.sure && end.gap != "-" ? loose : 0.0; };
    if (first.digits[0] == '0' && plans_.trunk(region)) return cost(last);
    return cost(first) + cost(last);
}

// What it costs, where no region is known, to look like no region's number.
double Points::nowhere(const Candidate &it, bool called) const {
    const size_t length = it.number.value.size();
    if (it.number.known || (called && length <= kLongestDialled)) return 0.0;
    const bool dialled = it.front().digits[0] == '0' && it.size() > 1 && it.size() <= 5;
    return dialled && length <= kAmericanDigits + 1 ? 0.0 : kAnywhere;
}

// What capitals before the number cost, "NX 4348 5521"; they say what it is.
double Points::lettered(const View &view, int start) const {
    const size_t end = static_cast<size_t>(start), begin = static_cast<size_t>(std::max(0, start - kAcronymReaches));
    const auto capital = [&](char c) { return is_capital(c); };
    const std::string_view before = view.plain.substr(begin, end - begin);
    if (std::none_of(before.begin(), before.end(), capital)) return 0.0;
    Match match;
    return acronym_.search(view.plain, begin, match, end) ? 2.0 : 0.0;
}

// What it costs not to be written as the region dials.
double Points::undialled(const Candidate &it, std::string_view region, bool called) const {
    const std::string &first = it.front().digits;
    const bool known = it.number.known;
    const std::string_view national = it.number.national();
    if (first[0] == '0') return known || national.size() <= kAmericanDigits ? 0.0 : kUnassigned;
    std::string digits;
    for (const Group &group : it) digits += group.digits;
    if (digits != national && it.number.value[0] == '+' && std::string_view(it.number.value).substr(1) == digits)
        return known ? 0.0 : 0.5;
    if (it.size() == 1 && !called && (!known || seconds(first))) return kAnywhere;
    const double cost = (known ? 0.0 : kUnassigned) + (plans_.trunk(region) && digits == national ? 2.5 : 0.0);
    return it.size() <= 3 && national.size() >= 9 && national.size() <= 11 ? std::min(cost, 2.5) : cost;
}

bool Points::in_path(const View &view, int start) const {
    const char before = view.before(start);
    if (before != '/' && before != '\n') return false;
    Match match;
    return in_path_.search(view.lower, static_cast<size_t>(std::max(0, start - kPathReaches)), match,
                           static_cast<size_t>(start));
}

// Letters glued to the digits that are no word: "5035550114X9", "DE123456789", "…-K2".
bool Points::in_a_code(std::string_view plain, const Candidate &it) const {
    if (it.front().trick || it.back().trick) return false;
    std::string_view before = from(plain, kLettersReach, it.front().start);
    if (ends_with(before, "\n")) before.remove_suffix(1);
    if (ends_with(before, "_")) before.remove_suffix(1);
    size_t letters = 0;
    while (letters < before.size() && is_letter(before[before.size() - 1 - letters])) ++letters;
    if (is_code(before.substr(before.size() - letters))) return true;
    std::string_view after = plain.substr(static_cast<size_t>(it.back().end));
    const bool hyphen = starts_with(after, "-");
    after.remove_prefix(hyphen);
    for (letters = 0; letters < after.size() && is_letter(after[letters]);) ++letters;
    const std::string_view word = after.substr(0, letters);
    if (word.empty()) return false;
    if (!hyphen) return is_code(word) && word != "x";
    const bool digit = letters < after.size() && is_digit(after[letters]);
    return all_capitals(word) && (digit || is_code(word));
}

bool Points::is_code(std::string_view letters) const {
    if (letters.empty() || letters.size() > 4) return false;
    std::string small(letters);
    for (char &c : small) c = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
    if (everyday_.has(small)) return false;
    return letters.size() == 1 || all_capitals(letters);
}

}  // namespace lamplight
