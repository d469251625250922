// PDQ of a picture as if its frame lay elsewhere: a little further out, where a crop may have cut.
//
// PDQ is linear and separable, and so is taking its samples somewhere else: with the picture brought
// down once to a plane G of 128 x 128 means, the coefficients for a frame are E_v · G · E_hᵀ, where
// E = D · S (16 x 144) holds waves, and samples with their blur, of one axis. E is symmetric, so that
// all eight turns follow by signs and transposition. What lies outside of the picture is guessed,
// eight cells far: each edge goes on in the direction in which its lines ran (Lucas and Kanade 1981),
// and ever smoother, as the harmonic function does that has these values on the edge and stays
// bounded.
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
constexpr size_t BEYOND = 8;  // cells that are guessed on each side
constexpr size_t SIDE = CELLS + 2 * BEYOND;
constexpr size_t SMOOTH = 32;  // waves of a guessed line that are kept; PDQ looks at 16
constexpr size_t ABOUT = 4;    // cells to either side that tell where a line runs
constexpr float STEEPEST = 2;  // cells along the edge for one outwards
constexpr size_t LANES = 8;
typedef float Lanes __attribute__((vector_size(sizeof(float) * LANES)));
constexpr double MOST_OUTSIDE = 0.5, LEAST_SPAN = 0.25;

using Plane = std::array<float, SIDE * SIDE>;
using Line = std::array<float, SIDE>;
using Columns = std::array<float, SIDE * WAVES>;  // (E_v · G)ᵀ

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
    std::vector<Cover> columns;
    for (size_t column = 0; column < CELLS; ++column) columns.emplace_back(column, width);
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
            const Cover &cover = columns[column];
            float mean = cover.share * cover.head * luma[cover.first];
            for (size_t k = cover.first + 1; k < cover.last; ++k) mean += cover.share * luma[k];
            if (cover.last > cover.first) mean += cover.share * cover.tail * luma[cover.last];
            plane[(BEYOND + row) * SIDE + BEYOND + column] = mean;
        }
    }
    return plane;
}

// One side of what is known of a plane: `count` cells along it, and lines beyond it to be guessed.
struct Edge {
    float *first;
    ptrdiff_t along, outwards;
    size_t count;

    float &at(size_t k, ptrdiff_t beyond) const {
        return first[static_cast<ptrdiff_t>(k) * along + beyond * outwards];
    }
};

// By how many cells what crosses the edge moves along it for one cell outwards: of the slopes along
// and across, by least squares around each cell. Nearly 0 where the slopes are small.
Line leaning(const Edge &edge) {
    Line both{}, along{}, across{}, mean{}, lean{};
    const size_t n = edge.count;
    for (size_t k = 0; k < n; ++k) mean[k] = (edge.at(k, 0) + edge.at(k, -1) + edge.at(k, -2)) / 3;
    for (size_t k = 0; k < n; ++k) {
        const size_t left = k ? k - 1 : 0, right = std::min(k + 1, n - 1);
        const float x = (mean[right] - mean[left]) / static_cast<float>(right - left);
        const float y = (edge.at(k, 0) - edge.at(k, -2)) / 2;
        both[k] = x * y, along[k] = x * x, across[k] = y * y;
    }
    for (size_t k = 0; k < n; ++k) {
        float xy = 0, x = 0, y = 0;
        for (size_t j = k > ABOUT ? k - ABOUT : 0; j < std::min(n, k + ABOUT + 1); ++j)
            xy += both[j], x += along[j], y += across[j];
        lean[k] = std::clamp(-xy / (x + y / 4 + 2 * ABOUT + 1), -STEEPEST, STEEPEST);
    }
    return lean;
}

// cos(π v (k + ½) / n) of SMOOTH waves, by wave and by cell, and what a wave counts so far outwards.
struct Cosines {
    std::vector<float> waves, cells, weak;

    explicit Cosines(size_t n) : waves(SMOOTH * n), cells(SMOOTH * n), weak(SMOOTH * (BEYOND + 1)) {
        const double pi = std::acos(-1.0), size = static_cast<double>(n);
        for (size_t v = 0; v < SMOOTH; ++v) {
            for (size_t k = 0; k < n; ++k)
                waves[v * n + k] = cells[k * SMOOTH + v] =
                    static_cast<float>(std::cos(pi * double(v) * (double(k) + 0.5) / size));
            for (size_t beyond = 1; beyond <= BEYOND; ++beyond) {
                const double left = std::exp(-pi * double(v * beyond) / size);
                weak[beyond * SMOOTH + v] = static_cast<float>((v ? 2 : 1) * left / size);
            }
        }
    }
};

// The line without its short waves, each wave as weak as it is that far from the edge.
FOR_EACH_CPU
Line smoothed(const Line &line, size_t n, size_t beyond, const Cosines &cosines) {
    std::array<float, SMOOTH> waves{};
    for (size_t k = 0; k < n; ++k)
        for (size_t v = 0; v < SMOOTH; ++v) waves[v] += line[k] * cosines.cells[k * SMOOTH + v];
    Line out{};
    for (size_t v = 0; v < SMOOTH; ++v) {
        const float wave = waves[v] * cosines.weak[beyond * SMOOTH + v];
        for (size_t k = 0; k < n; ++k) out[k] += wave * cosines.waves[v * n + k];
    }
    return out;
}

void guess_beyond(const Edge &edge, const Cosines &cosines) {
    const Line lean = leaning(edge);
    const float end = static_cast<float>(edge.count - 1);
    for (size_t beyond = 1; beyond <= BEYOND; ++beyond) {
        Line line{};
        for (size_t k = 0; k < edge.count; ++k) {
            const float from = static_cast<float>(k) - lean[k] * static_cast<float>(beyond);
            const float at = std::clamp(from, 0.0f, end);
            const size_t left = static_cast<size_t>(at), right = std::min(left + 1, edge.count - 1);
            const float part = at - static_cast<float>(left);
            line[k] = (1 - part) * edge.at(left, 0) + part * edge.at(right, 0);
        }
        line = smoothed(line, edge.count, beyond, cosines);
        for (size_t k = 0; k < edge.count; ++k) edge.at(k, static_cast<ptrdiff_t>(beyond)) = line[k];
    }
}

// Left and right first, then above and below all of that.
void guess_around(Plane &plane) {
    static const Cosines narrow(CELLS), wide(SIDE);
    constexpr ptrdiff_t DOWN = SIDE;
    constexpr size_t FIRST = BEYOND, LAST = BEYOND + CELLS - 1;
    guess_beyond({&plane[FIRST * SIDE + FIRST], DOWN, -1, CELLS}, narrow);
    guess_beyond({&plane[FIRST * SIDE + LAST], DOWN, 1, CELLS}, narrow);
    guess_beyond({&plane[FIRST * SIDE], 1, -DOWN, SIDE}, wide);
    guess_beyond({&plane[LAST * SIDE], 1, DOWN, SIDE}, wide);
}

// The part of a triangle of width 2 and area 1 that lies left of `at`, its middle being 0.
double area_left_of(double at) {
    if (at <= -1) return 0;
    if (at >= 1) return 1;
    return at < 0 ? (1 + at) * (1 + at) / 2 : 1 - (1 - at) * (1 - at) / 2;
}

// S: PDQ's own samples of an axis, each a mean of few cells.
struct Samples {
    std::array<size_t, SAMPLES> first{};
    std::array<size_t, SAMPLES + 1> start{};
    std::vector<float> weights;
};

// With PDQ's lean and its blur of two boxes, of an axis of n elements. A span that runs backwards
// reads the picture from its other end.
Samples samples_over(const Span &span, size_t n) {
    Samples found;
    const double length = std::abs(span.second - span.first);
    const double step = span.second < span.first ? -1 : 1;
    const double cell_size = static_cast<double>(n) / CELLS;  // in elements
    const size_t size = std::max<size_t>(1, std::lround(length * static_cast<double>(n)));
    const size_t width = (size + 2 * SAMPLES - 1) / (2 * SAMPLES);
    const double lean = width % 2 ? 0.5 : 1.5;  // to the middle of an element; even boxes lean
    const double reach = static_cast<double>(width) / cell_size;
    const auto cell_of = [](long k) {
        return static_cast<size_t>(std::clamp(k + static_cast<long>(BEYOND), 0L, long{SIDE} - 1));
    };
    for (size_t s = 0; s < SAMPLES; ++s) {
        const double element = static_cast<double>((2 * s + 1) * size / (2 * SAMPLES)) + lean;
        const double at = span.first * CELLS + step * element / cell_size;
        const long first = static_cast<long>(std::floor(at - reach));
        const long last = static_cast<long>(std::floor(at + reach));
        found.first[s] = cell_of(first);
        found.weights.resize(found.start[s] + cell_of(last) - found.first[s] + 1);
        float *weights = &found.weights[found.start[s]];
        double left = area_left_of((static_cast<double>(first) - at) / reach);
        for (long k = first; k <= last; ++k) {
            const double right = area_left_of((static_cast<double>(k + 1) - at) / reach);
            weights[cell_of(k) - found.first[s]] += static_cast<float>(right - left);
            left = right;
        }
        found.start[s + 1] = found.weights.size();
    }
    return found;
}

// Waves of odd number first, then those of even number: seen from its other end a line's waves of
// odd number have the other sign, so that half the samples, folded, are enough.
constexpr size_t HALF = SAMPLES / 2;
static_assert(WAVES == 2 * LANES);

std::array<float, HALF * WAVES> make_folded_waves() {
    std::array<float, HALF * WAVES> made;
    for (size_t s = 0; s < HALF; ++s)
        for (size_t i = 0; i < WAVES; ++i)
            made[s * WAVES + i % 2 * LANES + i / 2] = static_cast<float>(waves()[s * WAVES + i]);
    return made;
}

// (D · S · cells)ᵀ of SIDE lines with `count` cells each, a multiple of LANES: WAVES for each of them.
FOR_EACH_CPU
void waves_of(const Samples &samples, const float *cells, size_t count, float *out) {
    static const auto folded_waves = make_folded_waves();
    constexpr size_t BLOCK = 4;
    std::array<float, 2 * HALF * SIDE> folded;  // of two samples their difference, then their sum
    for (size_t s = 0; s < HALF; ++s) {
        float *apart = &folded[2 * s * count], *both = apart + count;
        std::array<Line, 2> ends;
        for (size_t end = 0; end < 2; ++end) {
            const size_t of = end ? SAMPLES - 1 - s : s, from = samples.start[of];
            const float *line = cells + samples.first[of] * count;
            float *sum = ends[end].data();
            for (size_t at = 0; at < count; ++at) sum[at] = samples.weights[from] * line[at];
            for (size_t k = from + 1; k < samples.start[of + 1]; ++k) {
                line += count;
                for (size_t at = 0; at < count; ++at) sum[at] += samples.weights[k] * line[at];
            }
        }
        for (size_t at = 0; at < count; ++at) {
            apart[at] = ends[0][at] - ends[1][at];
            both[at] = ends[0][at] + ends[1][at];
        }
    }
    for (size_t at = 0; at < count; at += BLOCK) {
        Lanes odd[BLOCK] = {}, even[BLOCK] = {};
        for (size_t s = 0; s < HALF; ++s) {
            Lanes wave[2];
            std::memcpy(wave, &folded_waves[s * WAVES], sizeof wave);
            for (size_t k = 0; k < BLOCK; ++k) {
                odd[k] += folded[2 * s * count + at + k] * wave[0];
                even[k] += folded[(2 * s + 1) * count + at + k] * wave[1];
            }
        }
        for (size_t k = 0; k < BLOCK; ++k) {
            std::memcpy(out + (at + k) * WAVES, &odd[k], sizeof odd[k]);
            std::memcpy(out + (at + k) * WAVES + LANES, &even[k], sizeof even[k]);
        }
    }
}

Columns down(const Samples &samples, const Plane &plane) {
    Columns found;
    waves_of(samples, plane.data(), SIDE, found.data());
    return found;
}

Coefficients across(const Samples &samples, const Columns &columns) {
    std::array<float, BITS> found;
    waves_of(samples, columns.data(), WAVES, found.data());
    Coefficients out;
    for (size_t i = 0; i < WAVES; ++i)
        for (size_t j = 0; j < WAVES; ++j)
            out[i * WAVES + j] = found[(i % 2 * LANES + i / 2) * WAVES + j % 2 * LANES + j / 2];
    return out;
}

std::vector<uint8_t> hashes_of(const Plane &plane, const std::vector<Frame> &frames,
                               const std::array<size_t, 2> &size) {
    std::map<Span, Columns> downs;
    std::map<Span, Samples> acrosses;
    std::vector<uint8_t> hashes(frames.size() * HASH_BYTES);
    for (size_t f = 0; f < frames.size(); ++f) {
        const auto &[top, left, bottom, right] = frames[f];
        const Span vertical{top, bottom}, level{left, right};
        if (!downs.count(vertical)) downs[vertical] = down(samples_over(vertical, size[0]), plane);
        if (!acrosses.count(level)) acrosses[level] = samples_over(level, size[1]);
        write_hash(across(acrosses[level], downs[vertical]), &hashes[f * HASH_BYTES]);
    }
    return hashes;
}

bool near_the_picture(double from, double to) {
    return std::min(from, to) >= -MOST_OUTSIDE && std::max(from, to) <= 1 + MOST_OUTSIDE &&
           std::abs(to - from) >= LEAST_SPAN;
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
            throw std::invalid_argument("frame wants sides of -0.5 to 1.5, a quarter apart");
    std::vector<uint8_t> hashes;
    {
        nb::gil_scoped_release release;
        Plane plane = plane_of(pixels.data(), height, width, channels);
        guess_around(plane);
        hashes = hashes_of(plane, frames, {height * scale, width * scale});
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
