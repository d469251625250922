#include "phone.hpp"

#include <algorithm>

#include "../words.hpp"

namespace lamplight {

namespace {

constexpr size_t kMostPieces = 4, kMostFilled = 7, kLongestDrawn = 11;
constexpr std::ptrdiff_t kFewestPlain = 4;

// What of the run may lead on to another: without unsure groups at its ends, "six oh two" as one group; empty: nothing.
Run leading(const Run &run) {
    size_t size = run.size(), first = 0;
    const auto spelled = [&](size_t at) {  // "one seven oh"
        return run[at].digits == "0" && at > 1 && run[at - 1].trick == kDigitWords && run[at - 1].digits.size() == 1;
    };
    while (size && !run[size - 1].sure && !spelled(size - 1)) --size;
    while (first < size && !run[first].sure && run[first].digits != "0") ++first;
    Run said;
    for (size_t at = first, end; at < size; at = end) {
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

// Whether such words, and then a figure, stand behind the run.
bool aside_follows(const Run &run, std::string_view lower) {
    const std::string_view after = lower.substr(static_cast<size_t>(run.back().end), kLongestAside + 4);
    const size_t sign = after.find_first_not_of(' ');
    if (sign == after.npos || (after[sign] != ',' && after[sign] != '-')) return false;
    const auto figure = std::find_if(after.begin(), after.end(), is_digit);
    return figure != after.end() && is_aside(after.substr(0, static_cast<size_t>(figure - after.begin())));
}

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
    for (const std::string &word : tables.words_of("phone.JOINING")) joining_.put(word, true);
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
        const size_t digits = digits_in(run);
        const bool may_be_filled = digits <= kMostFilled && digits > (american ? 2 : 1);
        if (!may_split && !may_be_filled && !aside && !aside_before) return;
        if (Run said = leading(run); !said.empty()) left.push_back(std::move(said));
    });
    return found.size() > before;
}

}  // namespace lamplight
