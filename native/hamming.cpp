// Distances between 256-bit hashes, and exact single linkage of many of them.
//
// Multi-index hashing (Norouzi, Punjani, Fleet 2012): cut each hash into 16 bands of 16 bits. Two
// hashes within `radius` bits differ by at most radius / 16 bits in one band at least, so only the
// hashes of such neighbouring buckets are compared.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <thread>
#include <vector>

#include "joined.hpp"

namespace nb = nanobind;
using Hash = nb::ndarray<const uint8_t, nb::shape<32>, nb::c_contig, nb::device::cpu>;
using Hashes = nb::ndarray<const uint8_t, nb::shape<-1, 32>, nb::c_contig, nb::device::cpu>;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;

// One build runs everywhere: the loader picks the clone that the processor can run.
#if defined(__x86_64__) && defined(__linux__)
#define POPCOUNT __attribute__((target_clones("popcnt", "default")))
#else
#define POPCOUNT
#endif

namespace {

constexpr int kBands = 16;
constexpr size_t kBuckets = 65536;

struct Words {
    uint64_t part[4];
};

inline int distance(const uint8_t *left, const uint8_t *right) {
    Words a, b;
    std::memcpy(&a, left, 32);
    std::memcpy(&b, right, 32);
    return __builtin_popcountll(a.part[0] ^ b.part[0]) + __builtin_popcountll(a.part[1] ^ b.part[1]) +
           __builtin_popcountll(a.part[2] ^ b.part[2]) + __builtin_popcountll(a.part[3] ^ b.part[3]);
}

POPCOUNT void fill_distances(const uint8_t *query, const uint8_t *bank, size_t n, int64_t *bits) {
    for (size_t i = 0; i < n; ++i) bits[i] = distance(query, bank + 32 * i);
}

// First row of bank[from, n) within the radius, or n.
POPCOUNT size_t next_near(const Words &query, const Words *bank, size_t from, size_t n, int radius) {
    for (size_t i = from; i < n; ++i) {
        const int half = __builtin_popcountll(query.part[0] ^ bank[i].part[0]) +
                         __builtin_popcountll(query.part[1] ^ bank[i].part[1]);
        if (half > radius) continue;
        if (half + __builtin_popcountll(query.part[2] ^ bank[i].part[2]) +
                __builtin_popcountll(query.part[3] ^ bank[i].part[3]) <=
            radius)
            return i;
    }
    return n;
}

Numbers numbers(size_t n, int64_t *data) {
    nb::capsule owner(data, [](void *p) noexcept { delete[] static_cast<int64_t *>(p); });
    return Numbers(data, {n}, owner);
}

Numbers distances(Hash query, Hashes bank) {
    const size_t n = bank.shape(0);
    auto *bits = new int64_t[n];
    {
        nb::gil_scoped_release release;
        fill_distances(query.data(), bank.data(), n, bits);
    }
    return numbers(n, bits);
}

// Hashes put in order of one band's 16 bits, with where each bucket starts.
struct Band {
    std::vector<Words> hashes;
    std::vector<uint32_t> rows;
    std::vector<uint32_t> starts;

    Band(const uint8_t *data, size_t n, int band) : hashes(n), rows(n), starts(kBuckets + 1, 0) {
        std::vector<uint16_t> keys(n);
        for (size_t row = 0; row < n; ++row) {
            std::memcpy(&keys[row], data + 32 * row + 2 * band, 2);
            ++starts[keys[row] + 1];
        }
        for (size_t bucket = 0; bucket < kBuckets; ++bucket) starts[bucket + 1] += starts[bucket];
        std::vector<uint32_t> next(starts.begin(), starts.end() - 1);
        for (size_t row = 0; row < n; ++row) {
            const uint32_t place = next[keys[row]]++;
            rows[place] = static_cast<uint32_t>(row);
            std::memcpy(&hashes[place], data + 32 * row, 32);
        }
    }
};

class Grouping {
  public:
    Grouping(size_t n, int radius) : joined(n), radius_(radius) {}

    void join_bucket(const Band &band, size_t bucket) {
        const uint32_t begin = band.starts[bucket], end = band.starts[bucket + 1];
        if (end - begin > kCrowd) return join_crowd(band, begin, end);
        for (uint32_t i = begin; i < end; ++i) join_near(band, i, i + 1, end);
    }

    void join_buckets(const Band &band, size_t left, size_t right) {
        const uint32_t begin = band.starts[right], end = band.starts[right + 1];
        for (uint32_t i = band.starts[left]; i < band.starts[left + 1] && begin < end; ++i)
            join_near(band, i, begin, end);
    }

    Joined joined;

  private:
    static constexpr uint32_t kCrowd = 512;

    void join_near(const Band &band, uint32_t i, size_t from, size_t end) {
        while ((from = next_near(band.hashes[i], band.hashes.data(), from, end, radius_)) < end)
            joined.join(band.rows[i], band.rows[from++]);
    }

    // Thousands of variants of one picture: each is compared with a set only until it joins it.
    void join_crowd(const Band &band, uint32_t begin, uint32_t end) {
        std::vector<std::vector<uint32_t>> sets;
        for (uint32_t i = begin; i < end; ++i) {
            size_t home = sets.size();
            for (size_t s = 0; s < sets.size(); ++s) {
                if (!touches(band, i, sets[s])) continue;
                joined.join(band.rows[i], band.rows[sets[s][0]]);
                if (home == sets.size()) {
                    home = s;
                } else {
                    sets[home].insert(sets[home].end(), sets[s].begin(), sets[s].end());
                    sets[s].clear();
                }
            }
            if (home == sets.size()) sets.emplace_back();
            sets[home].push_back(i);
        }
    }

    bool touches(const Band &band, uint32_t i, const std::vector<uint32_t> &set) {
        for (const uint32_t member : set)
            if (next_near(band.hashes[i], band.hashes.data(), member, member + 1, radius_) == member)
                return true;
        return false;
    }

    int radius_;
};

// XOR masks of 1..most bits, each met once from one side: the other side is the lower bucket.
std::vector<uint16_t> masks_of(int most) {
    std::vector<uint16_t> masks;
    for (uint32_t mask = 1; mask < kBuckets; ++mask)
        if (__builtin_popcount(mask) <= most) masks.push_back(static_cast<uint16_t>(mask));
    return masks;
}

void group_band(const uint8_t *data, size_t n, int band_number, const std::vector<uint16_t> &masks,
                Grouping &grouping) {
    const Band band(data, n, band_number);
    for (size_t bucket = 0; bucket < kBuckets; ++bucket) {
        if (band.starts[bucket] == band.starts[bucket + 1]) continue;
        grouping.join_bucket(band, bucket);
        for (const uint16_t mask : masks)
            if ((bucket ^ mask) > bucket) grouping.join_buckets(band, bucket, bucket ^ mask);
    }
}

Numbers group_near(Hashes hashes, int radius) {
    const size_t n = hashes.shape(0);
    auto *labels = new int64_t[n];
    {
        nb::gil_scoped_release release;
        const auto masks = masks_of(radius / kBands);
        Grouping odd(n, radius), even(n, radius);
        auto share = [&](Grouping &grouping, int first) {
            for (int band = first; band < kBands; band += 2)
                group_band(hashes.data(), n, band, masks, grouping);
        };
        std::thread other(share, std::ref(odd), 1);
        share(even, 0);
        other.join();
        even.joined.join_all(odd.joined);
        even.joined.label(labels);
    }
    return numbers(n, labels);
}

}  // namespace

void bind_hamming(nb::module_ &m) {
    m.def("hamming_distances", &distances, nb::arg("query"), nb::arg("bank"),
          "Bits that differ: query U8[32], bank U8[n, 32] -> I64[n], each 0..256.");
    m.def("group_hashes", &group_near, nb::arg("hashes"), nb::arg("radius"),
          "Single linkage within radius bits: U8[n, 32] -> I64[n], numbered by first row.");
}
