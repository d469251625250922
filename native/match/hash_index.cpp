// Hashes near a query among millions, exactly, from arrays that may be mapped from a file.
//
// Multi-index hashing (Norouzi, Punjani, Fleet 2012) over 16 bands of 16 bits, with the filter of
// Qin and Xiao (Pigeonring, 2018): where 31 bits differ in all, some band differs in at most
// 31 / 16 bits *and* it and the next one together in at most 2 * 31 / 16. So each row of a bucket
// carries the 16 bits of the next band, which leave one row in a hundred to be compared whole.
#include "hash_bands.hpp"
#include "owners.hpp"

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace nb = nanobind;
using Hashes = nb::ndarray<const uint8_t, nb::shape<-1, 32>, nb::c_contig, nb::device::cpu>;
using Starts = nb::ndarray<const uint32_t, nb::shape<16, -1>, nb::c_contig, nb::device::cpu>;
using Rows = nb::ndarray<const uint32_t, nb::shape<15, -1>, nb::c_contig, nb::device::cpu>;
using Beside = nb::ndarray<const uint16_t, nb::shape<16, -1>, nb::c_contig, nb::device::cpu>;

#if defined(__x86_64__) && defined(__linux__)
#define POPCOUNT __attribute__((target_clones("popcnt", "default")))
#else
#define POPCOUNT
#endif

namespace {

constexpr size_t kPruneAt = 65536;  // hits of one query that are held before the far ones go

// Of a bucket, where the next band of each row stands among the `size` of its band.
struct RowsOfBucket {
    const uint16_t *all;
    uint32_t begin, end, size;
};

// Places of a bucket whose next band differs in at most `most` bits.
POPCOUNT void filter_one_by_one(const RowsOfBucket &beside, uint16_t wanted, int most,
                                std::vector<uint32_t> &places) {
    for (uint32_t place = beside.begin; place < beside.end; ++place)
        if (__builtin_popcount(beside.all[place] ^ wanted) <= most) places.push_back(place);
}

#ifdef __x86_64__
// The same, sixteen at a time: bits are counted by halves of a byte, from a table of sixteen. What
// lies behind the bucket is looked at too and left out, since most buckets are short, and how short
// no processor foresees.
__attribute__((target("avx2"))) void filter_by_sixteen(const RowsOfBucket &beside, uint16_t wanted,
                                                       int most, std::vector<uint32_t> &places) {
    const __m256i counts = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1,
                                            2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i halves = _mm256_set1_epi8(15), ones = _mm256_set1_epi8(1);
    const __m256i want = _mm256_set1_epi16(static_cast<int16_t>(wanted));
    const __m256i limit = _mm256_set1_epi16(static_cast<int16_t>(most + 1));
    uint32_t place = beside.begin;
    while (place + 16 <= beside.size) {
        const auto *from = reinterpret_cast<const __m256i *>(beside.all + place);
        const __m256i apart = _mm256_xor_si256(_mm256_loadu_si256(from), want);
        const __m256i low = _mm256_and_si256(apart, halves);
        const __m256i high = _mm256_and_si256(_mm256_srli_epi16(apart, 4), halves);
        const __m256i bytes = _mm256_add_epi8(_mm256_shuffle_epi8(counts, low),
                                              _mm256_shuffle_epi8(counts, high));
        const __m256i near = _mm256_cmpgt_epi16(limit, _mm256_maddubs_epi16(bytes, ones));
        const uint64_t inside = (uint64_t{1} << 2 * std::min(beside.end - place, 16u)) - 1;
        for (uint64_t mask = static_cast<uint32_t>(_mm256_movemask_epi8(near)) & inside; mask;) {
            const int bit = __builtin_ctzll(mask);
            places.push_back(place + bit / 2);
            mask &= ~(uint64_t{3} << bit);
        }
        if ((place += 16) >= beside.end) return;
    }
    filter_one_by_one({beside.all, place, beside.end, beside.size}, wanted, most, places);
}

using Filter = void (*)(const RowsOfBucket &, uint16_t, int, std::vector<uint32_t> &);
const Filter filter = __builtin_cpu_supports("avx2") ? filter_by_sixteen : filter_one_by_one;
#else
const auto filter = filter_one_by_one;
#endif

struct Near {
    uint32_t row;
    int32_t bits;
};

POPCOUNT void compare(const uint8_t *hashes, const uint8_t *query, int radius,
                      const std::vector<uint32_t> &rows, std::vector<Near> &near) {
    for (const uint32_t row : rows) {
        const int bits = distance(query, hashes + 32 * size_t{row});
        if (bits <= radius) near.push_back({row, bits});
    }
}

POPCOUNT void compare_all(const uint8_t *hashes, size_t n, const uint8_t *query, int radius,
                          std::vector<Near> &near) {
    for (size_t row = 0; row < n; ++row) {
        const int bits = distance(query, hashes + 32 * row);
        if (bits <= radius) near.push_back({static_cast<uint32_t>(row), bits});
    }
}

// Without tables (starts U32[16, 0]) every hash is compared.
class HashIndex {
  public:
    HashIndex(Hashes hashes, Starts starts, Rows rows, Beside beside, Column entries, Column banks,
              Blocks *blocks)
        : hashes_(hashes), starts_(starts), rows_(rows), beside_(beside),
          owners_(entries, banks, hashes.shape(0)), blocks_(blocks), n(hashes.shape(0)),
          tables(starts.shape(1) > 0) {
        if (tables && (starts.shape(1) != kBuckets + 1 || rows.shape(1) != n || beside.shape(1) != n))
            throw nb::value_error("index of other hashes");
        if (!blocks) return;
        if (!(blocks->holds(hashes.data(), hashes.nbytes()) && owners_.in(*blocks) &&
              (!tables || (blocks->holds(starts.data(), starts.nbytes()) &&
                           blocks->holds(rows.data(), rows.nbytes()) &&
                           blocks->holds(beside.data(), beside.nbytes())))))
            throw nb::value_error("arrays of another file");
    }

    nb::ndarray<nb::numpy, int64_t, nb::ndim<2>> search(Hashes queries, Radii radii, Dead dead,
                                                        size_t most, size_t threads);

    bool touch(const void *from, size_t size) const {
        return !blocks_ || blocks_->touch(from, size);
    }
    const uint8_t *hashes() const { return hashes_.data(); }
    const uint8_t *hash(size_t row) const { return hashes() + 32 * row; }
    const uint32_t *starts(size_t band) const { return starts_.data() + band * (kBuckets + 1); }
    const uint16_t *beside(size_t band) const { return beside_.data() + band * n; }
    // Of band 0 the rows are the places.
    const uint32_t *rows(size_t band) const { return rows_.data() + (band - 1) * n; }

  private:
    Hashes hashes_;
    Starts starts_;
    Rows rows_;
    Beside beside_;

  public:
    const Owners owners_;
    Blocks *const blocks_;
    const size_t n;
    const bool tables;
};

// One step after the other for all buckets of a query, so that what the next step reads is on its
// way from memory while others are looked at.
class Search {
  public:
    Search(const HashIndex &index, const Wanted &wanted, int radius)
        : index_(index), wanted_(wanted), radius_(radius) {}

    // Appends the hits of one query, nearest first, then by row; whether all that was read is
    // undamaged.
    bool find(const uint8_t *query, int64_t number, std::vector<Hit> &hits) {
        near_.clear();
        if (!index_.tables) {
            if (!index_.touch(index_.hashes(), 32 * index_.n)) return false;
            compare_all(index_.hashes(), index_.n, query, radius_, near_);
        } else {
            choose_buckets(query);
            if (!filter_buckets() || !fetch_hashes()) return false;
            compare(index_.hashes(), query, radius_, rows_, near_);
        }
        return take_all(number, hits);
    }

  private:
    struct Bucket {
        const uint32_t *start;
        size_t band;
        uint16_t next;
        int most;
    };

    void choose_buckets(const uint8_t *query) {
        const int two = 2 * radius_ / static_cast<int>(kBands);
        buckets_.clear();
        for (size_t band = 0; band < kBands; ++band) {
            const uint16_t own = band_of(query, band), next = band_of(query, (band + 1) % kBands);
            const uint32_t *starts = index_.starts(band);
            add_bucket({starts + own, band, next, two});
            for (int bit = 0; bit < 16 && radius_ >= static_cast<int>(kBands); ++bit)
                add_bucket({starts + (own ^ (1 << bit)), band, next, two - 1});
        }
        for (const Bucket &bucket : buckets_) {
            const uint16_t *beside = index_.beside(bucket.band);
            size_t place = bucket.start[0];
            do __builtin_prefetch(beside + place);
            while ((place += 32) < bucket.start[1] && place < index_.n);
        }
    }

    void add_bucket(const Bucket &bucket) {
        __builtin_prefetch(bucket.start);
        buckets_.push_back(bucket);
    }

    bool filter_buckets() {
        found_.clear();
        rows_.clear();
        for (const Bucket &bucket : buckets_) {
            if (!index_.touch(bucket.start, 2 * sizeof *bucket.start)) return false;
            const uint32_t begin = bucket.start[0];
            const uint32_t end = std::min<size_t>(bucket.start[1], index_.n);
            if (begin > end) continue;
            const uint16_t *beside = index_.beside(bucket.band);
            if (!index_.touch(beside + begin, (end - begin) * sizeof *beside)) return false;
            places_.clear();
            const auto size = static_cast<uint32_t>(index_.n);
            filter({beside, begin, end, size}, bucket.next, bucket.most, places_);
            if (!bucket.band) {
                rows_.insert(rows_.end(), places_.begin(), places_.end());
                continue;
            }
            for (const uint32_t place : places_) {
                found_.push_back(index_.rows(bucket.band) + place);
                __builtin_prefetch(found_.back());
            }
        }
        return true;
    }

    bool fetch_hashes() {
        for (const uint32_t *row : found_) {
            if (!index_.touch(row, sizeof *row)) return false;
            if (*row < index_.n) rows_.push_back(*row);  // what is damaged is never read beyond
        }
        for (const uint32_t row : rows_) __builtin_prefetch(index_.hash(row));
        if (index_.blocks_)
            for (const uint32_t row : rows_)
                if (!index_.touch(index_.hash(row), 32)) return false;
        return true;
    }

    bool take_all(int64_t number, std::vector<Hit> &hits) {
        const size_t first = hits.size();
        size_t prune_at = kPruneAt;
        for (const Near &near : near_) {
            const Hit hit{number, near.bits, static_cast<int64_t>(near.row), 0, 0};
            if (!take(index_.owners_, index_.blocks_, wanted_, hit, hits)) return false;
            if (hits.size() - first < prune_at) continue;
            leave_nearest(hits, first, wanted_.most);
            prune_at = std::max(kPruneAt, 2 * (hits.size() - first));
        }
        if (hits.size() > first) leave_nearest(hits, first, wanted_.most);
        return true;
    }

    const HashIndex &index_;
    const Wanted &wanted_;
    int radius_;
    std::vector<Bucket> buckets_;
    std::vector<uint32_t> places_, rows_;
    std::vector<const uint32_t *> found_;
    std::vector<Near> near_;
};

nb::ndarray<nb::numpy, int64_t, nb::ndim<2>> HashIndex::search(Hashes queries, Radii radii,
                                                               Dead dead, size_t most,
                                                               size_t threads) {
    const Wanted wanted{radii, dead, most};
    int32_t radius = -1;
    for (size_t bank = 0; bank < radii.size(); ++bank)
        radius = std::max(radius, radii.data()[bank]);
    if (radius >= 32) throw nb::value_error("radius is not 0..31 bits");
    const size_t asked = radius < 0 ? 0 : queries.shape(0);
    return share_out(asked, threads, [&] {
        return [&, one = Search(*this, wanted, radius)](size_t begin, size_t end,
                                                        std::vector<Hit> &hits) mutable {
            for (size_t query = begin; query < end; ++query)
                if (!one.find(queries.data() + 32 * query, static_cast<int64_t>(query), hits))
                    return false;
            return true;
        };
    });
}

}  // namespace

void bind_hash_index(nb::module_ &m) {
    nb::class_<HashIndex>(m, "HashIndex", "Hashes near a query, from tables that may be mapped.")
        .def(nb::init<Hashes, Starts, Rows, Beside, Column, Column, Blocks *>(), nb::arg("hashes"),
             nb::arg("starts"), nb::arg("rows"), nb::arg("beside"), nb::arg("entries"),
             nb::arg("banks"), nb::arg("blocks").none() = nb::none(), nb::keep_alive<1, 8>())
        .def("search", &HashIndex::search, nb::arg("queries"), nb::arg("radii"), nb::arg("dead"),
             nb::arg("most"), nb::arg("threads"),
             "U8[q, 32] -> I64[5, k]: number of the query, bits that differ, row, entry, bank; by "
             "query, nearest first, then by row.");
}
