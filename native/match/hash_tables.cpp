// The tables by which hash_index.cpp finds near hashes, written where the caller says: into memory
// or into a mapped file, band after band, so that what is not yet needed stays on disk.
#include "hash_bands.hpp"

#include <algorithm>
#include <atomic>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <thread>
#include <vector>

namespace nb = nanobind;
using Hashes = nb::ndarray<const uint8_t, nb::shape<-1, 32>, nb::c_contig, nb::device::cpu>;
using Starts = nb::ndarray<uint32_t, nb::shape<16, 65537>, nb::c_contig, nb::device::cpu>;
using Rows = nb::ndarray<uint32_t, nb::shape<15, -1>, nb::c_contig, nb::device::cpu>;
using Beside = nb::ndarray<uint16_t, nb::shape<16, -1>, nb::c_contig, nb::device::cpu>;

namespace {

// Hashes stand in order of band 0: its rows are 0, 1, 2 … and need no table. Whether they do.
bool first_band(const uint8_t *hashes, size_t n, uint32_t *starts, uint16_t *beside) {
    std::fill(starts, starts + kBuckets + 1, 0);
    uint16_t before = 0;
    for (size_t row = 0; row < n; ++row) {
        const uint16_t key = band_of(hashes + 32 * row, 0);
        if (key < before) return false;
        before = key;
        ++starts[key + 1];
        beside[row] = band_of(hashes + 32 * row, 1);
    }
    for (size_t bucket = 0; bucket < kBuckets; ++bucket) starts[bucket + 1] += starts[bucket];
    return true;
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
        const uint16_t key = band_of(hashes + 32 * row, band);
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
        const uint8_t *hash = hashes + 32 * row;
        const uint16_t key = band_of(hash, band);
        by_low[low[key & 255]++] = {static_cast<uint32_t>(row), key, band_of(hash, next)};
    }
    for (const Row &row : by_low) {
        const size_t place = high[row.key >> 8]++;
        rows[place] = row.row;
        beside[place] = row.beside;
    }
}

void fill(Hashes hashes, Starts starts, Rows rows, Beside beside, size_t threads) {
    const size_t n = hashes.shape(0);
    if (n > UINT32_MAX) throw nb::value_error("more than 2^32 - 1 hashes");
    if (rows.shape(1) != n || beside.shape(1) != n) throw nb::value_error("tables of other hashes");
    nb::gil_scoped_release release;
    std::atomic<bool> in_order{true};
    std::atomic<size_t> next{0};
    auto run = [&] {
        for (size_t band; (band = next++) < kBands;) {
            uint32_t *const start = starts.data() + band * (kBuckets + 1);
            uint16_t *const next_to = beside.data() + band * n;
            if (band)
                sort_band(hashes.data(), n, band, start, rows.data() + (band - 1) * n, next_to);
            else if (!first_band(hashes.data(), n, start, next_to))
                in_order = false;
        }
    };
    std::vector<std::thread> others;
    for (size_t other = 1; other < std::min(threads, kBands); ++other) others.emplace_back(run);
    run();
    for (std::thread &other : others) other.join();
    if (!in_order) {
        nb::gil_scoped_acquire acquire;
        throw nb::value_error("hashes are not in order of their first two bytes");
    }
}

}  // namespace

void bind_hash_tables(nb::module_ &m) {
    m.def("fill_hash_tables", &fill, nb::arg("hashes"), nb::arg("starts"), nb::arg("rows"),
          nb::arg("beside"), nb::arg("threads"),
          "U8[n, 32] in order of the first two bytes -> into starts U32[16, 65537], rows "
          "U32[15, n], beside U16[16, n].");
}
