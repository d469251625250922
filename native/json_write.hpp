// Texts as JSON, letter by letter as orjson writes them.
#pragma once
#include <string>
#include "json.hpp"

namespace json {

// Appends a text in quotes, as JSON without more escapes than must be.
inline void write(std::string &out, const Text &text) {
    static constexpr char kHex[] = "0123456789abcdef";
    static constexpr std::string_view kSigns = "\"\\\b\f\n\r\t", kLetters = "\"\\bfnrt";
    out += '"';
    if (text.written.data()) {
        out += text.written;
    } else {
        size_t plain = 0;
        for (size_t at = 0; at < text.value.size(); ++at) {
            const char sign = text.value[at];
            if (static_cast<uint8_t>(sign) >= 0x20 && sign != '"' && sign != '\\') continue;
            out += text.value.substr(plain, at - plain);
            plain = at + 1;
            const size_t found = kSigns.find(sign);
            out += '\\';
            if (found != kSigns.npos) {
                out += kLetters[found];
            } else {
                out += "u00";
                out += kHex[sign >> 4];
                out += kHex[sign & 15];
            }
        }
        out += text.value.substr(plain);
    }
    out += '"';
}

}  // namespace json
