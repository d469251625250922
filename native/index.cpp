// Hashes near a query among millions, exactly, from arrays that may be mapped from a file.
//
// Multi-index hashing (Norouzi, Punjani, Fleet 2012) over 16 bands of 16 bits, with the filter of
// Qin and Xiao (Pigeonring, 2018): where 31 bits differ in all, some band differs in at most
// 31 / 16 bits *and* it and the next one together in at most 2 * 31 / 16. So each row of a bucket
// carries the 16 bits of the next band, which leave one row in a hundred to be compared whole.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <thread>
#include <vector>
#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace nb = nanobind;
using Hashes = nb::ndarray<const uint8_t, nb::shape<-1, 32>, nb::c_contig, nb::device::cpu>;
using Starts = nb::ndarray<const uint32_t, nb::shape<16, 65537>, nb::c_contig, nb::device::cpu>;
using Rows = nb::ndarray<const uint32_t, nb::shape<16, -1>, nb::c_contig, nb::device::cpu>;
using Beside = nb::ndarray<const uint16_t, nb::shape<16, -1>, nb::c_contig, nb::device::cpu>;

#if defined(__x86_64__) && defined(__linux__)
#define POPCOUNT __attribute__((target_clones("popcnt", "default")))
#else
#define POPCOUNT
#endif

namespace {

constexpr size_t kBands = 16;
constexpr size_t kBuckets = 65536;

struct Bands {
    uint16_t part[kBands];
};

inline Bands bands_of(const uint8_t *hash) {
    Bands bands;
    std::memcpy(&bands, hash, 32);
    return bands;
}

inline int distance(const uint8_t *left, const uint8_t *right) {
    uint64_t a[4], b[4];
    std::memcpy(a, left, 32);
    std::memcpy(b, right, 32);
    return __builtin_popcountll(a[0] ^ b[0]) + __builtin_popcountll(a[1] ^ b[1]) +
           __builtin_popcountll(a[2] ^ b[2]) + __builtin_popcountll(a[3] ^ b[3]);
}

// Rows in order of one band, and where each of its buckets starts: by the low byte of the band,
// then by the high one, since 256 streams are written faster than 65,536.
void sort_band(const uint8_t *hashes, size_t n, size_t band, uint32_t *starts, uint32_t *rows,
               uint16_t *beside) {
    struct Row {
        uint32_t row;
        uint16_t key, beside;
    };
    const size_t next = (band + 1) % kBands;
    std::vector<Row> by_low(n);
    std::vector<size_t> low(257, 0), high(257, 0);
    std::fill(starts, starts + kBuckets + 1, 0);
    for (size_t row = 0; row < n; ++row) {
        const uint16_t key = bands_of(hashes + 32 * row).part[band];
        ++starts[key + 1];
        ++low[(key & 255) + 1];
        ++high[(key >> 8) + 1];
    }
    for (size_t bucket = 0; bucket < kBuckets; ++bucket) starts[bucket + 1] += starts[bucket];
    for (size_t byte = 0; byte < 256; ++byte) {
        low[byte + 1] += low[byte];
        high[byte + 1] += high[byte];
    }
    for (size_t row = 0; row < n; ++row) {
        const Bands bands = bands_of(hashes + 32 * row);
        by_low[low[bands.part[band] & 255]++] = {static_cast<uint32_t>(row), bands.part[band],
                                                 bands.part[next]};
    }
    for (const Row &row : by_low) {
        const size_t place = high[row.key >> 8]++;
        rows[place] = row.row;
        beside[place] = row.beside;
    }
}

template <typename T, size_t Columns>
nb::ndarray<nb::numpy, T, nb::ndim<2>> table(T *data, size_t columns) {
    nb::capsule owner(data, [](void *p) noexcept { delete[] static_cast<T *>(p); });
    return nb::ndarray<nb::numpy, T, nb::ndim<2>>(data, {Columns, columns}, owner);
}

nb::tuple build(Hashes hashes) {
    const size_t n = hashes.shape(0);
    auto *starts = new uint32_t[kBands * (kBuckets + 1)];
    auto *rows = new uint32_t[kBands * n];
    auto *beside = new uint16_t[kBands * n];
    {
        nb::gil_scoped_release release;
        auto share = [&](size_t first) {
            for (size_t band = first; band < kBands; band += 2)
                sort_band(hashes.data(), n, band, starts + band * (kBuckets + 1), rows + band * n,
                          beside + band * n);
        };
        std::thread other(share, 1);
        share(0);
        other.join();
    }
    return nb::make_tuple(table<uint32_t, kBands>(starts, kBuckets + 1),
                          table<uint32_t, kBands>(rows, n), table<uint16_t, kBands>(beside, n));
}

struct Hit {
    int64_t query, row, bits;
    bool operator<(const Hit &other) const {
        return bits != other.bits ? bits < other.bits : row < other.row;
    }
    bool operator==(const Hit &other) const { return row == other.row; }
};

struct Index {
    const uint8_t *hashes;
    const uint32_t *starts;
    const uint32_t *rows;
    const uint16_t *beside;
    size_t n;
};

// Places of a bucket whose next band differs in at most `most` bits.
POPCOUNT void filter_one_by_one(const uint16_t *beside, uint32_t begin, uint32_t end,
                                uint16_t wanted, int most, std::vector<uint32_t> &places) {
    for (uint32_t place = begin; place < end; ++place)
        if (__builtin_popcount(beside[place] ^ wanted) <= most) places.push_back(place);
}

#ifdef __x86_64__
// The same, sixteen at a time: bits are counted by halves of a byte, from a table of sixteen.
__attribute__((target("avx2"))) void filter_by_sixteen(const uint16_t *beside, uint32_t begin,
                                                       uint32_t end, uint16_t wanted, int most,
                                                       std::vector<uint32_t> &places) {
    const __m256i counts = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1,
                                            2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i halves = _mm256_set1_epi8(15), ones = _mm256_set1_epi8(1);
    const __m256i want = _mm256_set1_epi16(static_cast<int16_t>(wanted));
    const __m256i limit = _mm256_set1_epi16(static_cast<int16_t>(most + 1));
    uint32_t place = begin;
    for (; place + 16 <= end; place += 16) {
        const auto *from = reinterpret_cast<const __m256i *>(beside + place);
        const __m256i apart = _mm256_xor_si256(_mm256_loadu_si256(from), want);
        const __m256i low = _mm256_and_si256(apart, halves);
        const __m256i high = _mm256_and_si256(_mm256_srli_epi16(apart, 4), halves);
        const __m256i bytes = _mm256_add_epi8(_mm256_shuffle_epi8(counts, low),
                                              _mm256_shuffle_epi8(counts, high));
        const __m256i near = _mm256_cmpgt_epi16(limit, _mm256_maddubs_epi16(bytes, ones));
        for (auto mask = static_cast<uint32_t>(_mm256_movemask_epi8(near)); mask;) {
            const int bit = __builtin_ctz(mask);
            places.push_back(place + bit / 2);
            mask &= ~(3u << bit);
        }
    }
    filter_one_by_one(beside, place, end, wanted, most, places);
}

using Filter = void (*)(const uint16_t *, uint32_t, uint32_t, uint16_t, int,
                        std::vector<uint32_t> &);
const Filter filter = __builtin_cpu_supports("avx2") ? filter_by_sixteen : filter_one_by_one;
#else
const auto filter = filter_one_by_one;
#endif

POPCOUNT void compare(const Index &index, const uint8_t *query, int64_t number, int radius,
                      const std::vector<uint32_t> &rows, std::vector<Hit> &hits) {
    for (const uint32_t row : rows) {
        const int bits = distance(query, index.hashes + 32 * size_t{row});
        if (bits <= radius) hits.push_back({number, row, bits});
    }
}

// One step after the other for all buckets of a query, so that what the next step reads is on its
// way from memory while others are looked at.
class Search {
  public:
    Search(const Index &index, int radius) : index_(index), radius_(radius) {}

    // Appends the hits of one query, nearest first, then by row.
    void find(const uint8_t *query, int64_t number, std::vector<Hit> &hits) {
        const size_t first = hits.size();
        choose_buckets(bands_of(query));
        filter_buckets();
        compare(index_, query, number, radius_, rows_, hits);
        std::sort(hits.begin() + first, hits.end());
        hits.erase(std::unique(hits.begin() + first, hits.end()), hits.end());
    }

  private:
    struct Bucket {
        const uint32_t *start;
        size_t band;
        uint16_t next;
        int most;
    };

    void choose_buckets(const Bands &bands) {
        const int two = 2 * radius_ / static_cast<int>(kBands);
        buckets_.clear();
        for (size_t band = 0; band < kBands; ++band) {
            const uint16_t next = bands.part[(band + 1) % kBands];
            const uint32_t *starts = index_.starts + band * (kBuckets + 1);
            add_bucket({starts + bands.part[band], band, next, two});
            for (int bit = 0; bit < 16 && radius_ >= static_cast<int>(kBands); ++bit)
                add_bucket({starts + (bands.part[band] ^ (1 << bit)), band, next, two - 1});
        }
        for (const Bucket &bucket : buckets_)
            for (size_t place = bucket.start[0]; place < bucket.start[1] && place < index_.n; place += 32)
                __builtin_prefetch(index_.beside + bucket.band * index_.n + place);
    }

    void add_bucket(const Bucket &bucket) {
        __builtin_prefetch(bucket.start);
        buckets_.push_back(bucket);
    }

    void filter_buckets() {
        found_.clear();
        rows_.clear();
        for (const Bucket &bucket : buckets_) {
            const size_t first = bucket.band * index_.n;
            const uint32_t end = std::min<uint32_t>(bucket.start[1], index_.n);
            places_.clear();
            filter(index_.beside + first, bucket.start[0], end, bucket.next, bucket.most, places_);
            for (const uint32_t place : places_) {
                found_.push_back(index_.rows + first + place);
                __builtin_prefetch(found_.back());
            }
        }
        for (const uint32_t *row : found_) {
            if (*row >= index_.n) continue;  // a damaged file must not be read beyond
            __builtin_prefetch(index_.hashes + 32 * size_t{*row});
            rows_.push_back(*row);
        }
    }

    const Index &index_;
    int radius_;
    std::vector<Bucket> buckets_;
    std::vector<uint32_t> places_, rows_;
    std::vector<const uint32_t *> found_;
};

nb::ndarray<nb::numpy, int64_t, nb::ndim<2>> search(Hashes queries, Hashes hashes, Starts starts,
                                                    Rows rows, Beside beside, int radius) {
    const size_t n = hashes.shape(0);
    if (rows.shape(1) != n || beside.shape(1) != n) throw nb::value_error("index of other hashes");
    if (radius < 0 || radius >= 32) throw nb::value_error("radius is not 0..31 bits");
    std::vector<Hit> hits;
    {
        nb::gil_scoped_release release;
        const Index index{hashes.data(), starts.data(), rows.data(), beside.data(), n};
        Search one(index, radius);
        for (size_t i = 0; i < queries.shape(0); ++i)
            one.find(queries.data() + 32 * i, static_cast<int64_t>(i), hits);
    }
    auto *data = new int64_t[3 * hits.size()];
    for (size_t i = 0; i < hits.size(); ++i) {
        data[i] = hits[i].query;
        data[hits.size() + i] = hits[i].row;
        data[2 * hits.size() + i] = hits[i].bits;
    }
    return table<int64_t, 3>(data, hits.size());
}

}  // namespace

void bind_index(nb::module_ &m) {
    m.def("index_hashes", &build, nb::arg("hashes"),
          "U8[n, 32] -> starts U32[16, 65537], rows U32[16, n], beside U16[16, n].");
    m.def("search_index", &search, nb::arg("queries"), nb::arg("hashes"), nb::arg("starts"),
          nb::arg("rows"), nb::arg("beside"), nb::arg("radius"),
          "Within radius 0..31 bits -> I64[3, k]: number of the query, row, bits that differ.");
}
