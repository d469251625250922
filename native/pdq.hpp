// The last steps of PDQ, shared by what hashes a picture as it is and as if its frame lay elsewhere.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

// One build for every machine: the loader takes the AVX2 copy where the CPU has it. Both give the
// same bits, because CMakeLists.txt forbids fused multiply-add here.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__)
#define FOR_EACH_CPU __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_CPU
#endif

namespace pdq {

constexpr size_t SAMPLES = 64;
constexpr size_t WAVES = 16;
constexpr size_t BITS = WAVES * WAVES;
constexpr size_t HASH_BYTES = BITS / 8;
constexpr size_t MOST_SCALE = 64;
constexpr size_t LEAST_SIDE = 5;  // of the reference: below it, no hash
constexpr std::array<float, 4> LUMA = {0.299f, 0.587f, 0.114f, 0.0f};  // Rec. 601; alpha not at all

using Coefficients = std::array<double, BITS>;

// Dᵀ: waves 1 … 16 of the 64-point cosine transform (the constant wave is left out).
const std::array<double, WAVES * SAMPLES> &waves();

// Bit k is set where coefficient k is above the lower median; bit 255 comes first. `hash` wants zeros.
void write_hash(const Coefficients &coefficients, uint8_t *hash);

// 0..100: how far from the median half of the coefficients lie at least. Below 50 most bits are as
// good as rounding: stripes, a few straight lines, a chessboard have only a few waves.
int certainty_of(const Coefficients &coefficients);

}  // namespace pdq
