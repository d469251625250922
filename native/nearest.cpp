#include "nearest.hpp"

#include <algorithm>
#include <cmath>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <new>
#include <numeric>

namespace nb = nanobind;
using Degrees = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

namespace lamplight {
namespace {

constexpr int kRows = 181, kColumns = 360;  // whole degrees; the pole is a row of its own
constexpr int kDown = 2, kWidest = 15;
constexpr double kPi = 3.141592653589793;

inline double radians(double degrees) { return degrees * (kPi / 180); }

inline bool on_globe(double lat, double lon) { return std::fabs(lat) <= 90 && std::isfinite(lon); }

inline int row_of(double lat) { return static_cast<int>(std::floor(lat)) + 90; }

// Whole degrees of longitude, however often it goes round: 0..359.
inline int column_of(double lon) {
    const int column = static_cast<int>(std::fmod(std::floor(lon), kColumns)) + 180;
    return (column + kColumns) % kColumns;
}

// Columns to each side that hold two degrees of latitude's length.
inline int reach_of(double lat) {
    const double narrower = std::cos(radians(std::min(std::fabs(lat), 89.0)));
    return std::min(kWidest, static_cast<int>(std::ceil(2 / std::max(narrower, 0.1))));
}

}  // namespace

// A point of the unit sphere: the larger the product of two, the nearer they are.
Globe::Pin Globe::on_sphere(double lat, double lon, int64_t row) {
    const double up = radians(lat), along = radians(lon);
    return {std::cos(up) * std::cos(along), std::cos(up) * std::sin(along), std::sin(up), row};
}

Globe::Globe(const double *lats, const double *lons, size_t size) : starts_(kRows * kColumns + 1) {
    std::vector<int64_t> rows;
    for (size_t i = 0; i < size; ++i)
        if (on_globe(lats[i], lons[i])) rows.push_back(static_cast<int64_t>(i));
    auto cell = [&](int64_t i) { return row_of(lats[i]) * kColumns + column_of(lons[i]); };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](int64_t a, int64_t b) { return cell(a) < cell(b); });
    for (const int64_t i : rows) {
        pins_.push_back(on_sphere(lats[i], lons[i], i));
        ++starts_[cell(i) + 1];
    }
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
}

int64_t Globe::nearest(double lat, double lon) const {
    if (!on_globe(lat, lon)) return -1;
    const Pin here = on_sphere(lat, lon, -1);
    const int reach = reach_of(lat), from = column_of(lon) - reach, to = from + 2 * reach;
    Best best;
    for (int row = row_of(lat) - kDown; row <= row_of(lat) + kDown; ++row) {
        if (row < 0 || row >= kRows) continue;
        const int first = row * kColumns;
        if (from < 0) look(here, first + from + kColumns, first + kColumns - 1, best);
        look(here, first + std::max(from, 0), first + std::min(to, kColumns - 1), best);
        if (to >= kColumns) look(here, first, first + to - kColumns, best);
    }
    return best.row;
}

// Cells first..last, all in one row; of points equally near the first stays.
void Globe::look(const Pin &here, int first, int last, Best &best) const {
    for (uint32_t i = starts_[first]; i < starts_[last + 1]; ++i) {
        const Pin &pin = pins_[i];
        const double close = pin.x * here.x + pin.y * here.y + pin.z * here.z;
        if (close > best.close) best = {close, pin.row};
    }
}

}  // namespace lamplight

void bind_nearest(nb::module_ &m) {
    using lamplight::Globe;
    // Not worth giving up the interpreter's lock: less than a microsecond.
    nb::class_<Globe>(m, "Globe", "Points on the globe, given in degrees.")
        .def(
            "__init__",
            [](Globe *globe, Degrees lats, Degrees lons) {
                if (lats.shape(0) != lons.shape(0))
                    throw nb::value_error("as many latitudes as longitudes");
                new (globe) Globe(lats.data(), lons.data(), lats.shape(0));
            },
            nb::arg("lats"), nb::arg("lons"))
        .def("nearest", &Globe::nearest, nb::arg("lat"), nb::arg("lon"),
             "Row of the nearest point, or -1: any within 200 km are seen up to 82 degrees north or south; of "
             "points equally near, the southernmost cell's, then the westernmost's, then the first given.");
}
