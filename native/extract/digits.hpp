// Rows of digits in a reading, however they are written, cut where something else begins.
//
// View -> Digits::each_run -> runs of groups of digits side by side. Linear in the text's length. Limit: a
// number with more than two words between its digits is several runs. Twin: tests/extract/slow/digits.py.
#pragma once
#include <algorithm>
#include <vector>

#include "numerals.hpp"
#include "slips.hpp"
#include "view.hpp"

namespace lamplight {

class Digits {
  public:
    // numerals must outlive this.
    Digits(const Tables &tables, const Numerals &numerals);

    // False where no digit is sure, as some of each number's are; so many texts are passed over.
    bool may_hold_runs(const View &view) const;

    // Calls f(Run &) for each, in order; groups of a run have only separators, or two words such as "dash",
    // between. The run is f's to change until f returns.
    template <typename F> void each_run(const View &view, F f) const {
        static thread_local Tokens tokens;
        tokenize(view.lower, tokens);
        Row row(sums_, view.lower);
        const auto settle = [&] {
            if (!row.groups().empty()) each_piece(row.settled(), f);
            row.begin();
        };
        size_t before = 0;
        for (size_t at = 0; at < tokens.words.size(); ++at) {
            const Token &token = tokens.words[at];
            if (!token.count) continue;
            if (!row.groups().empty() && !goes_on(view.lower, tokens, before + 1, at, row.groups().back().end))
                settle();
            before = at;
            int end = 0;
            for (int part = token.first; part < token.first + token.count; ++part) {
                const Part &one = tokens.parts[static_cast<size_t>(part)];
                if (!row.groups().empty() && cut_off(view, token, end, one.start)) settle();
                row.add(one, token.start);
                end = one.end;
            }
            if (token.start + end < token.end) settle();
        }
        settle();
    }

    // The run, cut at what was guessed to be digits and is none.
    template <typename F> static void each_piece(Run &run, F f) {
        const auto is_none = [](const Group &group) { return group.guess && !group.sure; };
        auto end = std::find_if(run.begin(), run.end(), is_none);
        if (end == run.end()) return f(run);
        static thread_local Run piece;
        for (auto begin = run.begin();; begin = end + 1) {
            end = std::find_if(begin, run.end(), is_none);
            piece.assign(begin, end);
            if (!piece.empty()) {
                piece.front().gap = {};
                f(piece);
            }
            if (end == run.end()) return;
        }
    }

  private:
    // A word, or a sign that cuts; what it is worth are `count` parts from `first` on.
    struct Token {
        int start, end, first, count;
    };
    struct Tokens {
        std::vector<Token> words;
        Parts parts;
        uint32_t singles;  // letters that are words
        int units;         // digit words, or guesses at them
    };

    void tokenize(std::string_view lower, Tokens &tokens) const;
    void find_apart(std::string_view lower, Tokens &tokens, std::vector<Token> &apart) const;
    void find_spaced(std::string_view lower, Tokens &tokens, std::vector<Token> &apart) const;
    const Worth *cut_word(std::string_view lower, int sign, int &start, int &end) const;
    void find_cut(std::string_view lower, Tokens &tokens, std::vector<Token> &apart) const;
    void find_masked(std::string_view lower, Tokens &tokens, std::vector<Token> &apart) const;
    void pass_remarks(std::string_view lower, Tokens &tokens) const;
    void find_slips(std::string_view lower, Tokens &tokens) const;
    void read_slips(std::string_view lower, Tokens &tokens, int first, int last) const;
    static bool is_wrong_guess(Tokens &tokens, const Token &token, bool spoken);
    static bool joins_line_before(std::string_view lower, int sign);
    void merge(Tokens &tokens, const std::vector<Token> &apart) const;
    bool sure(std::string_view word) const;
    bool goes_on(std::string_view lower, const Tokens &tokens, size_t from, size_t to, int end) const;
    static bool cut_off(const View &view, const Token &token, int from, int to);

    const Numerals &numerals_;
    Sums sums_;
    Slips slips_;
    Lexicon<bool> between_;
    Pattern spaced_;
    int longest_gap_;
    bool cuts_alone_[256] = {};
};

}  // namespace lamplight
