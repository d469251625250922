// What is an address: of what email.cpp finds around an "at", drawn, in words or told. Twin: tests/extract/slow/kinds/email.py.
#include "email.hpp"

namespace lamplight {
namespace {

constexpr Signs kLetters("a-z"), kName("a-z0-9._");
constexpr size_t kShortestTold = 6;
constexpr int kMostWordsAfterAt = 3, kMostDigitWords = 5;

// Calls f(word) for each row of letters and foreign ones.
template <typename F> void each_word(std::string_view text, F f) {
    static constexpr Signs kWord("a-z\x7f");
    for (size_t from = 0, end; from < text.size(); from = end + 1) {
        for (end = from; end < text.size() && kWord(text[end]);) ++end;
        if (end > from) f(text.substr(from, end - from));
    }
}
}  // namespace

// Whether both characters beside this one are ASCII letters or digits of the text itself.
bool Emails::is_among_plain(const Reading &reading, int at) {
    static constexpr Signs kPlainly("a-z0-9");
    if (at == 0 || at + 1 >= static_cast<int>(reading.lower.size())) return false;
    const auto plain = [&](int place) {
        return kPlainly(reading.lower[place]) && reading.text[reading.span(place, place + 1).start] < 128;
    };
    return plain(at - 1) && plain(at + 1);
}

// "rosevip eight four at …": a local part whose digits are words, and where it begins; "" for none.
std::pair<std::string, int> Emails::digits_before(std::string_view lower, const Match &hidden, std::string_view local) const {
    static constexpr Signs kWordParts("a-z-");
    std::string digits;
    const auto worth = [&](std::string_view word) -> std::string {
        const std::string *whole = numbers_.find(word);
        if (whole) return *whole;
        const size_t hyphen = word.find('-');
        if (hyphen == word.npos) return {};
        const std::string *tens = numbers_.find(word.substr(0, hyphen)), *unit = numbers_.find(word.substr(hyphen + 1));
        return tens && unit && tens->size() == 2 && unit->size() == 1 ? tens->substr(0, 1) + *unit : std::string();
    };
    std::string last = worth(local);
    int start = hidden.start();
    for (int words = 0; !last.empty() && words < kMostDigitWords; ++words) {
        digits.insert(0, last);
        if (start < 2 || lower[start - 1] != ' ') return {{}, hidden.start()};
        const int end = start - 1;
        start = row_start(lower, end, kWordParts, kFarthestAt);
        if (start == end) break;
        last = worth(lower.substr(start, end - start));
        if (last.empty()) {
            start = row_start(lower, end, kName, kFarthestAt);
            const std::string_view name = lower.substr(start, end - start);
            if (name.size() < 3 || no_locals_.has(name)) break;
            return {std::string(name) + digits, start};
        }
    }
    return {{}, hidden.start()};
}

// What may stand for an "@": no word that joins or leads to something else, nor a number unless loosely.
bool Emails::is_gap(std::string_view gap, bool loosely) const {
    static constexpr Signs kDigits("0-9");
    bool other = !loosely && kDigits.any_in(gap);
    each_word(gap, [&](std::string_view word) { other = other || no_ats_.has(word); });
    return !other;
}

// In brackets, or drawn.
bool Emails::is_marked(std::string_view gap) {
    static constexpr Signs kMarks(")]}>\x01#~^=%*?");
    return kMarks.any_in(gap);
}

// Letters and digits, or pieces of them: no word.
bool Emails::is_made_up(std::string_view local) {
    static constexpr Signs kLetters("a-z"), kOdd("0-9_.");
    return kLetters(local[0]) && kOdd.any_in(local);
}

// "gmail: velvetdusk": behind a sign, and nothing else is said.
bool Emails::is_told(const Match &own) const {
    static constexpr Signs kSigns(":=>"), kEnds("\n.,;!?)|/");
    if (own[2].size() < kShortestTold || no_names_.has(own[2]) || no_locals_.has(own[2])) return false;
    const std::string_view rest = own.text.substr(static_cast<size_t>(own.end()));
    const size_t next = rest.find_first_not_of(' ');
    return kSigns.any_in(own.text.substr(own.end(1), own.start(2) - own.end(1))) && (next == rest.npos || kEnds(rest[next]));
}

// An "at" in words beside a dot in words, a word for e-mail, or in brackets.
bool Emails::may_be_hidden(const Reading &reading) const {
    if (!reading.has(at_gate_)) return false;
    return reading.has(dot_gate_ | sure_gate_ | cue_gate_) || is_bracketed(reading) ||
           is_before_host(reading.lower);
}

// "vera.m at kettle.example": an "at" a few words before a dot in a word or in brackets.
bool Emails::is_before_host(std::string_view lower) const {
    static constexpr Signs kHost("a-z0-9-"), kOpening("[({<"), kBeforeDot = kSpaces | kOpening, kBetween = kSpaces | kAround;
    for (size_t dot = lower.find('.'); dot != lower.npos; dot = lower.find('.', dot + 1)) {
        const bool apart = dot > 0 && kBeforeDot(lower[dot - 1]);
        const int end = apart ? row_start(lower, static_cast<int>(dot), kBeforeDot, 3) : static_cast<int>(dot);
        const bool opened = apart && kOpening.any_in(lower.substr(end, dot - end));
        if (!opened && (dot + 1 == lower.size() || !is_small(lower[dot + 1]))) continue;
        int word = row_start(lower, end, kHost, kFarthestAt);
        if (word == end) continue;
        for (int words = 0; words < kMostWordsAfterAt; ++words) {
            const int stop = row_start(lower, word, kBetween, kMostSpaces);
            word = row_start(lower, stop, kLetters, kFarthestAt);
            if (word == stop) break;
            if (at_words_.has(lower.substr(word, stop - word))) return true;
        }
    }
    return false;
}

bool Emails::is_bracketed(const Reading &reading) const {
    const std::string_view lower = reading.lower;
    bool bracketed = false;
    reading.each_word(at_gate_, lower, [&](const Word &word) {
        int sign = row_start(lower, word.start, kSpaces, kMostSpaces) - 1;
        if (sign >= 0 && lower[sign] == '@') sign = row_start(lower, sign, kSpaces, kMostSpaces) - 1;
        bracketed = bracketed || (sign >= 0 && kAround(lower[sign]) && bracketed_.matches(lower, sign));
    });
    return bracketed;
}

bool Emails::is_sign(std::string_view row) const {
    return row == "." || row == "_" || sign_words_.has(strip(row, "_-"));
}

// ", at, ", or on a line of its own
bool Emails::set_apart(std::string_view at) {
    const std::string_view core = strip(at, " ");
    return core.size() > 2 && core[0] == core.back() && (core[0] == ',' || core[0] == '\n');
}

bool Emails::in_words(std::string_view at) const {
    const std::string_view core = strip(at, weak_);
    return !core.empty() && is_small(core[0]) && at.find('@') == at.npos && !set_apart(at);
}

// "Meet me at the bar. It" is none: a bare "at" wants a dot in words or a known provider.
bool Emails::is_meant(const Match &hidden) const {
    static constexpr Signs kSpelt("a-z()[]{}<>");
    const std::string_view at = hidden[2], dot = hidden[4];
    const bool surely_at = !in_words(at) || is_sure(at);
    if (no_locals_.has(hidden[1]) && !(surely_at && roles_.has(hidden[1]))) return false;
    const bool spelt = kSpelt.any_in(dot), prose = prose_.has(hidden[5]);
    if (at[0] == '.' && at[1] != '.' && !spelt) return false;
    if (strip(dot)[0] == kSymbol && sure_endings_.has(hidden[5])) return !no_hosts_.has(hidden[3]);
    if (!spelt && strip(dot) != ".")
        return at.find('@') != at.npos && strip(dot) == dot && !prose;
    const bool new_sentence = is_space(dot.back()) && prose;
    if (!in_words(at)) return spelt || !new_sentence;
    if (no_hosts_.has(hidden[3])) return false;
    if (joining_ats_.has(strip(at)) && (!spelt || joining_dots_.has(strip(dot)))) return false;
    static constexpr Signs kOdd("._0-9");
    const bool odd = kOdd.any_in(hidden[1]);
    if (preposed_ats_.has(strip(at))) return spelt && (odd || is_cued(hidden));
    if (spelt) return true;
    if (is_sure(at)) return !new_sentence;
    return (dot == "." && (odd || providers_.has(hidden[3]))) || (!new_sentence && is_cued(hidden));
}

// A word for "@" that means nothing else is in it, or one that says it is a sign.
bool Emails::is_sure(std::string_view at) const {
    bool sure = false;
    each_word(at, [&](std::string_view word) { sure = sure || sure_ats_.has(word) || at_nouns_.has(word) || told_.has(word); });
    return sure;
}

bool Emails::is_cued(const Match &hidden) const {
    const int end = hidden.start(), start = from_cue(end);
    return cue_.finds(hidden.text, start, end) || write_.finds(hidden.text, start, end);
}

// Without what readers are to take out, and without the signs between letters of a disguised one.
void Emails::put_as_meant(Found &address) const {
    std::string value;
    size_t from = 0;
    guard_.each(address.value, [&](const Match &guard) {
        value += address.value.substr(from, static_cast<size_t>(guard.start()) - from);
        from = static_cast<size_t>(guard.end());
    });
    value += address.value.substr(from);
    if (from && value.front() != '@' && value.find("@.") == value.npos) address.value = value;
    if (!address.tricks) return;
    value.clear();
    from = 0;
    letters_.each(address.value, [&](const Match &letters) {
        value += address.value.substr(from, static_cast<size_t>(letters.start()) - from);
        for (const char c : letters[0])
            if (c != '-' && c != '.') value += c;
        from = static_cast<size_t>(letters.end());
    });
    address.value = value + address.value.substr(from);
}

}  // namespace lamplight
