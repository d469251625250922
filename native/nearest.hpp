// The nearest of many points on the globe, among those of the whole degrees around a point.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lamplight {

// Twin: slow_nearest in tests/extract/test_places.py.
class Globe {
  public:
    Globe(const double *lats, const double *lons, size_t size);
    // Row of the nearest point, or -1; of points equally near, the southernmost cell's, then the
    // westernmost's, then the first given.
    int64_t nearest(double lat, double lon) const;

  private:
    struct Pin {
        double x, y, z;
        int64_t row;
    };
    struct Best {
        double close = -1.0;
        int64_t row = -1;
    };
    static Pin on_sphere(double lat, double lon, int64_t row);
    void look(const Pin &here, int first, int last, Best &best) const;

    std::vector<Pin> pins_;         // by cell, in the order given within each
    std::vector<uint32_t> starts_;  // where each cell's pins begin
};

}  // namespace lamplight
