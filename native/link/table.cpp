// Which clusters show which shared values: counted, and kept true while few are joined.
#include "table.hpp"

#include <algorithm>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/tuple.h>
#include <thread>
#include <tuple>

#include "../owned.hpp"

namespace linking {

namespace {

size_t clusters_in(Rows labels) {
    const int64_t *end = labels.data() + labels.shape(0);
    return labels.shape(0) ? static_cast<size_t>(*std::max_element(labels.data(), end)) + 1 : 0;
}

}  // namespace

Table::Table(Rows labels, std::pair<Rows, Rows> shown, std::pair<Rows, Flags> of_value, std::pair<int32_t, int32_t> limits)
    : values(of_value.first.shape(0)), clusters(clusters_in(labels)), limits_{limits.first, limits.second} {
    nb::gil_scoped_release release;
    for (size_t v = 0; v < values.size(); ++v) {
        values[v].kind = static_cast<uint8_t>(of_value.first.data()[v]);
        values[v].joins = of_value.second.data()[v];
    }
    const int64_t *owner = labels.data(), *row = shown.first.data(), *value = shown.second.data();
    for (size_t i = labels.shape(0); i-- > 0;) clusters[owner[i]].member = static_cast<uint32_t>(i);
    const size_t n = shown.first.shape(0);
    std::vector<size_t> starts(clusters.size() + 1);
    for (size_t i = 0; i < n; ++i) ++starts[owner[row[i]] + 1];
    for (size_t c = 0; c < clusters.size(); ++c) starts[c + 1] += starts[c];
    std::vector<size_t> next(starts.begin(), starts.end() - 1);
    std::vector<uint64_t> entries(n);
    std::vector<uint32_t> rows(row, row + n);
    for (size_t i = 0; i < n; ++i) entries[next[owner[row[i]]]++] = static_cast<uint64_t>(value[i]) << 32 | i;
    fill(entries, starts, rows.data());
}

Table::Table(const Table &before, Rows labels)
    : values(before.values.size()), clusters(clusters_in(labels)), limits_(before.limits_) {
    nb::gil_scoped_release release;
    for (size_t v = 0; v < values.size(); ++v) values[v].kind = before.values[v].kind, values[v].joins = before.values[v].joins;
    std::vector<size_t> starts(clusters.size() + 1);
    for (const Cluster &was : before.clusters) starts[labels.data()[was.member] + 1] += was.end - was.begin;
    for (size_t c = 0; c < clusters.size(); ++c) starts[c + 1] += starts[c];
    std::vector<size_t> next(starts.begin(), starts.end() - 1);
    std::vector<uint64_t> entries(starts.back());
    std::vector<uint32_t> rows;
    rows.reserve(entries.size());
    for (size_t b = before.clusters.size(); b-- > 0;)
        clusters[labels.data()[before.clusters[b].member]].member = before.clusters[b].member;
    for (const Cluster &was : before.clusters) {
        const auto c = static_cast<size_t>(labels.data()[was.member]);
        for (size_t kind = 0; kind < kKinds; ++kind) clusters[c].counts[kind] += was.counts[kind];
        for (uint32_t k = was.begin; k < was.end; ++k) {
            const Held &it = before.held[k];
            --clusters[c].counts[values[it.value].kind];  // what is left are those that one cluster alone shows
            entries[next[c]++] = static_cast<uint64_t>(it.value) << 32 | rows.size();
            rows.push_back(it.row);
        }
    }
    fill(entries, starts, rows.data());
}

// Each value of each cluster once, sorted, with the place where it comes first; then all that is counted of them.
void Table::fill(std::vector<uint64_t> &entries, const std::vector<size_t> &starts, const uint32_t *row) {
    std::vector<uint32_t> sizes(clusters.size());
    auto sort = [&](size_t turn) {
        for (size_t c = turn; c < clusters.size(); c += 2) {
            const auto from = entries.begin() + starts[c], to = entries.begin() + starts[c + 1];
            if (!std::is_sorted(from, to)) std::sort(from, to);  // they mostly are, after the first round
            sizes[c] = std::unique(from, to, [](uint64_t a, uint64_t b) { return a >> 32 == b >> 32; }) - from;
        }
    };
    std::thread other(sort, 1);
    sort(0);
    other.join();
    count(entries, starts, sizes);
    held.reserve(entries.size());
    for (size_t c = 0; c < clusters.size(); ++c) {
        clusters[c].begin = static_cast<uint32_t>(held.size());
        for (size_t k = starts[c]; k < starts[c] + sizes[c]; ++k) {
            const auto v = static_cast<uint32_t>(entries[k] >> 32);
            if (values[v].spread > 1) held.push_back({v, row[entries[k] & 0xffffffffu]});
        }
        clusters[c].end = static_cast<uint32_t>(held.size());
    }
    ranked.resize(held.size());
    for (Cluster &it : clusters) describe(it), rank(it);
}

void Table::count(const std::vector<uint64_t> &entries, const std::vector<size_t> &starts,
                  const std::vector<uint32_t> &sizes) {
    for (size_t c = 0; c < clusters.size(); ++c)
        for (size_t k = starts[c]; k < starts[c] + sizes[c]; ++k) {
            Value &it = values[entries[k] >> 32];
            ++it.spread;
            ++clusters[c].counts[it.kind];
        }
    for (size_t c = 0; c < clusters.size(); ++c) {
        const uint32_t contacts = clusters[c].contacts();
        for (size_t k = starts[c]; k < starts[c] + sizes[c]; ++k) {
            Value &it = values[entries[k] >> 32];
            it.bearing += contacts > it.is_contact();
        }
    }
    for (Value &it : values) it.groups = it.bearing + (it.bearing < it.spread);
}

// What a cluster's contacts are, now that it is known how generic each is.
void Table::describe(Cluster &cluster) {
    uint32_t wide = 0, generic = 0;
    std::copy(cluster.counts, cluster.counts + kContacts, cluster.own);
    for (uint32_t k = cluster.begin; k < cluster.end; ++k) {
        const Value &it = values[held[k].value];
        if (!it.is_contact()) continue;
        wide += it.groups > limits_.own;
        generic += it.groups > limits_.most;
        cluster.own[it.kind] -= it.groups > limits_.most;
    }
    cluster.reachable = cluster.contacts() > wide;
    cluster.reach = cluster.contacts() - generic;
}

void Table::rank(Cluster &cluster) {
    rarest_.clear();
    for (uint32_t k = cluster.begin; k < cluster.end; ++k) {
        const Value &it = values[held[k].value];
        if (it.joins) rarest_.push_back(static_cast<uint64_t>(it.spread) << 32 | k);
    }
    std::sort(rarest_.begin(), rarest_.end());
    cluster.ranked = static_cast<uint32_t>(rarest_.size());
    for (size_t i = 0; i < rarest_.size(); ++i) ranked[cluster.begin + i] = rarest_[i] & 0xffffffffu;
}

// As clusters only grow, a value that one alone shows will never join anybody: that it is there is all that counts.
void Table::drop_lone(Cluster &cluster) {
    const auto from = held.begin() + cluster.begin, to = held.begin() + cluster.end;
    const auto end = std::remove_if(from, to, [this](const Held &it) { return values[it.value].spread < 2; });
    cluster.end = static_cast<uint32_t>(end - held.begin());
}

// Counts what a cluster shows in, or out again.
void Table::step(const Cluster &cluster, int by) {
    const uint32_t contacts = cluster.contacts();
    for (uint32_t k = cluster.begin; k < cluster.end; ++k) {
        Value &it = values[held[k].value];
        if (!it.touched) touched_.push_back({held[k].value, it.spread, it.groups});
        it.touched = true;
        it.spread += by;
        if (contacts > it.is_contact()) it.bearing += by;
    }
}

// Of a value that both show, the row of the one that stays.
void Table::unite(Cluster &kept, Cluster &gone) {
    for (size_t kind = 0; kind < kKinds; ++kind) kept.counts[kind] += gone.counts[kind];
    const auto begin = static_cast<uint32_t>(held.size());
    uint32_t a = kept.begin, b = gone.begin;
    while (a < kept.end || b < gone.end) {
        const bool from_a = a < kept.end && (b == gone.end || held[a].value <= held[b].value);
        if (from_a && b < gone.end && held[a].value == held[b].value) --kept.counts[values[held[b++].value].kind];
        const Held it = from_a ? held[a++] : held[b++];
        held.push_back(it);
    }
    kept.begin = begin, kept.end = static_cast<uint32_t>(held.size());
    gone = Cluster{begin, begin, 0, gone.member, {}, {}, 0, false};
}

Table::Changed Table::join(Rows left, Rows right) {
    nb::gil_scoped_release release;
    if (!joined_) {
        joined_ = std::make_unique<Joined>(clusters.size());
        index_holders();
    }
    std::vector<uint32_t> parts;
    for (size_t i = 0; i < left.shape(0); ++i)
        for (const Rows &side : {left, right}) parts.push_back(joined_->root(static_cast<uint32_t>(side.data()[i])));
    for (size_t i = 0; i < parts.size(); i += 2) joined_->join(parts[i], parts[i + 1]);
    std::sort(parts.begin(), parts.end());  // of each cluster the first part that shows a value says by which ad
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    Changed changed;
    for (const uint32_t part : parts) {
        const uint32_t whole = joined_->root(part);
        if (whole == part) continue;
        step(clusters[whole], -1);
        step(clusters[part], -1);
        unite(clusters[whole], clusters[part]);
        step(clusters[whole], 1);
        changed.low.push_back(whole);
        changed.high.push_back(part);
    }
    ranked.resize(held.size());
    changed.values = settle(changed.low);
    return changed;
}

// Brings to rest what the clusters that grew have touched -> values that changed.
std::vector<int64_t> Table::settle(const std::vector<int64_t> &grown) {
    std::vector<int64_t> changed;
    std::vector<uint32_t> stale;
    for (const int64_t c : grown) stale.push_back(joined_->root(static_cast<uint32_t>(c)));
    for (const Touched &was : touched_) {
        Value &it = values[was.value];
        it.groups = it.bearing + (it.bearing < it.spread);
        it.touched = false;
        if (it.spread == was.spread && it.groups == was.groups) continue;
        changed.push_back(was.value);
        for (uint32_t k = holder_begin_[was.value]; k < holder_begin_[was.value + 1]; ++k)
            stale.push_back(joined_->root(holder_[k]));
    }
    touched_.clear();
    std::sort(stale.begin(), stale.end());
    stale.erase(std::unique(stale.begin(), stale.end()), stale.end());
    for (const uint32_t c : stale) drop_lone(clusters[c]), describe(clusters[c]), rank(clusters[c]);
    return changed;
}

void Table::index_holders() {
    holder_begin_.assign(values.size() + 1, 0);
    holder_.resize(held.size());
    for (const Held &it : held) ++holder_begin_[it.value + 1];
    for (size_t v = 0; v < values.size(); ++v) holder_begin_[v + 1] += holder_begin_[v];
    std::vector<uint32_t> next(holder_begin_.begin(), holder_begin_.end() - 1);
    for (size_t c = 0; c < clusters.size(); ++c)
        for (uint32_t k = clusters[c].begin; k < clusters[c].end; ++k) holder_[next[held[k].value]++] = static_cast<uint32_t>(c);
}

}  // namespace linking
