// Joining rows edge by edge, strongest first, without ever joining what people hold apart.
#include <algorithm>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "../joined.hpp"

namespace nb = nanobind;
using Rows = nb::ndarray<const int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Bits = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;
using Flags = nb::ndarray<nb::numpy, bool, nb::ndim<1>>;

namespace {

template <typename T> nb::ndarray<nb::numpy, T, nb::ndim<1>> owned(T *data, size_t n) {
    nb::capsule owner(data, [](void *p) noexcept { delete[] static_cast<T *>(p); });
    return nb::ndarray<nb::numpy, T, nb::ndim<1>>(data, {n}, owner);
}

// Which roots must stay apart; follows the roots as they are joined.
class Apart {
  public:
    Apart(size_t n, Rows left, Rows right) : others_(left.shape(0) ? n : 0) {
        for (size_t i = 0; i < left.shape(0); ++i) {
            others_[left.data()[i]].insert(static_cast<uint32_t>(right.data()[i]));
            others_[right.data()[i]].insert(static_cast<uint32_t>(left.data()[i]));
        }
    }

    bool held(uint32_t left, uint32_t right) const {
        return !others_.empty() && others_[left].count(right);
    }

    void merge(uint32_t kept, uint32_t gone) {
        if (others_.empty()) return;
        for (const uint32_t other : others_[gone]) {
            others_[other].erase(gone);
            others_[other].insert(kept);
            others_[kept].insert(other);
        }
        others_[gone].clear();
    }

  private:
    std::vector<std::unordered_set<uint32_t>> others_;
};

std::pair<Numbers, Flags> grow_forest(size_t n, Rows left, Rows right, Rows apart_left,
                                      Rows apart_right) {
    const size_t edges = left.shape(0);
    auto *labels = new int64_t[n];
    auto *kept = new bool[edges];
    {
        nb::gil_scoped_release release;
        Joined joined(n);
        Apart apart(n, apart_left, apart_right);
        for (size_t i = 0; i < edges; ++i) {
            const uint32_t a = joined.root(static_cast<uint32_t>(left.data()[i]));
            const uint32_t b = joined.root(static_cast<uint32_t>(right.data()[i]));
            kept[i] = a != b && !apart.held(a, b);
            if (!kept[i]) continue;
            joined.join(a, b);
            apart.merge(std::min(a, b), std::max(a, b));
        }
        joined.label(labels);
    }
    return {owned(labels, n), owned(kept, edges)};
}

nb::ndarray<nb::numpy, int64_t, nb::ndim<1>> strongest_first(Bits bits, Rows rows, Rows values) {
    struct Edge {
        double bits;
        int64_t rows;
        size_t place;
    };
    auto *order = new int64_t[bits.shape(0)];
    {
        nb::gil_scoped_release release;
        std::vector<Edge> edges(bits.shape(0));
        for (size_t i = 0; i < edges.size(); ++i) edges[i] = {bits.data()[i], rows.data()[i], i};
        std::sort(edges.begin(), edges.end(), [&](const Edge &a, const Edge &b) {
            if (a.bits != b.bits) return a.bits > b.bits;
            return std::tie(a.rows, values.data()[a.place], a.place) < std::tie(b.rows, values.data()[b.place], b.place);
        });
        for (size_t i = 0; i < edges.size(); ++i) order[i] = static_cast<int64_t>(edges[i].place);
    }
    return owned(order, bits.shape(0));
}

}  // namespace

void bind_forest(nb::module_ &m) {
    m.def("grow_forest", &grow_forest, nb::arg("n"), nb::arg("left"), nb::arg("right"),
          nb::arg("apart_left"), nb::arg("apart_right"),
          "Join rows edge by edge, in the order given -> labels I64[n], which edges joined Bool[k].");
    m.def("strongest_first", &strongest_first, nb::arg("bits"), nb::arg("rows"), nb::arg("values"),
          "An order of edges by falling bits, then by rows, then by values, then as they come.");
}
