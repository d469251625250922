#include "place.hpp"

#include <algorithm>

#include "../words.hpp"

namespace lamplight {
namespace {

bool is_before_region(std::string_view gap) { return gap == " " || gap == ", " || gap == ","; }

}  // namespace

Cities::Cities(const Tables &tables, Gates &gates, const Gazetteer &gazetteer)
    : gazetteer_(gazetteer), gates_(gates), inside_(tables.words_of("place.INSIDE")) {
    Words regions;
    for (const std::string &name : gazetteer.region_names())
        if (all_letters(name)) regions.push_back(name);
    lead_ = gates.add(tables.words_of("place.LEADS"));
    region_ = gates.add(regions);
    for (const auto &[full, brief] : tables.pairs_of("places.SHORT"))
        if (gazetteer.region(brief)) regions.push_back(full);
    state_ = gates.add(regions);
    for (const std::string &word : tables.words_of("place.EVERYDAY")) everyday_.put(word, true);
}

// The longest name at each place; the region after it decides between namesakes.
void Cities::find(const Reading &reading, std::string_view region, std::vector<Found> &found) const {
    thread_local std::vector<int> begin;
    begin.clear();
    const Split text{reading.lower, words_of(reading)};
    add_beginnings(text, begin);
    std::sort(begin.begin(), begin.end());
    Named here;
    int done = 0;
    for (const int at : begin) {
        if (at < done || !named(text, at, region, here)) continue;
        found.push_back({kPlace, here.place->written, text.words[at].start,
                         text.words[here.end - 1].end, here.sure, 0, {}});
        done = here.end;
    }
}

// As the reading has them, unless others took parts of them.
const std::vector<Word> &Cities::words_of(const Reading &reading) const {
    if (!reading.cut) return reading.words;
    thread_local std::vector<Word> left;
    left.clear();
    const std::string_view lower = reading.lower;
    each_row_of_letters(lower, [&](int start, int end) {
        left.push_back({{start, end}, gates_.of(lower.substr(start, end - start))});
    });
    return left;
}

// Where a name may begin, in any order: after "in", or so few words before a region that they may be one name.
void Cities::add_beginnings(const Split &text, std::vector<int> &begin) const {
    for (int at = 1; at < text.size(); ++at) {
        if (led(text, at)) begin.push_back(at);
        if (!text.is(at, state_) || !is_before_region(text.gap(at - 1))) continue;
        if (!gazetteer_.ends_name(gazetteer_.short_of(text[at - 1]))) continue;
        int first = at - 1;
        begin.push_back(first);
        while (first > std::max(0, at - gazetteer_.most_words()) && is_inside(text.gap(first - 1)))
            begin.push_back(--first);
    }
}

bool Cities::led(const Split &text, int at) const {
    return at > 0 && text.is(at - 1, lead_) && text.gap(at - 1) == " ";
}

bool Cities::before_region(const Split &text, int at, int most) const {
    const int end = std::min(text.size(), at + 1 + most);
    for (int next = at + 1; next < end; ++next)
        if (text.is(next, region_)) return true;
    return false;
}

// A name that begins here, after "in" or before its region.
bool Cities::named(const Split &text, int at, std::string_view region, Named &found) const {
    const bool after_lead = led(text, at);
    const int most = gazetteer_.most_words(text[at]);
    if (most == 0 || !(after_lead || before_region(text, at, most))) return false;
    int last = at;
    while (last + 1 < std::min(at + most, text.size()) && is_inside(text.gap(last))) ++last;
    for (std::string name; last >= at; --last) {
        name.clear();
        for (int word = at; word <= last; ++word) {
            if (word > at) name += ' ';
            name += gazetteer_.short_of(text[word]);
        }
        if (!gazetteer_.knows(name)) continue;
        if (const Region *where = state(text, last)) {
            found = {gazetteer_.city(name, where->letters, where->country), last + 2, 0.95};
            if (found.place->region == where->letters && found.place->country == where->country) return true;
        }
        if (after_lead && !everyday_.has(name)) {
            found = {gazetteer_.city(name, "", region), last + 1, 0.85};
            return true;
        }
    }
    return false;
}

// The region that the next word names, in letters or in full.
const Region *Cities::state(const Split &text, int last) const {
    if (last + 1 >= text.size()) return nullptr;
    if (!is_before_region(text.gap(last))) return nullptr;
    return gazetteer_.region(gazetteer_.short_of(text[last + 1]));
}

bool Cities::is_inside(std::string_view gap) const {
    return std::find(inside_.begin(), inside_.end(), gap) != inside_.end();
}

}  // namespace lamplight
