// Keccak-256 as Ethereum uses it: the padding from before it became SHA-3. Twin:
// tests/extract/slow/keccak.py.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace lamplight {

std::array<uint8_t, 32> keccak_256(std::string_view message);

}  // namespace lamplight
