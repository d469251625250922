#include "place.hpp"

#include <algorithm>

#include "../words.hpp"

namespace lamplight {
namespace {

constexpr uint8_t kLead = 1, kRegion = 2, kState = 4;  // "in"; "tx"; a region's name or short for one

bool is_before_region(std::string_view gap) { return gap == " " || gap == ", " || gap == ","; }

}  // namespace

Cities::Cities(const Tables &tables, Gates &, const Gazetteer &gazetteer)
    : gazetteer_(gazetteer), inside_(tables.words_of("place.INSIDE")) {
    const auto add = [&](std::string_view word, uint8_t cue) {
        const uint8_t *known = cues_.find(word);
        cues_.put(word, static_cast<uint8_t>((known ? *known : 0) | cue));
        lengths_[word[0] - 'a'] |= 1u << std::min<size_t>(word.size(), 31);
    };
    for (const std::string &word : tables.words_of("place.LEADS")) add(word, kLead);
    for (const std::string &name : gazetteer.region_names())
        if (all_letters(name)) add(name, kRegion | kState);
    for (const auto &[full, brief] : tables.pairs_of("places.SHORT"))
        if (gazetteer.region(brief)) add(full, kState);
    for (const std::string &word : tables.words_of("place.EVERYDAY")) everyday_.put(word, true);
}

// The longest name at each place; the region after it decides between namesakes.
void Cities::find(const Reading &reading, std::string_view region, std::vector<Found> &found) const {
    thread_local Split text;
    split(reading.lower, text);
    mark(text);
    Named here;
    for (int at = 0; at < text.size();) {
        if (!text.words[at].begins || !named(text, at, region, here)) {
            ++at;
            continue;
        }
        found.push_back({kPlace, here.place->written, text.words[at].start,
                         text.words[here.end - 1].end, here.sure, 0, {}});
        at = here.end;
    }
}

void Cities::split(std::string_view lower, Split &text) const {
    text.lower = lower;
    text.words.clear();
    const int size = static_cast<int>(lower.size());
    for (int at = 0; at < size; ++at) {
        if (!is_small(lower[at])) continue;
        Word word;
        word.start = at;
        while (at < size && is_small(lower[at])) ++at;
        word.end = at;
        word.cues = cues_of(lower.substr(word.start, word.size()));
        text.words.push_back(word);
    }
}

uint8_t Cities::cues_of(std::string_view word) const {
    if (!(lengths_[word[0] - 'a'] >> std::min<size_t>(word.size(), 31) & 1)) return 0;
    const uint8_t *cues = cues_.find(word);
    return cues ? *cues : 0;
}

// Where a name may begin: after "in", or so few words before a region that they may be one name.
void Cities::mark(Split &text) const {
    for (int at = 1; at < text.size(); ++at) {
        if (led(text, at)) text.words[at].begins = true;
        if (!(text.words[at].cues & kState) || !is_before_region(text.gap(at - 1))) continue;
        if (!gazetteer_.ends_name(gazetteer_.short_of(text[at - 1]))) continue;
        int first = at - 1;
        text.words[first].begins = true;
        while (first > std::max(0, at - gazetteer_.most_words()) && is_inside(text.gap(first - 1)))
            text.words[--first].begins = true;
    }
}

bool Cities::led(const Split &text, int at) const {
    return at > 0 && text.words[at - 1].cues & kLead && text.gap(at - 1) == " ";
}

bool Cities::before_region(const Split &text, int at, int most) const {
    const int end = std::min(text.size(), at + 1 + most);
    for (int next = at + 1; next < end; ++next)
        if (text.words[next].cues & kRegion) return true;
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
