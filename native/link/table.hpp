// Which clusters show which shared values, as one round of joins sees it, and as clusters are joined after it.
#pragma once
#include <cstdint>
#include <memory>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <utility>
#include <vector>

#include "../joined.hpp"

namespace linking {

namespace nb = nanobind;
using Rows = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Bits = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Flags = nb::ndarray<const bool, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

constexpr size_t kContacts = 5, kPicture = 5, kText = 6, kKinds = 7;

// A value: how many clusters show it; how many of these can be reached otherwise too; the independent ones, since all
// that cannot may be of one operator; its kind, and whether people let it join.
struct Value {
    int32_t spread, bearing, groups;
    uint8_t kind;
    bool joins, touched;

    bool is_contact() const { return kind < kContacts; }
};

// A cluster: what it shows of that which others show too, from begin to end in held; how much of that joins, in ranked
// from begin on; an ad of it; how many values of each kind, and how many contacts without the most generic.
struct Cluster {
    uint32_t begin, end, ranked, member;
    uint32_t counts[kKinds], own[kContacts], reach;
    bool reachable;

    uint32_t contacts() const {
        uint32_t all = 0;
        for (size_t kind = 0; kind < kContacts; ++kind) all += counts[kind];
        return all;
    }
};

// A value that a cluster shows, and an ad of it that does.
struct Held {
    uint32_t value, row;
};

class Table {
  public:
    // Groups of a contact beyond which it is nobody's own, and beyond which it is not counted at all.
    struct Limits {
        int32_t own, most;
    };

    Table(Rows labels, std::pair<Rows, Rows> shown, std::pair<Rows, Flags> of_value, std::pair<int32_t, int32_t> limits);
    // The same clusters, as labels of their ads now put them together.
    Table(const Table &before, Rows labels);

    // Joins clusters two by two, in place: the lower one stays, the other is empty -> each two that came together, lower
    // first, and the values of which spread or groups changed.
    struct Changed {
        std::vector<int64_t> low, high, values;
    };
    Changed join(Rows left, Rows right);

    bool counts_as_contact(uint32_t value) const { return values[value].is_contact() && values[value].groups <= limits_.most; }

    std::vector<Value> values;
    std::vector<Cluster> clusters;
    std::vector<Held> held;
    std::vector<uint32_t> ranked;  // places in held, of each cluster the rarest value first

  private:
    struct Touched {
        uint32_t value;
        int32_t spread, groups;
    };

    void fill(std::vector<uint64_t> &entries, const std::vector<size_t> &starts, const uint32_t *row);
    void count(const std::vector<uint64_t> &entries, const std::vector<size_t> &starts, const std::vector<uint32_t> &sizes);
    void describe(Cluster &cluster);
    void rank(Cluster &cluster);
    void drop_lone(Cluster &cluster);
    void step(const Cluster &cluster, int by);
    void unite(Cluster &kept, Cluster &gone);
    void index_holders();
    std::vector<int64_t> settle(const std::vector<int64_t> &grown);

    Limits limits_;
    std::vector<uint64_t> rarest_;
    std::vector<Touched> touched_;
    std::vector<uint32_t> holder_begin_, holder_;
    std::unique_ptr<Joined> joined_;
};

}  // namespace linking
