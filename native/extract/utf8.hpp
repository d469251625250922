// Code points as UTF-8; halves of a pair too, three bytes each.
#pragma once
#include <string>

namespace lamplight {

inline void append_utf8(std::string &bytes, char32_t point) {
    const auto more = [&](int shift) { bytes += static_cast<char>(0x80 | (point >> shift & 0x3f)); };
    if (point < 0x80) {
        bytes += static_cast<char>(point);
        return;
    }
    if (point < 0x800) {
        bytes += static_cast<char>(0xc0 | point >> 6);
    } else if (point < 0x10000) {
        bytes += static_cast<char>(0xe0 | point >> 12);
        more(6);
    } else {
        bytes += static_cast<char>(0xf0 | point >> 18);
        more(12);
        more(6);
    }
    more(0);
}

}  // namespace lamplight
