#include "price.hpp"

#include <algorithm>

#include "../words.hpp"

namespace lamplight {
namespace {

constexpr int kBefore = 5, kSoldBefore = 24;  // how far before a number words are looked for

Lexicon<std::string> lexicon_of(const Pairs &pairs) {
    Lexicon<std::string> made;
    for (const auto &[word, value] : pairs) made.put(word, value);
    return made;
}

// "1,200" and ".50", "120 USD" of a number's parts and a currency.
std::string written(std::string_view whole, std::string_view cents, const std::string &currency) {
    std::string value;
    for (const char c : whole)
        if (is_digit(c) && (c != '0' || !value.empty())) value += c;
    if (value.empty()) value = "0";
    if (!cents.empty() && cents.substr(1) != "00") value.append(".").append(cents.substr(1));
    if (!currency.empty()) value.append(" ").append(currency);
    return value;
}

}  // namespace

Prices::Prices(const Tables &tables, Gates &)
    : number_(tables.pattern("price.NUMBER")),
      before_(tables.pattern("price.BEFORE")),
      after_(tables.pattern("price.AFTER")),
      sold_before_(tables.pattern("price.SOLD_BEFORE")),
      sold_after_(tables.pattern("price.SOLD_AFTER")),
      not_sold_(tables.pattern("price.NOT_SOLD")),
      names_(lexicon_of(tables.pairs_of("price.NAMES"))),
      prefixes_(lexicon_of(tables.pairs_of("price.PREFIXES"))),
      dollars_(lexicon_of(tables.pairs_of("price.DOLLARS"))),
      least_(static_cast<int>(tables.number("price.LEAST"))) {
    for (const std::string &code : tables.words_of("price.CODES")) codes_.put(code, true);
    for (const auto &[sign, code] : tables.pairs_of("price.SIGNS"))
        signs_[static_cast<uint8_t>(sign.at(0))] = code;
    signs_['$'] = "$";
    for (const std::string &sign : tables.words_of("price.CONTINUES"))
        continues_[static_cast<uint8_t>(sign.at(0))] = true;
}

void Prices::find(const Reading &reading, std::string_view region, std::vector<Found> &found) const {
    const std::string_view lower = reading.lower;
    const int size = static_cast<int>(lower.size());
    Match number;
    for (int at = 0; at < size;) {
        if (!is_digit(lower[at])) {
            ++at;
        } else if (number_.match(lower, at, number)) {
            price(lower, number, region, found);
            at = number.end();
        } else {
            ++at;
        }
    }
}

// A currency makes a number a price surely, a length of time probably.
void Prices::price(std::string_view lower, const Match &number, std::string_view region,
                   std::vector<Found> &found) const {
    Match before, after;
    const bool led = named_before(lower, number.start(), before);
    const bool followed = named_after(lower, number.end(), after);
    const bool part_of_other =
        number.start() > 0 && continues_[static_cast<uint8_t>(lower[number.start() - 1])];
    if (led || (followed && !part_of_other)) {
        const bool ends_after = followed && (!led || codes_.has(after[2]));
        const std::string named = currency(led ? &before : nullptr, followed ? &after : nullptr, region);
        found.push_back({kPrice, written(number[1], number[2], named),
                         led ? before.start() : number.start(),
                         ends_after ? after.end() : number.end(), 0.95, 0, {}});
    } else if (!part_of_other && all_digits(number[1]) && sold(lower, number)) {
        found.push_back(
            {kPrice, std::string(number[1]), number.start(), number.end(1), 0.7, 0, {}});
    }
}

// The pattern is asked only where a sign or a code ends before the number, white space apart.
bool Prices::named_before(std::string_view lower, int start, Match &before) const {
    int end = start;
    for (int skipped = 0; skipped < 2 && end > 0 && is_space(lower[end - 1]); ++skipped) --end;
    if (end == 0) return false;
    const bool coded = end >= 3 && codes_.has(lower.substr(end - 3, 3));
    if (!coded && !is_sign(lower[end - 1])) return false;
    return before_.search(lower, std::max(0, start - kBefore), before, start);
}

bool Prices::named_after(std::string_view lower, int end, Match &after) const {
    const int size = static_cast<int>(lower.size());
    int from = end;
    if (from < size && is_space(lower[from])) ++from;
    if (from == size) return false;
    if (is_small(lower[from])) {
        int to = from;
        while (to < size && is_small(lower[to])) ++to;
        const std::string_view word = lower.substr(from, to - from);
        if (!names_.has(word) && !codes_.has(word)) return false;
    } else if (!is_sign(lower[from])) {
        return false;
    }
    return after_.match(lower, end, after);
}

// A length of time or a word such as "special" stands beside the number.
bool Prices::sold(std::string_view lower, const Match &number) const {
    const std::string_view whole = number[1];
    if (whole.size() < 2 || whole.size() > 4 || number.has(2)) return false;
    int worth = 0;
    for (const char c : whole) worth = worth * 10 + (c - '0');
    if (worth < least_) return false;
    const int start = number.start(1), end = number.end(1);
    if (sold_after_.matches(lower, end)) return true;
    return !not_sold_.matches(lower, end) &&
           sold_before_.finds(lower, std::max(0, start - kSoldBefore), start);
}

// ISO 4217; empty where a word such as "roses" names none.
std::string Prices::currency(const Match *before, const Match *after, std::string_view region) const {
    std::string_view word = after ? (*after)[2] : std::string_view{};
    if (word.empty() && before) word = (*before)[2];
    if (codes_.has(word)) {
        std::string code(word);
        for (char &c : code) c = static_cast<char>(c - 'a' + 'A');
        return code;
    }
    std::string_view sign;
    if (before)
        sign = (*before)[1];
    else if (after)
        sign = after->has(1) ? (*after)[1] : (*after)[3];
    const std::string *code = nullptr;
    if (!sign.empty()) {
        code = prefixes_.find(sign.substr(0, sign.size() - 1));
        if (code) return *code;
        code = &signs_[static_cast<uint8_t>(sign.back())];
    } else {
        code = names_.find(word);
    }
    if (!code || *code != "$") return code ? *code : std::string();
    const std::string *dollar = dollars_.find(region);
    return dollar ? *dollar : "USD";
}

}  // namespace lamplight
