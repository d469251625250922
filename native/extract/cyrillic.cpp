// Cyrillic words that carry meaning, letter for letter in ASCII, and other scripts', as they are read. Twin: tests/extract/slow/cyrillic.py.
#include <algorithm>

#include "reading.hpp"
#include "words.hpp"

namespace lamplight {
namespace {

// 1 to 33 for а to я and ё, 0 for any other; `capital` is told apart.
int letter_of(char32_t point, bool &capital) {
    capital = (point >= 0x410 && point <= 0x42f) || point == 0x401;
    if (point >= 0x430 && point <= 0x44f) return static_cast<int>(point) - 0x430 + 1;
    if (point >= 0x410 && point <= 0x42f) return static_cast<int>(point) - 0x410 + 1;
    return point == 0x451 || point == 0x401 ? 33 : 0;
}

bool is_row(char32_t point) {
    bool capital;
    return letter_of(point, capital) || (point < 128 && is_letter(static_cast<char>(point)));
}

}  // namespace

// Words arrive as rows of numbers of letters, each a byte: see extract/cyrillic.py.
Cyrillic::Cyrillic(const Tables &tables) {
    for (const std::string &word : tables.words_of("cyrillic.NUMBERED")) {
        words_.put(word, true);
        longest_ = std::max(longest_, word.size());
    }
    for (const auto &[word, meaning] : tables.pairs_of("cyrillic.NUMBERED_MEANS")) means_.put(word, meaning);
    letters_ = tables.words_of("cyrillic.LETTERS").front();
    const std::u32string &listed = tables.text("scripts.LISTED");
    for (size_t at = 0, end; at < listed.size(); at = end + 1) {
        end = std::min(listed.find(U'\n', at), listed.size());
        const size_t tab = listed.find(U'\t', at);
        others_[listed[at]].push_back({listed.substr(at, tab - at), std::string(listed.begin() + static_cast<long>(tab) + 1,
                                                                                listed.begin() + static_cast<long>(end))});
    }
    const std::u32string &joined = tables.text("scripts.JOINED");  // "a-bc-d"
    for (size_t at = 0; at + 2 < joined.size(); at += 3) joined_.emplace_back(joined[at], joined[at + 2]);
    for (auto &[first, words] : others_)
        std::sort(words.begin(), words.end(), [](const auto &one, const auto &other) {
            return one.first.size() > other.first.size();
        });
}

bool Cyrillic::may_begin(char32_t point) const {
    bool capital;
    return point >= 128 && (letter_of(point, capital) || others_.count(point));
}

bool Cyrillic::joins(char32_t point) const {
    return std::any_of(joined_.begin(), joined_.end(),
                       [&](const auto &range) { return range.first <= point && point <= range.second; });
}

// The longest word of another script that stands there whole; nullptr for none.
const Cyrillic::Other *Cyrillic::other_at(const Text &text, int at, int end) const {
    const auto known = others_.find(text[at]);
    if (known == others_.end() || (at > 0 && joins(text[at - 1]))) return nullptr;
    for (const Other &other : known->second) {
        const int size = static_cast<int>(other.first.size());
        if (at + size > end || (at + size < static_cast<int>(text.size) && joins(text[at + size]))) continue;
        int same = 1;
        while (same < size && text[at + same] == other.first[same]) ++same;
        if (same == size) return &other;
    }
    return nullptr;
}

int Cyrillic::word_end(const Text &text, int at, int end) const {
    if (const Other *other = other_at(text, at, end)) return at + static_cast<int>(other->first.size());
    if (at > 0 && is_row(text[at - 1])) return -1;
    std::string row, capitals;
    for (int i = at; i < end && is_row(text[i]); ++i) {
        bool capital;
        const int letter = letter_of(text[i], capital);
        if (!letter) return -1;
        row += static_cast<char>(letter);
        capitals += capital ? 'C' : 's';
    }
    const auto written = [&](size_t from, size_t size) {  // small, with a capital, or in capitals
        const std::string_view these = std::string_view(capitals).substr(from, size);
        return these.find('C', 1) == these.npos || these.find('s') == these.npos;
    };
    std::vector<char> reached(row.size() + 1);
    reached[0] = 1;
    for (size_t from = 0; from < row.size(); ++from)
        for (size_t size = 1; reached[from] && size <= longest_ && from + size <= row.size(); ++size)
            if (words_.has(std::string_view(row).substr(from, size)) && written(from, size))
                reached[from + size] = 1;
    return !row.empty() && reached[row.size()] ? at + static_cast<int>(row.size()) : -1;
}

bool Cyrillic::word_in(const Text &text, int start, int end) const {
    for (int at = start; at < end; ++at) {
        if (may_begin(text[at]) && word_end(text, at, end) > 0) return true;
    }
    return false;
}

std::string Cyrillic::latin(const Text &text, int start, int end) const {
    const Other *other = other_at(text, start, end);
    if (other && static_cast<int>(other->first.size()) == end - start) return other->second;
    std::string row;
    bool capital;
    for (int at = start; at < end; ++at) row += static_cast<char>(letter_of(text[at], capital));
    if (const std::string *meaning = means_.find(row)) return *meaning;
    for (char &letter : row) letter = letters_[letter - 1];
    return row;
}

}  // namespace lamplight
