// Twin: tests/extract/slow/kinds/email.py.
//
// The patterns of disguise are slow to fail, so each is tried only where a local part may begin:
// before an "@" or an "at" in words, which every match holds.
#include "email.hpp"

namespace lamplight {
namespace {

constexpr double kSure = 0.99, kSpaced = 0.9, kSigned = 0.9, kInWords = 0.7;
constexpr Signs kPlain("a-z0-9._%+-"), kLocal("a-z0-9._+-"), kName("a-z0-9._");
// What may stand between the last letter of a local part and an "at".
constexpr Signs kBeforeAt = kSpaces | kAround | Signs("+"),
                kBeforeShortAt = kSpaces | kAround | Signs(".");
constexpr Signs kAroundDot = kSpaces | kAround | Signs("+"), kBeforeLead = kSpaces | kAround | Signs("."), kApart(" *~\n-");
constexpr size_t kShortestCued = 6;
constexpr int kMostAround = 9, kMostApart = 84;
constexpr int kMostRows = 17;  // five words of a local part and signs of three words between them
constexpr int kMostLeads = 5, kLongestGlued = 180, kHeadReaches = 60, kLongestRemark = 34;
constexpr Signs kAfterSign = kSpaces | Signs(")]"), kSignLetters("a-z_"), kLetters("a-z"), kBeforeBare = kSpaces | kAround;

// Of the signs drawn for an "at" in the text that is read now.
std::vector<int> &drawn_places() {
    static thread_local std::vector<int> places;
    return places;
}

bool lower_is_around(char c) { return is_space(c) || c == '(' || c == '['; }

// Calls f(int at) for each "AT" between small letters or digits, each "at" between capitals.
template <typename F> void each_at_inside(std::string_view plain, const Words &ats, F f) {
    static constexpr Signs kSmall("a-z0-9"), kCapital("A-Z0-9");
    const auto each = [&](std::string_view word, const Signs &around) {
        for (size_t at = find_piece(plain, word, 1); at != plain.npos; at = find_piece(plain, word, at + 1)) {
            const size_t end = at + word.size();
            if (end < plain.size() && around(plain[at - 1]) && around(plain[end])) f(static_cast<int>(at));
        }
    };
    for (const std::string &word : ats) each(word, kSmall);
    each("at", kCapital);
}

bool has_at_inside(std::string_view plain, const Words &ats) {
    bool any = false;
    each_at_inside(plain, ats, [&](int) { any = true; });
    return any;
}

// With each of the words as the sign.
void replace_each(std::string &value, const Words &words, char sign) {
    for (const std::string &word : words)
        for (size_t at; (at = value.find(word)) != value.npos;) value.replace(at, word.size(), 1, sign);
}

// "gmail", "gmailcom"
Words with_ending(Words providers) {
    for (size_t at = 0, size = providers.size(); at < size; ++at) providers.push_back(providers[at] + "com");
    return providers;
}

}  // namespace

Emails::Emails(const Tables &tables, Gates &gates)
    : plain_(tables.pattern("email.PLAIN")), apart_(tables.pattern("email.APART")),
      apart_dot_(tables.pattern("email.APART_DOT")), guard_(tables.pattern("email.GUARD")), letters_(tables.pattern("email.LETTER_BY_LETTER")), glued_(tables.pattern("email.GLUED")),
      run_on_(tables.pattern("email.RUN_ON")), disguised_(tables.pattern("email.DISGUISED")),
      spelt_(tables.pattern("email.SPELT")), spelt_within_(tables.pattern("email.SPELT_WITHIN")),
      short_(tables.pattern("email.SHORT")), bracketed_(tables.pattern("ats.BRACKETED")),
       cue_(tables.pattern("email.CUE")), write_(tables.pattern("email.WRITE")), at_words_(set_of(tables.words_of("ats.AT_WORDS"))),
      sure_ats_(set_of(tables.words_of("ats.SURE_ATS"))),
      sign_words_(set_of(tables.words_of("signs.SIGN_WORDS"))),
      providers_(set_of(tables.words_of("email.PROVIDERS"))),
      no_words_(set_of(tables.words_of("email.NO_WORDS"))),
      no_locals_(set_of(tables.words_of("email.NO_LOCALS"))),
      no_hosts_(set_of(tables.words_of("email.NO_HOSTS"))),
      prose_(set_of(tables.words_of("email.PROSE"))),
      at_gate_(gates.add(tables.words_of("ats.AT_WORDS"))),
      dot_gate_(gates.add(tables.words_of("email.DOT_WORDS"))),
      sure_gate_(gates.add(tables.words_of("ats.SURE_ATS"))),
      cue_gate_(gates.add(tables.words_of("email.CUES"))),
      provider_gate_(gates.add(with_ending(tables.words_of("email.PROVIDERS")))),
      roles_(set_of(tables.words_of("email.ROLES"))), leads_(set_of(tables.words_of("ats.LEADS"))),
      sure_endings_(set_of(tables.words_of("email.SURE_ENDINGS"))),
      no_names_(set_of(tables.words_of("handle.COMMON"))), bare_(tables.pattern("email.BARE")), own_(tables.pattern("email.OWN")), head_(tables.pattern("email.JOINED_BEFORE")), cued_(tables.pattern("email.CUED")),
      no_ats_(set_of(tables.words_of("email.NO_ATS"))), at_nouns_(set_of(tables.words_of("ats.AT_NOUNS"))), told_(set_of(tables.words_of("ats.TOLD"))), preposed_ats_(set_of(tables.words_of("ats.PREPOSED_ATS"))), joining_ats_(set_of(tables.words_of("ats.JOINING_ATS"))), joining_dots_(set_of(tables.words_of("ats.JOINING_DOTS"))), common_(set_of(tables.words_of("common_words.COMMON_WORDS"))),
      head_signs_(set_of(tables.words_of("email.HEAD_SIGNS"))), cut_(tables.pattern("email.CUT")),
      glued_ats_(tables.words_of("email.GLUED_ATS")), glued_dots_(tables.words_of("email.GLUED_DOTS")),
      least_apart_(static_cast<int>(tables.number("email.LEAST_APART"))) {
    for (const auto &[word, sign] : tables.pairs_of("signs.SIGNS")) signs_.put(word, sign[0]);
    for (const auto &[word, digits] : tables.pairs_of("email.NUMBERS")) numbers_.put(word, digits);
    at_signs_ = tables.text("ats.AT_SIGNS");
    for (const char32_t sign : tables.text("email.WEAK")) weak_ += static_cast<char>(sign);
}

// Plain ones, then each kind of disguise in what is left.
void Emails::find(const Reading &reading, std::string_view, std::vector<Found> &found) const {
    const bool dot = reading.holds("dot"), glued = dot || has_at_inside(reading.plain, glued_ats_);
    std::vector<int> &signs = drawn_places();
    signs.clear();
    each_drawn(reading, [&](int at) { signs.push_back(at); });
    const bool drawn = !signs.empty();
    if (!reading.holds('@') && !glued && !drawn && !reading.has(provider_gate_ | cue_gate_) && !may_be_hidden(reading)) return;
    const bool apart = reading.distinct_singles() >= least_apart_;
    std::string_view lower = reading.lower;
    std::string left;
    const size_t first = found.size();
    size_t blanked = first;
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
    look(&Emails::bare);
    if (reading.has(cue_gate_)) look(&Emails::cued);
    for (size_t at = first; at < found.size(); ++at) put_as_meant(found[at]);
}

void Emails::plain(const Reading &reading, std::string_view lower, std::vector<Found> &found) const {
    Starts starts;
    for (size_t at = lower.find('@'); at != lower.npos; at = lower.find('@', at + 1))
        starts.add(row_start(lower, static_cast<int>(at), kPlain));
    starts.each(plain_, lower, [&](const Match &match) {
        const int start = match.start(), end = end_of(reading, match);
        Found address{kEmail, std::string(lower.substr(start, end - start)), start, end, kSure, 0, {}};
        Match head;
        const size_t from = static_cast<size_t>(std::max(0, start - kHeadReaches));
        const int sign = row_start(lower, start, kAfterSign, kMostAround), word = row_start(lower, sign, kSignLetters);
        if (head_signs_.has(lower.substr(word, sign - word)) && head_.search(lower, from, head, start) &&
            (head.start() == 0 || !kLocal(lower[head.start() - 1]))) {
            address.value = std::string(head[1]) + "_" + address.value;
            address.start = head.start(1);
            address.tricks = kWordsForSigns;
        }
        found.push_back(std::move(address));
    });
}

// "rose@mail.exampleCall me": a word with a capital is glued to it.
int Emails::end_of(const Reading &reading, const Match &match) const {
    Match cut;
    static constexpr Signs kCapitals("A-Z");
    if (!kCapitals.any_in(std::string_view(reading.plain).substr(match.start(), match.end() - match.start()))) return match.end();
    const std::string_view plain = std::string_view(reading.plain).substr(0, match.end());
    const size_t at = match[0].find('@');
    return cut_.search(plain, match.start() + at, cut) ? cut.end() : match.end();
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
    each_at_inside(plain, glued_ats_, [&](int at) { starts.add(row_start(lower, at, kLocal, kLongestGlued)); });
    starts.each(glued_, plain, [&](const Match &match) {
        std::string value(match[0]);
        if (match.has(1)) {
            for (const std::string &word : glued_ats_) {
                const size_t at = value.find(word);
                if (at == value.npos) continue;
                value.replace(at, word.size(), "@");
                break;
            }
            replace_each(value, glued_dots_, '.');
        } else {
            value.replace(value.find("at"), 2, "@");
            replace_each(value, {"dot"}, '.');
        }
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
    std::string signs;  // with a drawn letter that stands alone among plain ones as a sign
    for (const int at : drawn_places()) {
        if (lower[at] != 'a' || !is_among_plain(reading, at)) continue;
        if (signs.empty()) signs = lower;
        signs[at] = kSymbol;
    }
    if (!signs.empty()) lower = signs;
    each_at(reading, lower, [&](int at) { add_locals(lower, at, starts); });
    for (const int at : drawn_places()) add_locals(lower, at, starts);
    starts.each(disguised_, lower, [&](const Match &hidden) {
        const std::string_view at = strip(hidden[2]), sign = strip(at, "()[]");
        const bool drawn = at == "a" || (sign.size() == 1 && sign[0] == kSymbol);
        if (drawn && !is_sign_drawn(reading, hidden)) return hidden.start() + 1;
        if (drawn ? !is_drawn_at(hidden) : !is_meant(hidden)) return hidden.end();
        const char first = hidden[2][0];
        const Pattern &spelt = first == '_' || first == '-' ? spelt_within_ : spelt_;
        std::string value(written(hidden[1], spelt));
        value = &spelt == &spelt_within_ ? strip(value, "_-") : rstrip(value, "_-.");
        const auto [digits, start] = digits_before(lower, hidden, value);
        if (!digits.empty()) value = digits;
        value += "@" + written(hidden[3], spelt) + ".";
        value += hidden[5];
        const double sure = in_words(hidden[2]) ? kInWords : kSigned;
        found.push_back(
            {kEmail, std::move(value), start, hidden.end(), sure, kWordsForSigns, {}});
        return hidden.end();
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
        add_locals(lower, at, starts);
    });
    starts.each(short_, lower, [&](const Match &match) {
        const std::string local = written(match[1], spelt_);
        if (local.empty() || no_locals_.has(local)) return;
        const bool said = is_made_up(local) || is_sure(match[2]) || is_cued(match);
        if (in_words(match[2]) && !match.has(4) && !no_words_.has(match[3]) && !said) return;
        std::string value = local, host;
        for (const char c : match[3])
            if (c != ' ') host += c;
        value.append("@").append(host).append(".com");
        found.push_back(
            {kEmail, std::move(value), match.start(), match.end(), kInWords, kWordsForSigns, {}});
    });
}

// "rosevip84 gmail com", "rosevip84 (curl) gmail.com", "gmail: rosevip84"
void Emails::bare(const Reading &reading, std::string_view lower, std::vector<Found> &found) const {
    if (!reading.has(provider_gate_)) return;
    const auto add = [&](const Match &match, int local, int host, std::string_view ending) {
        std::string value(match[local]);
        value.append("@").append(match[host]).append(".").append(ending);
        found.push_back({kEmail, std::move(value), match.start(local), match.end(), kInWords, kWordsForSigns, {}});
    };
    Starts starts, owns;
    reading.each_word(provider_gate_, lower, [&](const Word &word) {
        owns.add(word.start);
        int end = word.start;
        for (int words = 0; words < 4; ++words) {
            end = row_start(lower, end, kBeforeBare, kMostAround);
            const int start = row_start(lower, end, kName, kFarthestAt);
            starts.add(start);
            end = start;
        }
    });
    starts.each(bare_, lower, [&](const Match &match) {
        if (no_locals_.has(match[1]) || providers_.has(match[1])) return;
        const bool odd = is_made_up(match[1]);
        const bool said = odd || (match[1].size() >= kShortestCued && !no_names_.has(match[1]) && cue_.finds(lower, from_cue(match.start()), match.start()));
        if (match.has(5) ? !is_gap(match[4], odd) || !(odd || is_marked(match[4])) : !said) return;
        const int host = match.has(2) ? 2 : match.has(5) ? 5 : 7;
        add(match, 1, host, host == 7 ? "com" : match[host + 1]);
    });
    owns.each(own_, lower, [&](const Match &match) {
        if (is_made_up(match[2]) || is_told(match)) add(match, 2, 1, "com");
    });
}

// "mail: rosevip84 (monkey) mail.example"
void Emails::cued(const Reading &reading, std::string_view lower, std::vector<Found> &found) const {
    Starts starts;
    reading.each_word(cue_gate_, lower, [&](const Word &word) { starts.add(word.start); });
    starts.each(cued_, lower, [&](const Match &match) {
        const std::string local = written(match[2], spelt_);
        if (local.empty() || no_locals_.has(local) || common_.has(local)) return;
        const bool odd = is_made_up(local), spelt = Signs("a-z").any_in(match[5]);
        const bool said = odd || (!match[1].empty() && (spelt || is_marked(match[3])));
        if (!is_sure(match[3]) && !(said && is_gap(match[3], odd || spelt))) return;
        std::string value = local + "@" + written(match[4], spelt_) + ".";
        value += match[6];
        found.push_back({kEmail, std::move(value), match.start(2), match.end(), kInWords, kWordsForSigns, {}});
    });
}

// Calls f(int at) for each "@" and each word that may mean one. A single letter does in brackets
// alone, or before another of the words ("a rond").
template <typename F>
void Emails::each_at(const Reading &reading, std::string_view lower, F f) const {
    for (size_t at = lower.find('@'); at != lower.npos; at = lower.find('@', at + 1))
        f(static_cast<int>(at));
    const auto ends_in_at = [&](const Word *next) {
        return next < reading.words.data() + reading.words.size() && reading.is(*next, at_gate_, lower);
    };
    reading.each_word(at_gate_, lower, [&](const Word &word) {
        if (word.size() == 1) {
            const int sign = row_start(lower, word.start, kSpaces, kMostSpaces) - 1;
            const bool opened = sign >= 0 && kAround(lower[sign]);
            if (!opened && !ends_in_at(&word + 1)) return;
        }
        f(word.start);
    });
}

// Calls f(int start) with the row of signs before or around each "dot".
template <typename F> void Emails::each_dot(std::string_view lower, F f) const {
    for (size_t at = find_piece(lower, "dot"); at != lower.npos; at = find_piece(lower, "dot", at + 1))
        f(row_start(lower, static_cast<int>(at), kLocal, kLongestGlued));
}

// Where the local part before an "at" may begin: with the row of signs before it, or with one
// farther back that is held to it by signs in words.
void Emails::add_locals(std::string_view lower, int at, Starts &starts) const {
    int end = row_start(lower, at, kBeforeAt, kFarthestAt);
    bool was_sign = false;
    if (const int open = remark_start(lower, at); open > 0) starts.add(row_start(lower, row_start(lower, open, kSpaces, 1), kLocal));
    for (int words = 0; words < kMostLeads; ++words) {  // "then the at sign"
        const int lead = row_start(lower, end, kLetters);
        if (lead == end || !leads_.has(lower.substr(lead, end - lead))) break;
        starts.add(lead);
        end = row_start(lower, lead, kBeforeLead, kMostSpaces);
    }
    for (int rows = 0; rows < kMostRows; ++rows) {
        const int start = row_start(lower, end, kLocal);
        const bool sign = is_sign(lower.substr(start, end - start));
        if (start == end || (rows > 0 && !sign && !was_sign)) return;
        starts.add(start);
        was_sign = sign || lower[start] == '_';
        end = row_start(lower, start, kAroundDot, kMostAround);
        if (end == start) return;
        was_sign = was_sign || lower.substr(end, start - end).find('_') != lower.npos;
    }
}

// Where the remark in brackets begins that ends before this place; 0 for none.
int Emails::remark_start(std::string_view lower, int at) {
    const int stop = row_start(lower, at, kSpaces, kMostSpaces);
    if (stop == 0 || lower[stop - 1] != ')') return 0;
    const size_t open = lower.rfind('(', stop - 1);
    return open == lower.npos || stop - static_cast<int>(open) > kLongestRemark ? 0 : static_cast<int>(open);
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

// "rose ✉ mail.example"
bool Emails::is_drawn_at(const Match &hidden) const {
    static constexpr Signs kSmall("a-z");
    return !no_locals_.has(hidden[1]) && (hidden[4] == "." || kSmall.any_in(hidden[4]));
}

// Whether what stands between is one of the signs drawn for an "at".
bool Emails::is_sign_drawn(const Reading &reading, const Match &hidden) const {
    int at = hidden.start(2);
    while (lower_is_around(hidden.text[at])) ++at;
    const Span sign = reading.span(at, at + 1);
    return sign.size() == 1 && at_signs_.find(reading.text[sign.start]) != at_signs_.npos;
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
