// Which clusters show which shared values, as one round of joins sees it.
#include <algorithm>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/tuple.h>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "owned.hpp"

namespace nb = nanobind;
using Rows = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Flags = nb::ndarray<const bool, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Column = std::vector<int64_t>;

namespace {

// Groups of a contact beyond which it is nobody's own, and beyond which it is not counted at all.
struct Limits {
    int64_t own, most;
};

constexpr size_t kContacts = 5, kKinds = 7;

class Table {
  public:
    Table(Rows labels, Rows kind, Flags joining, Limits limits, size_t clusters)
        : spread(kind.shape(0)), groups(kind.shape(0)), counts(clusters * kKinds), own(clusters * kContacts),
          reach(clusters), reachable(clusters), begin(clusters + 1), labels_(labels.data()), ads_(labels.shape(0)),
          kind_(kind.data()), joining_(joining.data()), limits_(limits), clusters_(clusters), lone_(clusters * kKinds),
          starts_(clusters + 1), sizes_(clusters) {}

    // Values that one cluster alone has shown since a round before.
    void add_alone(Rows row, Rows kind, Rows count) {
        for (size_t i = 0; i < row.shape(0); ++i)
            lone_[labels_[row.data()[i]] * kKinds + kind.data()[i]] += count.data()[i];
    }

    void fill(Rows row, Rows value) {
        place(row, value);
        count();
        group();
        tell(row);
        tell_alone();
    }

    Column spread, groups, counts, own, reach;
    std::vector<uint8_t> reachable;
    Column alone_row, alone_kind, alone_count, shown_row, shown_value, begin, cluster, value, row;

  private:
    // Each value of each cluster once, sorted, with the place where it comes first.
    void place(Rows row, Rows value) {
        entries_.resize(row.shape(0));
        for (size_t i = 0; i < entries_.size(); ++i) ++starts_[labels_[row.data()[i]] + 1];
        for (size_t c = 0; c < clusters_; ++c) starts_[c + 1] += starts_[c];
        std::vector<size_t> next(starts_.begin(), starts_.end() - 1);
        for (size_t i = 0; i < entries_.size(); ++i)
            entries_[next[labels_[row.data()[i]]]++] = static_cast<uint64_t>(value.data()[i]) << 32 | i;
        auto sort = [this](size_t turn) {
            for (size_t c = turn; c < clusters_; c += 2) {
                const auto from = entries_.begin() + starts_[c], to = entries_.begin() + starts_[c + 1];
                if (!std::is_sorted(from, to)) std::sort(from, to);  // they mostly are, after the first round
                sizes_[c] = std::unique(from, to, [](uint64_t a, uint64_t b) { return a >> 32 == b >> 32; }) - from;
            }
        };
        std::thread other(sort, 1);
        sort(0);
        other.join();
    }

    template <typename Use> void each(Use use) const {
        for (size_t c = 0; c < clusters_; ++c)
            for (size_t k = starts_[c]; k < starts_[c] + sizes_[c]; ++k) use(c, entries_[k] >> 32, entries_[k] & 0xffffffffu);
    }

    void count() {
        counts = lone_;
        each([&](size_t c, size_t v, size_t) {
            ++spread[v];
            ++counts[c * kKinds + kind_[v]];
        });
        for (size_t c = 0; c < clusters_; ++c)
            for (size_t k = 0; k < kContacts; ++k) {
                own[c * kContacts + k] = counts[c * kKinds + k];
                reach[c] += counts[c * kKinds + k];
            }
    }

    // Clusters that can also be reached otherwise; all others may well be of one operator and count as one.
    void group() {
        each([&](size_t c, size_t v, size_t) { groups[v] += reach[c] > is_contact(v); });
        for (size_t v = 0; v < groups.size(); ++v) groups[v] += groups[v] < spread[v];
    }

    void tell(Rows rows) {
        std::vector<uint64_t> rarest;
        for (Column *it : {&shown_row, &shown_value, &cluster, &value, &row}) it->reserve(entries_.size());
        for (size_t c = 0; c < clusters_; ++c) {
            int64_t wide = 0, generic = 0;
            rarest.clear();
            for (size_t k = starts_[c]; k < starts_[c] + sizes_[c]; ++k) {
                const size_t v = entries_[k] >> 32;
                if (is_contact(v)) {
                    wide += groups[v] > limits_.own;
                    generic += groups[v] > limits_.most;
                    own[c * kContacts + kind_[v]] -= groups[v] > limits_.most;
                }
                if (spread[v] == 1) {
                    ++lone_[c * kKinds + kind_[v]];
                    continue;
                }
                if (joining_[v]) rarest.push_back(static_cast<uint64_t>(spread[v]) << 32 | shown_row.size());
                shown_row.push_back(rows.data()[entries_[k] & 0xffffffffu]);
                shown_value.push_back(static_cast<int64_t>(v));
            }
            reachable[c] = reach[c] > wide;
            reach[c] -= generic;
            begin[c + 1] = static_cast<int64_t>(shown_row.size());
            std::sort(rarest.begin(), rarest.end());
            for (const uint64_t it : rarest) {
                cluster.push_back(static_cast<int64_t>(c));
                value.push_back(shown_value[it & 0xffffffffu]);
                row.push_back(shown_row[it & 0xffffffffu]);
            }
        }
    }

    void tell_alone() {
        std::vector<int64_t> first(clusters_);
        for (size_t i = ads_; i-- > 0;) first[labels_[i]] = static_cast<int64_t>(i);
        for (size_t i = 0; i < lone_.size(); ++i) {
            if (!lone_[i]) continue;
            alone_row.push_back(first[i / kKinds]);
            alone_kind.push_back(static_cast<int64_t>(i % kKinds));
            alone_count.push_back(lone_[i]);
        }
    }

    bool is_contact(size_t v) const { return kind_[v] < static_cast<int64_t>(kContacts); }

    const int64_t *labels_;
    size_t ads_;
    const int64_t *kind_;
    const bool *joining_;
    Limits limits_;
    size_t clusters_;
    Column lone_;
    std::vector<uint64_t> entries_;
    std::vector<size_t> starts_, sizes_;
};

nb::tuple table_of(Rows labels, std::tuple<Rows, Rows> shown, std::tuple<Rows, Flags> of_value,
                   std::tuple<Rows, Rows, Rows> alone, std::tuple<int64_t, int64_t, size_t> limits) {
    const auto [own, most, clusters] = limits;
    Table table(labels, std::get<0>(of_value), std::get<1>(of_value), {own, most}, clusters);
    {
        nb::gil_scoped_release release;
        table.add_alone(std::get<0>(alone), std::get<1>(alone), std::get<2>(alone));
        table.fill(std::get<0>(shown), std::get<1>(shown));
    }
    return nb::make_tuple(owned(std::move(table.spread)), owned(std::move(table.groups)), owned(std::move(table.counts)),
                          owned(std::move(table.own)), owned(std::move(table.reach)), owned(std::move(table.reachable)),
                          owned(std::move(table.alone_row)), owned(std::move(table.alone_kind)),
                          owned(std::move(table.alone_count)), owned(std::move(table.shown_row)),
                          owned(std::move(table.shown_value)), owned(std::move(table.begin)),
                          owned(std::move(table.cluster)), owned(std::move(table.value)), owned(std::move(table.row)));
}

}  // namespace

void bind_table(nb::module_ &m) {
    m.def("table_of", &table_of, nb::arg("labels"), nb::arg("shown"), nb::arg("of_value"), nb::arg("alone"),
          nb::arg("limits"),
          "The columns of link.table.Table, in the order in which it names them: labels I64[n] of ads; shown: row and value, "
          "I64[k] below 2^32; of each value, its kind and whether it joins; alone: row, kind and count of what one cluster "
          "alone shows; limits: groups beyond which a contact is nobody's own, beyond which it is not counted, clusters.");
}
