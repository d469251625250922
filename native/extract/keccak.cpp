// Method: the Keccak reference, version 3.0 (2011).
#include "keccak.hpp"

#include <cstring>

namespace lamplight {
namespace {

constexpr size_t kRate = 136, kRounds = 24;
using Lanes = std::array<uint64_t, 25>;

// From their definitions.
constexpr std::array<uint64_t, kRounds> round_constants() {
    std::array<uint64_t, kRounds> rounds{};
    uint32_t shifted = 1;
    for (auto &constant : rounds)
        for (int power = 0; power < 7; ++power) {
            if (shifted & 1) constant |= uint64_t{1} << ((1 << power) - 1);
            shifted = (shifted << 1) ^ (shifted & 0x80 ? 0x171 : 0);
        }
    return rounds;
}

constexpr std::array<int, 25> rotations() {
    std::array<int, 25> turns{};
    int x = 1, y = 0;
    for (int step = 0; step < 24; ++step) {
        turns[x + 5 * y] = (step + 1) * (step + 2) / 2 % 64;
        const int next = (2 * x + 3 * y) % 5;
        x = y;
        y = next;
    }
    return turns;
}

constexpr auto kConstants = round_constants();
constexpr auto kTurns = rotations();

inline uint64_t turned(uint64_t lane, int bits) {
    return bits ? lane << bits | lane >> (64 - bits) : lane;
}

void permute(Lanes &lanes) {
    for (const uint64_t constant : kConstants) {
        uint64_t columns[5];
        for (int x = 0; x < 5; ++x)
            columns[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
        Lanes moved;
        for (int x = 0; x < 5; ++x) {
            const uint64_t mixed = columns[(x + 4) % 5] ^ turned(columns[(x + 1) % 5], 1);
            for (int y = 0; y < 5; ++y)
                moved[y + 5 * ((2 * x + 3 * y) % 5)] =
                    turned(lanes[x + 5 * y] ^ mixed, kTurns[x + 5 * y]);
        }
        for (int at = 0; at < 25; ++at) {
            const int row = at / 5 * 5;
            lanes[at] = moved[at] ^ (~moved[row + (at + 1) % 5] & moved[row + (at + 2) % 5]);
        }
        lanes[0] ^= constant;
    }
}

void absorb(Lanes &lanes, const uint8_t *block) {
    for (size_t lane = 0; lane < kRate / 8; ++lane)
        for (int byte = 0; byte < 8; ++byte)
            lanes[lane] ^= uint64_t{block[lane * 8 + byte]} << (8 * byte);
    permute(lanes);
}

}  // namespace

std::array<uint8_t, 32> keccak_256(std::string_view message) {
    Lanes lanes{};
    for (; message.size() >= kRate; message.remove_prefix(kRate))
        absorb(lanes, reinterpret_cast<const uint8_t *>(message.data()));
    uint8_t last[kRate] = {};
    if (!message.empty()) std::memcpy(last, message.data(), message.size());
    last[message.size()] ^= 1;
    last[kRate - 1] ^= 0x80;
    absorb(lanes, last);
    std::array<uint8_t, 32> digest;
    for (int at = 0; at < 32; ++at)
        digest[at] = static_cast<uint8_t>(lanes[at / 8] >> (8 * (at % 8)));
    return digest;
}

}  // namespace lamplight
