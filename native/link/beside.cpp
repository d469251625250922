// Two clusters beside one another: which they are, what both show, and what contacts of one that are not the other's say.
#include <algorithm>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/tuple.h>
#include <tuple>
#include <utility>
#include <vector>

#include "../owned.hpp"
#include "beside.hpp"

namespace nb = nanobind;
using linking::Rows;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;

namespace linking {

namespace {

constexpr double kMostly = .8;  // share of a side's contacts that leaves it without any of its own

}  // namespace

int64_t contacts_apart(const Cluster &a, const Cluster &b, const int64_t *shared) {
    int64_t contacts = 0;
    for (size_t kind = 0; kind < kContacts; ++kind) contacts += shared[kind];
    if (!contacts) return a.reachable && b.reachable ? 3 : 0;
    const auto has_more = [&](const Cluster &side) { return side.reach * kMostly > static_cast<double>(contacts); };
    const bool left = has_more(a), right = has_more(b);
    if (!left || !right) return left || right;
    for (size_t kind = 0; kind < kContacts; ++kind)
        if (a.own[kind] > shared[kind] && b.own[kind] > shared[kind]) return 2;
    return 1;
}

}  // namespace linking

namespace {

using linking::Flags;
using linking::halves;
using linking::Stays;
using linking::Table;

std::pair<Numbers, Numbers> in_common(const Table &table, Flags counted, Rows low, Rows high) {
    std::vector<int64_t> pairs[2], values[2];
    {
        nb::gil_scoped_release release;
        halves(low.shape(0), [&](size_t turn, size_t first, size_t last) {
            for (size_t i = first; i < last; ++i)
                linking::each_shared(table, low.data()[i], high.data()[i], [&](uint32_t value) {
                    if (!counted.data()[value]) return;
                    pairs[turn].push_back(static_cast<int64_t>(i));
                    values[turn].push_back(value);
                });
        });
        pairs[0].insert(pairs[0].end(), pairs[1].begin(), pairs[1].end());
        values[0].insert(values[0].end(), values[1].begin(), values[1].end());
    }
    return {owned(std::move(pairs[0])), owned(std::move(values[0]))};
}

Numbers contacts_apart(const Table &table, Rows low, Rows high) {
    std::vector<int64_t> found(low.shape(0));
    {
        nb::gil_scoped_release release;
        halves(found.size(), [&](size_t, size_t first, size_t last) {
            for (size_t i = first; i < last; ++i) {
                const int64_t a = low.data()[i], b = high.data()[i];
                int64_t shared[linking::kContacts] = {};
                linking::each_shared(table, a, b, [&](uint32_t value) {
                    if (table.counts_as_contact(value)) ++shared[table.values[value].kind];
                });
                found[i] = linking::contacts_apart(table.clusters[a], table.clusters[b], shared);
            }
        });
    }
    return owned(std::move(found));
}

std::tuple<Numbers, Numbers, nb::ndarray<nb::numpy, double, nb::ndim<1>>> compared(const Stays &stays, Rows low, Rows high) {
    std::vector<int64_t> classes(low.shape(0)), count(low.shape(0));
    std::vector<double> chance(low.shape(0));
    {
        nb::gil_scoped_release release;
        halves(classes.size(), [&](size_t, size_t first, size_t last) {
            for (size_t i = first; i < last; ++i) {
                const linking::Compared it = stays.compared(low.data()[i], high.data()[i]);
                classes[i] = it.stay, count[i] = it.count, chance[i] = it.chance;
            }
        });
    }
    return {owned(std::move(classes)), owned(std::move(count)), owned(std::move(chance))};
}

// Two entries of clusters that follow one another within a key, so many steps apart.
struct Candidate {
    uint32_t high, value, step, at;
    int64_t left, right;
    bool operator<(const Candidate &other) const {
        return std::tie(high, value, step, at) < std::tie(other.high, other.value, other.step, other.at);
    }
};

// An order of entries by a key, and how far of each other two of a key are tried.
struct Tried {
    Rows order, key;
    size_t most;

    template <typename Use> void each(Use use) const {
        const size_t n = order.shape(0);
        for (size_t at = 0; at < n; ++at)
            for (size_t step = 1; step < most && at + step < n && key.data()[at] == key.data()[at + step]; ++step)
                use(order.data()[at], order.data()[at + step], step, at);
    }
};

std::pair<Numbers, Numbers> pairs_beside(Rows cluster, Rows value, std::tuple<Rows, Rows, size_t> one,
                                         std::tuple<Rows, Rows, size_t> other, size_t clusters) {
    std::vector<int64_t> left, right;
    {
        nb::gil_scoped_release release;
        const int64_t *owner = cluster.data();
        const Tried lists[] = {{std::get<0>(one), std::get<1>(one), std::get<2>(one)},
                               {std::get<0>(other), std::get<1>(other), std::get<2>(other)}};
        std::vector<size_t> starts(clusters + 1);
        for (const Tried &tried : lists)
            tried.each([&](int64_t a, int64_t b, size_t, size_t) {
                if (owner[a] != owner[b]) ++starts[std::min(owner[a], owner[b]) + 1];
            });
        for (size_t c = 0; c < clusters; ++c) starts[c + 1] += starts[c];
        std::vector<Candidate> found(starts[clusters]);
        std::vector<size_t> next(starts.begin(), starts.end() - 1);
        for (const Tried &tried : lists)
            tried.each([&](int64_t a, int64_t b, size_t step, size_t at) {
                if (owner[a] == owner[b]) return;
                found[next[std::min(owner[a], owner[b])]++] = {
                    static_cast<uint32_t>(std::max(owner[a], owner[b])), static_cast<uint32_t>(value.data()[a]),
                    static_cast<uint32_t>(step), static_cast<uint32_t>(at), a, b};
            });
        halves(clusters, [&](size_t, size_t first, size_t last) {
            for (size_t c = first; c < last; ++c) std::sort(found.begin() + starts[c], found.begin() + starts[c + 1]);
        });
        for (size_t c = 0; c < clusters; ++c) {
            const auto from = found.begin() + starts[c], to = found.begin() + starts[c + 1];
            for (auto it = from; it != to; ++it) {
                if (it != from && it->high == (it - 1)->high) continue;
                left.push_back(it->left);
                right.push_back(it->right);
            }
        }
    }
    return {owned(std::move(left)), owned(std::move(right))};
}

}  // namespace

void bind_beside(nb::class_<Table> &table, nb::class_<Stays> &stays, nb::module_ &m) {
    table.def("in_common", &in_common, nb::arg("counted"), nb::arg("low"), nb::arg("high"),
              "Of pairs of clusters (pair, value) for each counted value that both show, by pair and value.");
    table.def("contacts_apart", &contacts_apart, nb::arg("low"), nb::arg("high"),
              "Of pairs of clusters, the index in link.ones.OTHERS.");
    stays.def("compared", &compared, nb::arg("low"), nb::arg("high"),
              "Of pairs of clusters, the index in link.trail.CLASSES, in how many places they met, and in how many strangers "
              "would.");
    m.def("pairs_beside", &pairs_beside, nb::arg("cluster"), nb::arg("value"), nb::arg("one"), nb::arg("other"),
          nb::arg("clusters"),
          "Each two clusters that have entries (cluster, value) beside one another, by lower and higher cluster: the "
          "first two such entries, by value, by how far apart and by place; one and other, of different values: "
          "entries in order of a key, their keys, and within how many two of a key are beside one another.");
}
