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

namespace nb = nanobind;
using Rows = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Days = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;

namespace {

Numbers owned(std::vector<int64_t> &&values) {
    auto *kept = new std::vector<int64_t>(std::move(values));
    nb::capsule owner(kept, [](void *p) noexcept { delete static_cast<std::vector<int64_t> *>(p); });
    return Numbers(kept->data(), {kept->size()}, owner);
}

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

std::pair<Numbers, Numbers> crowds(Rows place, Days first, Days last, size_t places, double near) {
    std::vector<int64_t> met(place.shape(0)), seen(place.shape(0));
    {
        nb::gil_scoped_release release;
        const std::vector<size_t> starts = starts_of(place, places);
        std::vector<size_t> entries(met.size()), next(starts.begin(), starts.end() - 1);
        for (size_t i = 0; i < entries.size(); ++i) entries[next[place.data()[i]]++] = i;
        halves([&](size_t turn) {
            std::vector<double> came, left;
            for (size_t p = turn; p < places; p += 2) {
                came.clear();
                left.clear();
                for (size_t k = starts[p]; k < starts[p + 1]; ++k) {
                    came.push_back(first.data()[entries[k]]);
                    left.push_back(last.data()[entries[k]]);
                }
                std::sort(came.begin(), came.end());
                std::sort(left.begin(), left.end());
                for (size_t k = starts[p]; k < starts[p + 1]; ++k) {
                    const size_t i = entries[k];
                    const auto by = std::upper_bound(came.begin(), came.end(), last.data()[i] + near);
                    const auto gone =
                        std::lower_bound(left.begin(), left.end(), first.data()[i] - near);
                    met[i] = (by - came.begin()) - (gone - left.begin());
                    seen[i] = static_cast<int64_t>(came.size());
                }
            }
        });
    }
    return {owned(std::move(met)), owned(std::move(seen))};
}

}  // namespace

void bind_seen(nb::module_ &m) {
    m.def("shown_once", &shown_once, nb::arg("cluster"), nb::arg("value"), nb::arg("clusters"),
          "Each (cluster, value) once, sorted: I64[m], I64[m] below 2^32 -> cluster, value, first place.");
    m.def("crowds", &crowds, nb::arg("place"), nb::arg("first"), nb::arg("last"), nb::arg("places"),
          nb::arg("near"),
          "Of each stay, how many were in its place within `near` days of it, and how many at any time, "
          "itself too -> I64[k], I64[k].");
}
