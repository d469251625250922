// E-mail addresses, also with "at" and "dot" in words or brackets.
#pragma once
#include "../reading.hpp"
#include "../starts.hpp"

namespace lamplight {

constexpr Signs kAround("[](){}<>*_~|=/'\":;,!^#`\x01%$-");  // a sign in brackets
constexpr int kFarthestAt = 52, kMostSpaces = 3;

class Emails {
  public:
    Emails(const Tables &tables, Gates &gates);
    // Adds what is found, in any order; region: ISO 3166-1 alpha-2 or "".
    void find(const Reading &reading, std::string_view region, std::vector<Found> &found) const;

  private:
    static constexpr int kCueWithin = 40;
    using Way = void (Emails::*)(const Reading &, std::string_view lower,
                                 std::vector<Found> &) const;

    void plain(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    void apart(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    void glued(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    void run_on(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    void disguised(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    void shortened(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;

    void bare(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    void cued(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    int end_of(const Reading &reading, const Match &match) const;
    std::pair<std::string, int> digits_before(std::string_view lower, const Match &hidden, std::string_view local) const;
    static int remark_start(std::string_view lower, int at);
    static bool is_among_plain(const Reading &reading, int at);
    bool is_gap(std::string_view gap, bool loosely) const;
    static bool is_marked(std::string_view gap);
    static bool is_made_up(std::string_view local);
    bool is_told(const Match &own) const;
    bool may_be_hidden(const Reading &reading) const;
    bool is_before_host(std::string_view lower) const;
    bool is_bracketed(const Reading &reading) const;
    template <typename F> void each_at(const Reading &reading, std::string_view lower, F f) const;
    template <typename F> void each_dot(std::string_view lower, F f) const;
    template <typename F> void each_drawn(const Reading &reading, F f) const;
    bool is_drawn_at(const Match &hidden) const;
    bool is_sign_drawn(const Reading &reading, const Match &hidden) const;
    void add_locals(std::string_view lower, int at, Starts &starts) const;
    bool is_sign(std::string_view row) const;
    static bool set_apart(std::string_view at);
    bool in_words(std::string_view at) const;
    bool is_meant(const Match &hidden) const;
    bool is_sure(std::string_view at) const;
    static int from_cue(int end) { return end < kCueWithin ? 0 : end - kCueWithin; }
    bool is_cued(const Match &hidden) const;
    void put_as_meant(Found &address) const;
    std::string replaced(std::string_view text, const Pattern &pattern, char sign) const;
    std::string written(std::string_view disguised, const Pattern &spelt) const;

    Pattern plain_, apart_, apart_dot_, guard_, letters_, glued_, run_on_, disguised_, spelt_, spelt_within_, short_,
        bracketed_, cue_, write_;
    Lexicon<bool> at_words_, sure_ats_, sign_words_, providers_, no_words_, no_locals_, no_hosts_,
        prose_;
    Lexicon<char> signs_;  // words for a sign in an address but a dot
    Lexicon<bool> roles_, leads_, sure_endings_, no_names_;
    Lexicon<std::string> numbers_;  // digit words -> digits
    Pattern bare_, own_, head_, cut_, cued_;
    Lexicon<bool> no_ats_, at_nouns_, told_, preposed_ats_, joining_ats_, joining_dots_, common_, head_signs_;
    Words glued_ats_, glued_dots_;
    std::u32string at_signs_;
    std::string weak_;     // around an "at" these are no brackets
    Gate at_gate_, dot_gate_, sure_gate_, cue_gate_, provider_gate_;
    int least_apart_;
};

}  // namespace lamplight
