#include "numerals.hpp"

#include <algorithm>
#include <array>

#include "words.hpp"

namespace lamplight {

namespace {

constexpr std::array<std::string_view, 12> kRoles = {"digits",  "unit",  "teen",   "tens",      "turned",
                                                     "hundred", "times", "plural", "several", "homophone", "letters", "guess"};
constexpr size_t kLongestGlued = 128;
constexpr std::string_view kVowels = "eo";

Worth worth_of(std::string_view digits_and_role) {
    const size_t space = digits_and_role.find(' ');
    const auto role = std::find(kRoles.begin(), kRoles.end(), digits_and_role.substr(space + 1));
    if (space == std::string_view::npos || role == kRoles.end())
        throw std::invalid_argument("not digits and a role: " + std::string(digits_and_role));
    return {std::string(digits_and_role.substr(0, space)), static_cast<Role>(role - kRoles.begin())};
}

inline size_t triple_of(const char *at) { return ((at[0] - 'a') * 26 + (at[1] - 'a')) * 26 + (at[2] - 'a'); }

// Of one or two letters.
inline size_t short_of(std::string_view word) {
    return static_cast<size_t>(word[0] - 'a') * 27 + (word.size() > 1 ? static_cast<size_t>(word[1] - 'a' + 1) : 0);
}

bool all_small(std::string_view word) { return std::all_of(word.begin(), word.end(), is_small); }

bool three_in_a_row(std::string_view word) {
    for (size_t at = 2; at < word.size(); ++at)
        if (word[at] == word[at - 1] && word[at] == word[at - 2] && is_small(word[at])) return true;
    return false;
}

// Rows of three or more of one letter made as many as `times` of it.
std::string shortened(std::string_view word, size_t times) {
    std::string out;
    for (size_t at = 0, end; at < word.size(); at = end) {
        for (end = at + 1; end < word.size() && word[end] == word[at];) ++end;
        out.append(end - at > 2 && is_small(word[at]) ? times : end - at, word[at]);
    }
    return out;
}

// Beside figures in one word: tens, "triple5", "7hundred", and a homophone after several figures, "60too".
bool goes_with_figures(const Worth &worth, std::string_view word, std::string_view piece) {
    if (worth.role == Role::kTens || worth.role == Role::kTimes || piece == "hundred") return true;
    return worth.role == Role::kHomophone && piece.size() > 2 && std::count_if(word.begin(), word.end(), is_digit) > 1;
}

}  // namespace

Numerals::Numerals(const Tables &tables)
    : longest_(static_cast<size_t>(tables.number("numerals.LONGEST"))),
      longest_letters_(static_cast<size_t>(tables.number("numerals.LONGEST_LETTERS"))) {
    for (const auto &[word, worth] : tables.pairs_of("numerals.WORDS")) words_.put(word, worth_of(worth));
    for (const auto &[word, digits] : tables.pairs_of("numerals.GLUABLE")) {
        gluable_.put(word, digits);
        longest_word_ = std::max(longest_word_, word.size());
    }
    if (longest_ > kLongestGlued) throw std::invalid_argument("numerals.LONGEST is over 128");
    for (const auto &[word, digit] : tables.pairs_of("numerals.MASKED")) masked_.put(word, digit);
    for (const std::string &word : tables.words_of("numerals.NOT_DIGITS")) not_digits_.put(word, true);
    for (const auto &[letter, digit] : tables.pairs_of("numerals.LETTERS")) letters_[uint8_t(letter[0])] = digit[0];
    for (const auto &[digit, letter] : tables.pairs_of("numerals.LEET")) leet_[uint8_t(digit[0])] = letter[0];
    for (const std::string &letter : tables.words_of("numerals.DRAWN_ALONE")) drawn_alone_ += letter;
    for (const char c : drawn_alone_) draws_alone_[uint8_t(c)] = true;
    note_beginnings(tables);
    note_ends(tables);
    note_short();
}

// With which three letters a word of glued digit words may end.
void Numerals::note_ends(const Tables &tables) {
    Lexicon<bool> tails;
    for (const auto &[word, digits] : tables.pairs_of("numerals.GLUABLE"))
        for (size_t length = 1; length <= std::min<size_t>(3, word.size()); ++length)
            tails.put(std::string_view(word).substr(word.size() - length), true);
    const auto may_end = [&](std::string_view rest, const auto &self) -> bool {
        if (tails.has(rest)) return true;
        for (size_t length = 1; length < rest.size(); ++length)
            if (gluable_.has(rest.substr(length)) && self(rest.substr(0, length), self)) return true;
        return false;
    };
    char triple[3];
    for (triple[0] = 'a'; triple[0] <= 'z'; ++triple[0])
        for (triple[1] = 'a'; triple[1] <= 'z'; ++triple[1])
            for (triple[2] = 'a'; triple[2] <= 'z'; ++triple[2])
                end_glued_[triple_of(triple)] = may_end({triple, 3}, may_end);
}

void Numerals::note_short() {
    short_.set();
    Parts parts;
    char word[2];
    for (word[0] = 'a'; word[0] <= 'z'; ++word[0]) {
        short_[short_of({word, 1})] = spell_letters({word, 1}, parts);
        for (word[1] = 'a'; word[1] <= 'z'; ++word[1]) short_[short_of({word, 2})] = spell_letters({word, 2}, parts);
    }
}

// Which three letters a word of digits, or one glued of them, may begin with.
void Numerals::note_beginnings(const Tables &tables) {
    Lexicon<bool> heads, known;
    for (const auto &[word, digits] : tables.pairs_of("numerals.GLUABLE"))
        for (size_t length = 1; length <= std::min<size_t>(3, word.size()); ++length)
            heads.put(std::string_view(word).substr(0, length), true);
    for (const auto &[word, worth] : tables.pairs_of("numerals.WORDS")) known.put(std::string_view(word).substr(0, 3), true);
    const auto may_begin = [&](std::string_view rest, const auto &self) -> bool {
        if (heads.has(rest)) return true;
        for (size_t length = 1; length < rest.size(); ++length)
            if (gluable_.has(rest.substr(0, length)) && self(rest.substr(length), self)) return true;
        return false;
    };
    char triple[3];
    const std::string_view word(triple, 3);
    for (triple[0] = 'a'; triple[0] <= 'z'; ++triple[0])
        for (triple[1] = 'a'; triple[1] <= 'z'; ++triple[1])
            for (triple[2] = 'a'; triple[2] <= 'z'; ++triple[2]) {
                begin_glued_[triple_of(triple)] = may_begin(word, may_begin);
                worth_a_look_[triple_of(triple)] =
                    begin_glued_[triple_of(triple)] || known.has(word) ||
                    word.find_first_not_of(drawn_alone_) == std::string_view::npos;
            }
}

bool Numerals::may_be_digits(std::string_view word) const {
    if (word.size() < 3) return word.empty() || short_[short_of(word)];
    return worth_a_look_[triple_of(word.data())] || three_in_a_row(word);
}

bool Numerals::put_known(std::string_view look_up, size_t length, Parts &parts, bool homophone) const {
    const Worth *worth = words_.find(look_up);
    const bool counts = worth && (homophone ? worth->role == Role::kHomophone && length > 2 : worth->whole());
    if (counts) parts.push_back({worth->digits, worth->role, 0, static_cast<int>(length)});
    return counts;
}

bool Numerals::listed(std::string_view word, Parts &parts) const {
    const Worth *worth = words_.find(word);
    if (worth) parts.push_back({worth->digits, worth->role, 0, static_cast<int>(word.size())});
    return worth;
}

bool Numerals::spell_letters(std::string_view word, Parts &parts) const {
    if (!may_be_digits(word)) return false;
    if (listed(word, parts)) return true;
    if (word.size() > longest_) return false;
    return letters(word, 0, true, parts) || stretched(word, parts) || glued(word, 0, parts);
}

bool Numerals::spell(std::string_view word, Parts &parts) const {
    if (word.empty()) return false;
    const int size = static_cast<int>(word.size());
    if (all_digits(word)) {
        parts.push_back({std::string(word), Role::kDigits, 0, size});
        return true;
    }
    if (all_small(word)) return spell_letters(word, parts);
    if (listed(word, parts)) return true;
    if (word.size() > longest_) return false;
    std::string straight;
    const bool alphabetic_now = leet(word, straight);
    // "o77oo" and "s7o" are digits throughout, "s31s" is Spanish
    const bool drawn = std::all_of(word.begin(), word.end(), [&](char c) { return is_digit(c) || letters_[uint8_t(c)]; });
    const Worth *worth = drawn ? words_.find(straight) : nullptr;
    if (drawn && !(worth && worth->role == Role::kUnit)) return mixed(word, parts);
    if (put_known(straight, word.size(), parts)) return true;
    if (put_known(straight, word.size(), parts, true)) return true;
    const auto of_letters = std::count_if(word.begin(), word.end(), is_small);
    const bool wordy = size > 3 && alphabetic_now && of_letters * 2 > size;
    if (!wordy) return mixed(word, parts);
    const size_t before = parts.size();
    if (mixed(word, parts) && covers(parts, before, size) && !ends_words(word, straight)) return true;
    Parts kept(parts.begin() + static_cast<std::ptrdiff_t>(before), parts.end());
    parts.resize(before);
    if (glued(straight, 0, parts)) return true;
    parts.insert(parts.end(), kept.begin(), kept.end());
    return !kept.empty();
}

// Whether the parts from there on leave out nothing of a word of this size.
bool Numerals::covers(const Parts &parts, size_t first, int size) {
    int end = 0;
    for (; first < parts.size() && parts[first].start == end; ++first) end = parts[first].end;
    return end == size;
}

// "fiv3six": whether a digit, as the vowel that it stands for, ends a digit word.
bool Numerals::ends_words(std::string_view word, std::string_view straight) const {
    for (size_t at = 1; at < word.size(); ++at) {
        const bool vowel = is_digit(word[at]) && is_small(word[at - 1]) && kVowels.find(straight[at]) != kVowels.npos;
        if (!vowel || word[at - 1] == straight[at]) continue;
        for (size_t start = at - 1; is_small(word[start]); --start) {
            const Worth *worth = words_.find(straight.substr(start, at + 1 - start));
            if (worth && worth->role == Role::kUnit) return true;
            if (!start) break;
        }
    }
    return false;
}

bool Numerals::leet(std::string_view word, std::string &out) const {
    out = word;
    for (char &c : out)
        if (const char letter = leet_[uint8_t(c)]) c = letter;
    return all_small(out);
}

// "fooour", "threee": letters held down, three or more of one.
bool Numerals::stretched(std::string_view word, Parts &parts) const {
    if (!three_in_a_row(word)) return false;
    const std::string once = shortened(word, 1), twice = shortened(word, 2);
    const auto put = [&](bool homophone) {
        return put_known(once, word.size(), parts, homophone) || put_known(twice, word.size(), parts, homophone);
    };
    return put(false) || put(true);
}

bool Numerals::unmasked(std::string_view word, Parts &parts) const {
    std::string starred(word);
    for (char &c : starred)
        if (!is_small(c)) c = '*';
    const std::string *digits = masked_.find(starred);
    if (digits) parts.push_back({*digits, Role::kUnit, 0, static_cast<int>(word.size())});
    return digits;
}

bool Numerals::mixed(std::string_view word, Parts &parts) const {
    const size_t before = parts.size();
    for (size_t start = 0, end; start < word.size(); start = end) {
        const bool figures = is_digit(word[start]), small = is_small(word[start]);
        for (end = start + 1; end < word.size() && (figures ? is_digit(word[end]) : small && is_small(word[end]));)
            ++end;
        const std::string_view piece = word.substr(start, end - start);
        const int first = static_cast<int>(start), last = static_cast<int>(end);
        if (figures)
            parts.push_back({std::string(piece), Role::kDigits, first, last});
        else if (const Worth *worth = small ? words_.find(piece) : nullptr; worth && goes_with_figures(*worth, word, piece))
            parts.push_back({worth->digits, worth->role, first, last});
        else if (const std::string *digit = small && piece.size() == 2 ? gluable_.find(piece) : nullptr)
            parts.push_back({*digit, Role::kUnit, first, last});  // "5un4"
        else if (small && !letters(piece, first, false, parts))
            glued(piece, first, parts);
    }
    return parts.size() > before;
}

// Letters drawn like digits; alone, single ones and words of the language are no digits.
bool Numerals::letters(std::string_view word, int start, bool alone, Parts &parts) const {
    if (word.size() > longest_letters_) return false;
    for (const char c : word)
        if (!(alone ? draws_alone_[uint8_t(c)] : letters_[uint8_t(c)] != 0)) return false;
    if (alone && not_digits_.has(word)) return false;
    std::string digits(word);
    for (char &c : digits) c = letters_[uint8_t(c)];
    parts.push_back({std::move(digits), Role::kLetters, start, start + static_cast<int>(word.size())});
    return true;
}

// How long the longest digit word is that begins here and after which the rest can be read; 0: none.
// lengths: the same for each later place, and not 0 at the end.
int Numerals::longest_glued(std::string_view word, size_t at, const int *lengths) const {
    const size_t left = word.size() - at;
    if (left >= 3 && !begin_glued_[triple_of(word.data() + at)]) return 0;
    for (size_t length = std::min(left, longest_word_); length; --length)
        if (lengths[at + length] && gluable_.has(word.substr(at, length))) return static_cast<int>(length);
    return 0;
}

// Digit words without a space between; all of the word must be read, long words first.
bool Numerals::glued(std::string_view word, int start, Parts &parts) const {
    if (word.size() < 3 || word.size() > kLongestGlued || !begin_glued_[triple_of(word.data())]) return false;
    if (!end_glued_[triple_of(word.data() + word.size() - 3)]) return false;
    if (word.find_first_not_of("oh") == std::string_view::npos) return false;
    int lengths[kLongestGlued + 1];
    lengths[word.size()] = 1;
    for (size_t at = word.size(); at-- > 0;) lengths[at] = longest_glued(word, at, lengths);
    if (!lengths[0]) return false;
    std::string digits;
    for (size_t at = 0; at < word.size(); at += static_cast<size_t>(lengths[at]))
        digits += *gluable_.find(word.substr(at, static_cast<size_t>(lengths[at])));
    parts.push_back({std::move(digits), Role::kUnit, start, start + static_cast<int>(word.size())});
    return true;
}

}  // namespace lamplight
