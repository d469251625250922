// What a word is worth in digits: in eight languages, glued, misspelt or half in digits.
//
// word -> Numerals::spell -> parts. The words stand in extract/numerals.py. Nothing is cached: two bits
// for each beginning of three letters turn most words away, so a word costs a few nanoseconds.
// Twin: tests/extract/slow/numerals.py.
#pragma once
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tables.hpp"

namespace lamplight {

// How a word is read, in number_words.py's order; kTurned: German tens, which follow their units; kSeveral: a digit
// only behind how often it stands there; kGuess: a
// slip, or a word of few letters, that is a digit beside another of its language alone.
enum class Role : uint8_t {
    kDigits, kUnit, kTeen, kTens, kTurned, kHundred, kTimes, kPlural, kSeveral, kHomophone, kLetters, kGuess
};

// A piece of a word that carries digits; for kTimes how often the next digit counts.
struct Part {
    std::string digits;
    Role role = Role::kDigits;
    int start = 0, end = 0;  // half-open, inside the word
};
using Parts = std::vector<Part>;

struct Worth {
    std::string digits;
    Role role = Role::kDigits;
    // Whether the word alone is a number, as "ten" and "twenty" are and "hundred" and "double" not.
    bool whole() const { return role >= Role::kUnit && role <= Role::kTurned; }
};

class Numerals {
  public:
    explicit Numerals(const Tables &tables);

    // Appends the parts of a word of small letters and digits that carry digits, in order; false, and
    // nothing is added, for an ordinary word. Safe for threads.
    bool spell(std::string_view word, Parts &parts) const;
    // The same for a word that is known to be of small letters alone.
    bool spell_letters(std::string_view word, Parts &parts) const;
    // Appends a digit word with one letter behind a sign, "f*ur"; false where it could be two words.
    bool unmasked(std::string_view word, Parts &parts) const;
    // A word as it is listed, or null.
    const Worth *known(std::string_view word) const { return words_.find(word); }

  private:
    static constexpr size_t kTriples = 26 * 26 * 26;

    void note_beginnings(const Tables &tables);
    void note_ends(const Tables &tables);
    void note_short();
    bool may_be_digits(std::string_view word) const;
    bool listed(std::string_view word, Parts &parts) const;
    bool put_known(std::string_view look_up, size_t length, Parts &parts, bool homophone = false) const;
    bool stretched(std::string_view word, Parts &parts) const;
    bool mixed(std::string_view word, Parts &parts) const;
    bool letters(std::string_view word, int start, bool alone, Parts &parts) const;
    bool glued(std::string_view word, int start, Parts &parts) const;
    int longest_glued(std::string_view word, size_t at, const int *lengths) const;
    bool leet(std::string_view word, std::string &out) const;
    static bool covers(const Parts &parts, size_t first, int size);
    bool ends_words(std::string_view word, std::string_view straight) const;

    Lexicon<Worth> words_;
    Lexicon<std::string> gluable_, masked_;
    Lexicon<bool> not_digits_;
    size_t longest_word_ = 0, longest_, longest_letters_;
    char letters_[256] = {}, leet_[256] = {};
    std::string drawn_alone_;
    bool draws_alone_[256] = {};
    std::bitset<kTriples> worth_a_look_, begin_glued_, end_glued_;
    std::bitset<27 * 27> short_;  // words of one or two letters that are worth a look
};

}  // namespace lamplight
