// Distances between 256-bit hashes, and exact single linkage of many of them.
//
// Multi-index hashing (Norouzi, Punjani, Fleet 2012) in two steps: cut each hash into 8 bands of 32
// bits, and each of these in halves. Two hashes within `radius` bits differ by at most radius / 8
// bits in one band at least, and there by at most half as many in one half at least. So only hashes
// of neighbouring buckets of a half are compared, first by their other half, which is two bytes.
// Hashes whose groups are known from before are compared with new ones only.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <thread>
#include <vector>

#include "joined.hpp"
#include "owned.hpp"

namespace nb = nanobind;
using Hash = nb::ndarray<const uint8_t, nb::shape<32>, nb::c_contig, nb::device::cpu>;
using Hashes = nb::ndarray<const uint8_t, nb::shape<-1, 32>, nb::c_contig, nb::device::cpu>;
using Rows = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;

// One build runs everywhere: the loader picks the clone that the processor can run.
#if defined(__x86_64__) && defined(__linux__)
#define POPCOUNT __attribute__((target_clones("popcnt", "default")))
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define POPCOUNT
#define WIDE
#endif

namespace {

constexpr int kBands = 8, kHalves = 16;
constexpr size_t kBuckets = 65536;
constexpr size_t kLanes = 16;  // halves that are compared at once

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

POPCOUNT bool within(const Words &left, const Words &right, int radius) {
    int bits = 0;
    for (int i = 0; i < 4; ++i) bits += __builtin_popcountll(left.part[i] ^ right.part[i]);
    return bits <= radius;
}

POPCOUNT void fill_distances(const uint8_t *query, const uint8_t *bank, size_t n, int64_t *bits) {
    for (size_t i = 0; i < n; ++i) bits[i] = distance(query, bank + 32 * i);
}

Numbers distances(Hash query, Hashes bank) {
    const size_t n = bank.shape(0);
    std::vector<int64_t> bits(n);
    {
        nb::gil_scoped_release release;
        fill_distances(query.data(), bank.data(), n, bits.data());
    }
    return owned(std::move(bits));
}

using Lanes = uint16_t __attribute__((vector_size(2 * kLanes)));

// Whether any half of so many blocks differs from one in at most kMost bits: cleared as often, its lowest bit
// leaves nothing.
template <int kMost> inline bool any_near(uint16_t one, const uint16_t *others, size_t blocks) {
    Lanes near = {};
    for (size_t block = 0; block < blocks; ++block) {
        Lanes rest;
        std::memcpy(&rest, others + kLanes * block, sizeof rest);
        rest ^= one;
        for (int bit = 0; bit < kMost; ++bit) rest &= rest - 1;
        near |= reinterpret_cast<Lanes>(rest == 0);
    }
    uint64_t found[kLanes / 4];
    std::memcpy(found, &near, sizeof near);
    return found[0] | found[1] | found[2] | found[3];
}

// The places 0..count - 1 of the halves that may have one of the others near; how many those are.
template <int kMost>
inline size_t select_near(const uint16_t *halves, size_t count, const uint16_t *others, size_t blocks, uint32_t *places) {
    size_t found = 0;
    for (size_t i = 0; i < count; ++i) {
        places[found] = static_cast<uint32_t>(i);
        found += any_near<kMost>(halves[i], others, blocks);
    }
    return found;
}

WIDE size_t with_near(int most, const uint16_t *halves, size_t count, const uint16_t *others, size_t blocks,
                      uint32_t *places) {
    switch (most) {
    case 0: return select_near<0>(halves, count, others, blocks, places);
    case 1: return select_near<1>(halves, count, others, blocks, places);
    case 2: return select_near<2>(halves, count, others, blocks, places);
    case 3: return select_near<3>(halves, count, others, blocks, places);
    case 4: return select_near<4>(halves, count, others, blocks, places);
    default: return select_near<5>(halves, count, others, blocks, places);
    }
}

bool is_near(uint16_t left, uint16_t right, int most) {
    auto rest = static_cast<uint16_t>(left ^ right);
    for (int bit = 0; bit < most; ++bit) rest &= static_cast<uint16_t>(rest - 1);
    return rest == 0;
}

size_t blocks_of(size_t n) { return (n + kLanes - 1) / kLanes; }

inline uint16_t half_of(const Words &hash, int half) {
    uint16_t bits;
    std::memcpy(&bits, reinterpret_cast<const uint8_t *>(&hash) + 2 * half, 2);
    return bits;
}

// Hashes in buckets by the 16 bits of one half: of each its row, and the other half of its band; first those
// whose groups are known, from `fresh` on new ones. Each bucket begins at a multiple of kLanes.
struct Buckets {
    struct Run {
        uint32_t begin = 0, fresh = 0, end = 0;
    };
    std::vector<Run> runs;
    std::vector<uint32_t> rows;
    std::vector<uint16_t> others;
    size_t largest = 0;

    Buckets(const std::vector<Words> &hashes, const std::vector<bool> &known, int half) : runs(kBuckets) {
        for (size_t row = 0; row < hashes.size(); ++row) {
            Run &run = runs[half_of(hashes[row], half)];
            ++run.end;
            run.fresh += known[row];
        }
        size_t at = 0;
        for (Run &run : runs) {
            const size_t size = run.end;
            largest = std::max(largest, size);
            run.begin = static_cast<uint32_t>(at);
            run.end = run.fresh += run.begin;
            at += kLanes * blocks_of(size);
        }
        rows.resize(at);
        others.resize(at + kLanes);  // so that a look from the middle of the last one stays inside
        std::vector<uint32_t> next(kBuckets);
        for (size_t bucket = 0; bucket < kBuckets; ++bucket) next[bucket] = runs[bucket].begin;
        for (size_t row = 0; row < hashes.size(); ++row) {
            const uint16_t bucket = half_of(hashes[row], half);
            const uint32_t place = known[row] ? next[bucket]++ : runs[bucket].end++;
            rows[place] = static_cast<uint32_t>(row);
            others[place] = half_of(hashes[row], half ^ 1);
        }
    }
};

// To XOR a half with: how many bits that turns.
struct Mask {
    uint16_t bits;
    int count;
};

class Grouping {
  public:
    Grouping(const std::vector<Words> &hashes, const std::vector<bool> &known, int radius)
        : joined(hashes.size()), hashes_(hashes), known_(known), radius_(radius) {}

    void join_half(int half, const std::vector<Mask> &masks) {
        const Buckets in(hashes_, known_, half);
        places_.resize(in.largest);
        for (size_t bucket = 0; bucket < kBuckets; ++bucket) {
            const Buckets::Run run = in.runs[bucket];
            if (run.begin == run.end) continue;
            join_bucket(in, run);
            for (const Mask mask : masks) {
                if ((bucket ^ mask.bits) < bucket) continue;
                const Buckets::Run other = in.runs[bucket ^ mask.bits];
                if (other.begin == other.end) continue;
                const int most = radius_ / kBands - mask.count;
                join_buckets(in, {run.begin, run.fresh}, {other.fresh, other.end}, most);
                join_buckets(in, {run.fresh, run.end}, {other.begin, other.end}, most);
            }
        }
    }

    Joined joined;

  private:
    static constexpr uint32_t kCrowd = 512;

    struct Some {
        uint32_t begin, end;

        size_t looks_at(const Some &others) const { return (end - begin) * blocks_of(others.end - others.begin); }
    };

    void join_bucket(const Buckets &in, Buckets::Run run) {
        if (run.fresh == run.end) return;
        if (run.end - run.begin > kCrowd) return join_crowd(in, run.begin, run.end);
        const int most = radius_ / kBands;
        for (uint32_t i = run.fresh; i < run.end; ++i)
            if (with_near(most, &in.others[i], 1, in.others.data() + run.begin, blocks_of(i - run.begin), places_.data()))
                join_near(in, i, {run.begin, i}, most);
    }

    // Each of the one is held against blocks of the other: whichever way takes fewer looks.
    void join_buckets(const Buckets &in, Some left, Some right, int most) {
        if (left.looks_at(right) > right.looks_at(left)) std::swap(left, right);
        if (left.begin == left.end || right.begin == right.end) return;
        const size_t found = with_near(most, in.others.data() + left.begin, left.end - left.begin,
                                       in.others.data() + right.begin, blocks_of(right.end - right.begin), places_.data());
        for (size_t k = 0; k < found; ++k) join_near(in, left.begin + places_[k], right, most);
    }

    void join_near(const Buckets &in, uint32_t i, Some others, int most) {
        for (uint32_t other = others.begin; other < others.end; ++other)
            if (is_near(in.others[i], in.others[other], most)) join_rows(in.rows[i], in.rows[other]);
    }

    void join_rows(uint32_t left, uint32_t right) {
        if (joined.root(left) != joined.root(right) && within(hashes_[left], hashes_[right], radius_))
            joined.join(left, right);
    }

    // Thousands of variants of one picture: each is compared with a set only until it joins it.
    void join_crowd(const Buckets &in, uint32_t begin, uint32_t end) {
        std::vector<std::vector<uint32_t>> sets;
        for (uint32_t i = begin; i < end; ++i) {
            const uint32_t row = in.rows[i];
            size_t home = sets.size();
            for (size_t s = 0; s < sets.size(); ++s) {
                if (!touches(row, sets[s])) continue;
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

    bool touches(uint32_t row, const std::vector<uint32_t> &set) {
        return std::any_of(set.begin(), set.end(), [&](uint32_t member) {
            return (known_[row] && known_[member]) ? joined.root(row) == joined.root(member)
                                                   : within(hashes_[row], hashes_[member], radius_);
        });
    }

    const std::vector<Words> &hashes_;
    const std::vector<bool> &known_;
    int radius_;
    std::vector<uint32_t> places_;
};

std::vector<Mask> masks_of(int most) {
    std::vector<Mask> masks;
    for (uint32_t bits = 1; bits < kBuckets; ++bits) {
        const int count = __builtin_popcount(bits);
        if (count <= most) masks.push_back({static_cast<uint16_t>(bits), count});
    }
    return masks;
}

// The different hashes, and of each row its place among them.
std::vector<Words> different(const uint8_t *data, size_t n, std::vector<uint32_t> &places) {
    std::vector<Words> hashes(n);
    if (n) std::memcpy(hashes.data(), data, 32 * n);
    std::vector<uint32_t> starts(kBuckets + 1);
    for (const Words &hash : hashes) ++starts[half_of(hash, 0) + 1];
    for (size_t bucket = 0; bucket < kBuckets; ++bucket) starts[bucket + 1] += starts[bucket];
    std::vector<uint32_t> rows(n), next(starts.begin(), starts.end() - 1);
    for (size_t row = 0; row < n; ++row) rows[next[half_of(hashes[row], 0)]++] = static_cast<uint32_t>(row);
    std::vector<Words> found;
    places.resize(n);
    for (size_t bucket = 0; bucket < kBuckets; ++bucket) {
        std::sort(rows.begin() + starts[bucket], rows.begin() + starts[bucket + 1], [&](uint32_t left, uint32_t right) {
            return std::memcmp(&hashes[left], &hashes[right], 32) < 0;
        });
        for (uint32_t k = starts[bucket]; k < starts[bucket + 1]; ++k) {
            if (k == starts[bucket] || std::memcmp(&hashes[rows[k - 1]], &hashes[rows[k]], 32)) found.push_back(hashes[rows[k]]);
            places[rows[k]] = static_cast<uint32_t>(found.size() - 1);
        }
    }
    return found;
}

Numbers group_near(Hashes hashes, int radius, Rows before) {
    std::vector<int64_t> labels(hashes.shape(0));
    {
        nb::gil_scoped_release release;
        std::vector<uint32_t> places;
        const std::vector<Words> apart = different(hashes.data(), labels.size(), places);
        const auto masks = masks_of(radius / kHalves);
        std::vector<bool> known(apart.size());
        for (size_t row = 0; row < labels.size(); ++row)
            if (before.data()[row] >= 0) known[places[row]] = true;
        Grouping odd(apart, known, radius), even(apart, known, radius);
        join_known(before.data(), labels.size(), [&](size_t one, size_t other) {
            odd.joined.join(places[one], places[other]);
            even.joined.join(places[one], places[other]);
        });
        auto share = [&](Grouping &grouping, int first) {
            for (int half = first; half < kHalves; half += 2) grouping.join_half(half, masks);
        };
        std::thread other(share, std::ref(odd), 1);
        share(even, 0);
        other.join();
        even.joined.join_all(odd.joined);
        std::vector<int64_t> number(apart.size(), -1);
        int64_t count = 0;
        for (size_t row = 0; row < labels.size(); ++row) {
            int64_t &known = number[even.joined.root(places[row])];
            if (known < 0) known = count++;
            labels[row] = known;
        }
    }
    return owned(std::move(labels));
}

Numbers picture_order(Rows owners, Hashes hashes, size_t count) {
    std::vector<int64_t> order(owners.shape(0));
    {
        nb::gil_scoped_release release;
        std::vector<size_t> starts(count + 1);
        for (size_t i = 0; i < order.size(); ++i) ++starts[owners.data()[i] + 1];
        for (size_t k = 0; k < count; ++k) starts[k + 1] += starts[k];
        std::vector<size_t> next(starts.begin(), starts.end() - 1);
        for (size_t i = 0; i < order.size(); ++i) order[next[owners.data()[i]]++] = static_cast<int64_t>(i);
        for (size_t k = 0; k < count; ++k)
            std::stable_sort(order.begin() + starts[k], order.begin() + starts[k + 1], [&](int64_t left, int64_t right) {
                return std::memcmp(hashes.data() + 32 * left, hashes.data() + 32 * right, 32) < 0;
            });
    }
    return owned(std::move(order));
}

}  // namespace

void bind_hamming(nb::module_ &m) {
    m.def("hamming_distances", &distances, nb::arg("query"), nb::arg("bank"),
          "Bits that differ: query U8[32], bank U8[n, 32] -> I64[n], each 0..256.");
    m.def("group_hashes", &group_near, nb::arg("hashes"), nb::arg("radius"), nb::arg("before"),
          "Single linkage within radius bits: U8[n, 32] -> I64[n], numbered by first row; before: I64[n] groups of "
          "some rows, of which each two that are near have one, -1 for the others.");
    m.def("picture_order", &picture_order, nb::arg("owners"), nb::arg("hashes"), nb::arg("count"),
          "An order of pictures by owner, I64[n] below count, then by hash, U8[n, 32], then as they come.");
}
