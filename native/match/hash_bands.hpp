// 256 bits as sixteen bands of 16 bits.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

constexpr size_t kBands = 16;
constexpr size_t kBuckets = 65536;

// The first byte counts most, so that hashes in order of their bytes are in order of band 0.
inline uint16_t band_of(const uint8_t *hash, size_t band) {
    return static_cast<uint16_t>(hash[2 * band] << 8 | hash[2 * band + 1]);
}

inline int distance(const uint8_t *left, const uint8_t *right) {
    uint64_t a[4], b[4];
    std::memcpy(a, left, 32);
    std::memcpy(b, right, 32);
    return __builtin_popcountll(a[0] ^ b[0]) + __builtin_popcountll(a[1] ^ b[1]) +
           __builtin_popcountll(a[2] ^ b[2]) + __builtin_popcountll(a[3] ^ b[3]);
}
