// One plain reading of a text that undoes disguise and keeps the way back. Twin: tests/extract/slow/reading.py.
#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "find_piece.hpp"
#include "gates.hpp"
#include "pattern.hpp"
#include "tables.hpp"

namespace lamplight {

constexpr char kSymbol = '\x01', kBlank = '\x02', kLetter = '\x7f';

// What was undone to read a value; bits in the order of EFFORT in extract/effort.py.
enum Trick : uint32_t {
    kSpacedOut = 1u << 0,
    kOddSeparators = 1u << 1,
    kGlued = 1u << 2,
    kSymbols = 1u << 3,
    kKeycaps = 1u << 4,
    kEntities = 1u << 5,
    kOtherDigits = 1u << 6,
    kWordsBetween = 1u << 7,
    kWordsForSigns = 1u << 8,
    kDigitWords = 1u << 9,
    kLettersForDigits = 1u << 10,
    kHomophones = 1u << 11,
    kLookAlikes = 1u << 12,
    kHiddenCharacters = 1u << 13,
    kSplit = 1u << 14,
};
using Tricks = uint32_t;

// The code points of a Python str, where Python keeps them: no copy.
struct Text {
    const void *data = nullptr;
    int width = 1;  // bytes of a code point: 1, 2 or 4
    size_t size = 0;
    bool ascii = true;

    char32_t operator[](size_t at) const {
        return width == 1   ? static_cast<const uint8_t *>(data)[at]
               : width == 2 ? static_cast<const uint16_t *>(data)[at]
                            : static_cast<const uint32_t *>(data)[at];
    }
};

// A row of small letters, and the gates of which it is one of the words.
struct Word : Span {
    Gate gates = 0;
};

// `plain` has one byte for each of its characters: ASCII; kSymbol, kLetter and kBlank for the rest; bytes from
// 0x80 on for currency signs. `lower` is plain in small letters. Both may be blanked, never resized.
struct Reading {
    Text text;
    std::string plain, lower;
    std::string whole;                  // plain as first read
    std::vector<int32_t> starts, ends;  // of each character of plain in text; empty: the same places
    std::vector<bool> described;             // of each character of plain, whether it was put there by Descriptions; empty: none
    std::vector<Word> words;            // of lower as first read, repeats included
    std::vector<int> known;             // which of words are of any gate
    bool cut = false;                   // whether a part of a word was blanked
    Gate gates = 0;                     // of all words
    uint32_t singles = 0;               // which letters stand alone as words, bit 0 for "a"

    bool has(Gate gate) const { return (gates & gate) != 0; }
    int distinct_singles() const { return __builtin_popcount(singles); }
    // Whether a word is of that gate, and nothing of it was blanked in `text`.
    bool is(const Word &word, Gate gate, std::string_view text) const {
        return (word.gates & gate) && std::all_of(text.begin() + word.start, text.begin() + word.end, is_small);
    }
    // Calls f(const Word &) for each of these.
    template <typename F> void each_word(Gate gate, std::string_view text, F f) const {
        if (!has(gate)) return;
        for (const int nth : known)
            if (const Word &word = words[static_cast<size_t>(nth)]; is(word, gate, text)) f(word);
    }
    bool holds(char c) const { return lower.find(c) != std::string::npos; }
    bool holds(std::string_view piece) const { return find_piece(lower, piece) != std::string::npos; }

    // Place in text of a span start < end of plain.
    Span span(int start, int end) const {
        return starts.empty() ? Span{start, end} : Span{starts[start], ends[end - 1]};
    }
    void blank(int start, int end) {
        cut = cut || is_inside_word(start) || is_inside_word(end);
        for (int at = start; at < end; ++at) plain[at] = lower[at] = kBlank;
    }

  private:
    bool is_inside_word(int at) const {
        return at > 0 && at < static_cast<int>(lower.size()) && is_small(lower[at - 1]) && is_small(lower[at]);
    }
};

// Puts down lower, the words and their gates anew.
void index_words(const Gates &gates, Reading &reading);

// A value read in the plain text, as found.py's Found: kind is a small number, see extractor.cpp.
struct Found {
    int kind = 0;
    std::string value;
    int start = 0, end = 0;  // half-open in Reading.plain, its first to its last character
    double confidence = 0;
    Tricks tricks = 0;  // beyond what the reading itself undid
    Span taken;         // what later kinds must not read again, where it is wider
};

enum Kind : int { kEmail, kWallet, kHandle, kUrl, kPhone, kPrice, kAge, kPlace };

// Words of other scripts. word_in: whether one stands in text[start:end], as WORD.search(text, start, end) tells.
class Cyrillic {
  public:
    explicit Cyrillic(const Tables &tables);
    // End of the row of letters that begins at `at` where it is known words throughout; else -1.
    int word_end(const Text &text, int at, int end) const;
    bool word_in(const Text &text, int start, int end) const;
    bool may_begin(char32_t point) const;
    // The row in ASCII: as many letters as it has, but for words of extract/scripts.py.
    std::string latin(const Text &text, int start, int end) const;

  private:
    using Other = std::pair<std::u32string, std::string>;  // a word, and how it is read

    bool joins(char32_t point) const;
    const Other *other_at(const Text &text, int at, int end) const;

    std::unordered_map<char32_t, std::vector<Other>> others_;  // by their first letter, longest first
    std::vector<std::pair<char32_t, char32_t>> joined_;        // ranges
    Lexicon<bool> words_;          // letters as numbers, see letter_of
    Lexicon<std::string> means_;   // likewise -> what they are rewritten as
    std::string letters_;          // number of a small letter -> its ASCII letter
    size_t longest_ = 0;
};

// Reads texts. Asks `page` for what the 256 characters from 256 * n on stand for, and `entity` what "&…;" does,
// once each; both are called without any lock held, from any thread.
class Reader {
  public:
    using Page = std::function<std::vector<std::string>(int)>;
    using Entity = std::function<std::string(const std::string &)>;

    Reader(const Tables &tables, Page page, Entity entity);
    ~Reader();
    // Reuses what `reading` holds. Call once all kinds have registered their gates.
    void read(const Text &text, const Gates &gates, Reading &reading) const;
    // What was undone inside the span start < end of reading.whole.
    Tricks tricks(const Reading &reading, int start, int end) const;
    const Cyrillic &cyrillic() const { return cyrillic_; }

  private:
    struct Known;
    Cyrillic cyrillic_;
    Pattern entity_shape_, escape_shape_, percent_shape_, tag_shape_, breaking_tag_, calls_;
    std::unique_ptr<Known> known_;

    const std::string &character(char32_t point) const;
    std::string entity(const std::string &piece) const;
    int special(const Text &text, int at, std::string &plain) const;
    std::string escaped(const std::string &piece) const;
    bool in_path(const Text &text, int at) const;
    void read_special(const Text &text, Reading &reading) const;
};

}  // namespace lamplight
