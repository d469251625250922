// Joins by two values that meet far more often than chance would have it; the method is told in link.twos.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/tuple.h>
#include <tuple>
#include <utility>
#include <vector>

#include "../mix.hpp"
#include "../owned.hpp"
#include "beside.hpp"

namespace nb = nanobind;
using linking::Bits;
using linking::Rows;
using linking::Stays;
using linking::Table;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;
using Shares = nb::ndarray<nb::numpy, double, nb::ndim<1>>;

namespace {

constexpr double kRounding = 1e-6;
constexpr int64_t kElsewhere = 3;  // of link.trail.CLASSES: those before are of one place, or unknown

// What is asked of two values, and of two clusters that show them.
struct Rules {
    Bits rarity;      // by how many clusters show a value
    Bits akin;        // lost by two values of which so many are contacts
    Bits other, stay;  // of each of link.ones.OTHERS, and of link.trail.CLASSES
    double sharing, limit, often, against;
    size_t most;
};

struct Meeting {
    uint64_t values;
    uint32_t row, cluster;
    bool operator<(const Meeting &it) const { return values != it.values ? values < it.values : row < it.row; }
};

struct Join {
    uint32_t left, right, first, second, low, high;
    double bits, first_bits, second_bits, chance, stay_bits, other_bits;
    uint8_t other;
};

// Each two values of a cluster that may say enough. A cluster's values go from the rarest on, so that those after one
// that says too little say no more.
std::vector<Meeting> all_met(const Table &table, const Rules &rules) {
    struct Shown {
        uint32_t value, row;
        double bits;
        bool contact;
    };
    std::vector<Meeting> met;
    std::vector<Shown> shown;
    for (const linking::Cluster &it : table.clusters) {
        shown.clear();
        for (uint32_t k = it.begin; k < it.begin + it.ranked; ++k) {
            const linking::Held &held = table.held[table.ranked[k]];
            const linking::Value &value = table.values[held.value];
            const double bits = rules.rarity.data()[value.spread];
            if (bits < rules.limit) break;
            shown.push_back({held.value, held.row, bits, value.is_contact()});
        }
        const auto cluster = static_cast<uint32_t>(&it - table.clusters.data());
        for (auto one = shown.begin(); one != shown.end(); ++one)
            for (auto other = one + 1; other != shown.end() && other < one + rules.most; ++other) {
                if (other->bits - rules.akin.data()[one->contact + other->contact] < rules.limit) continue;
                const auto [low, high] = std::minmax(one->value, other->value);
                met.push_back({static_cast<uint64_t>(low) << 32 | high, one->row, cluster});
            }
    }
    return met;
}

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

// Those of two values that two clusters or more show, by values and row.
std::vector<Meeting> often_met(const Table &table, const Rules &rules) {
    std::vector<Meeting> met = all_met(table, rules);
    Often often(met.size());
    for (const Meeting &it : met) often.add(it.values);
    met.erase(std::remove_if(met.begin(), met.end(), [&](const Meeting &it) { return !often.twice(it.values); }), met.end());
    std::sort(met.begin(), met.end());
    return met;
}

// Two values, those who show both, and what each of the two says.
struct Run {
    const Meeting *begin, *end;
    uint32_t first, second;
    double bits, first_bits, second_bits;
};

std::vector<Run> worthy(const Table &table, const Rules &rules, const std::vector<Meeting> &met) {
    std::vector<Run> runs;
    for (const Meeting *begin = met.data(), *last = begin + met.size(), *end; begin != last; begin = end) {
        for (end = begin + 1; end != last && end->values == begin->values;) ++end;
        const auto a = static_cast<uint32_t>(begin->values >> 32), b = static_cast<uint32_t>(begin->values);
        const linking::Value &one = table.values[a], &other = table.values[b];
        const auto count = static_cast<double>(end - begin);
        if (count < 2 || count < rules.often * std::min(one.spread, other.spread)) continue;
        const double mine = rules.rarity.data()[one.spread], theirs = rules.rarity.data()[other.spread];
        const double bits = mine + theirs + std::log2(count / rules.sharing) - rules.akin.data()[one.is_contact() + other.is_contact()];
        if (!(bits >= rules.limit)) continue;
        const double part = std::clamp(mine / std::max(mine + theirs, 1e-9), 0.0, 1.0);
        runs.push_back({begin, end, a, b, bits, bits * part, bits * (1 - part)});
    }
    return runs;
}

// Bits for one value of those in common, and for another besides: that they are some of many.
double chance_of(uint32_t fewer, uint32_t common, bool both) {
    common = std::max(common, 1u);
    fewer = std::max(fewer, common);
    const double one = std::log2(static_cast<double>(fewer) / common);
    if (!both) return one;
    return one + std::log2(static_cast<double>(std::max(fewer - 1, 1u)) / std::max(common - 1, 1u));
}

// A join of the clusters that show a run's values at two of its places -> whether it is worth its limit.
bool weigh(const Table &table, const Stays &stays, const Rules &rules, const Run &run, const Meeting *head, const Meeting *at, Join &join) {
    const linking::Cluster &low = table.clusters[head->cluster], &high = table.clusters[at->cluster];
    int64_t contacts[linking::kContacts] = {};
    uint32_t common[linking::kKinds] = {};
    linking::each_shared(table, head->cluster, at->cluster, [&](uint32_t value) {
        const uint8_t kind = table.values[value].kind;
        ++common[kind];
        if (table.counts_as_contact(value)) ++contacts[kind];
    });
    const int64_t other = linking::contacts_apart(low, high, contacts);
    join = {head->row,      at->row,         run.first, run.second, head->cluster, at->cluster, 0,
            run.first_bits, run.second_bits, 0,         0,          0,             static_cast<uint8_t>(other)};
    if (other) {
        for (const size_t kind : {linking::kText, linking::kPicture}) {
            const int named = (table.values[run.first].kind == kind) + (table.values[run.second].kind == kind);
            if (named) join.chance -= chance_of(std::min(low.counts[kind], high.counts[kind]), common[kind], named > 1);
        }
        if (run.bits + join.chance < rules.limit - kRounding) return false;
        const linking::Compared met = stays.compared(head->cluster, at->cluster);
        double bits = rules.stay.data()[met.stay];
        if (met.count) bits = std::min(bits, linking::surprise_bits(met.count, met.chance));
        join.other_bits = rules.other.data()[other] * (met.stay < kElsewhere ? rules.against : 1.0);
        join.stay_bits = std::clamp(bits, 0.0, -join.other_bits);
    }
    join.bits = join.first_bits + join.second_bits + join.chance + join.stay_bits + join.other_bits;
    return join.bits >= rules.limit;
}

// Joins of two values, each place of a run beside its first one, and from the third on beside the one before.
class Twos {
  public:
    Twos(const Table &table, const Stays &stays, std::tuple<Bits, Bits, Bits, Bits> bits,
         std::tuple<double, double, double, double, size_t> limits) {
        const auto &[rarity, akin, other, stay] = bits;
        const auto [sharing, limit, often, against, most] = limits;
        const Rules rules{rarity, akin, other, stay, sharing, limit, often, against, most};
        nb::gil_scoped_release release;
        const std::vector<Meeting> met = often_met(table, rules);
        const std::vector<Run> runs = worthy(table, rules, met);
        std::vector<Join> found[2];
        linking::halves(met.size(), [&](size_t turn, size_t first, size_t last) {
            Join join;
            for (const Run &run : runs) {
                const auto place = static_cast<size_t>(run.begin - met.data());
                if (place < first || place >= last) continue;
                for (const Meeting *at = run.begin + 1; at != run.end; ++at) {
                    if (weigh(table, stays, rules, run, run.begin, at, join)) found[turn].push_back(join);
                    if (at - 1 != run.begin && weigh(table, stays, rules, run, at - 1, at, join)) found[turn].push_back(join);
                }
            }
        });
        joins_ = std::move(found[0]);
        joins_.insert(joins_.end(), found[1].begin(), found[1].end());
    }

    std::tuple<Numbers, Numbers, Numbers, Numbers, Shares> ends() const {
        return {all<int64_t>([](const Join &it) { return it.left; }), all<int64_t>([](const Join &it) { return it.right; }),
                all<int64_t>([](const Join &it) { return it.first; }), all<int64_t>([](const Join &it) { return it.second; }),
                all<double>([](const Join &it) { return it.bits; })};
    }

    std::tuple<Shares, Shares, Shares, Shares, Shares, Numbers, Numbers> others(const Stays &stays, Rows places) const {
        return {some<double>(places, [](const Join &it) { return it.first_bits; }),
                some<double>(places, [](const Join &it) { return it.second_bits; }),
                some<double>(places, [](const Join &it) { return it.chance; }),
                some<double>(places, [](const Join &it) { return it.stay_bits; }),
                some<double>(places, [](const Join &it) { return it.other_bits; }),
                some<int64_t>(places, [&](const Join &it) { return stays.compared(it.low, it.high).stay; }),
                some<int64_t>(places, [](const Join &it) { return it.other; })};
    }

  private:
    template <typename T, typename Get> nb::ndarray<nb::numpy, T, nb::ndim<1>> all(Get get) const {
        std::vector<T> column;
        column.reserve(joins_.size());
        for (const Join &it : joins_) column.push_back(get(it));
        return owned(std::move(column));
    }

    template <typename T, typename Get> nb::ndarray<nb::numpy, T, nb::ndim<1>> some(Rows places, Get get) const {
        std::vector<T> column;
        column.reserve(places.shape(0));
        for (size_t i = 0; i < places.shape(0); ++i) column.push_back(get(joins_[places.data()[i]]));
        return owned(std::move(column));
    }

    std::vector<Join> joins_;
};

}  // namespace

void bind_twos(nb::module_ &m) {
    auto twos = nb::class_<Twos>(m, "Twos", "Joins by two values that meet more often than chance would have it; see link.twos.");
    twos.def(nb::init<const Table &, const Stays &, std::tuple<Bits, Bits, Bits, Bits>, std::tuple<double, double, double, double, size_t>>(),
             nb::arg("table"), nb::arg("stays"), nb::arg("bits"), nb::arg("limits"),
             "bits: of a value that so many clusters show; lost by two values of which so many are contacts; of each of "
             "link.ones.OTHERS and of link.trail.CLASSES; limits: clusters that share anything, least bits, share of those who "
             "show the rarer value, part of what contacts say that counts in one place, values of a cluster tried with each.");
    twos.def("ends", &Twos::ends, "left, right, first, second, bits of all, as in link.edges.Joins.");
    twos.def("others", &Twos::others, nb::arg("stays"), nb::arg("places"),
             "first_bits, second_bits, chance_bits, stay_bits, other_bits, stay, other of some.");
}
