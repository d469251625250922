// Digests equal to a query among millions: keys in order, and where those of each prefix begin.
//
// Digests are evenly spread, so a prefix of log2(n) - 2 bits leaves some four keys to look at; where
// somebody chose them so that they are not, halving the bucket still finds the first in log n steps.
#include "owners.hpp"

namespace nb = nanobind;
using Keys = nb::ndarray<const uint8_t, nb::ndim<2>, nb::c_contig, nb::device::cpu>;
using Starts = nb::ndarray<const uint32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using StartsOut = nb::ndarray<uint32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

namespace {

constexpr size_t kLeastBytes = 8;

inline uint64_t leading(const uint8_t *key) {
    uint64_t value = 0;
    for (size_t byte = 0; byte < kLeastBytes; ++byte) value = value << 8 | key[byte];
    return value;
}

// How many bits of a key name its bucket, from the number of buckets and one more.
int prefix_bits(size_t starts) {
    if (starts < 2 || ((starts - 1) & (starts - 2)))
        throw nb::value_error("prefixes are not of a whole number of bits");
    return 63 - __builtin_clzll(starts - 1);
}

inline size_t bucket_of(const uint8_t *key, int bits) {
    return bits ? leading(key) >> (64 - bits) : 0;
}

void check_width(const Keys &keys) {
    if (keys.shape(1) < kLeastBytes) throw nb::value_error("digests of fewer than 64 bits");
    if (keys.shape(0) > UINT32_MAX) throw nb::value_error("more than 2^32 - 1 digests");
}

nb::ndarray<nb::numpy, uint32_t, nb::ndim<1>> order(Keys keys) {
    check_width(keys);
    const size_t n = keys.shape(0), width = keys.shape(1);
    auto *rows = new uint32_t[n];
    nb::capsule owner(rows, [](void *p) noexcept { delete[] static_cast<uint32_t *>(p); });
    {
        nb::gil_scoped_release release;
        std::vector<std::pair<uint64_t, uint32_t>> led(n);
        for (size_t row = 0; row < n; ++row)
            led[row] = {leading(keys.data() + width * row), static_cast<uint32_t>(row)};
        std::sort(led.begin(), led.end(), [&](const auto &left, const auto &right) {
            if (left.first != right.first) return left.first < right.first;
            const int by_rest = std::memcmp(keys.data() + width * left.second,
                                            keys.data() + width * right.second, width);
            return by_rest ? by_rest < 0 : left.second < right.second;
        });
        for (size_t row = 0; row < n; ++row) rows[row] = led[row].second;
    }
    return nb::ndarray<nb::numpy, uint32_t, nb::ndim<1>>(rows, {n}, owner);
}

void fill(Keys keys, StartsOut starts) {
    check_width(keys);
    const size_t n = keys.shape(0), width = keys.shape(1);
    const int bits = prefix_bits(starts.size());
    bool in_order = true;
    {
        nb::gil_scoped_release release;
        std::fill_n(starts.data(), starts.size(), 0);
        for (size_t row = 0; row < n; ++row) {
            const uint8_t *key = keys.data() + width * row;
            in_order = in_order && (row == 0 || std::memcmp(key - width, key, width) <= 0);
            ++starts.data()[bucket_of(key, bits) + 1];
        }
        for (size_t bucket = 1; bucket < starts.size(); ++bucket)
            starts.data()[bucket] += starts.data()[bucket - 1];
    }
    if (!in_order) throw nb::value_error("digests are not in order");
}

class DigestTable {
  public:
    DigestTable(Keys keys, Starts starts, Column entries, Column banks, Blocks *blocks)
        : keys_(keys), starts_(starts), owners_(entries, banks, keys.shape(0)), blocks_(blocks),
          n_(keys.shape(0)), width_(keys.shape(1)), bits_(prefix_bits(starts.size())) {
        check_width(keys);
        if (blocks && !(blocks->holds(keys.data(), keys.nbytes()) &&
                        blocks->holds(starts.data(), starts.nbytes()) && owners_.in(*blocks)))
            throw nb::value_error("arrays of another file");
    }

    nb::ndarray<nb::numpy, int64_t, nb::ndim<2>> search(Keys queries, Radii radii, Dead dead,
                                                        size_t most, size_t threads) {
        if (queries.shape(1) != width_) throw nb::value_error("digests of another kind");
        const Wanted wanted{radii, dead, most};
        return share_out(queries.shape(0), threads, [&] {
            return [&](size_t begin, size_t end, std::vector<Hit> &hits) {
                return find(queries.data(), begin, end, wanted, hits);
            };
        });
    }

  private:
    const uint8_t *key(size_t row) const { return keys_.data() + width_ * row; }
    bool touch(const void *from, size_t size) const {
        return !blocks_ || blocks_->touch(from, size);
    }

    // Fetches of all queries are under way before the first is waited for.
    bool find(const uint8_t *queries, size_t begin, size_t end, const Wanted &wanted,
              std::vector<Hit> &hits) {
        for (size_t query = begin; query < end; ++query)
            __builtin_prefetch(starts_.data() + bucket_of(queries + width_ * query, bits_));
        for (size_t query = begin; query < end; ++query) {
            const size_t row = starts_.data()[bucket_of(queries + width_ * query, bits_)];
            for (size_t line = 0; row < n_ && line < 4 * width_; line += 64)
                __builtin_prefetch(key(row) + line);
        }
        for (size_t query = begin; query < end; ++query)
            if (!find_one(queries + width_ * query, static_cast<int64_t>(query), wanted, hits))
                return false;
        return true;
    }

    bool find_one(const uint8_t *query, int64_t number, const Wanted &wanted,
                  std::vector<Hit> &hits) {
        const uint32_t *start = starts_.data() + bucket_of(query, bits_);
        if (!touch(start, 2 * sizeof *start)) return false;
        const size_t last = std::min<size_t>(start[1], n_);
        size_t begin = std::min<size_t>(start[0], last), end = last;
        while (begin < end) {
            const size_t middle = begin + (end - begin) / 2;
            if (!touch(key(middle), width_)) return false;
            if (std::memcmp(key(middle), query, width_) < 0)
                begin = middle + 1;
            else
                end = middle;
        }
        const size_t first = hits.size();
        size_t prune_at = 65536;
        for (; begin < last; ++begin) {
            if (!touch(key(begin), width_)) return false;
            if (std::memcmp(key(begin), query, width_) != 0) break;
            const Hit hit{number, 0, static_cast<int64_t>(begin), 0, 0};
            if (!take(owners_, blocks_, wanted, hit, hits)) return false;
            if (hits.size() - first < prune_at) continue;
            leave_nearest(hits, first, wanted.most);
            prune_at = std::max(size_t{65536}, 2 * (hits.size() - first));
        }
        if (hits.size() > first) leave_nearest(hits, first, wanted.most);
        return true;
    }

    Keys keys_;
    Starts starts_;
    const Owners owners_;
    Blocks *const blocks_;
    const size_t n_, width_;
    const int bits_;
};

}  // namespace

void bind_digests(nb::module_ &m) {
    m.def("digest_order", &order, nb::arg("keys"), "U8[n, w] -> U32[n], rows in order of the keys.");
    m.def("fill_digest_starts", &fill, nb::arg("keys"), nb::arg("starts"),
          "U8[n, w] in order -> into starts U32[2^k + 1], where keys of each k bits begin.");
    nb::class_<DigestTable>(m, "DigestTable", "Digests equal to a query.")
        .def(nb::init<Keys, Starts, Column, Column, Blocks *>(), nb::arg("keys"),
             nb::arg("starts"), nb::arg("entries"), nb::arg("banks"),
             nb::arg("blocks").none() = nb::none(), nb::keep_alive<1, 6>())
        .def("search", &DigestTable::search, nb::arg("queries"), nb::arg("radii"), nb::arg("dead"),
             nb::arg("most"), nb::arg("threads"),
             "U8[q, w] -> I64[5, k]: number of the query, 0, row, entry, bank; by query and row.");
}
