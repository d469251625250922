// Texts to words to hashed runs of words.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>
#include <thread>
#include <vector>

#include "mix.hpp"
#include "owned.hpp"

namespace nb = nanobind;
using Bytes = nb::ndarray<const uint8_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Starts = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;
using Hashed = nb::ndarray<nb::numpy, uint32_t, nb::ndim<1>>;

namespace {

enum class Sign { space, letter, single };

// Code point at text[i], which moves on; malformed bytes are read as themselves.
inline uint32_t code_point(const uint8_t *text, size_t end, size_t &i) {
    const uint8_t lead = text[i++];
    const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    uint32_t point = more == 3 ? lead & 7u : more == 2 ? lead & 15u : more == 1 ? lead & 31u : lead;
    for (int k = 0; k < more && i < end; ++k) point = point << 6 | (text[i++] & 63u);
    return point;
}

inline Sign sign_of(uint32_t p) {
    if (p < 128) {
        const bool word = (p >= 'a' && p <= 'z') || (p >= '0' && p <= '9') || (p >= 'A' && p <= 'Z');
        return word ? Sign::letter : p == '@' || p == '$' || p == '%' ? Sign::single : Sign::space;
    }
    if (p < 0xc0) return p >= 0xa2 && p != 0xab && p != 0xad && p != 0xbb ? Sign::single : Sign::space;
    if ((p >= 0x2000 && p < 0x2070) || p == 0x3000 || p == 0xfeff) return Sign::space;
    if (p >= 0xfe00 && p < 0xfe10) return Sign::space;    // variation selectors
    if (p >= 0x2070 && p < 0x2c00) return Sign::single;   // symbols
    if (p >= 0x3040 && p < 0xa000) return Sign::single;   // kana and ideographs stand without blanks
    if (p >= 0x1f000 && p < 0x1fb00) return Sign::single; // emoji
    return Sign::letter;
}

// First byte from i on that cannot stand in an address.
size_t address_end(const uint8_t *text, size_t size, size_t i) {
    while (i < size && text[i] > ' ' && !std::strchr("<>()[]{},;\"'", text[i])) ++i;
    return i;
}

// Words, hashed. Digits count by position only; addresses and @names are left out.
void words_of(const uint8_t *text, size_t size, std::vector<uint64_t> &words) {
    words.clear();
    uint64_t word = 0;
    auto finish = [&] {
        if (word) words.push_back(word);
        word = 0;
    };
    for (size_t i = 0; i < size;) {
        uint32_t point = code_point(text, size, i);
        if (point >= '0' && point <= '9') point = '0';
        const Sign sign = sign_of(point);
        if (sign == Sign::letter) {
            word = mix(word + point + 1);
            continue;
        }
        const bool name = point == '@';
        const bool link = point == ':' && i + 1 < size && text[i] == '/' && text[i + 1] == '/';
        if (name || link) {
            word = 0;
            i = address_end(text, size, i);
        }
        finish();
        if (sign == Sign::single || link) words.push_back(mix(point + 1));
    }
    finish();
}

// Runs of `width` words, hashed; sorted, each once. A text of fewer words is one shingle.
void shingles_of(const std::vector<uint64_t> &words, size_t width, std::vector<uint32_t> &out) {
    const size_t from = out.size();
    if (!words.empty() && words.size() < width) width = words.size();
    for (size_t i = 0; width && i + width <= words.size(); ++i) {
        uint64_t hash = width;
        for (size_t k = 0; k < width; ++k) hash = mix(hash ^ words[i + k]) + k;
        out.push_back(static_cast<uint32_t>(mix(hash)));
    }
    std::sort(out.begin() + from, out.end());
    out.erase(std::unique(out.begin() + from, out.end()), out.end());
}

struct Part {
    std::vector<uint32_t> hashes;
    std::vector<int64_t> sizes;
};

std::pair<Hashed, Numbers> shingle_texts(Bytes bytes, Starts starts, size_t width) {
    const size_t n = starts.shape(0) - 1;
    Part parts[2];
    std::vector<int64_t> ends{0};
    {
        nb::gil_scoped_release release;
        auto read = [&](Part &part, size_t from, size_t to) {
            std::vector<uint64_t> words;
            for (size_t i = from; i < to; ++i) {
                const int64_t at = starts.data()[i];
                words_of(bytes.data() + at, starts.data()[i + 1] - at, words);
                shingles_of(words, width, part.hashes);
                part.sizes.push_back(static_cast<int64_t>(part.hashes.size()));
            }
        };
        std::thread other(read, std::ref(parts[1]), n / 2, n);
        read(parts[0], 0, n / 2);
        other.join();
        const auto first = static_cast<int64_t>(parts[0].hashes.size());
        ends.insert(ends.end(), parts[0].sizes.begin(), parts[0].sizes.end());
        for (const int64_t size : parts[1].sizes) ends.push_back(first + size);
        auto &hashes = parts[0].hashes;
        hashes.insert(hashes.end(), parts[1].hashes.begin(), parts[1].hashes.end());
    }
    return {owned(std::move(parts[0].hashes)), owned(std::move(ends))};
}

}  // namespace

void bind_shingles(nb::module_ &m) {
    m.def("shingle_texts", &shingle_texts, nb::arg("utf8"), nb::arg("starts"), nb::arg("width"),
          "Runs of words: U8[bytes], I64[n + 1] -> U32[s] sorted in each text, I64[n + 1].");
}
