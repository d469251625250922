// Web addresses.
#pragma once
#include "../reading.hpp"
#include "../starts.hpp"

namespace lamplight {

class Urls {
  public:
    Urls(const Tables &tables, Gates &gates);
    void find(const Reading &reading, std::string_view region, std::vector<Found> &found) const;

  private:
    void find_plain(const Reading &reading, std::vector<Found> &found) const;
    void add_plain(const Reading &reading, const Match &url, std::vector<Found> &found) const;
    void find_dotted(const Reading &reading, std::vector<Found> &found) const;
    bool has_drawn_dot(const Reading &reading) const;
    void find_run_on(const Reading &reading, std::vector<Found> &found) const;
    void find_letters(const Reading &reading, std::vector<Found> &found) const;
    bool is_host(const Match &hidden) const;
    std::string host_of(std::string_view written) const;
    static std::string replaced(std::string_view text, const Pattern &pattern, char sign);
    void add_label(std::string_view lower, int dot, Starts &starts) const;
    void add_row(std::string_view lower, int end, Starts &starts) const;

    Pattern url_, dotted_, numbered_, spelt_, slash_, hyphen_, glued_, letters_;
    Words sure_endings_;
    Lexicon<bool> hyphen_words_, endings_;
    Lexicon<bool> words_, dot_words_;  // endings that are words as well; words for a dot
    Lexicon<bool> no_hosts_, romance_, everyday_dots_;
    Pieces spaced_;
    Gate dot_gate_, sure_gate_;
    std::string tail_;
};

}  // namespace lamplight
