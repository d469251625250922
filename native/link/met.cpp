// Which two values clusters show together, again and again.
#include <algorithm>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/tuple.h>
#include <tuple>
#include <utility>
#include <vector>

#include "../mix.hpp"
#include "../owned.hpp"
#include "table.hpp"

namespace nb = nanobind;
using linking::Bits;
using linking::Table;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;

namespace {

// Each two values of a cluster that may say enough, as use(values, cluster, row).
class Meetings {
  public:
    Meetings(const Table &table, Bits rarity, Bits akin, double limit, size_t most)
        : table_(table), rarity_(rarity.data()), akin_(akin.data()), limit_(limit), most_(most) {}

    // A cluster's values go from the rarest on, so that those after one that says too little say no more.
    template <typename Use> void each(Use use) const {
        for (size_t c = 0; c < table_.clusters.size(); ++c) {
            const size_t begin = table_.clusters[c].begin, end = begin + table_.clusters[c].ranked;
            for (size_t here = begin; here < end && rarity_[value(here)] >= limit_; ++here)
                for (size_t other = here + 1; other < end && other < here + most_ && rarity_[value(other)] >= limit_; ++other) {
                    const uint32_t a = value(here), b = value(other);
                    const int contacts = table_.values[a].is_contact() + table_.values[b].is_contact();
                    if (std::min(rarity_[a], rarity_[b]) - akin_[contacts] < limit_) continue;
                    use(static_cast<uint64_t>(std::min(a, b)) << 32 | std::max(a, b), c, table_.held[table_.ranked[here]].row);
                }
        }
    }

  private:
    uint32_t value(size_t place) const { return table_.held[table_.ranked[place]].value; }

    const Table &table_;
    const double *rarity_, *akin_;
    double limit_;
    size_t most_;
};

struct Meeting {
    uint64_t values;
    uint32_t row, cluster;
    bool operator<(const Meeting &other) const { return values != other.values ? values < other.values : row < other.row; }
};

// How often a key may come up: exactly once, or at least twice where another falls into its place.
class Often {
  public:
    explicit Often(size_t keys) {
        size_t size = 1024;
        while (size < 2 * keys) size *= 2;
        met_.resize(size);
    }
    void add(uint64_t key) {
        uint8_t &met = met_[place(key)];
        if (met < 2) ++met;
    }
    bool twice(uint64_t key) const { return met_[place(key)] > 1; }

  private:
    size_t place(uint64_t key) const { return mix(key) & (met_.size() - 1); }

    std::vector<uint8_t> met_;
};

std::tuple<Numbers, Numbers, Numbers, Numbers> often_met(const Table &table, Bits rarity, Bits akin, double limit, size_t most) {
    std::vector<int64_t> found[4];
    {
        nb::gil_scoped_release release;
        const Meetings meetings(table, rarity, akin, limit, most);
        size_t count = 0;
        meetings.each([&](uint64_t, size_t, uint32_t) { ++count; });
        Often often(count);
        meetings.each([&](uint64_t values, size_t, uint32_t) { often.add(values); });
        std::vector<Meeting> met;
        meetings.each([&](uint64_t values, size_t cluster, uint32_t row) {
            if (often.twice(values)) met.push_back({values, row, static_cast<uint32_t>(cluster)});
        });
        std::sort(met.begin(), met.end());
        for (size_t begin = 0, end; begin < met.size(); begin = end) {
            for (end = begin + 1; end < met.size() && met[end].values == met[begin].values;) ++end;
            for (size_t k = begin; k < end && end - begin > 1; ++k) {
                found[0].push_back(static_cast<int64_t>(met[k].values >> 32));
                found[1].push_back(static_cast<int64_t>(met[k].values & 0xffffffffu));
                found[2].push_back(met[k].cluster);
                found[3].push_back(met[k].row);
            }
        }
    }
    return {owned(std::move(found[0])), owned(std::move(found[1])), owned(std::move(found[2])), owned(std::move(found[3]))};
}

}  // namespace

void bind_met(nb::class_<Table> &table) {
    table.def("often_met", &often_met, nb::arg("rarity"), nb::arg("akin"), nb::arg("limit"), nb::arg("most"),
              "(value, value, cluster, row) of each two values that two clusters or more show within `most` of each other, rarest "
              "first, by value, value and row; only those of which the rarer one, less what two of their sort lose by being "
              "`akin`, by how many of them are contacts, reaches the limit. Values that fewer show are not less rare.");
}
