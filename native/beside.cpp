// Two clusters beside one another: what both show, and where both were.
#include <algorithm>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/tuple.h>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "owned.hpp"

namespace nb = nanobind;
using Rows = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Days = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Flags = nb::ndarray<const bool, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Kinds = nb::ndarray<const int64_t, nb::ndim<2>, nb::c_contig, nb::device::cpu>;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;

namespace {

constexpr int64_t kFewer = 16;  // times as few: each is looked for, instead of going through both

// What is in both of two sorted runs of one column, as use(place, place).
template <typename Use> void each_common(const int64_t *all, int64_t a, int64_t a_end, int64_t b, int64_t b_end, Use use) {
    if ((a_end - a) * kFewer < b_end - b) {
        for (; a < a_end; ++a) {
            b = std::lower_bound(all + b, all + b_end, all[a]) - all;
            if (b < b_end && all[a] == all[b]) use(a, b);
        }
        return;
    }
    if ((b_end - b) * kFewer < a_end - a) {
        for (; b < b_end; ++b) {
            a = std::lower_bound(all + a, all + a_end, all[b]) - all;
            if (a < a_end && all[a] == all[b]) use(a, b);
        }
        return;
    }
    while (a < a_end && b < b_end) {
        const int64_t left = all[a], right = all[b];
        if (left == right) use(a, b);
        a += left <= right;
        b += right <= left;
    }
}

// Both halves of 0..n - 1 at once, on two threads, as work(turn, begin, end).
template <typename Work> void halves(size_t n, Work work) {
    std::thread other(work, 1, n / 2, n);
    work(0, 0, n / 2);
    other.join();
}

std::pair<Numbers, Numbers> in_common(Rows begin, Rows value, Flags counted, Rows low, Rows high) {
    std::vector<int64_t> pairs[2], values[2];
    {
        nb::gil_scoped_release release;
        const int64_t *from = begin.data(), *all = value.data();
        halves(low.shape(0), [&](size_t turn, size_t first, size_t last) {
            for (size_t i = first; i < last; ++i) {
                const int64_t a = low.data()[i], b = high.data()[i];
                each_common(all, from[a], from[a + 1], from[b], from[b + 1], [&](int64_t place, int64_t) {
                    if (!counted.data()[all[place]]) return;
                    pairs[turn].push_back(static_cast<int64_t>(i));
                    values[turn].push_back(all[place]);
                });
            }
        });
        pairs[0].insert(pairs[0].end(), pairs[1].begin(), pairs[1].end());
        values[0].insert(values[0].end(), values[1].begin(), values[1].end());
    }
    return {owned(std::move(pairs[0])), owned(std::move(values[0]))};
}

constexpr size_t kContacts = 5;
constexpr double kMostly = .8;  // share of a side's contacts that leaves it without any of its own

// Contacts of clusters: how many, how many of each kind, and whether there is one that may be their own.
struct Reach {
    Rows all;
    Kinds by_kind;
    Flags own;

    // What contacts of one that are not the other's say, of which so many of each kind are shared: nothing, of one
    // side, of both, or that none is shared and both have some.
    int64_t against(size_t a, size_t b, const int64_t *shared) const {
        int64_t contacts = 0;
        for (size_t kind = 0; kind < kContacts; ++kind) contacts += shared[kind];
        if (!contacts) return own.data()[a] && own.data()[b] ? 3 : 0;
        const auto has_more = [&](size_t side) { return static_cast<double>(all.data()[side]) * kMostly > static_cast<double>(contacts); };
        const bool left = has_more(a), right = has_more(b);
        if (!left || !right) return left || right;
        const int64_t *mine = by_kind.data() + a * kContacts, *theirs = by_kind.data() + b * kContacts;
        for (size_t kind = 0; kind < kContacts; ++kind)
            if (mine[kind] > shared[kind] && theirs[kind] > shared[kind]) return 2;
        return 1;
    }
};

Numbers contacts_apart(std::tuple<Rows, Rows> held, std::tuple<Rows, Flags> of_value, std::tuple<Rows, Kinds, Flags> contacts,
                       Rows low, Rows high) {
    std::vector<int64_t> found(low.shape(0));
    {
        nb::gil_scoped_release release;
        const int64_t *from = std::get<0>(held).data(), *all = std::get<1>(held).data();
        const int64_t *kind = std::get<0>(of_value).data();
        const bool *counted = std::get<1>(of_value).data();
        const Reach reach{std::get<0>(contacts), std::get<1>(contacts), std::get<2>(contacts)};
        halves(found.size(), [&](size_t, size_t first, size_t last) {
            for (size_t i = first; i < last; ++i) {
                const int64_t a = low.data()[i], b = high.data()[i];
                int64_t shared[kContacts] = {};
                each_common(all, from[a], from[a + 1], from[b], from[b + 1], [&](int64_t place, int64_t) {
                    if (counted[all[place]]) ++shared[kind[all[place]]];
                });
                found[i] = reach.against(static_cast<size_t>(a), static_cast<size_t>(b), shared);
            }
        });
    }
    return owned(std::move(found));
}

std::pair<Numbers, Numbers> met_in_places(Rows begin, Rows place, std::pair<Days, Days> days, std::pair<Rows, Rows> clusters,
                                          double near) {
    std::vector<int64_t> together(clusters.first.shape(0)), again(together.size());
    {
        nb::gil_scoped_release release;
        const int64_t *from = begin.data();
        const double *first = days.first.data(), *last = days.second.data();
        halves(again.size(), [&](size_t, size_t begins, size_t ends) {
            for (size_t i = begins; i < ends; ++i) {
                const int64_t a = clusters.first.data()[i], b = clusters.second.data()[i];
                each_common(place.data(), from[a], from[a + 1], from[b], from[b + 1], [&](int64_t mine, int64_t theirs) {
                    ++again[i];
                    together[i] += std::max(first[mine] - last[theirs], first[theirs] - last[mine]) <= near;
                });
            }
        });
    }
    return {owned(std::move(together)), owned(std::move(again))};
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

void bind_beside(nb::module_ &m) {
    m.def("in_common", &in_common, nb::arg("begin"), nb::arg("value"), nb::arg("counted"), nb::arg("low"),
          nb::arg("high"),
          "Of pairs of clusters (pair, value) for each counted value that both hold, by pair and value; cluster c holds "
          "value[begin[c]:begin[c + 1]], sorted.");
    m.def("contacts_apart", &contacts_apart, nb::arg("held"), nb::arg("of_value"), nb::arg("contacts"), nb::arg("low"),
          nb::arg("high"),
          "Of pairs of clusters, the index in link.ones.OTHERS; held: begin and value as in in_common; of each value its kind "
          "and whether it counts, which contacts alone do; of each cluster its contacts, those of each kind, and whether one "
          "may be its own.");
    m.def("pairs_beside", &pairs_beside, nb::arg("cluster"), nb::arg("value"), nb::arg("one"), nb::arg("other"),
          nb::arg("clusters"),
          "Each two clusters that have entries (cluster, value) beside one another, by lower and higher cluster: the "
          "first two such entries, by value, by how far apart and by place; one and other, of different values: "
          "entries in order of a key, their keys, and within how many two of a key are beside one another.");
    m.def("met_in_places", &met_in_places, nb::arg("begin"), nb::arg("place"), nb::arg("days"), nb::arg("clusters"),
          nb::arg("near"),
          "Of pairs of clusters, in how many places both were within `near` days, and in how many at any time; "
          "cluster c was in place[begin[c]:begin[c + 1]], sorted, from the first of the days to the second.");
}
