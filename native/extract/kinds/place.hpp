// Places named in a text: "in Houston", "Houston TX".
#pragma once
#include "../gazetteer.hpp"
#include "../reading.hpp"

namespace lamplight {

// Twin: tests/extract/slow/kinds/place.py.
class Cities {
  public:
    Cities(const Tables &tables, Gates &gates, const Gazetteer &gazetteer);
    void find(const Reading &reading, std::string_view region, std::vector<Found> &found) const;

  private:
    struct Split {
        std::string_view lower;
        const std::vector<Word> &words;
        int size() const { return static_cast<int>(words.size()); }
        std::string_view operator[](int at) const {
            return lower.substr(words[at].start, words[at].size());
        }
        bool is(int at, Gate gate) const { return (words[at].gates & gate) && is_small(lower[words[at].start]); }
        // What stands between this word and the next.
        std::string_view gap(int at) const {
            return lower.substr(words[at].end, words[at + 1].start - words[at].end);
        }
    };
    struct Named {
        const Place *place = nullptr;
        int end = 0;  // the first word after it
        double sure = 0;
    };

    const std::vector<Word> &words_of(const Reading &reading) const;
    void add_beginnings(const Split &text, std::vector<int> &begin) const;
    bool led(const Split &text, int at) const;
    bool before_region(const Split &text, int at, int most) const;
    bool named(const Split &text, int at, std::string_view region, Named &found) const;
    const Region *state(const Split &text, int last) const;
    bool is_inside(std::string_view gap) const;

    const Gazetteer &gazetteer_;
    const Gates &gates_;
    Gate lead_, region_, state_;  // "in"; "tx"; a region's name or short for one
    Lexicon<bool> everyday_;
    Words inside_;
};

}  // namespace lamplight
