#include "phone.hpp"

#include <algorithm>

#include "../words.hpp"

namespace lamplight {

namespace {

constexpr size_t kAmericanDigits = 10;
constexpr size_t kMostPieces = 4, kFewestAbroad = 8, kLongestFill = 12, kLongestJoin = 4, kShortestThing = 4;
constexpr int kLedWithin = 20;
constexpr size_t kLongestAside = 30;
constexpr size_t kLongestDrawn = 11;
constexpr std::ptrdiff_t kFewestPlain = 4;

bool has_word(std::string_view text, const Lexicon<bool> &words) {
    for (size_t at = 0, end; at < text.size(); at = end + 1) {
        for (end = at; end < text.size() && is_small(text[end]);) ++end;
        if (end > at && words.has(text.substr(at, end - at))) return true;
    }
    return false;
}

size_t digits_in(const Run &run) {
    size_t digits = 0;
    for (const Group &group : run) digits += group.digits.size();
    return digits;
}

// What of the run may lead on to another: without unsure groups at its end, "six oh two" as one group; empty: nothing.
Run leading(const Run &run) {
    size_t size = run.size();
    while (size && !run[size - 1].sure) --size;
    Run said;
    for (size_t at = 0, end; at < size; at = end) {
        for (end = at; end < size && run[end].digits.size() == 1;) ++end;
        const bool singly = end - at > 2;
        if (!singly) end = at + 1;
        said.push_back(run[at]);
        for (size_t more = at + 1; singly && more < end; ++more) {
            said.back().digits += run[more].digits;
            said.back().end = run[more].end;
        }
        const bool sure = std::all_of(run.begin() + static_cast<long>(at), run.begin() + static_cast<long>(end),
                                      [](const Group &group) { return group.sure || group.digits == "0"; });
        if (!sure) return {};
    }
    const bool one = said.size() == 1 && said[0].digits == "1" && said[0].trick;  // "the last ones are …"
    return said.size() > kMostPieces || one ? Run() : said;
}

// A group or two of "602 baby 555 baby 0143".
bool may_be_filled(const Run &run) {
    return run.size() < 3 && std::all_of(run.begin(), run.end(), [](const Group &group) {
        return !group.trick && (group.digits.size() == 3 || group.digits.size() == 4);
    });
}

// "room 501, then …": a word right before a number says what it counts.
bool is_named(const View &view, int start) {
    const std::string_view before = rstrip(view.between(std::max(0, start - kLedWithin), start));
    return !before.empty() && (is_small(before.back()) || before.back() == '\x7f');
}

// ", yes really,": words between two commas, or two dashes.
bool is_aside(std::string_view between) {
    between = strip(between);
    const auto in_words = [](char c) { return is_small(c) || c == ' ' || c == '\'' || c == kLetter; };
    if (between.size() < 4 || between.size() > kLongestAside || between.front() != between.back()) return false;
    if (between.front() != ',' && between.front() != '-') return false;
    const std::string_view inside = strip(between.substr(1, between.size() - 2));
    return inside.size() > 1 && std::all_of(inside.begin(), inside.end(), in_words);
}

// Whether such words, and then a figure, stand behind the run.
bool aside_follows(const Run &run, std::string_view lower) {
    const std::string_view after = lower.substr(static_cast<size_t>(run.back().end), kLongestAside + 4);
    const size_t sign = after.find_first_not_of(' ');
    if (sign == after.npos || (after[sign] != ',' && after[sign] != '-')) return false;
    const auto figure = std::find_if(after.begin(), after.end(), is_digit);
    return figure != after.end() && is_aside(after.substr(0, static_cast<size_t>(figure - after.begin())));
}

bool like_price(const Group &group) { return group.digits.back() == '0' || group.digits.back() == '5'; }

}  // namespace

Phones::Phones(const Tables &tables, Gates &gates, const Numerals &numerals, const Plans &plans)
    : plans_(plans),
      others_(tables, gates),
      digits_(tables, numerals),
      windows_(tables, plans),
      areas_(tables, gates, plans),
      linked_(gates.add(tables.words_of("phone.LINKS"))),
      leading_on_(gates.add(tables.words_of("phone.LEADS_ON"))),
      heads_(tables.pairs_of("phone.LINK_HEADS")),
      number_(tables.pattern("phone.LINKED")),
      drawn_(tables.pattern("phone.DRAWN")),
      linked_confidence_(tables.number("phone.LINKED_CONFIDENCE")),
      split_confidence_(tables.number("phone.SPLIT_CONFIDENCE")),
      most_in_row_(static_cast<long>(tables.number("phone.WINDOWS"))),
      most_in_text_(static_cast<long>(tables.number("phone.WINDOWS_IN_TEXT"))),
      far_(static_cast<int>(tables.number("phone.FAR"))),
      near_(static_cast<int>(tables.number("phone.NEAR"))) {
    for (const std::string &word : tables.words_of("phone.LEADS_ON")) leads_on_.put(word, true);
    for (const auto &[sign, letter] : tables.pairs_of("phone.DRAWN_AS")) drawn_as_[uint8_t(sign[0])] = letter[0];
    for (const std::string &word : tables.words_of("phone.AREAS")) named_areas_.put(word, true);
}

void Phones::find(const Reading &reading, std::string_view region, std::vector<Found> &found) const {
    static thread_local Blanked without_links, drawn, without_others;
    static thread_local std::vector<Run> left;
    if (region.size() != 2) region = "";
    const size_t from = found.size();
    const bool linked = reading.has(linked_) && find_links(reading, region, found);
    View view{&reading, reading.plain, reading.lower};
    if (linked) {
        without_links.take(view);
        for (size_t at = from; at < found.size(); ++at) without_links.blank(found[at].start, found[at].end);
        view = without_links.view(reading);
    }
    if (!digits_.may_hold_runs(view)) return;
    if (draw(view, drawn)) view = drawn.view(reading);
    if (others_.blank(view, without_others)) view = without_others.view(reading);
    left.clear();
    const bool seen = find_in_runs(view, region, left, found) || linked;
    if (!find_split(left, view, region, found) && !seen) areas_.find(view, region, found);
}

// "2!5-$$$-0!!3": signs between digits or other signs, in a number's groups, as the letters that are read for digits.
bool Phones::draw(const View &view, Blanked &drawn) const {
    const std::string_view lower = view.lower;
    const auto goes_on = [&](size_t at) { return is_digit(lower[at]) || lower[at] == '-' || drawn_as_[uint8_t(lower[at])]; };
    bool any = false;
    size_t done = 1, mark = lower.find('!', 1), dollar = lower.find('$', 1);
    for (size_t sign; (sign = std::min(mark, dollar)) != lower.npos && sign + 1 < lower.size();) {
        size_t &next = mark < dollar ? mark : dollar;
        next = lower.find(lower[sign], sign + 1);
        if (sign < done || !goes_on(sign - 1) || !goes_on(sign + 1)) continue;
        Match number;
        size_t start = sign - std::min(sign, kLongestDrawn);
        while (start <= sign && !drawn_.match(lower, start, number)) ++start;
        if (start > sign) continue;
        done = static_cast<size_t>(number.end());
        const std::string_view written = number[0];
        if (std::count_if(written.begin(), written.end(), is_digit) < kFewestPlain) continue;
        if (!any) drawn.take(view);
        any = true;
        for (size_t at = start; at < done; ++at)
            if (const char letter = drawn_as_[uint8_t(lower[at])]) drawn.put(at, letter);
    }
    return any;
}

// Links are told by the sign before their number: "tel:", "wa.me/", "…?phone=".
bool Phones::find_links(const Reading &reading, std::string_view region, std::vector<Found> &found) const {
    const std::string_view lower = reading.lower;
    const size_t before = found.size();
    size_t done = 0;
    for (size_t sign = 0; sign < lower.size(); ++sign) {
        const char c = lower[sign];
        if ((c != ':' && c != '/' && c != '=') || sign < done) continue;
        const int end = link_at(lower, sign, region, found);
        if (end > 0) done = static_cast<size_t>(end);
    }
    return found.size() > before;
}

// Where the link whose head ends with this sign ends; -1 for none.
int Phones::link_at(std::string_view lower, size_t sign, std::string_view region, std::vector<Found> &found) const {
    const auto head = std::find_if(heads_.begin(), heads_.end(), [&](const auto &one) {
        return ends_with(lower.substr(0, sign + 1), one.first);
    });
    Match link;
    if (head == heads_.end() || !number_.match(lower, sign + 1, link)) return -1;
    const bool abroad = !head->second.empty();  // such links hold the country code
    std::string digits;
    for (const char c : link[2])
        if (is_digit(c)) digits += c;
    std::optional<Number> number = plans_.as_number(digits, region, abroad || !link[1].empty());
    if (!number && !abroad) number = plans_.as_number(digits, "");
    if (number) found.push_back({kPhone, number->value, link.start(1), link.end(2), linked_confidence_, 0, {}});
    return link.end();
}

// left: runs that hold no number of their own, where a number may be split over several.
bool Phones::find_in_runs(const View &view, std::string_view region, std::vector<Run> &left,
                          std::vector<Found> &found) const {
    const bool american = region.empty() || plans_.american(region);
    const bool may_split = view.reading->has(leading_on_) || view.reading->holds('(');
    const size_t before = found.size();
    long in_text = most_in_text_;
    bool aside = false;
    digits_.each_run(view, [&](const Run &run) {
        const bool aside_before = aside;
        aside = aside_follows(run, view.lower);
        const bool enough = digits_in(run) >= plans_.shortest();
        const long in_row = std::min(most_in_row_, in_text);
        long tries = in_row;
        const bool any = enough && windows_.find(run, view, region, tries, found);
        in_text -= in_row - tries;
        if (any) return;
        if (!may_split && !(american && may_be_filled(run)) && !aside && !aside_before) return;
        if (Run said = leading(run); !said.empty()) left.push_back(std::move(said));
    });
    return found.size() > before;
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
                                     : digits.size() >= kFewestAbroad && may_be_abroad(pieces, view);
        const std::optional<Number> number = may_be ? plans_.as_number(digits, region) : std::nullopt;
        const bool dialled = number && is_dialled(*number, pieces.front(), digits, view, region);
        if (number && (american || dialled) &&
            (lead_on(pieces, view, american) || (american && filled(pieces, view, *number)))) {
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

// "part two: 555": it begins with its number among the pieces.
bool Phones::is_counted(const Run &run, size_t nth) {
    return run.size() > 1 && run[0].digits == std::to_string(nth) && run[1].gap.find(':') != std::string_view::npos;
}

// Groups of the runs that stand near one another, up to ten digits in America; how many runs.
size_t Phones::take_pieces(const std::vector<Run> &left, size_t at, bool american, Run &pieces) const {
    size_t count = 0;
    while (count < kMostPieces && at + count < left.size()) {
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
    if (american && !points.lists().grouping(pieces.data(), pieces.data() + pieces.size())) return false;
    const bool prices = std::all_of(pieces.begin(), pieces.end(), like_price);
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
        return cue ? leading > 0 : leading == gaps && (pieces.front().digits[0] == '0' || (gaps > 1 && near && !is_named(view, start)));
    }
    if (gaps > 1 && counts(pieces, view)) return false;
    const bool called = cue || view.between(pieces[0].end, pieces[1].start).find("area") != std::string_view::npos;
    return called ? leading > 0 : gaps > 1 && leading == gaps;
}

// "602 baby 555 baby 0143": the same between both, and not beside them, as what they count would be.
bool Phones::filled(const Run &pieces, const View &view, const Number &number) const {
    if (pieces.size() != 3 || !number.known || std::all_of(pieces.begin(), pieces.end(), like_price)) return false;
    for (size_t at = 0; at < 3; ++at)
        if (pieces[at].digits.size() != (at < 2 ? 3u : 4u) || pieces[at].trick) return false;
    const std::string_view first = view.between(pieces[0].end, pieces[1].start), second = view.between(pieces[1].end, pieces[2].start);
    const auto glued = [](std::string_view gap) { return std::none_of(gap.begin(), gap.end(), is_space); };
    if (std::max(first.size(), second.size()) > kLongestFill) return false;
    if (first != second) return glued(first) && glued(second);
    return !counts(pieces, view);
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
        return word.size() >= kShortestThing && !leads_on_.has(word) && view.between(std::max(0, from), last).find(word) != std::string_view::npos;
    };
    const int reach = kLongestFill, start = pieces.front().start, stop = pieces.back().end;
    return says(tail, start - reach, start) || says(head, stop, stop + reach);
}

// What may be a number abroad: no hours, no years, and no word right after a piece that it would count.
bool Phones::may_be_abroad(const Run &pieces, const View &view) const {
    if (std::all_of(pieces.begin(), pieces.end(), like_price)) return false;
    for (size_t at = 1; at < pieces.size(); ++at) {
        const std::string &digits = pieces[at].digits;
        if (digits.size() == 4 && (starts_with(digits, "19") || starts_with(digits, "20"))) return false;
        const std::string_view between = lstrip(view.between(pieces[at - 1].end, pieces[at].start));
        const auto end = std::find_if_not(between.begin(), between.end(), is_small);
        const std::string_view word = between.substr(0, static_cast<size_t>(end - between.begin()));
        if (word.size() > kLongestJoin && !leads_on_.has(word)) return false;
    }
    return true;
}

bool Phones::leads_on(std::string_view between) const { return has_word(between, leads_on_); }

bool Phones::names_area(std::string_view before) const { return has_word(before, named_areas_); }

}  // namespace lamplight
