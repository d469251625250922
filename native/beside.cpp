// Two clusters beside one another: what both show, and where both were.
#include <algorithm>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>
#include <utility>
#include <vector>

#include "owned.hpp"

namespace nb = nanobind;
using Rows = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Days = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Flags = nb::ndarray<const bool, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
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

std::pair<Numbers, Numbers> in_common(Rows begin, Rows value, Flags counted, Rows low, Rows high) {
    std::vector<int64_t> pairs, values;
    {
        nb::gil_scoped_release release;
        const int64_t *from = begin.data(), *all = value.data();
        for (size_t i = 0; i < low.shape(0); ++i) {
            const int64_t a = low.data()[i], b = high.data()[i];
            each_common(all, from[a], from[a + 1], from[b], from[b + 1], [&](int64_t place, int64_t) {
                if (!counted.data()[all[place]]) return;
                pairs.push_back(static_cast<int64_t>(i));
                values.push_back(all[place]);
            });
        }
    }
    return {owned(std::move(pairs)), owned(std::move(values))};
}

std::pair<Numbers, Numbers> met_in_places(Rows begin, Rows place, std::pair<Days, Days> days, std::pair<Rows, Rows> clusters,
                                          double near) {
    std::vector<int64_t> together(clusters.first.shape(0)), again(together.size());
    {
        nb::gil_scoped_release release;
        const int64_t *from = begin.data();
        const double *first = days.first.data(), *last = days.second.data();
        for (size_t i = 0; i < again.size(); ++i) {
            const int64_t a = clusters.first.data()[i], b = clusters.second.data()[i];
            each_common(place.data(), from[a], from[a + 1], from[b], from[b + 1], [&](int64_t mine, int64_t theirs) {
                ++again[i];
                together[i] += std::max(first[mine] - last[theirs], first[theirs] - last[mine]) <= near;
            });
        }
    }
    return {owned(std::move(together)), owned(std::move(again))};
}

}  // namespace

void bind_beside(nb::module_ &m) {
    m.def("in_common", &in_common, nb::arg("begin"), nb::arg("value"), nb::arg("counted"), nb::arg("low"),
          nb::arg("high"),
          "Of pairs of clusters (pair, value) for each counted value that both hold, by pair and value; cluster c holds "
          "value[begin[c]:begin[c + 1]], sorted.");
    m.def("met_in_places", &met_in_places, nb::arg("begin"), nb::arg("place"), nb::arg("days"), nb::arg("clusters"),
          nb::arg("near"),
          "Of pairs of clusters, in how many places both were within `near` days, and in how many at any time; "
          "cluster c was in place[begin[c]:begin[c + 1]], sorted, from the first of the days to the second.");
}
