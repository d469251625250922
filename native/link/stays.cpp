// When and where clusters were: put together, kept true while few are joined, and compared two by two.
#include "stays.hpp"

#include <algorithm>
#include <cmath>
#include <thread>

namespace linking {

double surprise_bits(int64_t count, double expected) {
    const auto met = static_cast<double>(count);
    const double over = std::max(std::max(met, expected) / std::max(expected, 1e-9), 1.0);
    return std::max((met * std::log(over) - std::max(met - expected, 0.0)) / std::log(2.0), 0.0);
}

Stays::Stays(Rows labels, std::pair<Rows, Rows> seen, Bits day, std::tuple<double, double, double> limits)
    : limits_{std::get<0>(limits), std::get<1>(limits), std::get<2>(limits)} {
    nb::gil_scoped_release release;
    const int64_t *label = labels.data();
    begin.resize(labels.shape(0) ? *std::max_element(label, label + labels.shape(0)) + 1 : 0);
    std::vector<std::pair<uint32_t, Stay>> entries;
    entries.reserve(seen.first.shape(0));
    for (size_t i = 0; i < seen.first.shape(0); ++i) {
        const int64_t row = seen.first.data()[i];
        const double at = day.data()[i];
        entries.push_back({static_cast<uint32_t>(label[row]),
                           {at, at, static_cast<uint32_t>(seen.second.data()[i]), static_cast<uint32_t>(row), 0}});
    }
    fill(std::move(entries));
}

Stays::Stays(const Stays &before, Rows labels) : limits_(before.limits_) {
    nb::gil_scoped_release release;
    const int64_t *label = labels.data();
    begin.resize(labels.shape(0) ? *std::max_element(label, label + labels.shape(0)) + 1 : 0);
    std::vector<std::pair<uint32_t, Stay>> entries;
    entries.reserve(before.size_);
    for (size_t c = 0; c < before.begin.size(); ++c)
        for (uint32_t k = before.begin[c]; k < before.end[c]; ++k) {
            const Stay &it = before.stays[before.list[k]];
            entries.push_back({static_cast<uint32_t>(label[it.row]), it});
        }
    fill(std::move(entries));
}

// Those of one cluster and place are one stay.
void Stays::fill(std::vector<std::pair<uint32_t, Stay>> &&seen) {
    const size_t clusters = begin.size();
    std::vector<size_t> starts(clusters + 1);
    for (const auto &it : seen) ++starts[it.first + 1];
    for (size_t c = 0; c < clusters; ++c) starts[c + 1] += starts[c];
    std::vector<Stay> sorted(seen.size());
    std::vector<size_t> next(starts.begin(), starts.end() - 1);
    for (const auto &it : seen) sorted[next[it.first]++] = it.second;
    std::vector<std::pair<uint32_t, Stay>>().swap(seen);
    end.resize(clusters);
    stays.reserve(sorted.size());
    for (size_t c = 0; c < clusters; ++c) {
        std::sort(sorted.begin() + starts[c], sorted.begin() + starts[c + 1],
                  [](const Stay &a, const Stay &b) { return a.place < b.place; });
        begin[c] = static_cast<uint32_t>(stays.size());
        for (size_t k = starts[c]; k < starts[c + 1]; ++k) {
            if (k == starts[c] || sorted[k].place != sorted[k - 1].place) {
                stays.push_back(sorted[k]);
                continue;
            }
            stays.back().first = std::min(stays.back().first, sorted[k].first);
            stays.back().last = std::max(stays.back().last, sorted[k].last);
        }
        end[c] = static_cast<uint32_t>(stays.size());
    }
    size_ = stays.size();
    list.resize(size_);
    for (size_t i = 0; i < size_; ++i) list[i] = static_cast<uint32_t>(i);
    span();
    crowd();
}

// From the first day to the last of each cluster.
void Stays::span() {
    opened_.assign(begin.size(), std::numeric_limits<double>::infinity());
    closed_.assign(begin.size(), -std::numeric_limits<double>::infinity());
    for (size_t c = 0; c < begin.size(); ++c)
        for (uint32_t k = begin[c]; k < end[c]; ++k) {
            opened_[c] = std::min(opened_[c], stays[k].first);
            closed_[c] = std::max(closed_[c], stays[k].last);
        }
}

// Of each stay, who was in its place at its time.
void Stays::crowd() {
    size_t places = 0;
    for (const Stay &it : stays) places = std::max<size_t>(places, it.place + 1);
    place_begin_.assign(places + 1, 0);
    for (const Stay &it : stays) ++place_begin_[it.place + 1];
    for (size_t p = 0; p < places; ++p) place_begin_[p + 1] += place_begin_[p];
    place_end_.assign(place_begin_.begin(), place_begin_.end() - 1);
    at_place_.resize(stays.size());
    for (size_t i = 0; i < stays.size(); ++i) at_place_[place_end_[stays[i].place]++] = static_cast<uint32_t>(i);
    const auto half = std::lower_bound(place_begin_.begin(), place_begin_.end(), stays.size() / 2) - place_begin_.begin();
    const size_t middle = std::min<size_t>(half, places);
    const auto some = [this](size_t from, size_t to) {
        for (; from < to; ++from) crowd_of(from);
    };
    std::thread other(some, middle, places);
    some(0, middle);
    other.join();
}

void Stays::crowd_of(size_t place) {
    std::vector<double> first, last;
    const auto from = at_place_.begin() + place_begin_[place], to = at_place_.begin() + place_end_[place];
    std::for_each(from, to, [&](uint32_t id) { first.push_back(stays[id].first), last.push_back(stays[id].last); });
    std::sort(first.begin(), first.end());
    std::sort(last.begin(), last.end());
    std::for_each(from, to, [&](uint32_t id) {
        const auto came = std::upper_bound(first.begin(), first.end(), stays[id].last + limits_.near) - first.begin();
        const auto left = std::lower_bound(last.begin(), last.end(), stays[id].first - limits_.near) - last.begin();
        stays[id].met = static_cast<uint32_t>(came - left);
    });
}

void Stays::join(Rows low, Rows high) {
    nb::gil_scoped_release release;
    for (size_t i = 0; i < low.shape(0); ++i) {
        const auto a = static_cast<size_t>(low.data()[i]), b = static_cast<size_t>(high.data()[i]);
        const auto from = static_cast<uint32_t>(list.size());
        uint32_t k = begin[a], m = begin[b];
        while (k < end[a] || m < end[b]) {
            const bool from_a = k < end[a] && (m == end[b] || stays[list[k]].place <= stays[list[m]].place);
            if (from_a && m < end[b] && stays[list[k]].place == stays[list[m]].place) merge(list[k], list[m++]);
            const uint32_t id = from_a ? list[k++] : list[m++];
            list.push_back(id);
        }
        begin[a] = from, end[a] = static_cast<uint32_t>(list.size());
        begin[b] = end[b] = from;
        opened_[a] = std::min(opened_[a], opened_[b]);
        closed_[a] = std::max(closed_[a], closed_[b]);
    }
}

// One stay of two in one place: all others there meet one in place of two, or of one, or of none.
void Stays::merge(uint32_t kept, uint32_t gone) {
    const Stay one = stays[kept], two = stays[gone];
    Stay &both = stays[kept];
    both.first = std::min(one.first, two.first);
    both.last = std::max(one.last, two.last);
    both.met = 1;
    const auto meets = [near = limits_.near](const Stay &it, const Stay &other) {
        return other.first <= it.last + near && !(other.last < it.first - near);
    };
    uint32_t place_of_gone = 0;
    for (uint32_t k = place_begin_[both.place]; k < place_end_[both.place]; ++k) {
        const uint32_t id = at_place_[k];
        if (id == gone) place_of_gone = k;
        if (id == gone || id == kept) continue;
        Stay &it = stays[id];
        it.met += meets(it, both) - meets(it, one) - meets(it, two);
        both.met += meets(both, it);
    }
    at_place_[place_of_gone] = at_place_[--place_end_[both.place]];
    --size_;
}

double Stays::met(size_t cluster) const {
    double sum = 0;
    for (uint32_t k = begin[cluster]; k < end[cluster]; ++k)
        sum += stays[list[k]].met / (static_cast<double>(size_) + limits_.strangers);
    return sum;
}

double Stays::seen(size_t cluster) const {
    double sum = 0;
    for (uint32_t k = begin[cluster]; k < end[cluster]; ++k) {
        const uint32_t place = stays[list[k]].place;
        sum += (place_end_[place] - place_begin_[place]) / (static_cast<double>(size_) + limits_.strangers);
    }
    return sum;
}

Compared Stays::compared(size_t a, size_t b) const {
    const uint32_t here = end[a] - begin[a], there = end[b] - begin[b];
    if (!here || !there) return {0, 0, 0.0};
    int64_t together = 0, again = 0;
    each_common(begin[a], end[a], begin[b], end[b], [this](size_t k) { return stays[list[k]].place; }, [&](size_t k, size_t m) {
        const Stay &one = stays[list[k]], &other = stays[list[m]];
        ++again;
        together += std::max(one.first - other.last, other.first - one.last) <= limits_.near;
    });
    if (together) return {1, together, std::max(met(a) * there, met(b) * here)};
    if (again) return {2, again, std::max(seen(a) * there, seen(b) * here)};
    const double between = std::max(opened_[a] - closed_[b], opened_[b] - closed_[a]);
    return {between <= limits_.silent ? 3 : 4, 0, 0.0};
}

}  // namespace linking
