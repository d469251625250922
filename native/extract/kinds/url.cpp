// Twin: tests/extract/slow/kinds/url.py.
#include "url.hpp"

namespace lamplight {
namespace {

constexpr double kSchemed = 0.98, kBare = 0.9, kDotted = 0.7;
constexpr Signs kHost("a-z0-9@._-"), kLabels("a-z0-9.-"), kLetters("a-z");
constexpr Signs kOpening("[({<*_~|'\"\x01/-");
constexpr Signs kDrawnDots(",*;.\x01");
constexpr int kFewSingles = 4, kShortestGlued = 6;
constexpr int kLongestRow = 258;  // four labels and a "www"

// Where the scheme begins that ends before `end`; -1 where none does.
int scheme_start(std::string_view lower, int end) {
    if (!ends_with(lower.substr(0, end), "//")) return -1;
    int at = row_start(lower, end - 2, kSpaces, 1);
    const bool bracketed = at > 2 && lower[at - 1] == ']' && lower[at - 3] == '[';
    if (bracketed) --at;
    if (at == 0 || lower[at - 1] != ':') return -1;
    at = row_start(lower, at - 1 - bracketed, kSpaces, 1);
    return at > 4 && lower[at - 1] == 's' ? at - 5 : std::max(at - 4, -1);
}

}  // namespace

Urls::Urls(const Tables &tables, Gates &gates)
    : url_(tables.pattern("url.URL")), dotted_(tables.pattern("url.DOTTED")),
      numbered_(tables.pattern("url.NUMBERED")), spelt_(tables.pattern("url.SPELT")),
      slash_(tables.pattern("url.SLASH")), hyphen_(tables.pattern("url.HYPHEN")),
      glued_(tables.pattern("url.GLUED")), letters_(tables.pattern("url.LETTERS")),
      sure_endings_(tables.words_of("url.SURE_ENDINGS")),
      hyphen_words_(set_of(tables.words_of("url.HYPHEN_WORDS"))), endings_(set_of(tables.words_of("hosts.ENDINGS"))), words_(set_of(tables.words_of("hosts.WORDS"))),
      dot_words_(set_of(tables.words_of("signs.DOT_WORDS"))),
      no_hosts_(set_of(tables.words_of("url.NO_HOSTS"))),
      romance_(set_of(tables.words_of("url.ROMANCE"))), everyday_dots_(set_of(tables.words_of("url.EVERYDAY_DOTS"))), spaced_(tables.words_of("url.SPACED")),
      sure_gate_(gates.add(tables.words_of("url.SURE_ENDINGS"))), dot_gate_(gates.add(tables.words_of("signs.DOT_WORDS"))) {
    for (const char32_t sign : tables.text("url.TAIL")) tail_ += static_cast<char>(sign);
}

// With a scheme, with www., bare, or with its dot in words or apart.
void Urls::find(const Reading &reading, std::string_view, std::vector<Found> &found) const {
    const bool dots = reading.holds('.') || reading.has(dot_gate_);
    if (reading.distinct_singles() > kFewSingles && dots) find_letters(reading, found);
    if (dots) find_plain(reading, found);
    if (reading.has(dot_gate_) || (reading.has(sure_gate_) && has_drawn_dot(reading)) || spaced_.any_in(reading.lower)) find_dotted(reading, found);
    find_run_on(reading, found);
}

// Whether a sure ending stands behind something else than a plain full stop.
bool Urls::has_drawn_dot(const Reading &reading) const {
    const std::string_view lower = reading.lower;
    bool drawn = false;
    reading.each_word(sure_gate_, lower, [&](const Word &word) {
        const char before = word.start > 1 ? lower[word.start - 1] : 'a';
        const bool plain = is_small(before) || is_digit(before) || (before == '.' && kHost(lower[word.start - 2]) && lower[word.start - 2] != '.');
        drawn = drawn || !plain;
    });
    return drawn;
}

// "kettledotcom"
void Urls::find_run_on(const Reading &reading, std::vector<Found> &found) const {
    Starts starts;
    for (const Span &word : reading.words) {
        const std::string_view piece = std::string_view(reading.lower).substr(word.start, word.size());
        const auto ends = [&](const std::string &ending) { return ends_with(piece, ending); };
        if (word.size() < kShortestGlued || !std::any_of(sure_endings_.begin(), sure_endings_.end(), ends)) continue;
        starts.add(row_start(reading.lower, word.start, kLabels, kLongestRow));
    }
    starts.each(glued_, reading.lower, [&](const Match &glued) {
        std::string value(glued[1]);
        value.append(".").append(glued[2]);
        found.push_back({kUrl, std::move(value), glued.start(), glued.end(), kDotted, kGlued | kWordsForSigns, {}});
    });
}

// "k e t t l e . c o m"
void Urls::find_letters(const Reading &reading, std::vector<Found> &found) const {
    const std::vector<Word> &words = reading.words;
    const auto follow = [&](size_t at) { return words[at + 1].size() == 1 && words[at + 1].start == words[at].end + 1; };
    Starts starts;
    for (size_t at = 0; at + 3 < words.size(); ++at)
        if (words[at].size() == 1 && follow(at) && follow(at + 1) && follow(at + 2)) starts.add(words[at].start);
    starts.each(letters_, reading.lower, [&](const Match &letters) {
        std::string value, ending;
        for (const char c : letters[1])
            if (!is_space(c)) value += c;
        for (const char c : letters[2])
            if (!is_space(c)) ending += c;
        if (!endings_.has(ending)) return;
        value += "." + ending + (letters.has(3) ? "/" : "");
        for (const char c : letters[3])
            if (!is_space(c)) value += c;
        found.push_back({kUrl, std::move(value), letters.start(), letters.end(), kDotted, kSpacedOut, letters.span()});
    });
}

// Every host has a letter after a dot after a letter or digit, and begins with its row of signs or
// a scheme.
void Urls::find_plain(const Reading &reading, std::vector<Found> &found) const {
    const std::string_view lower = reading.lower;
    Starts starts;
    int seen = -1;
    for (size_t dot = lower.find('.', 1); dot != lower.npos; dot = lower.find('.', dot + 1)) {
        const char before = lower[dot - 1];
        if (!is_small(before) && !is_digit(before)) continue;
        if (dot + 1 == lower.size() || !is_small(lower[dot + 1])) continue;
        int start = static_cast<int>(dot);
        while (start > seen && start > 0 && kHost(lower[start - 1])) --start;
        const bool same_row = start == seen;
        seen = static_cast<int>(dot);
        if (same_row) continue;
        starts.add(start);
        if (const int scheme = scheme_start(lower, start); scheme >= 0) starts.add(scheme);
    }
    starts.each(url_, lower, [&](const Match &url) { add_plain(reading, url, found); });
}

void Urls::add_plain(const Reading &reading, const Match &url, std::vector<Found> &found) const {
    const Span host = url.has(2) ? url.span(2) : url.span(3);
    std::string_view path;
    if (url.has(6)) path = std::string_view(reading.plain).substr(url.start(6), url.span(6).size());
    const bool spelt = !path.empty() && (is_space(path[0]) || path[0] == '(' || path[0] == '[');
    if (!spelt) path = rstrip(rstrip(path.substr(0, path.find('#')), tail_), "/?");
    if (url.has(3) && words_.has(url[4]) && path.empty()) return;
    std::string value = reading.lower.substr(host.start, host.size());
    value += url[5];
    if (spelt)
        value += replaced(url[6], slash_, '/');
    else
        value += path;
    if (numbered_.matches(std::string_view(reading.lower), host.start)) return;
    const int bare = url.has(5) ? url.end(5) : host.end;
    const int end = path.empty() ? bare : url.start(6) + static_cast<int>(path.size());
    found.push_back(
        {kUrl, std::move(value), host.start, end, url.has(1) ? kSchemed : kBare, 0, url.span()});
}

void Urls::find_dotted(const Reading &reading, std::vector<Found> &found) const {
    const std::string_view lower = reading.lower;
    Starts starts;
    for (size_t dot = lower.find('.'); dot != lower.npos; dot = lower.find('.', dot + 1))
        add_label(lower, static_cast<int>(dot), starts);
    reading.each_word(sure_gate_, lower, [&](const Word &word) {
        const int sign = row_start(lower, word.start, kSpaces, 1), dot = row_start(lower, sign, kDrawnDots, 3);
        if (dot < sign) add_row(lower, row_start(lower, dot, kSpaces, 1), starts);
    });
    reading.each_word(dot_gate_, lower, [&](const Word &word) { add_label(lower, word.start, starts); });
    starts.each(dotted_, lower, [&](const Match &hidden) {
        if (!is_host(hidden)) return;
        std::string value = host_of(hidden[1]);
        const std::string_view path = rstrip(hidden[4], tail_);
        value.append(".").append(hidden[3]).append(rstrip(replaced(path, slash_, '/'), "/"));
        const int end = hidden.end(3) + static_cast<int>(path.size());
        found.push_back({kUrl, std::move(value), hidden.start(1), end, kDotted, kWordsForSigns, {}});
    });
}

// "Town . it" and "the dot com boom" are sentences.
bool Urls::is_host(const Match &hidden) const {
    const std::string_view dot = strip(hidden[2]);
    if (no_hosts_.has(hidden[1])) return false;
    if (romance_.has(dot) && hidden[3] == "de") return false;
    if (everyday_dots_.has(dot) && std::find(sure_endings_.begin(), sure_endings_.end(), hidden[3]) == sure_endings_.end()) return false;
    return (dot != "." && !dot_words_.has(dot)) || dot == "dot" || !words_.has(hidden[3]);
}

// With its words for signs as signs.
std::string Urls::host_of(std::string_view written) const {
    return replaced(replaced(written, hyphen_, '-'), spelt_, '.');
}

std::string Urls::replaced(std::string_view text, const Pattern &pattern, char sign) {
    std::string plain;
    int from = 0;
    pattern.each(text, [&](const Match &match) {
        plain += text.substr(from, match.start() - from);
        plain += sign;
        from = match.end();
    });
    plain += text.substr(from);
    return plain;
}

// Where an address may begin whose dot is here: with the label before a space or a bracket, or with
// a "www" before that ("www dot site dot com").
void Urls::add_label(std::string_view lower, int dot, Starts &starts) const {
    int end = row_start(lower, dot, kSpaces, 1);
    if (end > 0 && kOpening(lower[end - 1])) end = row_start(lower, end - 1, kSpaces, 1);
    if (end < dot) add_row(lower, end, starts);
}

// With the label that ends here.
void Urls::add_row(std::string_view lower, int end, Starts &starts) const {
    int start = row_start(lower, end, kLabels, kLongestRow + 1);
    if (start == end) return;
    starts.add(start);
    for (int rows = 0; rows < 5; ++rows) {
        const int stop = row_start(lower, start, kSpaces | Signs("."), 3);
        start = row_start(lower, stop, kLetters);
        const std::string_view row = lower.substr(start, stop - start);
        if (row == "w" || starts_with(row, "ww")) starts.add(start);
        if (hyphen_words_.has(row)) starts.add(row_start(lower, row_start(lower, start, kSpaces, 1), kLabels, kLongestRow + 1));
    }
}

}  // namespace lamplight
