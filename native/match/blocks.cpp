#include "blocks.hpp"

#include <algorithm>
#include <cstring>

namespace nb = nanobind;

namespace {

constexpr uint64_t kFirst = 0x9E3779B185EBCA87, kSecond = 0xC2B2AE3D27D4EB4F,
                   kThird = 0x165667B19E3779F9, kFourth = 0x85EBCA77C2B2AE63,
                   kFifth = 0x27D4EB2F165667C5;

inline uint64_t turned(uint64_t value, int bits) { return value << bits | value >> (64 - bits); }

template <typename T> inline T word(const uint8_t *from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

inline uint64_t taken_in(uint64_t lane, uint64_t value) {
    return turned(lane + value * kSecond, 31) * kFirst;
}

uint64_t four_lanes(const uint8_t *&at, const uint8_t *end) {
    uint64_t lanes[4] = {kFirst + kSecond, kSecond, 0, 0 - kFirst};
    for (; end - at >= 32; at += 32)
        for (int lane = 0; lane < 4; ++lane)
            lanes[lane] = taken_in(lanes[lane], word<uint64_t>(at + 8 * lane));
    uint64_t sum = turned(lanes[0], 1) + turned(lanes[1], 7) + turned(lanes[2], 12) +
                   turned(lanes[3], 18);
    for (const uint64_t lane : lanes) sum = (sum ^ taken_in(0, lane)) * kFirst + kFourth;
    return sum;
}

}  // namespace

uint64_t checksum(const uint8_t *bytes, size_t size) {
    const uint8_t *at = bytes, *end = bytes + size;
    uint64_t sum = size >= 32 ? four_lanes(at, end) : kFifth;
    sum += size;
    for (; end - at >= 8; at += 8)
        sum = turned(sum ^ taken_in(0, word<uint64_t>(at)), 27) * kFirst + kFourth;
    if (end - at >= 4) {
        sum = turned(sum ^ word<uint32_t>(at) * kFirst, 23) * kSecond + kThird;
        at += 4;
    }
    for (; at < end; ++at) sum = turned(sum ^ *at * kFifth, 11) * kFirst;
    sum = (sum ^ sum >> 33) * kSecond;
    sum = (sum ^ sum >> 29) * kThird;
    return sum ^ sum >> 32;
}

Blocks::Blocks(Bytes whole, Sums sums)
    : mapped_(whole), sums_(sums), begin_(whole.data()), size_(whole.size()),
      whole_(sums.size()) {
    if (sums.size() != (size_ + kBlockBytes - 1) / kBlockBytes)
        throw nb::value_error("checksums of other blocks");
}

bool Blocks::check(size_t block) {
    const size_t at = block * kBlockBytes;
    const bool whole =
        checksum(begin_ + at, std::min(kBlockBytes, size_ - at)) == sums_.data()[block];
    if (whole) whole_[block].store(true, std::memory_order_relaxed);
    return whole;
}

void Blocks::check_all() {
    nb::gil_scoped_release release;
    if (!touch(begin_, size_)) throw DamagedBlock();
}

void Blocks::check_those_of(Bytes bytes) {
    if (!holds(bytes.data(), bytes.size())) throw nb::value_error("bytes of another file");
    nb::gil_scoped_release release;
    if (!touch(bytes.data(), bytes.size())) throw DamagedBlock();
}

size_t Blocks::checked() const {
    return std::count_if(whole_.begin(), whole_.end(), [](const auto &block) { return block.load(); });
}

namespace {

nb::ndarray<nb::numpy, uint64_t, nb::ndim<1>> checksums(Bytes bytes) {
    const size_t size = bytes.size(), blocks = (size + kBlockBytes - 1) / kBlockBytes;
    auto *sums = new uint64_t[blocks];
    nb::capsule owner(sums, [](void *p) noexcept { delete[] static_cast<uint64_t *>(p); });
    {
        nb::gil_scoped_release release;
        for (size_t block = 0; block < blocks; ++block) {
            const size_t at = block * kBlockBytes;
            sums[block] = checksum(bytes.data() + at, std::min(kBlockBytes, size - at));
        }
    }
    return nb::ndarray<nb::numpy, uint64_t, nb::ndim<1>>(sums, {blocks}, owner);
}

}  // namespace

void bind_blocks(nb::module_ &m) {
    nb::exception<DamagedBlock>(m, "DamagedBlock", PyExc_OSError);
    m.attr("BLOCK_BYTES") = kBlockBytes;
    m.def("checksum", [](nb::bytes data) {
        return checksum(static_cast<const uint8_t *>(data.data()), data.size());
    }, nb::arg("data"), "XXH64 of all bytes.");
    m.def("checksums", &checksums, nb::arg("bytes"), "XXH64 of each 65,536 bytes -> U64[blocks].");
    nb::class_<Blocks>(m, "Blocks", "Blocks of mapped bytes, each checked when first touched.")
        .def(nb::init<Bytes, Sums>(), nb::arg("whole"), nb::arg("sums"))
        .def("check_all", &Blocks::check_all, "Raises DamagedBlock where one is damaged.")
        .def("check", &Blocks::check_those_of, nb::arg("bytes"),
             "Raises DamagedBlock where a block is damaged that these bytes lie in.")
        .def_prop_ro("checked", &Blocks::checked, "How many were found as they were written.");
}
