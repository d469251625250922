#include "sha256.hpp"

#include <cstring>

namespace lamplight {
namespace {

constexpr uint32_t kRounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

inline uint32_t turned(uint32_t x, int bits) { return x >> bits | x << (32 - bits); }

void absorb(uint32_t (&state)[8], const uint8_t *block) {
    uint32_t w[64];
    for (int at = 0; at < 16; ++at)
        w[at] = uint32_t{block[4 * at]} << 24 | uint32_t{block[4 * at + 1]} << 16 |
                uint32_t{block[4 * at + 2]} << 8 | block[4 * at + 3];
    for (int at = 16; at < 64; ++at) {
        const uint32_t low = turned(w[at - 15], 7) ^ turned(w[at - 15], 18) ^ w[at - 15] >> 3;
        const uint32_t high = turned(w[at - 2], 17) ^ turned(w[at - 2], 19) ^ w[at - 2] >> 10;
        w[at] = w[at - 16] + low + w[at - 7] + high;
    }
    uint32_t s[8];
    std::memcpy(s, state, sizeof s);
    for (int at = 0; at < 64; ++at) {
        const uint32_t chosen = (s[4] & s[5]) ^ (~s[4] & s[6]);
        const uint32_t most = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        const uint32_t one = s[7] + (turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)) +
                             chosen + kRounds[at] + w[at];
        const uint32_t two = (turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)) + most;
        std::memmove(s + 1, s, 7 * sizeof *s);
        s[4] += one;
        s[0] = one + two;
    }
    for (int at = 0; at < 8; ++at) state[at] += s[at];
}

}  // namespace

Sha256 sha256(const uint8_t *message, size_t size) {
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    size_t left = size;
    for (; left >= 64; message += 64, left -= 64) absorb(state, message);
    uint8_t last[128] = {};
    if (left) std::memcpy(last, message, left);
    last[left] = 0x80;
    const size_t blocks = left < 56 ? 1 : 2;
    for (int byte = 0; byte < 8; ++byte)
        last[blocks * 64 - 1 - byte] = static_cast<uint8_t>(uint64_t{size} * 8 >> (8 * byte));
    for (size_t block = 0; block < blocks; ++block) absorb(state, last + 64 * block);
    Sha256 digest;
    for (int at = 0; at < 32; ++at)
        digest[at] = static_cast<uint8_t>(state[at / 4] >> (24 - 8 * (at % 4)));
    return digest;
}

}  // namespace lamplight
