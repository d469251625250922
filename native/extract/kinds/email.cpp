// Twin: tests/extract/slow/kinds/email.py.
//
// The patterns of disguise are slow to fail, so each is tried only where a local part may begin:
// before an "@" or an "at" in words, which every match holds.
#include "email.hpp"

#include "../starts.hpp"

namespace lamplight {
namespace {

constexpr int kAtAndSpaces = 4;
constexpr double kSure = 0.99, kSpaced = 0.9, kSigned = 0.9, kInWords = 0.7;
constexpr Signs kPlain("a-z0-9._%+-"), kLocal("a-z0-9._+-"), kName("a-z0-9._");
constexpr Signs kAround("[](){}<>*_~|=/'\":;,!^#\x01-");  // a sign in brackets
// What may stand between the last letter of a local part and an "at".
constexpr Signs kBeforeAt = kSpaces | kAround | Signs("+"),
                kBeforeShortAt = kSpaces | kAround | Signs(".");
constexpr Signs kAroundDot = kSpaces | kAround, kApart(" *~\n-");
constexpr int kFarthestAt = 52, kMostSpaces = 3, kMostAround = 9, kMostApart = 84;
constexpr int kMostRows = 17;  // five words of a local part and signs of three words between them
constexpr int kCueWithin = 40, kLongestGlued = 180;

// Calls f(int at) for each "AT" between small letters or digits, each "at" between capitals.
template <typename F> void each_at_inside(std::string_view plain, F f) {
    static constexpr Signs kSmall("a-z0-9"), kCapital("A-Z0-9");
    const auto each = [&](std::string_view word, const Signs &around) {
        for (size_t at = plain.find(word, 1); at != plain.npos; at = plain.find(word, at + 1))
            if (at + 2 < plain.size() && around(plain[at - 1]) && around(plain[at + 2]))
                f(static_cast<int>(at));
    };
    each("AT", kSmall);
    each("at", kCapital);
}

bool has_at_inside(std::string_view plain) {
    bool any = false;
    each_at_inside(plain, [&](int) { any = true; });
    return any;
}

}  // namespace

Emails::Emails(const Tables &tables, Gates &gates)
    : plain_(tables.pattern("email.PLAIN")), apart_(tables.pattern("email.APART")),
      apart_dot_(tables.pattern("email.APART_DOT")), glued_(tables.pattern("email.GLUED")),
      run_on_(tables.pattern("email.RUN_ON")), disguised_(tables.pattern("email.DISGUISED")),
      spelt_(tables.pattern("email.SPELT")), spelt_within_(tables.pattern("email.SPELT_WITHIN")),
      short_(tables.pattern("email.SHORT")), bracketed_(tables.pattern("email.BRACKETED")),
      at_host_(tables.pattern("email.AT_HOST")), cue_(tables.pattern("email.CUE")), write_(tables.pattern("email.WRITE")), at_words_(set_of(tables.words_of("email.AT_WORDS"))),
      sure_ats_(set_of(tables.words_of("email.SURE_ATS"))),
      sign_words_(set_of(tables.words_of("signs.SIGN_WORDS"))),
      providers_(set_of(tables.words_of("email.PROVIDERS"))),
      no_words_(set_of(tables.words_of("email.NO_WORDS"))),
      no_locals_(set_of(tables.words_of("email.NO_LOCALS"))),
      no_hosts_(set_of(tables.words_of("email.NO_HOSTS"))),
      prose_(set_of(tables.words_of("email.PROSE"))),
      at_gate_(gates.add(tables.words_of("email.AT_WORDS"))),
      dot_gate_(gates.add(tables.words_of("email.DOT_WORDS"))),
      sure_gate_(gates.add(tables.words_of("email.SURE_ATS"))),
      cue_gate_(gates.add(tables.words_of("email.CUES"))),
      provider_gate_(gates.add(tables.words_of("email.PROVIDERS"))),
      least_apart_(static_cast<int>(tables.number("email.LEAST_APART"))) {
    for (const auto &[word, sign] : tables.pairs_of("signs.SIGNS")) signs_.put(word, sign[0]);
    at_signs_ = tables.text("email.AT_SIGNS");
    for (const char32_t sign : tables.text("email.WEAK")) weak_ += static_cast<char>(sign);
}

// Plain ones, then each kind of disguise in what is left.
void Emails::find(const Reading &reading, std::string_view, std::vector<Found> &found) const {
    const bool dot = reading.holds("dot"), glued = dot || has_at_inside(reading.plain);
    const bool drawn = is_drawn(reading);
    if (!reading.holds('@') && !glued && !drawn && !may_be_hidden(reading)) return;
    const bool apart = reading.distinct_singles() >= least_apart_;
    std::string_view lower = reading.lower;
    std::string left;
    size_t blanked = found.size();
    const auto look = [&](Way way) {
        if (blanked < found.size()) {
            if (left.empty()) left = reading.lower;
            for (; blanked < found.size(); ++blanked)
                std::fill(left.begin() + found[blanked].start, left.begin() + found[blanked].end,
                          kBlank);
            lower = left;
        }
        (this->*way)(reading, lower, found);
    };
    look(&Emails::plain);
    if (apart) look(&Emails::apart);
    if (glued) look(&Emails::glued);
    if (dot) look(&Emails::run_on);
    look(&Emails::disguised);
    look(&Emails::shortened);
}

void Emails::plain(const Reading &, std::string_view lower, std::vector<Found> &found) const {
    Starts starts;
    for (size_t at = lower.find('@'); at != lower.npos; at = lower.find('@', at + 1))
        starts.add(row_start(lower, static_cast<int>(at), kPlain));
    starts.each(plain_, lower, [&](const Match &match) {
        found.push_back({kEmail, std::string(match[0]), match.start(), match.end(), kSure, 0, {}});
    });
}

// "r o s e @ m a i l . e x a m p l e", also one side of it alone
void Emails::apart(const Reading &reading, std::string_view lower,
                   std::vector<Found> &found) const {
    Starts starts;
    each_at(reading, lower, [&](int at) {
        const int near = row_start(lower, at, kApart | kSpaces, 1);
        const int end = row_start(lower, at, kBeforeAt, kMostAround);
        starts.add(row_start(lower, near, kLocal));
        starts.add(row_start(lower, end, kLocal));
        for (int start = end - 1; start >= 0 && end - start < kMostApart && kLocal(lower[start]);
             start -= 2) {
            starts.add(start);
            if (start == 0 || !kApart(lower[start - 1])) break;
        }
    });
    starts.each(apart_, lower, [&](const Match &match) {
        const auto without = [](std::string_view letters, std::string_view sign) {
            std::string kept;
            for (const char c : letters)
                if (sign.empty() || c != sign[0]) kept += c;
            return kept;
        };
        if (!match.has(2) && !match.has(5)) return;
        std::string host;
        if (match.has(5)) {
            for (const char c : without(replaced(match[4], apart_dot_, '.'), match[5]))
                if (!is_space(c)) host += c;
        } else {
            host = written(match[6], spelt_);
        }
        std::string value = without(match[1], match[2]) + "@" + host;
        if (plain_.fills(value))
            found.push_back(
                {kEmail, std::move(value), match.start(), match.end(), kSpaced, kSpacedOut, {}});
    });
}

// "roseATmailDOTexample"
void Emails::glued(const Reading &reading, std::string_view lower,
                   std::vector<Found> &found) const {
    std::string plain = reading.plain;
    for (size_t at = 0; at < plain.size(); ++at)
        if (lower[at] == kBlank) plain[at] = kBlank;
    Starts starts;
    each_at_inside(plain, [&](int at) { starts.add(row_start(lower, at, kLocal, kLongestGlued)); });
    starts.each(glued_, plain, [&](const Match &match) {
        const bool capital = match[0].find("AT") != std::string_view::npos;
        std::string value(match[0]);
        value.replace(value.find(capital ? "AT" : "at"), 2, "@");
        const char *dot = capital ? "DOT" : "dot";
        for (size_t at; (at = value.find(dot)) != value.npos;) value.replace(at, 3, ".");
        for (char &c : value)
            if (is_capital(c)) c |= 0x20;
        found.push_back({kEmail, std::move(value), match.start(), match.end(), kInWords,
                         kGlued | kWordsForSigns, {}});
    });
}

// "rose@maildotexample", "roseatgmaildotcom"
void Emails::run_on(const Reading &, std::string_view lower, std::vector<Found> &found) const {
    Starts starts;
    each_dot(lower, [&](int start) {
        starts.add(start);
        if (start > 0 && lower[start - 1] == '@') starts.add(row_start(lower, start - 1, kLocal));
    });
    starts.each(run_on_, lower, [&](const Match &match) {
        std::string value(match[1]);
        value.append("@").append(match.has(2) ? match[2] : match[3]).append(".").append(match[4]);
        found.push_back({kEmail, std::move(value), match.start(), match.end(), kInWords,
                         kGlued | kWordsForSigns, {}});
    });
}

void Emails::disguised(const Reading &reading, std::string_view lower,
                       std::vector<Found> &found) const {
    Starts starts;
    each_at(reading, lower, [&](int at) { add_locals(lower, at, starts); });
    each_drawn(reading, [&](int at) { add_locals(lower, at, starts); });
    starts.each(disguised_, lower, [&](const Match &hidden) {
        const std::string_view at = strip(hidden[2]);
        const bool drawn = at == "a" || (at.size() == 1 && at[0] == kSymbol);
        if (drawn ? !is_drawn_at(reading, hidden) : !is_meant(hidden)) return;
        const char first = hidden[2][0];
        const Pattern &spelt = first == '_' || first == '-' ? spelt_within_ : spelt_;
        std::string value(written(hidden[1], spelt));
        if (&spelt == &spelt_within_) value = strip(value, "_-");
        value += "@" + written(hidden[3], spelt) + ".";
        value += hidden[5];
        const double sure = in_words(hidden[2]) ? kInWords : kSigned;
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
        if (no_locals_.has(match[1])) return;
        if (in_words(match[2]) && !match.has(4) && !no_words_.has(match[3])) return;
        std::string value(match[1]);
        value.append("@").append(match[3]).append(".com");
        found.push_back(
            {kEmail, std::move(value), match.start(), match.end(), kInWords, kWordsForSigns, {}});
    });
}

// An "at" in words beside a dot in words, a word for e-mail, or in brackets.
bool Emails::may_be_hidden(const Reading &reading) const {
    if (!reading.has(at_gate_)) return false;
    return reading.has(dot_gate_ | sure_gate_ | cue_gate_) || is_bracketed(reading) ||
           is_before_host(reading.lower);
}

// "vera.m at kettle.example"
bool Emails::is_before_host(std::string_view lower) const {
    static constexpr Signs kHost("a-z0-9-");
    for (size_t dot = lower.find('.'); dot != lower.npos; dot = lower.find('.', dot + 1)) {
        if (dot + 1 == lower.size() || !is_small(lower[dot + 1])) continue;
        const int host = row_start(lower, static_cast<int>(dot), kHost);
        if (host >= kAtAndSpaces && at_host_.matches(lower, host - kAtAndSpaces)) return true;
    }
    return false;
}

bool Emails::is_bracketed(const Reading &reading) const {
    const std::string_view lower = reading.lower;
    for (const Span &word : reading.words) {
        int sign = row_start(lower, word.start, kSpaces, kMostSpaces) - 1;
        if (sign >= 0 && lower[sign] == '@') sign = row_start(lower, sign, kSpaces, kMostSpaces) - 1;
        if (sign >= 0 && kAround(lower[sign]) &&
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
            const bool opened = sign >= 0 && kAround(lower[sign]);
            if (!opened && !(i + 1 < reading.words.size() && is_at(reading.words[i + 1]))) continue;
        }
        f(word.start);
    }
}

// Calls f(int start) with the row of signs before or around each "dot".
template <typename F> void Emails::each_dot(std::string_view lower, F f) const {
    for (size_t at = lower.find("dot"); at != lower.npos; at = lower.find("dot", at + 1))
        f(row_start(lower, static_cast<int>(at), kLocal, kLongestGlued));
}

// Where the local part before an "at" may begin: with the row of signs before it, or with one
// farther back that is held to it by signs in words.
void Emails::add_locals(std::string_view lower, int at, Starts &starts) const {
    int end = row_start(lower, at, kBeforeAt, kFarthestAt);
    bool was_sign = false;
    for (int rows = 0; rows < kMostRows; ++rows) {
        const int start = row_start(lower, end, kLocal);
        const bool sign = is_sign(lower.substr(start, end - start));
        if (start == end || (rows > 0 && !sign && !was_sign)) return;
        starts.add(start);
        was_sign = sign;
        end = row_start(lower, start, kAroundDot, kMostAround);
        if (end == start) return;
    }
}

bool Emails::is_sign(std::string_view row) const {
    return row == "." || sign_words_.has(strip(row, "_-"));
}

bool Emails::in_words(std::string_view at) const {
    const std::string_view core = strip(at, weak_);
    return !core.empty() && is_small(core[0]);
}

// "Meet me at the bar. It" is none: a bare "at" wants a dot in words or a known provider.
bool Emails::is_meant(const Match &hidden) const {
    static constexpr Signs kSpelt("a-z()[]{}<>");
    if (no_locals_.has(hidden[1])) return false;
    const std::string_view at = hidden[2], dot = hidden[4];
    const bool spelt = kSpelt.any_in(dot), prose = prose_.has(hidden[5]);
    if (!spelt && strip(dot) != ".")
        return at.find('@') != at.npos && strip(dot) == dot && !prose;
    const bool new_sentence = is_space(dot.back()) && prose;
    if (!in_words(at)) return spelt || !new_sentence;
    if (no_hosts_.has(hidden[3])) return false;
    if (spelt) return true;
    if (is_sure(at)) return !new_sentence;
    static constexpr Signs kOdd("._0-9");
    return dot == "." &&
           (providers_.has(hidden[3]) || kOdd.any_in(hidden[1]) || is_cued(hidden));
}

// A word for "@" that means nothing else is in it.
bool Emails::is_sure(std::string_view at) const {
    for (size_t from = 0; from < at.size();) {
        size_t end = from;
        while (end < at.size() && !is_space(at[end])) ++end;
        if (sure_ats_.has(at.substr(from, end - from))) return true;
        from = end + 1;
    }
    return false;
}

bool Emails::is_cued(const Match &hidden) const {
    const auto end = static_cast<size_t>(hidden.start());
    const size_t start = end < kCueWithin ? 0 : end - kCueWithin;
    return cue_.finds(hidden.text, start, end) || write_.finds(hidden.text, start, end);
}

// Calls f(int at) for each sign that is drawn for an "at".
template <typename F> void Emails::each_drawn(const Reading &reading, F f) const {
    if (reading.text.ascii) return;
    const auto is_at = [&](size_t at) {
        const Span sign = reading.span(static_cast<int>(at), static_cast<int>(at) + 1);
        return sign.size() == 1 && at_signs_.find(reading.text[sign.start]) != at_signs_.npos;
    };
    for (size_t at = 0; at < reading.lower.size(); ++at)
        if ((reading.lower[at] == kSymbol || reading.lower[at] == 'a') && is_at(at))
            f(static_cast<int>(at));
}

bool Emails::is_drawn(const Reading &reading) const {
    bool any = false;
    each_drawn(reading, [&](int) { any = true; });
    return any;
}

// "rose ✉ mail.example"
bool Emails::is_drawn_at(const Reading &reading, const Match &hidden) const {
    static constexpr Signs kSmall("a-z");
    const int at = hidden.start(2) + (is_space(hidden[2][0]) ? 1 : 0);
    const Span sign = reading.span(at, at + 1);
    if (sign.size() != 1 || at_signs_.find(reading.text[sign.start]) == at_signs_.npos) return false;
    return !no_locals_.has(hidden[1]) && (hidden[4] == "." || kSmall.any_in(hidden[4]));
}

// With each match as one sign.
std::string Emails::replaced(std::string_view text, const Pattern &pattern, char sign) const {
    std::string plain;
    int from = 0;
    pattern.each(text, [&](const Match &match) {
        plain += text.substr(from, match.start() - from);
        std::string word;  // of its parts, one space between
        for (const char c : match[1])
            if (!is_space(c)) {
                word += c;
            } else if (!word.empty() && word.back() != ' ') {
                word += ' ';
            }
        const char *known = signs_.find(word);
        plain += known ? *known : sign;
        from = match.end();
    });
    plain += text.substr(from);
    return plain;
}

// With its words for signs as signs.
std::string Emails::written(std::string_view disguised, const Pattern &spelt) const {
    std::string plain;
    for (const char c : replaced(disguised, spelt, '.'))
        if (kLocal(c) && !(c == '.' && ends_with(plain, "."))) plain += c;
    return plain;
}

}  // namespace lamplight
