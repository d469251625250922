// Platforms' names written in disguise. Twin: tests/extract/slow/platforms.py.
#pragma once
#include <bitset>

#include "reading.hpp"

namespace lamplight {

class Platforms {
  public:
    Platforms(const Tables &tables, Gates &gates);
    // `lower` of this reading itself where none is disguised; else `kept`, of the same length,
    // where each such name stands plainly at the end of its place.
    std::string_view undisguised(const Reading &reading, std::string_view lower,
                                 std::string &kept) const;

  private:
    bool may_begin(std::string_view lower, size_t at) const;

    Words names_;
    Pattern disguised_;
    std::bitset<1 << 16> beginnings_;  // two bytes
    Gate left_;
    uint32_t rare_ = 0;  // letters, bit 0 for "a"
};

}  // namespace lamplight
