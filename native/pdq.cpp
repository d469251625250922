// PDQ: pixels to the hashes of all eight turns, without ever making the blurred picture.
//
// The blur (two Jarosz box passes along each axis) and the choice of 64 x 64 samples are linear and
// separable, so together they are X = A_h · luma · A_wᵀ with banded matrices A. Each pixel is read
// about twice; colours are weighed into luma only after rows are summed. Then D · X · Dᵀ and the
// median.
//
// The reference gets the hashes of turned pictures from signs and transpositions of the 16 x 16
// coefficients. But A is not its own mirror image (an even box leans to one side), so those lie up
// to 32 bits from the hash of a picture that really was turned. Here the mirrored A gives four
// grids, which with their transpositions are all eight turns, exactly.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/array.h>
#include <nanobind/stl/optional.h>
#include <optional>
#include <stdexcept>
#include <vector>

#include "pdq.hpp"

namespace nb = nanobind;
using Pixels = nb::ndarray<const uint8_t, nb::c_contig, nb::device::cpu>;

namespace {

using namespace pdq;

constexpr size_t LANES = 8;  // summed side by side, the same on every CPU
constexpr size_t TURNS = 8;
constexpr double LEAST_APART = 3;     // levels of grey, summed as the waves do: what JPEG changes
constexpr double LEAST_SHARE = 0.1;  // of the root of the mean square

using Grid = std::array<float, SAMPLES * SAMPLES>;
using Grids = std::array<Grid, 4>;  // as it is, left to right, upside down, both
// Of the eight turns in the reference's order, the places of each grid and of its transposition.
constexpr size_t PLACES[4][2] = {{0, 6}, {5, 1}, {4, 3}, {2, 7}};

// A part of a picture: where it begins, its shape, and the bytes from one row to the next.
struct Part {
    const uint8_t *pixels;
    size_t height, width, channels, pitch;
};

// Row i of A: weights for elements first[i] … first[i] + (start[i + 1] - start[i]).
struct Band {
    std::array<size_t, SAMPLES> first{};
    std::array<size_t, SAMPLES + 1> start{};
    std::vector<float> weights;
};

struct Window {
    size_t low, high;  // half-open
    double share() const { return 1.0 / static_cast<double>(high - low); }
};

// The box around element i of n, cut at the ends; an even box leans to the right.
Window window_at(size_t i, size_t n, size_t width) {
    const size_t right = (width + 2) / 2, left = width - right;
    return {i > left ? i - left : 0, std::min(n, i + right)};
}

// Box of boxes around each sample, by differences, so that all 64 rows cost about 2n additions.
// Where the picture was decoded smaller, each of `size` elements stands for `scale` of its own.
Band band_of(size_t size, size_t scale) {
    const size_t n = size * scale;
    const size_t width = (n + 2 * SAMPLES - 1) / (2 * SAMPLES);
    Band band;
    std::vector<double> steps;
    for (size_t i = 0; i < SAMPLES; ++i) {
        const Window outer = window_at((2 * i + 1) * n / (2 * SAMPLES), n, width);
        const size_t first = window_at(outer.low, n, width).low;
        const size_t end = window_at(outer.high - 1, n, width).high;
        steps.assign(end - first + 1, 0.0);
        for (size_t k = outer.low; k < outer.high; ++k) {
            const Window inner = window_at(k, n, width);
            steps[inner.low - first] += outer.share() * inner.share();
            steps[inner.high - first] -= outer.share() * inner.share();
        }
        band.first[i] = first / scale;
        band.start[i] = band.weights.size();
        double weight = 0, group = 0;
        for (size_t k = first; k < end; ++k) {
            weight += steps[k - first];
            group += weight;
            if ((k + 1) % scale && k + 1 < end) continue;
            band.weights.push_back(static_cast<float>(group));
            group = 0;
        }
    }
    band.start[SAMPLES] = band.weights.size();
    return band;
}

// sum[k] = Σ weights[r] · element k of row first + r, over `count` rows, four rows a sweep.
FOR_EACH_CPU
void sum_rows(const Part &part, size_t first, const float *weights, size_t count, float *sum) {
    const size_t elements = part.width * part.channels, pitch = part.pitch;
    const uint8_t *rows = part.pixels + first * pitch;
    std::fill(sum, sum + elements, 0.0f);
    size_t r = 0;
    for (; r + 4 <= count; r += 4) {
        const uint8_t *a = rows + r * pitch, *b = a + pitch, *c = b + pitch, *d = c + pitch;
        const float wa = weights[r], wb = weights[r + 1], wc = weights[r + 2], wd = weights[r + 3];
        for (size_t k = 0; k < elements; ++k)
            sum[k] += (wa * static_cast<float>(a[k]) + wb * static_cast<float>(b[k])) +
                      (wc * static_cast<float>(c[k]) + wd * static_cast<float>(d[k]));
    }
    for (; r < count; ++r) {
        const uint8_t *a = rows + r * pitch;
        for (size_t k = 0; k < elements; ++k) sum[k] += weights[r] * static_cast<float>(a[k]);
    }
}

// The same weights for the axis read from its other end.
Band mirrored(const Band &band, size_t n) {
    Band other;
    for (size_t i = 0; i < SAMPLES; ++i) {
        const size_t start = band.start[i], count = band.start[i + 1] - start;
        other.first[i] = n - band.first[i] - count;
        other.start[i] = other.weights.size();
        for (size_t k = count; k-- > 0;) other.weights.push_back(band.weights[start + k]);
    }
    other.start[SAMPLES] = other.weights.size();
    return other;
}

// Columns of one row of sums -> its 64 samples, weighing colours into Rec. 601 luma on the way.
struct Across {
    std::array<size_t, SAMPLES> first{};
    std::array<size_t, SAMPLES + 1> start{};
    std::vector<float> weights;  // padded with zeros to whole LANES, so `values` needs as many more

    Across(const Band &band, size_t channels) {
        for (size_t i = 0; i < SAMPLES; ++i) {
            first[i] = band.first[i] * channels;
            for (size_t k = band.start[i]; k < band.start[i + 1]; ++k)
                for (size_t c = 0; c < channels; ++c)
                    weights.push_back(channels == 1 ? band.weights[k] : band.weights[k] * LUMA[c]);
            weights.resize((weights.size() + LANES - 1) / LANES * LANES);
            start[i + 1] = weights.size();
        }
    }
};

FOR_EACH_CPU
void weigh_columns(const Across &across, const float *values, float *samples) {
    for (size_t i = 0; i < SAMPLES; ++i) {
        const float *value = values + across.first[i];
        std::array<float, LANES> total{};
        for (size_t k = across.start[i]; k < across.start[i + 1]; k += LANES, value += LANES)
            for (size_t lane = 0; lane < LANES; ++lane)
                total[lane] += across.weights[k + lane] * value[lane];
        samples[i] = ((total[0] + total[1]) + (total[2] + total[3])) +
                     ((total[4] + total[5]) + (total[6] + total[7]));
    }
}

Grids samples_of(const Part &part, size_t scale) {
    const size_t height = part.height, width = part.width, channels = part.channels;
    const Band down = band_of(height, scale), columns = band_of(width, scale);
    const std::array<Band, 2> downs = {down, mirrored(down, height)};
    const std::array<Across, 2> acrosses = {Across(columns, channels),
                                            Across(mirrored(columns, width), channels)};
    std::vector<float> sum(width * channels + LANES);
    Grids grids;
    for (size_t row = 0; row < SAMPLES; ++row)
        for (size_t upside = 0; upside < 2; ++upside) {
            const Band &band = downs[upside];
            const size_t at = upside ? SAMPLES - 1 - row : row;  // the same pixels, still in cache
            sum_rows(part, band.first[at], &band.weights[band.start[at]],
                     band.start[at + 1] - band.start[at], sum.data());
            for (size_t side = 0; side < 2; ++side)
                weigh_columns(acrosses[side], sum.data(), &grids[2 * upside + side][at * SAMPLES]);
        }
    return grids;
}

// The reference's gradient measure: steps in whole hundredths of the range, summed, at most 100.
int quality_of(const Grid &grid) {
    const auto step = [](float a, float b) { return std::abs(static_cast<int>((a - b) * 100 / 255)); };
    int sum = 0;
    for (size_t i = 0; i < SAMPLES; ++i)
        for (size_t j = 0; j + 1 < SAMPLES; ++j) {
            sum += step(grid[i * SAMPLES + j], grid[i * SAMPLES + j + 1]);
            sum += step(grid[j * SAMPLES + i], grid[(j + 1) * SAMPLES + i]);
        }
    return std::min(sum / 90, 100);
}

std::array<double, WAVES * SAMPLES> make_waves() {
    std::array<double, WAVES * SAMPLES> made{};
    const double pi = std::acos(-1.0);
    for (size_t i = 0; i < WAVES; ++i)
        for (size_t j = 0; j < SAMPLES; ++j)
            made[j * WAVES + i] = std::sqrt(2.0 / SAMPLES) *
                                  std::cos(pi / 2 / SAMPLES * double(i + 1) * double(2 * j + 1));
    return made;
}

// D · X · Dᵀ, in an order in which each inner loop runs over neighbours.
FOR_EACH_CPU
Coefficients coefficients_of(const Grid &grid) {
    const auto &wave = waves();
    const std::vector<double> samples(grid.begin(), grid.end());
    Coefficients out{};
    for (size_t i = 0; i < WAVES; ++i) {
        std::array<double, SAMPLES> row{};
        for (size_t k = 0; k < SAMPLES; ++k)
            for (size_t j = 0; j < SAMPLES; ++j)
                row[j] += wave[k * WAVES + i] * samples[k * SAMPLES + j];
        for (size_t k = 0; k < SAMPLES; ++k)
            for (size_t j = 0; j < WAVES; ++j) out[i * WAVES + j] += row[k] * wave[k * WAVES + j];
    }
    return out;
}

Coefficients over_the_diagonal(const Coefficients &coefficients) {
    Coefficients turned;
    for (size_t k = 0; k < BITS; ++k) turned[k % WAVES * WAVES + k / WAVES] = coefficients[k];
    return turned;
}

}  // namespace

const std::array<double, WAVES * SAMPLES> &pdq::waves() {
    static const auto made = make_waves();
    return made;
}

static double lower_median(const Coefficients &coefficients) {
    Coefficients sorted = coefficients;
    const auto middle = sorted.begin() + (BITS / 2 - 1);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

void pdq::write_hash(const Coefficients &coefficients, uint8_t *hash) {
    const double median = lower_median(coefficients);
    for (size_t k = 0; k < BITS; ++k)
        hash[(BITS - 1 - k) / 8] |= uint8_t((coefficients[k] > median) << (k % 8));
}

int pdq::certainty_of(const Coefficients &coefficients) {
    const double median = lower_median(coefficients);
    Coefficients apart;
    double power = 0;
    for (size_t k = 0; k < BITS; ++k) {
        apart[k] = std::abs(coefficients[k] - median);
        power += coefficients[k] * coefficients[k] / BITS;
    }
    const double half = lower_median(apart);
    const double share = power > 0 ? half / std::sqrt(power) : 0;
    return static_cast<int>(std::min(100.0, 50 * std::min(half / LEAST_APART, share / LEAST_SHARE)));
}

namespace {

using Box = std::optional<std::array<size_t, 4>>;

Part part_of(const Pixels &pixels, const Box &box) {
    if (pixels.ndim() != 2 && pixels.ndim() != 3)
        throw std::invalid_argument("pixels want two axes (grey) or three (colour last)");
    const size_t channels = pixels.ndim() == 3 ? pixels.shape(2) : 1;
    if (channels != 1 && channels != 3 && channels != 4)
        throw std::invalid_argument("pixels want 1, 3 or 4 channels");
    const size_t high = pixels.shape(0), wide = pixels.shape(1);
    const auto [top, left, height, width] = box.value_or(std::array<size_t, 4>{0, 0, high, wide});
    if (top > high || height > high - top || left > wide || width > wide - left)
        throw std::invalid_argument("box reaches beyond the picture");
    if (height < LEAST_SIDE || width < LEAST_SIDE)
        throw std::invalid_argument("PDQ wants at least 5 x 5 pixels");
    const size_t pitch = wide * channels;
    return {pixels.data() + top * pitch + left * channels, height, width, channels, pitch};
}

nb::tuple pdq_hashes(Pixels pixels, size_t scale, Box box) {
    const Part part = part_of(pixels, box);
    if (scale < 1 || scale > MOST_SCALE) throw std::invalid_argument("scale wants 1 to 64");
    std::array<uint8_t, TURNS * HASH_BYTES> hashes{};
    int quality = 0, certainty = 0;
    {
        nb::gil_scoped_release release;
        const Grids grids = samples_of(part, scale);
        quality = quality_of(grids[0]);
        for (size_t g = 0; g < grids.size(); ++g) {
            const Coefficients found = coefficients_of(grids[g]);
            if (!g) certainty = certainty_of(found);
            write_hash(found, &hashes[PLACES[g][0] * HASH_BYTES]);
            write_hash(over_the_diagonal(found), &hashes[PLACES[g][1] * HASH_BYTES]);
        }
    }
    return nb::make_tuple(nb::bytes(hashes.data(), hashes.size()), quality, certainty);
}

}  // namespace

void bind_pdq(nb::module_ &m) {
    m.def("pdq_hashes", &pdq_hashes, nb::arg("pixels"), nb::arg("scale") = 1,
          nb::arg("box") = nb::none(),
          "Eight turns' hashes, 32 bytes each, quality and certainty 0..100 of U8[h, w] or U8[h, w, 3 or "
          "4]; a fourth channel is not looked at. Each pixel stands for scale x scale of the "
          "picture. box: top, left, height and width of the part that is hashed alone.");
}
