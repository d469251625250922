// What clusters show, and whom they meet in one place: the two counts that each round of joins needs.
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
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;

namespace {

// Both halves of the work at once, on two threads.
template <typename Work> void halves(Work work) {
    std::thread other(work, 1);
    work(0);
    other.join();
}

// Where the entries of each key begin in an order by key.
std::vector<size_t> starts_of(Rows keys, size_t width) {
    std::vector<size_t> starts(width + 1);
    for (size_t i = 0; i < keys.shape(0); ++i) ++starts[keys.data()[i] + 1];
    for (size_t k = 0; k < width; ++k) starts[k + 1] += starts[k];
    return starts;
}

std::tuple<Numbers, Numbers, Numbers> shown_once(Rows cluster, Rows value, size_t clusters) {
    std::vector<int64_t> kept[3];
    {
        nb::gil_scoped_release release;
        const std::vector<size_t> starts = starts_of(cluster, clusters);
        std::vector<uint64_t> entries(cluster.shape(0));
        std::vector<size_t> next(starts.begin(), starts.end() - 1);
        for (size_t i = 0; i < entries.size(); ++i)
            entries[next[cluster.data()[i]]++] = static_cast<uint64_t>(value.data()[i]) << 32 | i;
        std::vector<size_t> count(clusters);
        halves([&](size_t turn) {
            for (size_t c = turn; c < clusters; c += 2) {
                const auto from = entries.begin() + starts[c], to = entries.begin() + starts[c + 1];
                std::sort(from, to);
                count[c] = std::unique(from, to, [](uint64_t a, uint64_t b) {
                               return a >> 32 == b >> 32;
                           }) - from;
            }
        });
        for (size_t c = 0; c < clusters; ++c) {
            for (size_t k = starts[c]; k < starts[c] + count[c]; ++k) {
                kept[0].push_back(static_cast<int64_t>(c));
                kept[1].push_back(static_cast<int64_t>(entries[k] >> 32));
                kept[2].push_back(static_cast<int64_t>(entries[k] & 0xffffffffu));
            }
        }
    }
    return {owned(std::move(kept[0])), owned(std::move(kept[1])), owned(std::move(kept[2]))};
}

// The groups of entries in the order in which an order of the entries comes to them first.
template <typename Order> std::vector<int64_t> first_met(const std::vector<int64_t> &group, size_t groups, Order begin, Order end) {
    std::vector<bool> met(groups);
    std::vector<int64_t> found;
    found.reserve(groups);
    for (; begin != end; ++begin) {
        const int64_t g = group[*begin];
        if (!met[g]) found.push_back(g);
        met[g] = true;
    }
    return found;
}

std::tuple<Numbers, Numbers, Numbers, Numbers> stays(Rows cluster, Rows place, Rows came, Rows left, size_t clusters) {
    const size_t n = cluster.shape(0);
    std::vector<int64_t> group(n), chosen, came_now, left_now;
    {
        nb::gil_scoped_release release;
        const std::vector<size_t> starts = starts_of(cluster, clusters);
        std::vector<size_t> next(starts.begin(), starts.end() - 1);
        std::vector<uint64_t> entries(n);
        for (size_t i = 0; i < n; ++i)
            entries[next[cluster.data()[i]]++] = static_cast<uint64_t>(place.data()[i]) << 32 | i;
        chosen.reserve(n);
        for (size_t c = 0; c < clusters; ++c) {
            std::sort(entries.begin() + starts[c], entries.begin() + starts[c + 1]);
            for (size_t k = starts[c]; k < starts[c + 1]; ++k) {
                const size_t i = entries[k] & 0xffffffffu;
                if (k == starts[c] || entries[k - 1] >> 32 != entries[k] >> 32)
                    chosen.push_back(static_cast<int64_t>(i));
                group[i] = static_cast<int64_t>(chosen.size()) - 1;
            }
        }
        came_now = first_met(group, chosen.size(), came.data(), came.data() + n);
        left_now = first_met(group, chosen.size(), std::make_reverse_iterator(left.data() + n),
                             std::make_reverse_iterator(left.data()));
        std::reverse(left_now.begin(), left_now.end());
    }
    return {owned(std::move(group)), owned(std::move(chosen)), owned(std::move(came_now)), owned(std::move(left_now))};
}

// The entries of each place, each place's in the order given.
std::vector<size_t> by_place(Rows place, Rows order, const std::vector<size_t> &starts) {
    std::vector<size_t> entries(order.shape(0)), next(starts.begin(), starts.end() - 1);
    for (size_t k = 0; k < entries.size(); ++k) {
        const auto i = static_cast<size_t>(order.data()[k]);
        entries[next[place.data()[i]]++] = i;
    }
    return entries;
}

std::pair<Numbers, Numbers> crowds(Rows place, std::pair<Days, Days> days, std::pair<Rows, Rows> orders, size_t places,
                                   double near) {
    std::vector<int64_t> met(place.shape(0)), seen(place.shape(0));
    {
        nb::gil_scoped_release release;
        const double *first = days.first.data(), *last = days.second.data();
        const std::vector<size_t> starts = starts_of(place, places);
        const std::vector<size_t> came = by_place(place, orders.first, starts), left = by_place(place, orders.second, starts);
        for (size_t p = 0; p < places; ++p) {
            const size_t begin = starts[p], end = starts[p + 1];
            for (size_t k = begin, by = begin; k < end; ++k) {
                while (by < end && first[came[by]] <= last[left[k]] + near) ++by;
                met[left[k]] += static_cast<int64_t>(by - begin);
                seen[left[k]] = static_cast<int64_t>(end - begin);
            }
            for (size_t k = begin, gone = begin; k < end; ++k) {
                while (gone < end && last[left[gone]] < first[came[k]] - near) ++gone;
                met[came[k]] -= static_cast<int64_t>(gone - begin);
            }
        }
    }
    return {owned(std::move(met)), owned(std::move(seen))};
}

}  // namespace

void bind_seen(nb::module_ &m) {
    m.def("shown_once", &shown_once, nb::arg("cluster"), nb::arg("value"), nb::arg("clusters"),
          "Each (cluster, value) once, sorted: I64[m], I64[m] below 2^32 -> cluster, value, first place.");
    m.def("stays", &stays, nb::arg("cluster"), nb::arg("place"), nb::arg("came"), nb::arg("left"), nb::arg("clusters"),
          "Entries below 2^32 put together by cluster and place: the group of each, the first entry of each, and the "
          "groups in the order in which the orders `came`, forwards, and `left`, backwards, come to them.");
    m.def("crowds", &crowds, nb::arg("place"), nb::arg("days"), nb::arg("orders"), nb::arg("places"), nb::arg("near"),
          "Of each stay, how many were in its place within `near` days of it, and how many at any time, itself too "
          "-> I64[k], I64[k]; days: of coming and of leaving; orders: of the stays, by either.");
}
