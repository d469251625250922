// When and where clusters were, and as they are joined: each place of each cluster, from the first day there to the last.
#pragma once
#include <cstdint>
#include <limits>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <tuple>
#include <utility>
#include <vector>

#include "runs.hpp"
#include "table.hpp"

namespace linking {

// One stay, an ad of it, and how many stays were in its place at its time, itself too.
struct Stay {
    double first, last;
    uint32_t place, row, met;
};

// Two clusters: the index in link.trail.CLASSES, and for those that met: in how many places, and in how many strangers
// would.
struct Compared {
    int64_t stay, count;
    double chance;
};

// How far a count lies above what was expected, as link.trail.surprise_bits tells it.
double surprise_bits(int64_t count, double expected);

class Stays {
  public:
    // Days within which two are together, and after which one was silent; stays elsewhere that are thought of besides.
    struct Limits {
        double near, silent, strangers;
    };

    Stays(Rows labels, std::pair<Rows, Rows> seen, Bits day, std::tuple<double, double, double> limits);
    Stays(const Stays &before, Rows labels);

    // Joins clusters two by two, in place: the second of each is empty afterwards.
    void join(Rows low, Rows high);
    Compared compared(size_t a, size_t b) const;
    // The share of all stays that were in one place with those of a cluster, at one time, or at any.
    double met(size_t cluster) const;
    double seen(size_t cluster) const;
    size_t size() const { return size_; }

    std::vector<Stay> stays;
    std::vector<uint32_t> list;  // of cluster c from begin[c] to end[c], by place
    std::vector<uint32_t> begin, end;

  private:
    void fill(std::vector<std::pair<uint32_t, Stay>> &&seen);
    void span();
    void crowd();
    void crowd_of(size_t place);
    void merge(uint32_t kept, uint32_t gone);

    Limits limits_;
    size_t size_ = 0;
    std::vector<double> opened_, closed_;
    std::vector<uint32_t> place_begin_, place_end_, at_place_;
};

}  // namespace linking
