// A number split over several rows of digits: "call 213 … then 555 … 0123", "602 blue 555 sky 0143".
#include <algorithm>

#include "../words.hpp"
#include "phone.hpp"

namespace lamplight {

namespace {

constexpr size_t kAmericanDigits = 10;
constexpr size_t kMostRows = 5, kFewestAbroad = 8, kLongestJoin = 4, kShortestThing = 3;
constexpr size_t kLongestFill = 12, kLongestOwnFill = 20, kLocalDigits = 7;
constexpr int kLedWithin = 20;
constexpr std::string_view kAroundFills = " ,'-*~_.!\x01";
constexpr std::string_view kCuts = "\n$\x02";
constexpr double kFilledGrouping = 1.5;

bool has_word(std::string_view text, const Lexicon<bool> &words) {
    for (size_t at = 0, end; at < text.size(); at = end + 1) {
        for (end = at; end < text.size() && is_small(text[end]);) ++end;
        if (end > at && words.has(text.substr(at, end - at))) return true;
    }
    return false;
}

// Each row of the pieces as one group, cut at words.
Run rows_of(const Run &pieces) {
    Run rows;
    for (const Group &piece : pieces) {
        if (rows.empty() || piece.gap.empty() || std::any_of(piece.gap.begin(), piece.gap.end(), is_small)) {
            rows.push_back(piece);
            continue;
        }
        rows.back().digits += piece.digits;
        rows.back().end = piece.end;
    }
    return rows;
}

// A year; not "nineteen ten".
bool like_year(const Group &group) {
    return group.digits.size() == 4 && !group.trick && (starts_with(group.digits, "19") || starts_with(group.digits, "20"));
}

// "sky", "my love": a word or two that say nothing of what stands around them.
bool is_fill(std::string_view between) {
    if (between.size() > kLongestOwnFill) return false;
    const auto in_words = [](char c) { return is_small(c) || kAroundFills.find(c) != std::string_view::npos || c == kLetter; };
    const auto word = [](char c) { return is_small(c) || c == kLetter; };
    return std::all_of(between.begin(), between.end(), in_words) && std::any_of(between.begin(), between.end(), word);
}

// "room 501, then …": a word right before a number says what it counts.
bool is_named(const View &view, int start) {
    const std::string_view before = rstrip(view.between(std::max(0, start - kLedWithin), start));
    return !before.empty() && (is_small(before.back()) || before.back() == '\x7f');
}

// Whether nothing is said right after it that it could count.
bool ends_there(std::string_view lower, int end) {
    const std::string_view after = lower.substr(static_cast<size_t>(end));
    const size_t next = after.find_first_not_of(' ');
    return next == after.npos || !(is_small(after[next]) || is_digit(after[next]) || after[next] == '\x7f' || after[next] == '%');
}

// "0600" may be an hour.
bool like_price(const Group &group) {
    const bool round = group.digits.back() == '0' || group.digits.back() == '5';
    return round && (group.digits[0] != '0' || group.digits.size() == 4);
}

// Whether they are, or may be, prices; "415 555 0105" is none in America.
bool like_prices(const Run &pieces, bool american) {
    return !(american && pieces.back().digits[0] == '0') && std::all_of(pieces.begin(), pieces.end(), like_price);
}

// "06 … 12 … 18": days of a month.
bool like_days(const Run &rows) {
    const auto later = [](const Group &one, const Group &next) { return one.digits >= next.digits; };
    return std::all_of(rows.begin(), rows.end(), [](const Group &row) { return row.digits.size() == 2; }) &&
           std::adjacent_find(rows.begin(), rows.end(), later) == rows.end();
}

bool holds_year(const Run &pieces) { return std::any_of(pieces.begin() + 1, pieces.end(), like_year); }

}  // namespace

bool is_aside(std::string_view between) {
    between = strip(between);
    const auto in_words = [](char c) { return is_small(c) || c == ' ' || c == '\'' || c == kLetter; };
    if (between.size() < 4 || between.size() > kLongestAside || between.front() != between.back()) return false;
    if (between.front() != ',' && between.front() != '-') return false;
    const std::string_view inside = strip(between.substr(1, between.size() - 2));
    return inside.size() > 1 && std::all_of(inside.begin(), inside.end(), in_words);
}

// "call 213 … then 555 … 0123": two to four short rows that lead on to one another.
bool Phones::find_split(const std::vector<Run> &left, const View &view, std::string_view region,
                        std::vector<Found> &found) const {
    bool any = false;
    for (size_t at = 0; at < left.size(); ++at) any = split_at(left, at, view, region, found) || any;
    return any;
}

// `at` moves to the last run that belongs to the number.
bool Phones::split_at(const std::vector<Run> &left, size_t &at, const View &view, std::string_view region,
                      std::vector<Found> &found) const {
    const bool american = region.empty() || plans_.american(region);
    Run pieces;
    for (size_t count = take_pieces(left, at, american, pieces); count > 1; --count) {
        std::string digits;
        for (const Group &piece : pieces) digits += piece.digits;
        const bool may_be = american ? digits.size() == kAmericanDigits || digits.size() == kAmericanDigits + 1
                                     : digits.size() >= kFewestAbroad && !like_prices(pieces, false);
        const std::optional<Number> number = may_be ? plans_.as_number(digits, region) : std::nullopt;
        const bool dialled = number && is_dialled(*number, pieces.front(), digits, view, region);
        if (number && (american || dialled) &&
            (lead_on(pieces, view, american) || filled(pieces, view, *number, american))) {
            const Tricks tricks = tricks_of(pieces.data(), pieces.data() + pieces.size());
            found.push_back({kPhone, number->value, begin_of(view.lower, pieces.front().start), pieces.back().end,
                             split_confidence_, (tricks & ~(kWordsForSigns | kOddSeparators)) | kSplit, {}});
            at += count - 1;
            return true;
        }
        if (american) return false;
        pieces.resize(pieces.size() - (left[at + count - 1].size() - is_counted(left[at + count - 1], count)));
    }
    return false;
}

// As people there write it: with the 0 or the code that they dial, with its area code named, or where nothing else is dialled.
bool Phones::is_dialled(const Number &number, const Group &first, std::string_view digits, const View &view, std::string_view region) const {
    if (first.digits[0] == '0') return true;
    if (!number.known) return false;
    return !plans_.trunk(region) || digits != number.national() || names_area(view.between(std::max(0, first.start - kLedWithin), first.start));
}

// "part two: 555", "part two 555": it begins with its number among the pieces.
bool Phones::is_counted(const Run &run, size_t nth) {
    if (run.size() < 2 || run[0].digits != std::to_string(nth)) return false;
    const bool in_words = run[0].trick == kDigitWords && run.size() == 2 && run[1].digits.size() > 2;
    const std::string_view sign = strip(run[1].gap);
    const bool apart = sign.size() < run[1].gap.size() && (sign == "-" || sign == "=" || sign == ")" || sign == ".");
    return in_words || apart || run[1].gap.find(':') != std::string_view::npos;
}

// Groups of the runs that stand near one another, up to ten digits in America; how many runs.
size_t Phones::take_pieces(const std::vector<Run> &left, size_t at, bool american, Run &pieces) const {
    size_t count = 0;
    while (count < kMostRows && at + count < left.size()) {
        const Run &run = left[at + count];
        if (!pieces.empty() && run.front().start - pieces.back().end > far_) break;
        ++count;
        const size_t first = pieces.size();
        pieces.insert(pieces.end(), run.begin() + is_counted(run, count), run.end());
        pieces[first].gap = {};
        if (american && digits_in(pieces) >= kAmericanDigits) break;
    }
    return count;
}

bool Phones::lead_on(const Run &pieces, const View &view, bool american) const {
    const Points &points = windows_.points();
    if (american ? !grouped(pieces) && !grouped(rows_of(pieces)) : counted(pieces, view)) return false;
    const bool prices = like_prices(pieces, american);
    const int start = pieces.front().start;
    const bool cue = points.cue(view, start) > 0 || leads_on(view.between(std::max(0, start - kLedWithin), start));
    const bool sure = cue || pieces.front().digits[0] == '0';
    int leading = 0, gaps = 0;
    bool near = true;
    for (size_t at = 1; at < pieces.size(); ++at) {
        if (!pieces[at].gap.empty()) continue;  // of the row of the piece before it
        const std::string_view between = view.between(pieces[at - 1].end, pieces[at].start);
        const bool leads = leads_on(between) || (!prices && (is_remark(between) || (sure && is_aside(between))));
        const bool far = static_cast<int>(between.size()) > near_;
        if (!leads && far) return false;
        near = near && !far;
        leading += leads;
        ++gaps;
    }
    if (!american) {
        if (!cue && holds_year(pieces)) return false;
        return cue ? leading > 0 : leading == gaps && (pieces.front().digits[0] == '0' || (gaps > 1 && near && !is_named(view, start)));
    }
    if (gaps > 1 && counts(pieces, view)) return false;
    const bool area = view.between(pieces[0].end, pieces[1].start).find("area") != std::string_view::npos;
    if (prices && !area) return false;
    const bool called = area || points.cue(view, start) > 0;
    if (!called && pieces.back().digits[0] != '0' && !ends_there(view.lower, pieces.back().end)) return false;
    return called || cue ? leading > 0 : gaps > 1 && leading == gaps;
}

std::optional<double> Phones::grouped(const Run &pieces) const {
    return windows_.points().lists().grouping(pieces.data(), pieces.data() + pieces.size());
}

// "602 baby 555 baby 0143": words between that say nothing, not beside them, as what they count would be. Others each
// time, "602 blue 555 sky 0143", where somebody is called, or nothing else could be meant.
bool Phones::filled(const Run &pieces, const View &view, const Number &number, bool american) const {
    const Run rows = rows_of(pieces);
    if (!number.known && (american || rows[0].digits[0] != '0')) return false;
    if (rows.size() < (american ? 2 : 3) || like_prices(rows, american) || counts(rows, view)) return false;
    if (american && grouped(rows).value_or(0) < kFilledGrouping) return false;
    const std::string_view first = view.between(rows[0].end, rows[1].start);
    bool same = true, plain = true, glued = true, near = true;
    for (size_t at = 1; at < rows.size(); ++at) {
        const std::string_view between = view.between(rows[at - 1].end, rows[at].start);
        const bool short_ = between.size() <= kLongestFill;
        same = same && between == first && short_;
        glued = glued && short_ && std::none_of(between.begin(), between.end(), is_space);
        plain = plain && is_fill(between);
        near = near && static_cast<int>(between.size()) <= near_ && between.find_first_of(kCuts) == between.npos;
    }
    const int start = rows.front().start;
    const bool called = windows_.points().cue(view, start) > 0, named = is_named(view, start);
    if (rows.size() < 3) return called && plain && rows.back().digits.size() == kLocalDigits;
    if (american && (same || glued)) return true;
    if (holds_year(rows)) return false;
    const bool over = ends_there(view.lower, rows.back().end);
    if (!american) {
        const bool free = same && (!named || rows[0].digits[0] == '0');
        return !like_days(rows) && ((plain && (called || free)) || (near && called && over));
    }
    const bool nought = rows.back().digits[0] == '0';
    const bool led = called || !named || leads_on(view.between(std::max(0, start - kLedWithin), start));
    return (plain && (nought || over) && (called || !named)) || (near && nought && over && led);
}

// Whether what the numbers count, or are called, stands after the last as well, or before the first.
bool Phones::counts(const Run &pieces, const View &view) const {
    const std::string_view first = view.between(pieces[0].end, pieces[1].start);
    const auto letter = [](char c) { return is_small(c); };
    const auto begin = std::find_if(first.begin(), first.end(), letter);
    const auto end = std::find_if_not(begin, first.end(), letter);
    const auto back = std::find_if(first.rbegin(), first.rend(), letter);
    const auto front = std::find_if_not(back, first.rend(), letter);
    if (begin == end) return false;
    const std::string head(begin, end), tail(front.base(), back.base());
    const auto says = [&](const std::string &word, int from, int to) {
        const int last = std::min(to, static_cast<int>(view.lower.size()));
        return word.size() >= kShortestThing && !leads_on_.has(word) && !joining_.has(word) && view.between(std::max(0, from), last).find(word) != std::string_view::npos;
    };
    const int reach = kLongestFill, start = pieces.front().start, stop = pieces.back().end;
    return says(tail, start - reach, start) || says(head, stop, stop + reach);
}

// Whether a word stands right after a piece that it would count.
bool Phones::counted(const Run &pieces, const View &view) const {
    for (size_t at = 1; at < pieces.size(); ++at) {
        const std::string_view between = lstrip(view.between(pieces[at - 1].end, pieces[at].start));
        const auto end = std::find_if_not(between.begin(), between.end(), is_small);
        const std::string_view word = between.substr(0, static_cast<size_t>(end - between.begin()));
        if (word.size() > kLongestJoin && !leads_on_.has(word)) return true;
    }
    return false;
}

bool Phones::leads_on(std::string_view between) const { return has_word(between, leads_on_); }

bool Phones::names_area(std::string_view before) const { return has_word(before, named_areas_); }

}  // namespace lamplight
