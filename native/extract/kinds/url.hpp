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
    void add_label(std::string_view lower, int dot, Starts &starts) const;

    Pattern url_, dotted_, numbered_;
    Lexicon<bool> words_, dot_words_;  // endings that are words as well; words for a dot
    Pieces spaced_;
    Gate dot_gate_;
    std::string tail_;
};

}  // namespace lamplight
