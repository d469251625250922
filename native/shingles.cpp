// Near-duplicate texts: words -> hashed shingles -> one-permutation MinHash -> LSH -> verified Jaccard.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>
#include <thread>
#include <vector>

#include "joined.hpp"

namespace nb = nanobind;
using Bytes = nb::ndarray<const uint8_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Starts = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Shingles = nb::ndarray<const uint32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;
using Hashed = nb::ndarray<nb::numpy, uint32_t, nb::ndim<1>>;
using Shares = nb::ndarray<nb::numpy, double, nb::ndim<1>>;

namespace {

constexpr int kBins = 128;
constexpr int kRows = 4;
constexpr int kSteps = 16;  // of a comparison, before it is asked whether the texts can still be near
constexpr uint64_t kEmpty = ~uint64_t{0};

inline uint64_t mix(uint64_t x) {  // the finaliser of SplitMix64 (Steele, Lea, Flood 2014)
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9u;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

template <typename T> nb::ndarray<nb::numpy, T, nb::ndim<1>> owned(std::vector<T> &&values) {
    auto *kept = new std::vector<T>(std::move(values));
    nb::capsule owner(kept, [](void *p) noexcept { delete static_cast<std::vector<T> *>(p); });
    return nb::ndarray<nb::numpy, T, nb::ndim<1>>(kept->data(), {kept->size()}, owner);
}

// ---- words -------------------------------------------------------------------------------------

enum class Sign { space, letter, single };

// Code point at text[i], which moves on; malformed bytes are read as themselves.
inline uint32_t code_point(const uint8_t *text, size_t end, size_t &i) {
    const uint8_t lead = text[i++];
    const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    uint32_t point = more == 3 ? lead & 7u : more == 2 ? lead & 15u : more == 1 ? lead & 31u : lead;
    for (int k = 0; k < more && i < end; ++k) point = point << 6 | (text[i++] & 63u);
    return point;
}

inline Sign sign_of(uint32_t p) {
    if (p < 128) {
        const bool word = (p >= 'a' && p <= 'z') || (p >= '0' && p <= '9') || (p >= 'A' && p <= 'Z');
        return word ? Sign::letter : p == '@' || p == '$' || p == '%' ? Sign::single : Sign::space;
    }
    if (p < 0xc0) return p >= 0xa2 && p != 0xab && p != 0xad && p != 0xbb ? Sign::single : Sign::space;
    if ((p >= 0x2000 && p < 0x2070) || p == 0x3000 || p == 0xfeff) return Sign::space;
    if (p >= 0xfe00 && p < 0xfe10) return Sign::space;    // variation selectors
    if (p >= 0x2070 && p < 0x2c00) return Sign::single;   // symbols
    if (p >= 0x3040 && p < 0xa000) return Sign::single;   // kana and ideographs stand without blanks
    if (p >= 0x1f000 && p < 0x1fb00) return Sign::single; // emoji
    return Sign::letter;
}

// First byte from i on that cannot stand in an address.
size_t address_end(const uint8_t *text, size_t size, size_t i) {
    while (i < size && text[i] > ' ' && !std::strchr("<>()[]{},;\"'", text[i])) ++i;
    return i;
}

// Words, hashed. Digits count by position only; addresses and @names are left out.
void words_of(const uint8_t *text, size_t size, std::vector<uint64_t> &words) {
    words.clear();
    uint64_t word = 0;
    auto finish = [&] {
        if (word) words.push_back(word);
        word = 0;
    };
    for (size_t i = 0; i < size;) {
        uint32_t point = code_point(text, size, i);
        if (point >= '0' && point <= '9') point = '0';
        const Sign sign = sign_of(point);
        if (sign == Sign::letter) {
            word = mix(word + point + 1);
            continue;
        }
        const bool name = point == '@';
        const bool link = point == ':' && i + 1 < size && text[i] == '/' && text[i + 1] == '/';
        if (name || link) {
            word = 0;
            i = address_end(text, size, i);
        }
        finish();
        if (sign == Sign::single || link) words.push_back(mix(point + 1));
    }
    finish();
}

// Runs of `width` words, hashed; sorted, each once. A text of fewer words is one shingle.
void shingles_of(const std::vector<uint64_t> &words, size_t width, std::vector<uint32_t> &out) {
    const size_t from = out.size();
    if (!words.empty() && words.size() < width) width = words.size();
    for (size_t i = 0; width && i + width <= words.size(); ++i) {
        uint64_t hash = width;
        for (size_t k = 0; k < width; ++k) hash = mix(hash ^ words[i + k]) + k;
        out.push_back(static_cast<uint32_t>(mix(hash)));
    }
    std::sort(out.begin() + from, out.end());
    out.erase(std::unique(out.begin() + from, out.end()), out.end());
}

struct Part {
    std::vector<uint32_t> hashes;
    std::vector<int64_t> sizes;
};

std::pair<Hashed, Numbers> shingle_texts(Bytes bytes, Starts starts, size_t width) {
    const size_t n = starts.shape(0) - 1;
    Part parts[2];
    std::vector<int64_t> ends{0};
    {
        nb::gil_scoped_release release;
        auto read = [&](Part &part, size_t from, size_t to) {
            std::vector<uint64_t> words;
            for (size_t i = from; i < to; ++i) {
                const int64_t at = starts.data()[i];
                words_of(bytes.data() + at, starts.data()[i + 1] - at, words);
                shingles_of(words, width, part.hashes);
                part.sizes.push_back(static_cast<int64_t>(part.hashes.size()));
            }
        };
        std::thread other(read, std::ref(parts[1]), n / 2, n);
        read(parts[0], 0, n / 2);
        other.join();
        const auto first = static_cast<int64_t>(parts[0].hashes.size());
        ends.insert(ends.end(), parts[0].sizes.begin(), parts[0].sizes.end());
        for (const int64_t size : parts[1].sizes) ends.push_back(first + size);
        auto &hashes = parts[0].hashes;
        hashes.insert(hashes.end(), parts[1].hashes.begin(), parts[1].hashes.end());
    }
    return {owned(std::move(parts[0].hashes)), owned(std::move(ends))};
}

// ---- groups ------------------------------------------------------------------------------------

class Sets {
  public:
    Sets(const uint32_t *hashes, const int64_t *starts) : hashes_(hashes), starts_(starts) {}

    size_t size(size_t row) const { return starts_[row + 1] - starts_[row]; }

    // One-permutation MinHash (Li, Owen, Zhang 2012); empty bins borrow from a bin chosen by hashing
    // (Shrivastava 2017), the same for every text.
    void minhash(size_t row, uint64_t *bins) const {
        std::fill(bins, bins + kBins, kEmpty);
        for (int64_t i = starts_[row]; i < starts_[row + 1]; ++i) {
            const uint64_t hash = mix(hashes_[i] + uint64_t{0x9e3779b9});
            uint64_t &bin = bins[hash >> 57];
            bin = std::min(bin, hash & (kEmpty >> 7));
        }
        if (!size(row)) return;
        uint64_t borrowed[kBins];
        for (uint64_t bin = 0; bin < kBins; ++bin) {
            uint64_t from = bin;
            for (uint64_t attempt = 1; bins[from] == kEmpty; ++attempt)
                from = mix(bin << 32 | attempt) % kBins;
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
};

struct Keyed {
    uint64_t key;
    uint32_t row;
    bool operator<(const Keyed &other) const {
        return key != other.key ? key < other.key : row < other.row;
    }
};

// Each text of a bucket is compared with a set of joined texts only until it is near one of them.
void join_bucket(const Sets &texts, const Keyed *bucket, size_t size, double least, Joined &joined) {
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
                                  return texts.near(row, other, least);
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

void join_band(const Sets &texts, const std::vector<uint64_t> &bins, size_t n, int band, double least,
               Joined &joined) {
    std::vector<Keyed> keyed;
    keyed.reserve(n);
    for (uint32_t row = 0; row < n; ++row) {
        if (!texts.size(row)) continue;
        uint64_t key = 0;
        for (int k = 0; k < kRows; ++k) key = mix(key ^ bins[row * kBins + band * kRows + k]) + k;
        keyed.push_back({key, row});
    }
    sort_by_key(keyed);
    for (size_t i = 0, end; i < keyed.size(); i = end) {
        for (end = i + 1; end < keyed.size() && keyed[end].key == keyed[i].key;) ++end;
        if (end - i > 1) join_bucket(texts, keyed.data() + i, end - i, least, joined);
    }
}

// Both halves of the work at once, on two threads.
template <typename Work> void both(Work work) {
    std::thread other(work, 1);
    work(0);
    other.join();
}

Numbers group_shingles(Shingles hashes, Starts starts, double least) {
    const size_t n = starts.shape(0) - 1;
    std::vector<int64_t> labels(n);
    {
        nb::gil_scoped_release release;
        const Sets texts(hashes.data(), starts.data());
        std::vector<uint64_t> bins(n * kBins);
        Joined even(n), odd(n);
        both([&](int turn) {
            for (size_t row = turn; row < n; row += 2) texts.minhash(row, &bins[row * kBins]);
        });
        both([&](int turn) {
            for (int band = turn; band < kBins / kRows; band += 2)
                join_band(texts, bins, n, band, least, turn ? odd : even);
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

void bind_shingles(nb::module_ &m) {
    m.def("shingle_texts", &shingle_texts, nb::arg("utf8"), nb::arg("starts"), nb::arg("width"),
          "Runs of words: U8[bytes], I64[n + 1] -> U32[s] sorted in each text, I64[n + 1].");
    m.def("group_shingles", &group_shingles, nb::arg("shingles"), nb::arg("starts"), nb::arg("least"),
          "Single linkage of texts that share `least` (0..1) of their shingles -> I64[n].");
    m.def("jaccard_pairs", &jaccard_pairs, nb::arg("shingles"), nb::arg("starts"), nb::arg("left"),
          nb::arg("right"), "Share of shingles in common, 0..1: I64[k], I64[k] -> F64[k].");
}
