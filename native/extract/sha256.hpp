// SHA-256 (FIPS 180-4), for a few bytes at a time. Twin: Python's hashlib.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace lamplight {

using Sha256 = std::array<uint8_t, 32>;

Sha256 sha256(const uint8_t *message, size_t size);

}  // namespace lamplight
