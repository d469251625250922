// The best numbers in a row of digits: windows of whole groups that a plan accepts.
//
// Run -> Windows::find -> Found. Each window gets points (points.hpp), the best that don't overlap are kept, and
// points become confidence by a logistic curve. Limit: points and curve were set by hand on the development forms.
#pragma once
#include <vector>

#include "plans.hpp"
#include "points.hpp"
#include "sums.hpp"
#include "view.hpp"

namespace lamplight {

// What was done to write these groups as they are written.
Tricks tricks_of(const Group *begin, const Group *end);
// Where a number begins: with a "+" or "(" that stands directly before its first digit, or "plus" in a word.
int begin_of(std::string_view lower, int start);

class Windows {
  public:
    Windows(const Tables &tables, const Plans &plans);

    // Adds the run's numbers; whether there are any. tries: windows that may still be weighed, but for those that
    // begin with a "+", which always are.
    bool find(const Run &run, const View &view, std::string_view region, long &tries,
              std::vector<Found> &found) const;
    const Points &points() const { return points_; }

  private:
    struct Window {
        double points;
        int first, last;
        const Run *run;
        Number number;
        bool plus;
        Candidate candidate() const { return {*run, first, last, number, plus}; }
    };
    // The row, then as it reads if units after hundreds are told apart.
    void add_ways(const Run &run, std::vector<Run> &ways) const;
    void add_windows(const Run &run, const View &view, std::string_view region, long &tries,
                     std::vector<Window> &windows) const;
    void weigh(Window window, const View &view, std::string_view region, std::vector<Window> &windows) const;
    bool keep_best(size_t groups, std::vector<Window> &windows) const;
    bool plus_before(std::string_view lower, int start) const;
    double confidence_of(double points) const;

    const Plans &plans_;
    Points points_;
    Pattern plus_;
    double enough_, steepness_, even_;
    size_t ambiguous_;
};

}  // namespace lamplight
