// What clusters show, which two values meet in them, and whom they meet in one place: what each round of joins needs.
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

#include "mix.hpp"
#include "owned.hpp"

namespace nb = nanobind;
using Rows = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Days = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Flags = nb::ndarray<const bool, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
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

// Each two values of a cluster that may say enough, as use(value, value, place).
class Meetings {
  public:
    Meetings(Rows cluster, Rows value, Days rarity, Days akin, Flags contact, double limit, size_t most)
        : cluster_(cluster.data()), value_(value.data()), n_(cluster.shape(0)), rarity_(rarity.data()),
          akin_(akin.data()), contact_(contact.data()), limit_(limit), most_(most) {}

    template <typename Use> void each(Use use) const {
        for (size_t here = 0; here < n_; ++here) {
            for (size_t other = here + 1; other < n_ && other < here + most_ && cluster_[other] == cluster_[here]; ++other) {
                const int64_t a = value_[here], b = value_[other];
                if (std::min(rarity_[a], rarity_[b]) - akin_[contact_[a] + contact_[b]] >= limit_)
                    use(std::min(a, b), std::max(a, b), here);
            }
        }
    }

  private:
    const int64_t *cluster_, *value_;
    size_t n_;
    const double *rarity_, *akin_;
    const bool *contact_;
    double limit_;
    size_t most_;
};

struct Meeting {
    uint64_t values;
    uint32_t row, place;
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

std::tuple<Numbers, Numbers, Numbers> often_met(std::tuple<Rows, Rows, Rows> table, Days rarity, Days akin, Flags contact,
                                                double limit, size_t most) {
    std::vector<int64_t> found[3];
    {
        nb::gil_scoped_release release;
        const Meetings meetings(std::get<0>(table), std::get<1>(table), rarity, akin, contact, limit, most);
        size_t count = 0;
        meetings.each([&](int64_t, int64_t, size_t) { ++count; });
        Often often(count);
        const auto key_of = [](int64_t a, int64_t b) { return static_cast<uint64_t>(a) << 32 | static_cast<uint64_t>(b); };
        meetings.each([&](int64_t a, int64_t b, size_t) { often.add(key_of(a, b)); });
        std::vector<Meeting> met;
        meetings.each([&](int64_t a, int64_t b, size_t here) {
            if (often.twice(key_of(a, b)))
                met.push_back({key_of(a, b), static_cast<uint32_t>(std::get<2>(table).data()[here]), static_cast<uint32_t>(here)});
        });
        std::sort(met.begin(), met.end());
        for (size_t begin = 0, end; begin < met.size(); begin = end) {
            for (end = begin + 1; end < met.size() && met[end].values == met[begin].values;) ++end;
            for (size_t k = begin; k < end && end - begin > 1; ++k) {
                found[0].push_back(static_cast<int64_t>(met[k].values >> 32));
                found[1].push_back(static_cast<int64_t>(met[k].values & 0xffffffffu));
                found[2].push_back(met[k].place);
            }
        }
    }
    return {owned(std::move(found[0])), owned(std::move(found[1])), owned(std::move(found[2]))};
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
    m.def("often_met", &often_met, nb::arg("table"), nb::arg("rarity"), nb::arg("akin"), nb::arg("contact"),
          nb::arg("limit"), nb::arg("most"),
          "(value, value, place in the table) of each two values that two clusters or more show within `most` of each "
          "other, by value, value and row; only those of which the rarer one, less what two of their sort lose by being "
          "`akin`, by how many of them are contacts, reaches the limit; table: cluster, value, row, by cluster.");
    m.def("stays", &stays, nb::arg("cluster"), nb::arg("place"), nb::arg("came"), nb::arg("left"), nb::arg("clusters"),
          "Entries below 2^32 put together by cluster and place: the group of each, the first entry of each, and the "
          "groups in the order in which the orders `came`, forwards, and `left`, backwards, come to them.");
    m.def("crowds", &crowds, nb::arg("place"), nb::arg("days"), nb::arg("orders"), nb::arg("places"), nb::arg("near"),
          "Of each stay, how many were in its place within `near` days of it, and how many at any time, itself too "
          "-> I64[k], I64[k]; days: of coming and of leaving; orders: of the stays, by either.");
}
