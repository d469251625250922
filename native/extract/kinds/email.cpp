// Twin: tests/extract/slow/kinds/email.py.
//
// The patterns of disguise are slow to fail, so each is tried only where a local part may begin:
// before an "@" or an "at" in words, which every match holds.
#include "email.hpp"

#include "../starts.hpp"

namespace lamplight {
namespace {

constexpr double kSure = 0.99, kSpaced = 0.9, kSigned = 0.9, kInWords = 0.7;
constexpr Signs kPlain("a-z0-9._%+-"), kLocal("a-z0-9._+-"), kName("a-z0-9._");
constexpr Signs kOpening("[({<*_~|=/'\"-");  // before an "at" in brackets
// What may stand between the last letter of a local part and an "at".
constexpr Signs kBeforeAt = kSpaces | kOpening | Signs("+"),
                kBeforeShortAt = kSpaces | kOpening | Signs(".");
constexpr Signs kAroundDot = kSpaces | Signs("[]()");
constexpr int kFarthestAt = 52, kMostSpaces = 3;
constexpr int kMostRows = 7;  // four words of a local part and a dot in words between any two

}  // namespace

Emails::Emails(const Tables &tables, Gates &gates)
    : plain_(tables.pattern("email.PLAIN")), apart_(tables.pattern("email.APART")),
      disguised_(tables.pattern("email.DISGUISED")), short_(tables.pattern("email.SHORT")),
      bracketed_(tables.pattern("email.BRACKETED")),
      at_words_(set_of(tables.words_of("email.AT_WORDS"))),
      providers_(set_of(tables.words_of("email.PROVIDERS"))),
      no_words_(set_of(tables.words_of("email.NO_WORDS"))),
      opened_(tables.words_of("email.OPENED")),
      at_gate_(gates.add(tables.words_of("email.AT_WORDS"))),
      dot_gate_(gates.add(tables.words_of("email.DOT_WORDS"))),
      provider_gate_(gates.add(tables.words_of("email.PROVIDERS"))) {
    for (const auto &[word, sign] : tables.pairs_of("email.SIGNS")) signs_.put(word, sign[0]);
}

// Plain ones, then each kind of disguise in what is left.
void Emails::find(const Reading &reading, std::string_view, std::vector<Found> &found) const {
    if (!reading.holds('@') && !may_be_hidden(reading)) return;
    std::string_view lower = reading.lower;
    std::string left;
    size_t blanked = found.size();
    for (const Way way : {&Emails::plain, &Emails::apart, &Emails::disguised, &Emails::shortened}) {
        if (blanked < found.size()) {
            if (left.empty()) left = reading.lower;
            for (; blanked < found.size(); ++blanked)
                std::fill(left.begin() + found[blanked].start, left.begin() + found[blanked].end,
                          kBlank);
            lower = left;
        }
        (this->*way)(reading, lower, found);
    }
}

void Emails::plain(const Reading &, std::string_view lower, std::vector<Found> &found) const {
    Starts starts;
    for (size_t at = lower.find('@'); at != lower.npos; at = lower.find('@', at + 1))
        starts.add(row_start(lower, static_cast<int>(at), kPlain));
    starts.each(plain_, lower, [&](const Match &match) {
        found.push_back({kEmail, std::string(match[0]), match.start(), match.end(), kSure, 0, {}});
    });
}

// "r o s e @ m a i l . e x a m p l e"
void Emails::apart(const Reading &, std::string_view lower, std::vector<Found> &found) const {
    if (lower.find("@ ") == lower.npos) return;
    Match match;
    int from = 0;
    for (size_t at = lower.find('@'); at != lower.npos; at = lower.find('@', at + 1)) {
        int start = static_cast<int>(at);
        while (start - 2 >= from && kSpaces(lower[start - 1]) && kLocal(lower[start - 2]))
            start -= 2;
        if (start > 0 && !kSpaces(lower[start - 1])) start += 2;
        if (start >= static_cast<int>(at) || !apart_.match(lower, start, match)) continue;
        from = match.end();
        std::string value(match[0]);
        value.erase(std::remove(value.begin(), value.end(), ' '), value.end());
        if (plain_.fills(value))
            found.push_back(
                {kEmail, std::move(value), match.start(), match.end(), kSpaced, kSpacedOut, {}});
    }
}

void Emails::disguised(const Reading &reading, std::string_view lower,
                       std::vector<Found> &found) const {
    Starts starts;
    each_at(reading, lower, [&](int at) { add_locals(lower, at, starts); });
    starts.each(disguised_, lower, [&](const Match &hidden) {
        if (!is_meant(hidden)) return;
        std::string value = written(hidden[1]) + "@" + written(hidden[3]) + ".";
        value += hidden[5];
        const double sure = all_letters(strip(hidden[2])) ? kInWords : kSigned;
        found.push_back(
            {kEmail, std::move(value), hidden.start(), hidden.end(), sure, kWordsForSigns, {}});
    });
}

// "rosevip84(at)yahoo"
void Emails::shortened(const Reading &reading, std::string_view lower,
                       std::vector<Found> &found) const {
    if (!reading.has(provider_gate_)) return;
    Starts starts;
    each_at(reading, lower, [&](int at) {
        const int end = row_start(lower, at, kBeforeShortAt, kFarthestAt);
        starts.add(row_start(lower, end, kName));
    });
    starts.each(short_, lower, [&](const Match &match) {
        if (all_letters(strip(match[2])) && !no_words_.has(match[3])) return;
        std::string value(match[1]);
        value.append("@").append(match[3]).append(".com");
        found.push_back(
            {kEmail, std::move(value), match.start(), match.end(), kInWords, kWordsForSigns, {}});
    });
}

// An "at" in words beside a dot in words, or in brackets.
bool Emails::may_be_hidden(const Reading &reading) const {
    if (!reading.has(at_gate_)) return false;
    if (reading.has(dot_gate_)) return true;
    return is_bracketed(reading) &&
           std::any_of(opened_.begin(), opened_.end(),
                       [&](const std::string &piece) { return reading.holds(piece); });
}

bool Emails::is_bracketed(const Reading &reading) const {
    const std::string_view lower = reading.lower;
    for (const Span &word : reading.words) {
        const int sign = row_start(lower, word.start, kSpaces, kMostSpaces) - 1;
        if (sign >= 0 && kOpening(lower[sign]) &&
            at_words_.has(lower.substr(word.start, word.size())) && bracketed_.matches(lower, sign))
            return true;
    }
    return false;
}

// Calls f(int at) for each "@" and each word that may mean one. A single letter does in brackets
// alone, or before another of the words ("a rond").
template <typename F>
void Emails::each_at(const Reading &reading, std::string_view lower, F f) const {
    for (size_t at = lower.find('@'); at != lower.npos; at = lower.find('@', at + 1))
        f(static_cast<int>(at));
    if (!reading.has(at_gate_)) return;
    const auto is_at = [&](const Span &word) {
        return at_words_.has(lower.substr(word.start, word.size()));
    };
    for (size_t i = 0; i < reading.words.size(); ++i) {
        const Span word = reading.words[i];
        if (!is_at(word)) continue;
        if (word.size() == 1) {
            const int sign = row_start(lower, word.start, kSpaces, kMostSpaces) - 1;
            const bool opened = sign >= 0 && kOpening(lower[sign]);
            if (!opened && !(i + 1 < reading.words.size() && is_at(reading.words[i + 1]))) continue;
        }
        f(word.start);
    }
}

// Where the local part before an "at" may begin: with the row of signs before it, or with one
// farther back that is held to it by dots in words.
void Emails::add_locals(std::string_view lower, int at, Starts &starts) const {
    int end = row_start(lower, at, kBeforeAt, kFarthestAt);
    bool was_dot = false;
    for (int rows = 0; rows < kMostRows; ++rows) {
        const int start = row_start(lower, end, kLocal);
        const bool dot = is_dot(lower.substr(start, end - start));
        if (start == end || (rows > 0 && !dot && !was_dot)) return;
        starts.add(start);
        was_dot = dot;
        end = row_start(lower, start, kAroundDot, 2);
        if (end == start) return;
    }
}

bool Emails::is_dot(std::string_view row) const { return row == "." || signs_.has(row); }

// "Meet me at the bar. It" is none: a bare "at" wants a dot in words or a known provider.
bool Emails::is_meant(const Match &hidden) const {
    const std::string_view at = strip(hidden[2]), dot = strip(hidden[4]);
    if (all_letters(at)) return dot != "." || (hidden[4] == "." && providers_.has(hidden[3]));
    return !(at == "@" && (hidden[4] == ". " || hidden[4] == " . ") &&
             !starts_with(hidden[2], " "));
}

// With its words for signs as signs.
std::string Emails::written(std::string_view disguised) const {
    static constexpr Signs kWord("a-z0-9_+-");
    std::string plain;
    const bool one = kWord.all_of(disguised);
    for (size_t at = 0; at < disguised.size();) {
        size_t end = at;
        while (end < disguised.size() && kWord(disguised[end])) ++end;
        const std::string_view word = disguised.substr(at, end - at);
        const char *sign = one ? nullptr : signs_.find(word);
        if (!sign && !word.empty()) plain += word;
        const char dot = sign ? *sign : word.empty() && disguised[at] == '.' ? '.' : '\0';
        if (dot && !(dot == '.' && ends_with(plain, "."))) plain += dot;
        at = word.empty() ? at + 1 : end;
    }
    return plain;
}

}  // namespace lamplight
