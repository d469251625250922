#include "digits.hpp"

#include <algorithm>

#include "words.hpp"

namespace lamplight {

namespace {

constexpr int kMostBetween = 2;   // words
constexpr int kGapOfAWord = 6;    // characters
constexpr size_t kLongestRemark = 40;  // characters in brackets
constexpr int kLongestCut = 6;     // letters on either side of a sign
constexpr int kLongestBeside = 6;  // letters beside a sign that masks one

constexpr std::string_view kEnds = "\n.!?";

inline bool alnum(char c) { return is_small(c) || is_digit(c); }
// Whether it may stand for a letter of a digit word.
inline bool masks(char c) { return c == '*' || c == '#' || c == '@'; }
// Whether it may stand inside a digit word.
inline bool cuts(char c) { return c == '-' || c == '.' || c == '_' || c == '/' || c == '|'; }

// Whether a letter that looks like none of a to z touches the word.
bool in_other_letters(std::string_view lower, int start, int end) {
    return (start > 0 && lower[static_cast<size_t>(start - 1)] == kLetter) ||
           (end < static_cast<int>(lower.size()) && lower[static_cast<size_t>(end)] == kLetter);
}

// Whether what is said goes on there.
bool is_gap(std::string_view between) { return between.find_first_of(".!?:;()\n") == between.npos; }

// Whether what is said ends here.
bool ends(std::string_view lower, int at) {
    return at == static_cast<int>(lower.size()) || kEnds.find(lower[static_cast<size_t>(at)]) != kEnds.npos;
}

std::string_view word_of(std::string_view lower, int start, int end) {
    return lower.substr(static_cast<size_t>(start), static_cast<size_t>(end - start));
}

}  // namespace

Digits::Digits(const Tables &tables, const Numerals &numerals)
    : numerals_(numerals),
      sums_(tables),
      slips_(tables, sums_),
      spaced_(tables.pattern("digits.SPACED")),
      longest_gap_(static_cast<int>(tables.number("digits.LONGEST_GAP"))) {
    for (const std::string &word : tables.words_of("digits.BETWEEN")) between_.put(word, true);
    for (const std::string &sign : tables.words_of("digits.TOKEN_SIGNS")) cuts_alone_[uint8_t(sign[0])] = true;
}

bool Digits::may_hold_runs(const View &view) const {
    // Words cut, starred or written apart can be digits.
    if (view.reading->distinct_singles() > 2) return true;
    int start, end;
    for (size_t at = 0; at < view.lower.size(); ++at) {
        const char c = view.lower[at];
        if (is_digit(c) || masks(c) || (cuts(c) && cut_word(view.lower, static_cast<int>(at), start, end))) return true;
    }
    return std::any_of(view.reading->words.begin(), view.reading->words.end(), [&](const Span &span) {
        std::string word(word_of(view.reading->whole, span.start, span.end));
        for (char &c : word) c = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
        return sure(word);
    });
}

bool Digits::sure(std::string_view word) const {
    static thread_local Parts parts;
    parts.clear();
    numerals_.spell(word, parts);
    return std::any_of(parts.begin(), parts.end(), [](const Part &part) {
        return part.role != Role::kLetters && part.role != Role::kHomophone && part.role != Role::kSeveral &&
               part.role != Role::kGuess;
    });
}

// Words, where they begin, and what they are worth; words written apart are one.
void Digits::tokenize(std::string_view lower, Tokens &tokens) const {
    tokens.words.clear();
    tokens.parts.clear();
    tokens.singles = 0;
    tokens.units = 0;
    const int size = static_cast<int>(lower.size());
    const bool others = lower.find(kLetter) != lower.npos;
    bool masked = false, cut = false, brackets = false;
    for (int start = 0, end; start < size; start = end) {
        const char c = lower[static_cast<size_t>(start)];
        end = start + 1;
        if (!alnum(c)) {
            masked = masked || masks(c);
            cut = cut || (cuts(c) && start > 0 && end < size && is_small(lower[static_cast<size_t>(start - 1)]) && is_small(lower[static_cast<size_t>(end)]));
            brackets = brackets || c == '(';
            if (cuts_alone_[uint8_t(c)]) tokens.words.push_back({start, end, 0, 0});
            continue;
        }
        while (end < size && is_small(lower[static_cast<size_t>(end)])) ++end;
        const bool letters = is_small(c) && !(end < size && is_digit(lower[static_cast<size_t>(end)]));
        if (!letters)
            while (end < size && alnum(lower[static_cast<size_t>(end)])) ++end;
        const int first = static_cast<int>(tokens.parts.size());
        const std::string_view word = word_of(lower, start, end);
        if (letters && others && in_other_letters(lower, start, end))
            ;  // "до" reads as a letter and an "o"
        else if (letters)
            numerals_.spell_letters(word, tokens.parts);
        else
            numerals_.spell(word, tokens.parts);
        tokens.words.push_back({start, end, first, static_cast<int>(tokens.parts.size()) - first});
        if (tokens.words.back().count)
            tokens.units += tokens.parts.back().role == Role::kUnit || tokens.parts.back().role == Role::kGuess;
        if (end == start + 1 && is_small(c)) tokens.singles |= 1u << (c - 'a');
    }
    static thread_local std::vector<Token> apart;
    apart.clear();
    if (__builtin_popcount(tokens.singles) > 2) find_spaced(lower, tokens, apart);
    if (cut) find_cut(lower, tokens, apart);
    if (masked) find_masked(lower, tokens, apart);
    if (!apart.empty()) merge(tokens, apart);
    if (brackets && tokens.units) pass_remarks(lower, tokens);
    if (tokens.units >= slips_.enough) find_slips(lower, tokens);
}

// "t w o": every digit word has three letters of its own.
void Digits::find_spaced(std::string_view lower, Tokens &tokens, std::vector<Token> &apart) const {
    std::string letters;
    Match match;
    int done = 0;
    for (const Token &token : tokens.words) {
        if (token.end > token.start + 1 || token.start < done || !is_small(lower[static_cast<size_t>(token.start)])) continue;
        if (!spaced_.match(lower, static_cast<size_t>(token.start), match)) continue;
        done = match.end();
        letters.clear();
        for (const char c : match[0])
            if (is_small(c)) letters += c;
        const size_t first = tokens.parts.size();
        if (!numerals_.spell(letters, tokens.parts)) continue;
        tokens.parts.resize(first + 1);
        Part &part = tokens.parts.back();
        if (part.role != Role::kUnit) continue;
        part.start = 0;
        part.end = match.end() - match.start();
        apart.push_back({match.start(), match.end(), static_cast<int>(first), 1});
    }
}

// A digit word cut in two by a sign, from start to end; null for none.
const Worth *Digits::cut_word(std::string_view lower, int sign, int &start, int &end) const {
    const int size = static_cast<int>(lower.size());
    const auto at = [&](int place) { return place >= 0 && place < size ? lower[static_cast<size_t>(place)] : ' '; };
    start = sign;
    end = sign + 1;
    if (!is_small(at(end))) return nullptr;
    while (is_small(at(start - 1)) && sign - start <= kLongestCut) --start;
    while (is_small(at(end)) && end - sign <= kLongestCut + 1) ++end;
    const int left = sign - start, right = end - sign - 1;
    if (left < 1 || left > kLongestCut || right < 1 || right > kLongestCut || left + right < 2) return nullptr;
    const char before = at(start - 1), after = at(end);
    if (alnum(before) || cuts(before) || alnum(after) || (cuts(after) && (after == '-' || alnum(at(end + 1))))) return nullptr;
    const Worth *tail = numerals_.known(word_of(lower, sign + 1, end));
    if (tail && tail->whole()) return nullptr;
    const std::string joined = std::string(word_of(lower, start, sign)).append(word_of(lower, sign + 1, end));
    const Worth *whole = numerals_.known(joined);
    if (!whole || whole->digits.size() > 1) return nullptr;
    const bool counts = whole->role == Role::kUnit || (whole->role == Role::kHomophone && sums_.languages_of(joined));
    return counts ? whole : nullptr;
}

// "thr-ee", "nu.eve".
void Digits::find_cut(std::string_view lower, Tokens &tokens, std::vector<Token> &apart) const {
    int start, end;
    for (size_t sign = 0; sign < lower.size(); ++sign) {
        const Worth *whole = cuts(lower[sign]) ? cut_word(lower, static_cast<int>(sign), start, end) : nullptr;
        if (!whole) continue;
        apart.push_back({start, end, static_cast<int>(tokens.parts.size()), 1});
        tokens.parts.push_back({whole->digits, Role::kUnit, 0, end - start});
    }
}

// Whether the end of the line before a sign, with up to four letters before it, is taken into the word: as one
// sign more, so that the word is none.
bool Digits::joins_line_before(std::string_view lower, int sign) {
    const std::string_view before = lower.substr(0, static_cast<size_t>(sign));
    if (!ends_with(before, "\n")) return false;
    size_t letters = 0;
    while (letters + 1 < before.size() && is_small(before[before.size() - 2 - letters])) ++letters;
    const char ahead = letters + 1 < before.size() ? before[before.size() - 2 - letters] : ' ';
    return letters <= kLongestBeside && !is_digit(ahead) && ahead != '*';
}

// "f*ur": one letter behind a sign.
void Digits::find_masked(std::string_view lower, Tokens &tokens, std::vector<Token> &apart) const {
    const int size = static_cast<int>(lower.size());
    const auto at = [&](int place) { return place >= 0 && place < size ? lower[static_cast<size_t>(place)] : ' '; };
    const auto goes_on = [&](int place) { return alnum(at(place)) || at(place) == '*'; };
    for (int sign = 0; sign < size; ++sign) {
        if (!masks(lower[static_cast<size_t>(sign)])) continue;
        int start = sign, end = sign + 1;
        while (is_small(at(start - 1)) && sign - start <= kLongestBeside) --start;
        while (is_small(at(end)) && end - sign <= kLongestBeside + 1) ++end;
        if (start == sign && end == sign + 1) continue;
        if (sign - start > kLongestBeside || end - sign - 1 > kLongestBeside) continue;
        if (goes_on(start - 1) || goes_on(end)) continue;
        if (start == sign && joins_line_before(lower, sign)) continue;
        const int first = static_cast<int>(tokens.parts.size());
        if (numerals_.unmasked(word_of(lower, start, end), tokens.parts)) apart.push_back({start, end, first, 1});
    }
}

// With one token for each span apart, in place of those it covers.
void Digits::merge(Tokens &tokens, const std::vector<Token> &apart) const {
    std::vector<Token> spans(apart), merged;
    std::sort(spans.begin(), spans.end(), [](const Token &left, const Token &right) {
        return left.start != right.start ? left.start < right.start : left.end < right.end;
    });
    const auto begin = tokens.words.begin();
    const auto from = [&](int start) {
        return std::lower_bound(begin, tokens.words.end(), start,
                                [](const Token &token, int place) { return token.start < place; });
    };
    auto at = begin;
    for (const Token &span : spans) {
        const auto first = from(span.start);
        if (first < at) continue;
        merged.insert(merged.end(), at, first);
        merged.push_back(span);
        at = from(span.end);
    }
    merged.insert(merged.end(), at, tokens.words.end());
    tokens.words.swap(merged);
}

// "(easy one)": one digit word among others in brackets is none.
void Digits::pass_remarks(std::string_view lower, Tokens &tokens) const {
    size_t at = 0;
    for (size_t open = lower.find('('); open != lower.npos; open = lower.find('(', open + 1)) {
        const size_t close = lower.find_first_of("()", open + 1);
        if (close == lower.npos) return;
        if (lower[close] == '(' || close - open > kLongestRemark) continue;
        while (at < tokens.words.size() && tokens.words[at].start < static_cast<int>(open)) ++at;
        Token *digits = nullptr;
        int words = 0, counted = 0;
        bool figures = false;
        for (; at < tokens.words.size() && tokens.words[at].start < static_cast<int>(close); ++at, ++words) {
            Token &token = tokens.words[at];
            figures = figures || !is_small(lower[static_cast<size_t>(token.start)]);
            if (token.count) digits = &token;
            counted += token.count > 0;
        }
        if (counted == 1 && words > 1 && !figures) digits->count = 0;
    }
}

// Rows of digit words, a few unknown ones between them, in which slips are looked for.
void Digits::find_slips(std::string_view lower, Tokens &tokens) const {
    const int size = static_cast<int>(tokens.words.size());
    int first = -1, last = -1;
    for (int at = 0; at < size; ++at) {
        const Token &token = tokens.words[static_cast<size_t>(at)];
        if (token.count) {
            first = first < 0 ? at : first;
            last = at;
        } else if (first >= 0 && (at - last > slips_.beyond || !alnum(lower[static_cast<size_t>(token.start)]))) {
            read_slips(lower, tokens, first, last);
            first = -1;
        }
    }
    if (first >= 0) read_slips(lower, tokens, first, last);
}

// "sevn", "troi": words of the row and beside it that are near a digit of its language.
void Digits::read_slips(std::string_view lower, Tokens &tokens, int first, int last) const {
    if (last - first + 1 < slips_.enough) return;
    const int size = static_cast<int>(tokens.words.size());
    const auto word_at = [&](int at) -> Token & { return tokens.words[static_cast<size_t>(at)]; };
    const auto is_digits = [&](int at) { return at >= 0 && at < size && word_at(at).count; };
    static thread_local std::vector<uint32_t> spoken;
    spoken.clear();
    for (int at = first; at <= last; ++at)
        if (const Token &token = word_at(at); token.count)
            if (const uint32_t languages = sums_.languages_of(word_of(lower, token.start, token.end)))
                spoken.push_back(languages);
    const int words = static_cast<int>(spoken.size());
    const uint32_t languages = words * 2 > last - first ? slips_.spoken(spoken) : 0;
    if (!languages) return;
    const bool many = words >= slips_.many;
    const auto is_slip = [&](int at, bool everyday) {
        Token &token = word_at(at);
        const std::string_view word = word_of(lower, token.start, token.end);
        if (token.count && !is_wrong_guess(tokens, token, sums_.languages_of(word) & languages)) return true;
        if (!std::all_of(word.begin(), word.end(), is_small) || between_.has(word)) return false;
        const char digit = slips_.digit_of(word, languages, everyday);
        if (!digit) return false;
        token.first = static_cast<int>(tokens.parts.size());
        token.count = 1;
        tokens.parts.push_back({std::string(1, digit), Role::kUnit, 0, token.end - token.start});
        return true;
    };
    const auto beside_digits = [&](int at) { return is_digits(at - 1) && is_digits(at + 1); };
    for (int at = first; at <= last; ++at) is_slip(at, false);
    const auto between = [&](int left) { return word_of(lower, word_at(left).end, word_at(left + 1).start); };
    const auto beside = [&](int left) { return is_gap(between(left)) || between(left) == between(first); };
    for (int at = first - 1; at >= std::max(0, first - slips_.beyond) && beside(at) && is_slip(at, false);) --at;
    for (int at = last + 1; at < std::min(size, last + 1 + slips_.beyond) && beside(at - 1) && is_slip(at, many && ends(lower, word_at(at).end));) ++at;
    for (int at = first; many && at <= last; ++at)
        if (!word_at(at).count && beside_digits(at)) is_slip(at, true);
}

// Whether the token is a guess that its row's languages do not have; a homophone or a guess that they have is made sure.
bool Digits::is_wrong_guess(Tokens &tokens, const Token &token, bool spoken) {
    Part &part = tokens.parts[static_cast<size_t>(token.first)];
    const bool guess = part.role == Role::kGuess;
    if (spoken && (guess || part.role == Role::kHomophone) && part.digits.size() == 1) part.role = Role::kUnit;
    return guess && !spoken;
}

// Whether a run bridges the words and the characters between two of digits.
bool Digits::goes_on(std::string_view lower, const Tokens &tokens, size_t from, size_t to, int end) const {
    const int between = static_cast<int>(to - from);
    if (between && is_remark(word_of(lower, end, tokens.words[to].start))) return true;
    if (between > kMostBetween) return false;
    if (tokens.words[to].start - end > longest_gap_ + kGapOfAWord * between) return false;
    for (size_t at = from; at < to; ++at)
        if (!between_.has(word_of(lower, tokens.words[at].start, tokens.words[at].end))) return false;
    return true;
}

// Whether letters of a word other than "x" stand between its digits.
bool Digits::cut_off(const View &view, const Token &token, int from, int to) {
    if (from >= to) return false;
    return !strip(view.between(token.start + from, token.start + to), "x").empty();
}

}  // namespace lamplight
