// Texts as JSON, letter by letter as orjson writes them.
#pragma once
#include <cstring>
#include <string>
#include "json.hpp"

namespace json {

// Appends a text in quotes, as JSON without more escapes than must be.
inline void write(std::string &out, const Text &text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    if (text.written.data()) {
        out += text.written;
    } else {
        for (const char sign : text.value) {
            const char *found = sign ? std::strchr("\"\\\b\f\n\r\t", sign) : nullptr;
            if (found) {
                out += '\\';
                out += "\"\\bfnrt"[found - "\"\\\b\f\n\r\t"];
            } else if (static_cast<uint8_t>(sign) < 0x20) {
                out += "\\u00";
                out += kHex[sign >> 4];
                out += kHex[sign & 15];
            } else {
                out += sign;
            }
        }
    }
    out += '"';
}

}  // namespace json
