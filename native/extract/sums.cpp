#include "sums.hpp"

#include <map>

#include "words.hpp"

namespace lamplight {

namespace {

constexpr int kBesideTimes = 2;  // characters between "double" and its digit

bool single(Role role) { return role == Role::kUnit || role == Role::kHomophone; }

Tricks trick_of(Role role) {
    switch (role) {
        case Role::kDigits: return 0;
        case Role::kLetters: return kLettersForDigits;
        case Role::kGuess:
        case Role::kSeveral:
        case Role::kHomophone: return kHomophones;
        default: return kDigitWords;
    }
}

// A hyphen with a space on either side joins no number words.
bool apart(std::string_view gap) {
    for (size_t at = 1; at < gap.size(); ++at)
        if ((gap[at] == '-' && is_space(gap[at - 1])) || (gap[at - 1] == '-' && is_space(gap[at]))) return true;
    return false;
}

std::string repeated(char digit, int times) { return std::string(static_cast<size_t>(times), digit); }

// "two hundred", "three fives", German "acht und zwanzig"; "" for two words that are no sum.
std::string times_or_turned(const Worth &was, const Part &part, std::string_view joined) {
    if (part.role == Role::kHundred) return was.digits + part.digits;
    const bool several = part.role == Role::kPlural || part.role == Role::kSeveral;
    if (several && was.digits[0] >= '2' && was.digits[0] <= '4')
        return repeated(part.digits[0], was.digits[0] - '0');
    if (joined == "und" && part.role == Role::kTurned) return part.digits[0] + was.digits;
    return "";
}

// Below a hundred, and no figures; "seize" and "dix" are homophones.
bool two_digits(const Part &part) {
    return part.digits.size() == 2 && (part.role == Role::kTeen || part.role == Role::kTens || part.role == Role::kTurned || part.role == Role::kHomophone);
}

// French "soixante-treize", "quatre-vingt-onze".
bool goes_on_to_teens(char tens, const Part &part) { return (tens == '6' || tens == '8') && two_digits(part) && part.digits[0] == '1'; }

// "two hundred thirteen", "five hundred fifty five", "novecientos tres", "cent soixante-dix".
std::string above_hundred(const std::string &hundreds, const Part &part) {
    if (ends_with(hundreds, "00") && two_digits(part)) return hundreds[0] + part.digits;
    if (hundreds.back() == '0' && goes_on_to_teens(hundreds[1], part))
        return {hundreds[0], static_cast<char>(hundreds[1] + 1), part.digits[1]};
    if (hundreds.back() == '0' && single(part.role) && part.digits != "0")
        return hundreds.substr(0, 2) + part.digits;
    return "";
}

// French "dix-sept" to "dix-neuf".
std::string after_dix(const Part &part) {
    const bool high = part.role == Role::kUnit && part.digits >= "7" && part.digits.size() == 1;
    return high ? "1" + part.digits : "";
}

// "fifty five", "soixante-treize".
std::string after_tens(const std::string &tens, const Part &part) {
    if (single(part.role) && part.digits.size() == 1 && part.digits != "0") return tens[0] + part.digits;
    if (tens[1] != '0' || !goes_on_to_teens(tens[0], part)) return "";
    return {static_cast<char>(tens[0] + 1), part.digits[1]};
}

// Digits of two number words read as one; "": they are two. joined: what stands between.
std::string sum_of(const Worth &was, const Part &part, std::string_view joined) {
    const bool homophone = was.role == Role::kHomophone;
    if (part.role == Role::kHundred && homophone && was.digits == "0") return "100";  // Romanian "o suta"
    if (single(was.role) && was.digits.size() == 1 && was.digits != "0") return times_or_turned(was, part, joined);
    if (homophone && was.digits == "10") return after_dix(part);
    if (was.role != Role::kTens) return "";
    if (was.digits.size() == 3) return above_hundred(was.digits, part);
    return was.digits.size() == 2 ? after_tens(was.digits, part) : "";
}

}  // namespace

Sums::Sums(const Tables &tables) {
    for (const std::string &word : tables.words_of("sums.JOINS")) joins_.put(word, true);
    std::map<std::string, uint32_t> bits;
    for (const auto &[word, languages] : tables.pairs_of("number_words.LANGUAGES")) {
        uint32_t spoken = 0;
        for (const std::string &language : split_words(languages))
            spoken |= bits.try_emplace(language, uint32_t{1} << bits.size()).first->second;
        languages_.put(word, spoken);
    }
}

void Row::begin() {
    groups_.clear();
    was_there_ = false;
    times_ = 0;
}

void Row::add(const Part &part, int offset) {
    int start = part.start + offset;
    const int end = part.end + offset;
    if (part.role == Role::kTimes) {
        times_ = part.digits[0] - '0';
        times_start_ = start;
        times_end_ = end;
        was_there_ = false;
        return;
    }
    std::string digits = part.digits;
    bool guess = part.role == Role::kGuess || part.role == Role::kSeveral;
    if (times_ && digits.size() == 1 && start - times_end_ <= kBesideTimes) {
        digits.insert(0, repeated(digits[0], times_ - 1));
        start = times_start_;
        guess = false;
    }
    times_ = 0;
    std::string_view gap;
    if (!groups_.empty() && groups_.back().end < start)
        gap = lower_.substr(static_cast<size_t>(groups_.back().end), static_cast<size_t>(start - groups_.back().end));
    if (part.role == Role::kHundred && moved_on(part, gap, end)) return;
    if (summed(part, gap, start, end)) return;
    // "eight hundred five five": rather 800 5 than 805, but its reader tries both.
    if (!groups_.empty() && !groups_.back().other.empty() && single(part.role))
        groups_.back().digits.swap(groups_.back().other);
    const bool sure = part.role != Role::kLetters && part.role != Role::kHomophone && !guess;
    const bool drawn = part.role == Role::kPlural && start == part.start + offset && is_digit(lower_[static_cast<size_t>(end - 2)]);
    if (drawn) digits += '5';  // "3S"
    put({std::move(digits), start, end, sure, drawn ? kLettersForDigits : trick_of(part.role), gap, "", guess});
    was_ = {part.digits, part.role};
    was_there_ = true;
}

// Beside the group before it, or as one with it where they touch.
void Row::put(Group group) {
    const bool touches = !groups_.empty() && group.gap.empty() && group.trick != kHomophones &&
                         groups_.back().trick != kHomophones;
    if (!touches) {
        groups_.push_back(std::move(group));
        return;
    }
    Group &left = groups_.back();
    left.digits += group.digits;
    left.end = group.end;
    left.sure = left.sure || group.sure;
    left.trick = left.trick ? left.trick : group.trick;
    left.other.clear();
}

// "nine hundred two hundred": whether the two belongs to what follows.
bool Row::moved_on(const Part &part, std::string_view gap, int end) {
    if (groups_.empty() || groups_.back().other.empty() || !strip(gap, " -").empty()) return false;
    Group &hundreds = groups_.back();
    was_ = {hundreds.other.back() + part.digits, Role::kTens};
    was_there_ = true;
    hundreds.digits = hundreds.other.substr(0, hundreds.other.size() - 1);
    hundreds.other.clear();
    hundreds.end = hundreds_end_;
    gap = lower_.substr(static_cast<size_t>(hundreds_end_), static_cast<size_t>(unit_start_ - hundreds_end_));
    groups_.push_back({was_.digits, unit_start_, end, true, kDigitWords, gap, "", false});
    return true;
}

// Whether the part was taken into the last group: "fifty five", "three fives".
bool Row::summed(const Part &part, std::string_view gap, int start, int end) {
    if (!was_there_) return false;
    was_there_ = false;
    const std::string_view joined = strip(gap, " -");
    if (!sums_.joins(joined) || apart(gap)) return false;
    Group &group = groups_.back();
    const bool quatre = ends_with(lower_.substr(0, static_cast<size_t>(group.end)), "quatre");
    const bool glued = (gap.empty() || gap == "-") && part.role == Role::kDigits && part.digits.size() == 1 && part.digits != "0" &&
                       was_.role == Role::kTens && was_.digits.size() == 2;  // "trente9", "fifty-5"
    const std::string sum = glued                             ? was_.digits.substr(0, 1) + part.digits
                            : quatre && part.digits == "20" ? (was_.digits.size() > 2 ? was_.digits.substr(0, 1) : "") + "80"
                                                              : sum_of(was_, part, joined);
    if (sum.empty()) return false;
    const std::string head = group.digits.substr(0, group.digits.size() - was_.digits.size());
    const bool hundreds = was_.role == Role::kTens && ends_with(was_.digits, "00") && single(part.role);
    group.other = hundreds ? head + was_.digits + part.digits : "";
    group.digits = head + sum;
    hundreds_end_ = group.end;
    unit_start_ = start;
    group.end = end;
    group.sure = true;
    if (group.trick == kHomophones) group.trick = kDigitWords;
    const bool vingt_follows = hundreds && ends_with(lower_.substr(0, static_cast<size_t>(end)), "quatre");
    if (vingt_follows || (sum.back() == '0' && sum[0] != '0' && part.role != Role::kTurned)) {
        was_ = {sum, vingt_follows ? Role::kUnit : Role::kTens};
        was_there_ = true;
    }
    return true;
}

uint32_t Row::speaks(const Group &group) const {
    return sums_.languages_of(
        lower_.substr(static_cast<size_t>(group.start), static_cast<size_t>(group.end - group.start)));
}

Run &Row::settled() {
    for (size_t at = 0; at < groups_.size(); ++at) {
        Group &group = groups_[at];
        if (group.trick != kHomophones || group.sure) continue;
        uint32_t beside = at ? speaks(groups_[at - 1]) : 0;
        if (at + 1 < groups_.size()) beside |= speaks(groups_[at + 1]);
        if (!(beside & speaks(group))) continue;
        group.sure = true;
        group.trick = kDigitWords;
    }
    return groups_;
}

}  // namespace lamplight
