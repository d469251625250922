// Distances between 256-bit hashes.
#include <cstdint>
#include <cstring>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

namespace nb = nanobind;
using Hash = nb::ndarray<const uint8_t, nb::shape<32>, nb::c_contig, nb::device::cpu>;
using Hashes = nb::ndarray<const uint8_t, nb::shape<-1, 32>, nb::c_contig, nb::device::cpu>;

namespace {

inline int distance(const uint8_t *left, const uint8_t *right) {
    uint64_t a[4], b[4];
    std::memcpy(a, left, 32);
    std::memcpy(b, right, 32);
    return __builtin_popcountll(a[0] ^ b[0]) + __builtin_popcountll(a[1] ^ b[1]) +
           __builtin_popcountll(a[2] ^ b[2]) + __builtin_popcountll(a[3] ^ b[3]);
}

nb::ndarray<nb::numpy, int64_t, nb::ndim<1>> distances(Hash query, Hashes bank) {
    const size_t n = bank.shape(0);
    auto *bits = new int64_t[n];
    nb::capsule owner(bits, [](void *p) noexcept { delete[] static_cast<int64_t *>(p); });
    {
        nb::gil_scoped_release release;
        for (size_t i = 0; i < n; ++i) bits[i] = distance(query.data(), bank.data() + 32 * i);
    }
    return nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>(bits, {n}, owner);
}

}  // namespace

void bind_hamming(nb::module_ &m) {
    m.def("hamming_distances", &distances, nb::arg("query"), nb::arg("bank"),
          "Bits that differ: query U8[32], bank U8[n, 32] -> I64[n], each 0..256.");
}
