// Telephone numbers, however disguised: those in links, then in rows of digits, then those split over a sentence.
//
// Limit: at most phone.WINDOWS windows are weighed in one row of digits; local numbers are read only with an area code
// elsewhere. Twin: tests/extract/slow/kinds/phone.py.
#pragma once
#include <vector>

#include "../areas.hpp"
#include "../digits.hpp"
#include "../others.hpp"
#include "../plans.hpp"
#include "../windows.hpp"

namespace lamplight {

constexpr size_t kLongestAside = 30;

// ", yes really,": words between two commas, or two dashes.
bool is_aside(std::string_view between);

class Phones {
  public:
    // numerals and plans must outlive this.
    Phones(const Tables &tables, Gates &gates, const Numerals &numerals, const Plans &plans);
    // Adds what is found, in any order; region: ISO 3166-1 alpha-2 or "".
    void find(const Reading &reading, std::string_view region, std::vector<Found> &found) const;

  private:
    bool find_links(const Reading &reading, std::string_view region, std::vector<Found> &found) const;
    int link_at(std::string_view lower, size_t sign, std::string_view region, std::vector<Found> &found) const;
    bool draw(const View &view, Blanked &drawn) const;
    bool find_in_runs(const View &view, std::string_view region, std::vector<Run> &left,
                      std::vector<Found> &found) const;
    bool find_split(const std::vector<Run> &left, const View &view, std::string_view region,
                    std::vector<Found> &found) const;
    bool split_at(const std::vector<Run> &left, size_t &at, const View &view, std::string_view region,
                  std::vector<Found> &found) const;
    size_t take_pieces(const std::vector<Run> &left, size_t at, bool american, Run &pieces) const;
    static bool is_counted(const Run &run, size_t nth);
    bool lead_on(const Run &pieces, const View &view, bool american) const;
    std::optional<double> grouped(const Run &pieces) const;
    bool filled(const Run &pieces, const View &view, const Number &number, bool american) const;
    bool counts(const Run &pieces, const View &view) const;
    bool counted(const Run &pieces, const View &view) const;
    bool leads_on(std::string_view between) const;
    bool names_area(std::string_view before) const;
    bool is_dialled(const Number &number, const Group &first, std::string_view digits, const View &view, std::string_view region) const;

    const Plans &plans_;
    Others others_;
    Digits digits_;
    Windows windows_;
    Areas areas_;
    Gate linked_, leading_on_;
    Pairs heads_;
    Pattern number_, drawn_;
    char drawn_as_[256] = {};
    Lexicon<bool> leads_on_, joining_, named_areas_;
    double linked_confidence_, split_confidence_;
    long most_in_row_, most_in_text_;
    int far_, near_;
};

}  // namespace lamplight
