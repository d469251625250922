#include "descriptions.hpp"

namespace lamplight {
namespace {

constexpr Signs kToken("a-z0-9@._%+-"), kPiece("a-z0-9");
constexpr int kLongestToken = 80, kFewLetters = 3;
constexpr size_t kMostRules = 64, kMostJoined = 4, kFarthestLetter = 5;

Lexicon<std::string> meanings(const Pairs &pairs) {
    Lexicon<std::string> known;
    for (const auto &[word, meaning] : pairs) known.put(word, meaning);
    return known;
}

std::vector<Span> pieces_of(std::string_view text, Span within) {
    std::vector<Span> pieces;
    for (int at = within.start, end; at < within.end; at = end + 1) {
        for (end = at; end < within.end && kPiece(text[end]);) ++end;
        if (end > at) pieces.push_back({at, end});
    }
    return pieces;
}

}  // namespace

// A reading written anew, from left to right.
class Descriptions::Copy {
  public:
    explicit Copy(const Reading &of) : of_(of) {}

    void keep(int from, int end) {
        for (int at = from; at < end; ++at) take(of_.plain[at], of_.span(at, at + 1), !of_.described.empty() && of_.described[at]);
    }
    void begin(const Match &match) {
        keep(done_, match.start());
        first_ = plain_.size();
        match_ = of_.span(match.start(), match.end());
        last_ = match_.start;
        hull_ = {};
        turned_ = false;
    }
    // A character that is meant, and the place that says so.
    void mean(char c, Span place) {
        turned_ = turned_ || place.start < last_;
        hull_ = hull_.ok() ? Span{std::min(hull_.start, place.start), std::max(hull_.end, place.end)} : place;
        last_ = place.start;
        take(c, place, true);
    }
    void literal(char c) { take(c, {ends_.size() > first_ ? std::min(ends_.back(), match_.end - 1) : match_.start, match_.end}, true); }
    // What was put in another order has one place, the whole.
    void end(const Match &match) {
        for (size_t at = first_; turned_ && at < plain_.size(); ++at) {
            starts_[at] = hull_.start;
            ends_[at] = hull_.end;
        }
        done_ = match.end();
    }
    bool any() const { return done_ > 0; }
    void into(Reading &reading) {
        keep(done_, static_cast<int>(of_.plain.size()));
        reading.plain = std::move(plain_);
        reading.starts = std::move(starts_);
        reading.ends = std::move(ends_);
        reading.described = std::move(described_);
    }
    const Reading &of() const { return of_; }

  private:
    void take(char c, Span place, bool said) {
        plain_ += c;
        starts_.push_back(place.start);
        ends_.push_back(place.end);
        described_.push_back(said);
    }

    const Reading &of_;
    std::string plain_;
    std::vector<int32_t> starts_, ends_;
    std::vector<bool> described_;
    size_t first_ = 0;
    Span match_, hull_;
    int done_ = 0, last_ = 0;
    bool turned_ = false;
};

Descriptions::Descriptions(const Tables &tables, Gates &gates)
    : letters_(meanings(tables.pairs_of("descriptions.LETTERS"))), numbers_(meanings(tables.pairs_of("descriptions.NUMBERS"))),
      romans_(meanings(tables.pairs_of("descriptions.ROMANS"))) {
    for (const auto &[pattern, shape] : tables.pairs_of("descriptions.RULES")) add_rule(pattern, shape, gates);
}

// shape: "BACK|MEANT|WORDS|NEEDS". Of the words "*" are letters that stand alone, others without letters signs.
void Descriptions::add_rule(const std::string &pattern, std::string_view shape, Gates &gates) {
    if (rules_.size() == kMostRules) throw std::length_error("more than 64 rules in descriptions.RULES");
    const Rules bit = Rules{1} << rules_.size();
    const size_t needs = shape.rfind('|'), triggers = shape.rfind('|', needs - 1), meant = shape.find('|') + 1;
    const auto gate_of = [&](std::string_view listed, std::string &signs) {
        Words words;
        for (const std::string &word : split_words(listed)) is_small(word[0]) ? words.push_back(word) : void(signs += word);
        const auto [known, fresh] = gates_.try_emplace(std::string(listed), 0);
        if (fresh && !words.empty()) known->second = gates.add(words);
        return known->second;
    };
    Rule rule{Pattern(pattern), std::string(shape.substr(meant, triggers - meant)), shape[0] - '0', 0, 0, {}};
    const std::string_view listed = shape.substr(triggers + 1, needs - triggers - 1);
    std::string signs;
    rule.words = gate_of(listed, signs);
    followed_ |= rule.words;
    rule.needs = gate_of(shape.substr(needs + 1), rule.signs);
    if (signs == "*")
        by_letter_ |= bit;
    else if (!signs.empty())
        by_sign_.push_back({signs, bit});
    for (const std::string &word : split_words(listed)) {
        const Rules *known = by_word_.find(word);
        by_word_.put(word, (known ? *known : 0) | bit);
    }
    rules_.push_back(std::move(rule));
}

void Descriptions::write(const Gates &gates, Reading &reading) const {
    Rules rules = rules_in(reading);
    if (!rules) return;
    Hits hits = hits_of(rules, reading);
    for (size_t rule = 0; rule < rules_.size(); ++rule) {
        if (!(rules >> rule & 1) || !apply(rule, hits, reading)) continue;
        index_words(gates, reading);
        rules = rules_in(reading);
        hits = hits_of(rules, reading);
    }
    if (!reading.described.empty()) reading.whole = reading.plain;
}

// Those that may have something to say.
Descriptions::Rules Descriptions::rules_in(const Reading &reading) const {
    Rules rules = reading.distinct_singles() >= kFewLetters ? by_letter_ : 0;
    for (const auto &[sign, of] : by_sign_)
        if (reading.holds(sign)) rules |= of;
    for (size_t at = 0; at < rules_.size(); ++at) {
        const Rule &rule = rules_[at];
        if (!reading.has(rule.words)) continue;
        const auto holds = [&](char sign) { return reading.holds(sign); };
        const bool needs = rule.needs || !rule.signs.empty();
        if (!needs || reading.has(rule.needs) || std::any_of(rule.signs.begin(), rule.signs.end(), holds)) rules |= Rules{1} << at;
    }
    return rules;
}

Descriptions::Hits Descriptions::hits_of(Rules rules, const Reading &reading) const {
    Hits hits;
    const std::string_view lower = reading.lower;
    reading.each_word(followed_, lower, [&](const Word &word) {
        if (const Rules *of = by_word_.find(lower.substr(word.start, word.size())); of && (*of & rules)) hits.push_back({word.start, *of & rules});
    });
    if (rules & by_letter_) add_letters(rules & by_letter_, reading.words, hits);
    for (const auto &[sign, of] : by_sign_)
        for (size_t at = of & rules ? lower.find(sign) : lower.npos; at != lower.npos; at = lower.find(sign, at + 1))
            hits.push_back({static_cast<int>(at), of});
    return hits;
}

// Letters that stand alone where two more follow, each a few words on.
void Descriptions::add_letters(Rules rules, const std::vector<Word> &words, Hits &hits) const {
    size_t before = words.size(), last = words.size();
    for (size_t at = 0; at < words.size(); ++at) {
        if (words[at].size() > 1) continue;
        if (before < last && last - before <= kFarthestLetter && at - last <= kFarthestLetter)
            hits.push_back({words[before].start, rules});
        before = last;
        last = at;
    }
}

// This place, and where the tokens before it begin.
void Descriptions::add_starts(const Rule &rule, int at, std::string_view lower, Starts &starts) const {
    starts.add(at);
    if (rule.back) starts.add(at = row_start(lower, at, kToken, kLongestToken));
    for (int token = 0; token < rule.back; ++token) {
        int end = at;
        while (end > 0 && !kToken(lower[end - 1])) --end;
        starts.add(at = row_start(lower, end, kToken, kLongestToken));
    }
}

bool Descriptions::apply(size_t rule, const Hits &hits, Reading &reading) const {
    Starts starts;
    for (const auto &[at, rules] : hits)
        if (rules >> rule & 1) add_starts(rules_[rule], at, reading.lower, starts);
    Copy copy(reading);
    starts.each(rules_[rule].pattern, reading.lower, [&](const Match &match) { mean(rules_[rule], match, copy); });
    if (copy.any()) copy.into(reading);
    return copy.any();
}

// "$" and a group's number: the group as it stands; "<": turned round; "*": of its letters those that stand alone;
// "^", "#", "!": its words as letters, numbers, Roman numerals.
void Descriptions::mean(const Rule &rule, const Match &match, Copy &copy) const {
    static constexpr Signs kReadings("$<*^#!");
    copy.begin(match);
    for (size_t at = 0; at < rule.meant.size(); ++at) {
        const char reading = rule.meant[at];
        if (!kReadings(reading)) {
            copy.literal(reading);
            continue;
        }
        const int group = rule.meant[++at] - '0';
        const Span span = match.has(group) ? match.span(group) : Span{0, 0};
        const auto place = [&](int from) { return copy.of().span(from, from + 1); };
        if (reading == '$')
            for (int c = span.start; c < span.end; ++c) copy.mean(copy.of().plain[c], place(c));
        else if (reading == '<')
            for (int c = span.start; c < span.end; ++c) copy.mean(copy.of().plain[span.end - 1 - (c - span.start)], place(c));
        else if (reading == '*')
            for (const Span &piece : pieces_of(match.text, span)) {
                if (piece.size() == 1 || is_digit(match.text[piece.start]))
                    for (int c = piece.start; c < piece.end; ++c) copy.mean(copy.of().plain[c], place(c));
            }
        else
            copy_known(reading == '^' ? letters_ : reading == '#' ? numbers_ : romans_, match, group, copy);
    }
    copy.end(match);
}

// What its words are known as, the longest that stand side by side together; rows of digits as they stand.
void Descriptions::copy_known(const Lexicon<std::string> &known, const Match &match, int group, Copy &copy) const {
    if (!match.has(group)) return;
    const std::vector<Span> pieces = pieces_of(match.text, match.span(group));
    const auto text = [&](const Span &piece) { return match.text.substr(piece.start, piece.size()); };
    for (size_t at = 0, next; at < pieces.size(); at = next) {
        next = at + 1;
        const bool digits = all_digits(text(pieces[at]));
        std::string joined, means(digits ? text(pieces[at]) : "");
        for (size_t end = at; !digits && end < std::min(pieces.size(), at + kMostJoined); ++end) {
            joined += text(pieces[end]);
            if (const std::string *meaning = known.find(joined)) {
                means = *meaning;
                next = end + 1;
            }
        }
        for (const char c : means) copy.mean(c, copy.of().span(pieces[at].start, pieces[next - 1].end));
    }
}

}  // namespace lamplight
