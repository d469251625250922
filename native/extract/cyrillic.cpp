// Cyrillic words that carry meaning, letter for letter in ASCII. Twin: tests/extract/slow/cyrillic.py.
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
}

int Cyrillic::word_end(const Text &text, int at, int end) const {
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
        bool capital;
        if (letter_of(text[at], capital) && word_end(text, at, end) > 0) return true;
    }
    return false;
}

std::string Cyrillic::latin(const Text &text, int start, int end) const {
    std::string row;
    bool capital;
    for (int at = start; at < end; ++at) row += static_cast<char>(letter_of(text[at], capital));
    if (const std::string *meaning = means_.find(row)) return *meaning;
    for (char &letter : row) letter = letters_[letter - 1];
    return row;
}

}  // namespace lamplight
