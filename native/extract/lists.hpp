// Rows of digits that are lists: prices, sizes, postcodes, scores, counting.
//
// Candidate -> is_list -> whether its digits are part of one. Told by how the numbers stand to one another,
// not by what is said of them. Twin: tests/extract/slow/lists.py.
#pragma once
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "plans.hpp"
#include "sums.hpp"

namespace lamplight {

// Groups first to last of a run, as a number.
struct Candidate {
    const Run &run;
    int first, last;
    const Number &number;
    bool plus;  // a "+" stands before them

    const Group *begin() const { return run.data() + first; }
    const Group *end() const { return run.data() + last + 1; }
    int size() const { return last - first + 1; }
    const Group &front() const { return run[static_cast<size_t>(first)]; }
    const Group &back() const { return run[static_cast<size_t>(last)]; }
};

size_t longest_group(const Candidate &it);

class Lists {
  public:
    explicit Lists(const Tables &tables);

    // One digit over and over, counting, or a row that goes on beside the number.
    bool is_list(const Candidate &it) const;
    // Points for an American grouping; nothing for any other.
    std::optional<double> grouping(const Group *begin, const Group *end) const;

  private:
    bool looks_listed(const Candidate &it) const;
    bool prices(const Candidate &it) const;
    bool joined(std::string_view gap) const;

    Lexicon<bool> joins_;
    std::unordered_map<uint64_t, double> groupings_;  // by lengths, a byte each
};

}  // namespace lamplight
