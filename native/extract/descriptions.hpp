// What people say of an address, a name or a number instead of writing it: "n de Navarra", "two underscores",
// "before the at rose, after it mail.example". Twin: tests/extract/slow/descriptions.py.
//
// Reading -> Descriptions::write -> the same reading with what is meant in the place of what is said. Each rule of
// descriptions.RULES is tried where one of its words stands, or so many tokens before it, in texts that hold one of
// those that it needs; each works on what those before it left.
#pragma once
#include "reading.hpp"
#include "starts.hpp"

namespace lamplight {

class Descriptions {
  public:
    Descriptions(const Tables &tables, Gates &gates);
    void write(const Gates &gates, Reading &reading) const;

  private:
    using Rules = uint64_t;  // a bit for each
    struct Rule {
        Pattern pattern;
        std::string meant;  // groups behind signs that say how they are read, and plain characters
        int back;           // tokens before its words from which it is tried, too
        Gate words, needs;  // 0: none
        std::string signs;  // one of them will do for what it needs
    };
    class Copy;

    void add_rule(const std::string &pattern, std::string_view shape, Gates &gates);
    using Hits = std::vector<std::pair<int, Rules>>;  // where to try which

    Rules rules_in(const Reading &reading) const;
    Hits hits_of(Rules rules, const Reading &reading) const;
    void add_letters(Rules rules, const std::vector<Word> &words, Hits &hits) const;
    void add_starts(const Rule &rule, int at, std::string_view lower, Starts &starts) const;
    bool apply(size_t rule, const Hits &hits, Reading &reading) const;
    void mean(const Rule &rule, const Match &match, Copy &copy) const;
    void copy_known(const Lexicon<std::string> &known, const Match &match, int group, Copy &copy) const;

    std::vector<Rule> rules_;
    Gate followed_ = 0;  // of words where rules are tried
    Lexicon<Rules> by_word_;
    std::vector<std::pair<std::string, Rules>> by_sign_;
    Rules by_letter_ = 0;  // tried where letters stand alone
    std::unordered_map<std::string, Gate> gates_;
    Lexicon<std::string> letters_, numbers_, romans_;
};

}  // namespace lamplight
