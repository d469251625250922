// E-mail addresses, also with "at" and "dot" in words or brackets.
#pragma once
#include "../reading.hpp"

namespace lamplight {

class Starts;

class Emails {
  public:
    Emails(const Tables &tables, Gates &gates);
    // Adds what is found, in any order; region: ISO 3166-1 alpha-2 or "".
    void find(const Reading &reading, std::string_view region, std::vector<Found> &found) const;

  private:
    using Way = void (Emails::*)(const Reading &, std::string_view lower,
                                 std::vector<Found> &) const;

    void plain(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    void apart(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    void disguised(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    void shortened(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;

    bool may_be_hidden(const Reading &reading) const;
    bool is_bracketed(const Reading &reading) const;
    template <typename F> void each_at(const Reading &reading, std::string_view lower, F f) const;
    void add_locals(std::string_view lower, int at, Starts &starts) const;
    bool is_dot(std::string_view row) const;
    bool is_meant(const Match &hidden) const;
    std::string written(std::string_view disguised) const;

    Pattern plain_, apart_, disguised_, short_, bracketed_;
    Lexicon<bool> at_words_, providers_, no_words_;
    Lexicon<char> signs_;  // words for a sign in an address
    Words opened_;
    Gate at_gate_, dot_gate_, provider_gate_;
};

}  // namespace lamplight
