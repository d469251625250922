// PDQ of a picture as if its frame lay elsewhere: a little further out, where a crop may have cut.
//
// PDQ is linear and separable, and so is taking its samples somewhere else: with the picture brought
// down once to a plane G of 128 x 128 means, the coefficients for a frame are E_v · G · E_hᵀ, where E
// (16 x 128) holds waves, samples and blur of one axis together. What lies outside of the picture is
// its mirror image. E is symmetric, so that all eight turns follow by signs and transposition.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/array.h>
#include <nanobind/stl/vector.h>
#include <stdexcept>
#include <utility>
#include <vector>

#include "pdq.hpp"

namespace nb = nanobind;
using Pixels = nb::ndarray<const uint8_t, nb::c_contig, nb::device::cpu>;
using Span = std::pair<double, double>;  // from where to where along one axis; the picture is 0 … 1
using Frame = std::array<double, 4>;     // top, left, bottom, right

namespace {

using namespace pdq;

constexpr size_t CELLS = 128;
constexpr size_t LANES = 8;
typedef float Lanes __attribute__((vector_size(sizeof(float) * LANES)));
constexpr double MOST_OUTSIDE = 0.5;
constexpr double KEPT = 0.9;  // of the edge, a cell further out; chosen in bench/variants.py

using Plane = std::array<float, CELLS * CELLS>;
using Columns = std::array<float, CELLS * WAVES>;  // Eᵀ of one axis
using Rows = std::array<float, WAVES * CELLS>;     // E · G

// Cell `at` of CELLS covers these elements of n, the first and the last in part.
struct Cover {
    size_t first, last;
    float head, tail, share;

    Cover(size_t at, size_t n) {
        const double size = static_cast<double>(n) / CELLS;
        const double low = static_cast<double>(at) * size, high = low + size;
        first = std::min(static_cast<size_t>(low), n - 1);
        last = std::min(static_cast<size_t>(std::ceil(high)), n) - 1;
        last = std::max(first, last);
        head = static_cast<float>(std::min(high, static_cast<double>(first) + 1) - low);
        tail = static_cast<float>(high - static_cast<double>(last));
        share = static_cast<float>(1 / size);
    }
    float weight(size_t k) const {
        return share * (k == first ? head : k == last ? tail : 1.0f);
    }
};

FOR_EACH_CPU
void add_row(const uint8_t *row, size_t elements, float weight, float *sum) {
    for (size_t k = 0; k < elements; ++k) sum[k] += weight * static_cast<float>(row[k]);
}

// The means of CELLS x CELLS cells, in float luma.
Plane plane_of(const uint8_t *pixels, size_t height, size_t width, size_t channels) {
    Plane plane{};
    std::vector<float> sum(width * channels), luma(width);
    for (size_t row = 0; row < CELLS; ++row) {
        const Cover rows(row, height);
        std::fill(sum.begin(), sum.end(), 0.0f);
        for (size_t k = rows.first; k <= rows.last; ++k)
            add_row(pixels + k * width * channels, sum.size(), rows.weight(k), sum.data());
        if (channels == 1) luma.swap(sum);
        else
            for (size_t x = 0; x < width; ++x)
                luma[x] = LUMA[0] * sum[x * channels] + LUMA[1] * sum[x * channels + 1] +
                          LUMA[2] * sum[x * channels + 2];
        for (size_t column = 0; column < CELLS; ++column) {
            const Cover columns(column, width);
            float mean = 0;
            for (size_t k = columns.first; k <= columns.last; ++k)
                mean += columns.weight(k) * luma[k];
            plane[row * CELLS + column] = mean;
        }
    }
    return plane;
}

// The part of a triangle of width 2 and area 1 that lies left of `at`, its middle being 0.
double area_left_of(double at) {
    if (at <= -1) return 0;
    if (at >= 1) return 1;
    return at < 0 ? (1 + at) * (1 + at) / 2 : 1 - (1 - at) * (1 - at) / 2;
}

// Eᵀ: PDQ's own samples of an axis of n elements, with its lean and its blur of two boxes, and the
// waves over them. A span that runs backwards reads the picture from its other end.
Columns waves_over(const Span &span, size_t n) {
    Columns found{};
    std::array<float, WAVES> beyond{};  // what falls to the mean of the line
    const double length = std::abs(span.second - span.first);
    const double step = span.second < span.first ? -1 : 1;
    const double cell = static_cast<double>(n) / CELLS;  // in elements
    const size_t size = std::max<size_t>(1, std::lround(length * static_cast<double>(n)));
    const size_t width = (size + 2 * SAMPLES - 1) / (2 * SAMPLES);
    const double lean = width % 2 ? 0.5 : 1.5;  // to the middle of an element; even boxes lean
    const double reach = static_cast<double>(width) / cell;
    for (size_t s = 0; s < SAMPLES; ++s) {
        std::array<float, WAVES> wave;
        std::copy_n(&waves()[s * WAVES], WAVES, wave.begin());
        const double element = static_cast<double>((2 * s + 1) * size / (2 * SAMPLES)) + lean;
        const double at = span.first * CELLS + step * element / cell;
        const long last = static_cast<long>(std::floor(at + reach));
        for (long k = static_cast<long>(std::floor(at - reach)); k <= last; ++k) {
            const double from = static_cast<double>(k) - at;
            const double weight = area_left_of((from + 1) / reach) - area_left_of(from / reach);
            const long inside = std::clamp(k, 0L, static_cast<long>(CELLS) - 1);
            const double known = k == inside ? 1 : std::pow(KEPT, std::abs(k - inside));
            const float kept = static_cast<float>(known * weight);
            const float lost = static_cast<float>((1 - known) * weight);
            float *cells = &found[static_cast<size_t>(inside) * WAVES];
            for (size_t i = 0; i < WAVES; ++i) cells[i] += kept * wave[i];
            for (size_t i = 0; i < WAVES; ++i) beyond[i] += lost * wave[i];
        }
    }
    for (size_t k = 0; k < found.size(); ++k) found[k] += beyond[k % WAVES] / CELLS;
    return found;
}

// E_v · G, a block of waves and cells at a time, which stays in registers.
FOR_EACH_CPU
Rows down(const Columns &columns, const Plane &plane) {
    Rows out;
    for (size_t i = 0; i < WAVES; i += LANES)
        for (size_t j = 0; j < CELLS; j += LANES) {
            Lanes sum[LANES] = {};
            for (size_t k = 0; k < CELLS; ++k) {
                Lanes cells;
                std::memcpy(&cells, &plane[k * CELLS + j], sizeof cells);
                for (size_t wave = 0; wave < LANES; ++wave)
                    sum[wave] += columns[k * WAVES + i + wave] * cells;
            }
            for (size_t wave = 0; wave < LANES; ++wave)
                std::memcpy(&out[(i + wave) * CELLS + j], &sum[wave], sizeof sum[wave]);
        }
    return out;
}

// (E_v · G) · E_hᵀ.
FOR_EACH_CPU
Coefficients across(const Rows &rows, const Columns &columns) {
    constexpr size_t BLOCK = 4, PARTS = WAVES / LANES;
    Coefficients out;
    for (size_t i = 0; i < WAVES; i += BLOCK) {
        Lanes sum[BLOCK][PARTS] = {};
        for (size_t k = 0; k < CELLS; ++k) {
            Lanes parts[PARTS];
            std::memcpy(parts, &columns[k * WAVES], sizeof parts);
            for (size_t wave = 0; wave < BLOCK; ++wave)
                for (size_t part = 0; part < PARTS; ++part)
                    sum[wave][part] += rows[(i + wave) * CELLS + k] * parts[part];
        }
        for (size_t wave = 0; wave < BLOCK; ++wave)
            for (size_t j = 0; j < WAVES; ++j)
                out[(i + wave) * WAVES + j] = sum[wave][j / LANES][j % LANES];
    }
    return out;
}

std::vector<uint8_t> hashes_of(const Plane &plane, const std::vector<Frame> &frames,
                               const std::array<size_t, 2> &size) {
    std::map<Span, Rows> downs;
    std::map<Span, Columns> acrosses;
    std::vector<uint8_t> hashes(frames.size() * HASH_BYTES);
    for (size_t f = 0; f < frames.size(); ++f) {
        const auto &[top, left, bottom, right] = frames[f];
        const Span vertical{top, bottom}, level{left, right};
        if (!downs.count(vertical)) downs[vertical] = down(waves_over(vertical, size[0]), plane);
        if (!acrosses.count(level)) acrosses[level] = waves_over(level, size[1]);
        write_hash(across(downs[vertical], acrosses[level]), &hashes[f * HASH_BYTES]);
    }
    return hashes;
}

bool near_the_picture(double from, double to) {
    return std::min(from, to) >= -MOST_OUTSIDE && std::max(from, to) <= 1 + MOST_OUTSIDE &&
           std::abs(to - from) >= MOST_OUTSIDE;
}

nb::bytes reframed_hashes(Pixels pixels, const std::vector<Frame> &frames, size_t scale) {
    if (pixels.ndim() != 2 && pixels.ndim() != 3)
        throw std::invalid_argument("pixels want two axes (grey) or three (colour last)");
    const size_t height = pixels.shape(0), width = pixels.shape(1);
    const size_t channels = pixels.ndim() == 3 ? pixels.shape(2) : 1;
    if (channels != 1 && channels != 3 && channels != 4)
        throw std::invalid_argument("pixels want 1, 3 or 4 channels");
    if (height < LEAST_SIDE || width < LEAST_SIDE)
        throw std::invalid_argument("PDQ wants at least 5 x 5 pixels");
    if (scale < 1 || scale > MOST_SCALE) throw std::invalid_argument("scale wants 1 to 64");
    for (const auto &[top, left, bottom, right] : frames)
        if (!near_the_picture(top, bottom) || !near_the_picture(left, right))
            throw std::invalid_argument("frame wants sides of -0.5 to 1.5, half a picture apart");
    std::vector<uint8_t> hashes;
    {
        nb::gil_scoped_release release;
        hashes = hashes_of(plane_of(pixels.data(), height, width, channels), frames,
                           {height * scale, width * scale});
    }
    return nb::bytes(hashes.data(), hashes.size());
}

}  // namespace

void bind_reframed(nb::module_ &m) {
    m.def("reframed_hashes", &reframed_hashes, nb::arg("pixels"), nb::arg("frames"),
          nb::arg("scale") = 1,
          "One hash of 32 bytes for each frame: of U8[h, w] or U8[h, w, 3 or 4] as if it reached "
          "from top, left to bottom, right, of which the picture itself is 0, 0 to 1, 1; sides in "
          "reverse order turn it over. Each pixel stands for scale x scale of the picture.");
}
