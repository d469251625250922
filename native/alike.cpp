// Near-duplicate texts: hashed shingles -> one-permutation MinHash -> LSH -> verified Jaccard.
#include <algorithm>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <thread>
#include <vector>

#include "joined.hpp"
#include "mix.hpp"
#include "owned.hpp"

namespace nb = nanobind;
using Shingles = nb::ndarray<const uint32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Starts = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;
using Shares = nb::ndarray<nb::numpy, double, nb::ndim<1>>;

// One build runs everywhere: the loader picks the clone that the processor can run.
#if defined(__x86_64__) && defined(__linux__)
#define POPCOUNT __attribute__((target_clones("popcnt", "default")))
#else
#define POPCOUNT
#endif

namespace {

constexpr int kBins = 128;
constexpr int kRows = 4;
constexpr int kBands = kBins / kRows;
constexpr int kSteps = 16;  // of a comparison, before it is asked whether the texts can still be near
constexpr uint64_t kEmpty = ~uint64_t{0};

// From which bin an empty one borrows at each attempt: chosen by hashing, the same for every text.
class Lenders {
  public:
    Lenders() {
        for (uint64_t bin = 0; bin < kBins; ++bin)
            for (uint64_t attempt = 0; attempt < kHeld; ++attempt) held_[bin][attempt] = static_cast<uint8_t>(chosen(bin, attempt));
    }
    size_t of(uint64_t bin, uint64_t attempt) const { return attempt < kHeld ? held_[bin][attempt] : chosen(bin, attempt); }

  private:
    static constexpr size_t kHeld = 64;
    static uint64_t chosen(uint64_t bin, uint64_t attempt) { return mix(bin << 32 | (attempt + 1)) % kBins; }

    uint8_t held_[kBins][kHeld];
};

// A bit for each shingle, by its hash: where two differ in k bits, k shingles or more are in one text alone.
struct Sketch {
    uint64_t words[8] = {};

    void add(uint32_t hash) { words[hash >> 6 & 7] |= uint64_t{1} << (hash & 63); }
};

POPCOUNT int differing(const Sketch &left, const Sketch &right) {
    int bits = 0;
    for (int i = 0; i < 8; ++i) bits += __builtin_popcountll(left.words[i] ^ right.words[i]);
    return bits;
}

class Sets {
  public:
    Sets(const uint32_t *hashes, const int64_t *starts) : hashes_(hashes), starts_(starts) {}

    // Before texts are asked whether they are near.
    void sketch(size_t n) {
        sketches_.resize(n);
        for (size_t row = 0; row < n; ++row)
            for (int64_t i = starts_[row]; i < starts_[row + 1]; ++i) sketches_[row].add(hashes_[i]);
    }

    size_t size(size_t row) const { return starts_[row + 1] - starts_[row]; }

    // One-permutation MinHash (Li, Owen, Zhang 2012); empty bins borrow (Shrivastava 2017).
    void minhash(size_t row, const Lenders &lenders, uint64_t *bins) const {
        std::fill(bins, bins + kBins, kEmpty);
        for (int64_t i = starts_[row]; i < starts_[row + 1]; ++i) {
            const uint64_t hash = mix(hashes_[i] + uint64_t{0x9e3779b9});
            uint64_t &bin = bins[hash >> 57];
            bin = std::min(bin, hash & (kEmpty >> 7));
        }
        if (!size(row)) return;
        uint64_t borrowed[kBins];
        for (uint64_t bin = 0; bin < kBins; ++bin) {
            size_t from = bin;
            for (uint64_t attempt = 0; bins[from] == kEmpty; ++attempt) from = lenders.of(bin, attempt);
            borrowed[bin] = bins[from];
        }
        std::copy(borrowed, borrowed + kBins, bins);
    }

    // Whether two texts share `least` of their shingles or more; stops as soon as they can't.
    bool near(size_t left, size_t right, double least) const {
        const uint32_t *a = hashes_ + starts_[left], *a_end = hashes_ + starts_[left + 1];
        const uint32_t *b = hashes_ + starts_[right], *b_end = hashes_ + starts_[right + 1];
        const double sizes = static_cast<double>(size(left) + size(right));
        const auto wanted = static_cast<ptrdiff_t>(sizes * least / (1 + least) - 1e-6);
        const int alone = differing(sketches_[left], sketches_[right]);
        if (sizes - alone < 2 * static_cast<double>(wanted)) return false;  // as most are that meet by chance
        ptrdiff_t both = 0;
        while (both + std::min(a_end - a, b_end - b) >= wanted) {
            if (a == a_end || b == b_end) return share(both, sizes) >= least;
            for (int step = 0; step < kSteps && a < a_end && b < b_end; ++step) {
                both += *a == *b;
                const bool step_a = *a <= *b, step_b = *b <= *a;
                a += step_a;
                b += step_b;
            }
        }
        return false;
    }

    double jaccard(size_t left, size_t right) const {
        const uint32_t *a = hashes_ + starts_[left], *a_end = hashes_ + starts_[left + 1];
        const uint32_t *b = hashes_ + starts_[right], *b_end = hashes_ + starts_[right + 1];
        ptrdiff_t both = 0;
        while (a < a_end && b < b_end) {
            both += *a == *b;
            const bool step_a = *a <= *b, step_b = *b <= *a;
            a += step_a;
            b += step_b;
        }
        return share(both, static_cast<double>(size(left) + size(right)));
    }

  private:
    static double share(ptrdiff_t both, double sizes) {
        const double either = sizes - static_cast<double>(both);
        return either > 0 ? static_cast<double>(both) / either : 0.0;
    }

    const uint32_t *hashes_;
    const int64_t *starts_;
    std::vector<Sketch> sketches_;
};

struct Keyed {
    uint64_t key;
    uint32_t row;
    bool operator<(const Keyed &other) const {
        return key != other.key ? key < other.key : row < other.row;
    }
};

// Each text of a bucket is compared with a set of joined texts only until it is near one of them, and two whose
// groups are known not at all.
void join_bucket(const Sets &texts, const Keyed *bucket, size_t size, double least, const int64_t *before, Joined &joined) {
    const uint32_t first = joined.root(bucket[0].row);
    if (std::all_of(bucket, bucket + size, [&](const Keyed &it) { return joined.root(it.row) == first; }))
        return;  // as most are, after the first bands
    std::vector<std::vector<uint32_t>> sets;
    for (size_t i = 0; i < size; ++i) {
        const uint32_t row = bucket[i].row;
        size_t home = sets.size();
        for (size_t s = 0; s < sets.size(); ++s) {
            if (sets[s].empty()) continue;
            const bool near = joined.root(row) == joined.root(sets[s][0]) ||
                              std::any_of(sets[s].begin(), sets[s].end(), [&](uint32_t other) {
                                  return (before[row] < 0 || before[other] < 0) && texts.near(row, other, least);
                              });
            if (!near) continue;
            joined.join(row, sets[s][0]);
            if (home == sets.size()) {
                home = s;
            } else {
                sets[home].insert(sets[home].end(), sets[s].begin(), sets[s].end());
                sets[s].clear();
            }
        }
        if (home == sets.size()) sets.emplace_back();
        sets[home].push_back(row);
    }
}

// Keys are hashes: as many buckets by their high bits as there are keys leave next to nothing to sort.
void sort_by_key(std::vector<Keyed> &keyed) {
    int shift = 64;
    while (shift > 40 && (size_t{1} << (64 - shift)) < keyed.size()) --shift;
    if (shift == 64) return;
    std::vector<uint32_t> starts((size_t{1} << (64 - shift)) + 1);
    for (const Keyed &it : keyed) ++starts[(it.key >> shift) + 1];
    for (size_t b = 1; b < starts.size(); ++b) starts[b] += starts[b - 1];
    std::vector<Keyed> sorted(keyed.size());
    std::vector<uint32_t> next(starts.begin(), starts.end() - 1);
    for (const Keyed &it : keyed) sorted[next[it.key >> shift]++] = it;
    for (size_t b = 0; b + 1 < starts.size(); ++b)
        if (starts[b + 1] - starts[b] > 1)
            std::sort(sorted.begin() + starts[b], sorted.begin() + starts[b + 1]);
    keyed.swap(sorted);
}

// The key under which a text meets others in each band; bands one after the other.
class Keys {
  public:
    explicit Keys(size_t n) : n_(n), keys_(n * kBands) {}

    void set(const Sets &texts, size_t row) {
        uint64_t bins[kBins];
        texts.minhash(row, lenders_, bins);
        for (int band = 0; band < kBands; ++band) {
            uint64_t key = 0;
            for (int k = 0; k < kRows; ++k) key = mix(key ^ bins[band * kRows + k]) + k;
            keys_[band * n_ + row] = key;
        }
    }
    uint64_t of(int band, size_t row) const { return keys_[band * n_ + row]; }

  private:
    Lenders lenders_;
    size_t n_;
    std::vector<uint64_t> keys_;
};

// Keys of new texts, by some of their bits: a known text of none of these meets no new one.
class Met {
  public:
    explicit Met(size_t keys) : bits_(64, false) {
        while (bits_.size() < 16 * keys) bits_.resize(2 * bits_.size());
    }
    void add(uint64_t key) { bits_[key & (bits_.size() - 1)] = true; }
    bool may_hold(uint64_t key) const { return bits_[key & (bits_.size() - 1)]; }

  private:
    std::vector<bool> bits_;
};

void join_band(const Sets &texts, const Keys &keys, size_t n, int band, double least, const int64_t *before, Joined &joined) {
    std::vector<Keyed> keyed;
    keyed.reserve(n);
    for (uint32_t row = 0; row < n; ++row)
        if (texts.size(row) && before[row] < 0) keyed.push_back({keys.of(band, row), row});
    Met met(keyed.size());
    for (const Keyed &it : keyed) met.add(it.key);
    for (uint32_t row = 0; row < n; ++row)
        if (texts.size(row) && before[row] >= 0 && met.may_hold(keys.of(band, row))) keyed.push_back({keys.of(band, row), row});
    sort_by_key(keyed);
    for (size_t i = 0, end; i < keyed.size(); i = end) {
        for (end = i + 1; end < keyed.size() && keyed[end].key == keyed[i].key;) ++end;
        if (end - i > 1) join_bucket(texts, keyed.data() + i, end - i, least, before, joined);
    }
}

// Both halves of the work at once, on two threads.
template <typename Work> void both(Work work) {
    std::thread other(work, 1);
    work(0);
    other.join();
}

Numbers group_shingles(Shingles hashes, Starts starts, double least, Starts before) {
    const size_t n = starts.shape(0) - 1;
    std::vector<int64_t> labels(n);
    {
        nb::gil_scoped_release release;
        Sets texts(hashes.data(), starts.data());
        texts.sketch(n);
        Keys keys(n);
        Joined even(n), odd(n);
        join_known(before.data(), n, [&](size_t one, size_t other) { even.join(one, other); });
        odd = even;
        both([&](size_t turn) {  // each its own half: rows side by side share lines of memory
            for (size_t row = turn * n / 2; row < (turn + 1) * n / 2; ++row) keys.set(texts, row);
        });
        both([&](int turn) {
            for (int band = turn; band < kBands; band += 2)
                join_band(texts, keys, n, band, least, before.data(), turn ? odd : even);
        });
        even.join_all(odd);
        even.label(labels.data());
    }
    return owned(std::move(labels));
}

Shares jaccard_pairs(Shingles hashes, Starts starts, Starts left, Starts right) {
    std::vector<double> shares(left.shape(0));
    {
        nb::gil_scoped_release release;
        const Sets texts(hashes.data(), starts.data());
        both([&](size_t turn) {
            for (size_t i = turn * shares.size() / 2; i < (turn + 1) * shares.size() / 2; ++i)
                shares[i] = texts.jaccard(left.data()[i], right.data()[i]);
        });
    }
    return owned(std::move(shares));
}

}  // namespace

void bind_alike(nb::module_ &m) {
    m.def("group_shingles", &group_shingles, nb::arg("shingles"), nb::arg("starts"), nb::arg("least"), nb::arg("before"),
          "Single linkage of texts that share `least` (0..1) of their shingles -> I64[n]; before: I64[n] groups of some "
          "texts, of which each two that are found near have one, -1 for the others.");
    m.def("jaccard_pairs", &jaccard_pairs, nb::arg("shingles"), nb::arg("starts"), nb::arg("left"),
          nb::arg("right"), "Share of shingles in common, 0..1: I64[k], I64[k] -> F64[k].");
}
