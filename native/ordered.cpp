// An order by several columns of whole numbers, as numpy.lexsort gives it: digit by digit, the last column first, which
// takes a few passes over what stands side by side where lexsort sorts each column anew. Digits that all have count for
// nothing, and neither does a column that stands in order by itself when it is looked at.
#include <algorithm>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/vector.h>
#include <vector>

#include "owned.hpp"

namespace nb = nanobind;
using Column = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

namespace {

constexpr int kMostBits = 11;  // of a digit: its counts stay in the first cache

struct Placed {
    uint64_t key;
    uint32_t place;
};

int width_of(uint64_t key) {
    int bits = 0;
    for (; key; key >>= 1) ++bits;
    return bits;
}

void by_digit(std::vector<Placed> &from, std::vector<Placed> &to, int shift, int bits) {
    const uint64_t mask = (uint64_t{1} << bits) - 1;
    std::vector<uint32_t> next((size_t{1} << bits) + 1);
    for (const Placed &it : from) ++next[(it.key >> shift & mask) + 1];
    for (size_t digit = 1; digit < next.size(); ++digit) next[digit] += next[digit - 1];
    for (const Placed &it : from) to[next[it.key >> shift & mask]++] = it;
    from.swap(to);
}

// Keys count from the lowest one on, so that they are as short as they can be.
void by_column(const int64_t *column, std::vector<Placed> &placed, std::vector<Placed> &spare) {
    const auto lowest = static_cast<uint64_t>(*std::min_element(column, column + placed.size()));
    uint64_t used = 0, before = 0;
    bool sorted = true;
    for (Placed &it : placed) {
        it.key = static_cast<uint64_t>(column[it.place]) - lowest;
        sorted &= before <= it.key;
        used |= before = it.key;
    }
    if (sorted) return;
    const int width = width_of(used), passes = (width + kMostBits - 1) / kMostBits, bits = (width + passes - 1) / passes;
    for (int shift = 0; shift < width; shift += bits) by_digit(placed, spare, shift, bits);
}

nb::ndarray<nb::numpy, int64_t, nb::ndim<1>> ordered(const std::vector<Column> &columns) {
    if (columns.empty()) throw nb::value_error("want a column");
    const size_t n = columns[0].shape(0);
    for (const Column &column : columns)
        if (column.shape(0) != n) throw nb::value_error("want columns of one length");
    std::vector<int64_t> order(n);
    {
        nb::gil_scoped_release release;
        std::vector<Placed> placed(n), spare(n);
        for (size_t row = 0; row < n; ++row) placed[row].place = static_cast<uint32_t>(row);
        if (n)
            for (auto column = columns.rbegin(); column != columns.rend(); ++column) by_column(column->data(), placed, spare);
        for (size_t at = 0; at < n; ++at) order[at] = placed[at].place;
    }
    return owned(std::move(order));
}

}  // namespace

void bind_ordered(nb::module_ &m) {
    m.def("ordered", &ordered, nb::arg("columns"),
          "Places by some columns I64[n], the first counting most; where all are the same, as they come -> I64[n].");
}
