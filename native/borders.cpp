// Where a picture lies within what was sent: inside of letterbox bars and borders, or on a page.
//
// A line is plain where nearly all of its pixels have nearly its mean. Borders: plain lines at either
// end that are of one colour; only the outermost layer, since a picture may have margins of its own.
// Bars: the same, but equal at either end, for pictures whose own edge has the colour of the bars. A
// page: of the runs of lines that are not of the page's colour the longest is kept, rows and columns by
// turns, until nothing changes (an XY-cut, Nagy and Seth 1984), which leaves captions and buttons
// behind. The same once more with plain lines of any colour.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
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

constexpr int NEAR = 12;              // of 255: what compression does to one colour
constexpr int ALIKE = 4;              // what it does to the mean of a line
constexpr uint32_t STRAY_SHARE = 50;  // one pixel of so many may be anything
constexpr int MOST_ROUNDS = 8;
constexpr size_t LEAST_SIDE = 32;   // pixels of what is found
constexpr size_t LEAST_SHARE = 20;  // one of so many parts of the whole

struct Range {
    size_t from, to;
    size_t size() const { return to - from; }
    bool operator==(const Range &other) const { return from == other.from && to == other.to; }
};

struct Box {
    Range rows, columns;
    bool operator==(const Box &other) const {
        return rows == other.rows && columns == other.columns;
    }
};

struct Luma {
    const uint8_t *values;
    size_t width;
    const uint8_t *row(size_t y) const { return values + y * width; }
};

// Of each line its mean, or -1 where it is not plain.
using Lines = std::vector<int>;

FOR_EACH_CPU
int plain_row(const uint8_t *values, size_t count) {
    uint32_t sum = 0, strays = 0;
    for (size_t k = 0; k < count; ++k) sum += values[k];
    const int mean = static_cast<int>(sum / count);
    for (size_t k = 0; k < count; ++k)
        strays += std::abs(static_cast<int>(values[k]) - mean) > NEAR;
    return strays * STRAY_SHARE <= count ? mean : -1;
}

Lines rows_of(const Luma &luma, const Box &box) {
    Lines lines;
    for (size_t y = box.rows.from; y < box.rows.to; ++y)
        lines.push_back(plain_row(luma.row(y) + box.columns.from, box.columns.size()));
    return lines;
}

FOR_EACH_CPU
Lines columns_of(const Luma &luma, const Box &box) {
    const size_t count = box.columns.size();
    std::vector<uint32_t> sums(count), strays(count);
    Lines means(count);
    for (size_t y = box.rows.from; y < box.rows.to; ++y) {
        const uint8_t *values = luma.row(y) + box.columns.from;
        for (size_t k = 0; k < count; ++k) sums[k] += values[k];
    }
    for (size_t k = 0; k < count; ++k) means[k] = static_cast<int>(sums[k] / box.rows.size());
    for (size_t y = box.rows.from; y < box.rows.to; ++y) {
        const uint8_t *values = luma.row(y) + box.columns.from;
        for (size_t k = 0; k < count; ++k)
            strays[k] += std::abs(static_cast<int>(values[k]) - means[k]) > NEAR;
    }
    for (size_t k = 0; k < count; ++k)
        if (strays[k] * STRAY_SHARE > box.rows.size()) means[k] = -1;
    return means;
}

bool alike(int line, int colour) { return line >= 0 && std::abs(line - colour) <= ALIKE; }

Range peeled(const Lines &lines, const Range &range) {
    size_t from = 0, to = lines.size();
    while (from < to && alike(lines[from], lines.front())) ++from;
    while (to > from && alike(lines[to - 1], lines.back())) --to;
    return {range.from + from, range.from + to};
}

// With equal bars at either end: what a picture itself adds to a bar of its own colour is no bar.
Range centred(const Range &inside, const Range &whole) {
    const size_t bar = std::min(inside.from - whole.from, whole.to - inside.to);
    return {whole.from + bar, whole.to - bar};
}

// The longest run of lines that `parts` does not hold for.
template <typename Parts>
Range longest_run(const Lines &lines, const Range &range, Parts parts) {
    Range best{0, 0};
    for (size_t from = 0; from < lines.size();) {
        size_t to = from;
        while (to < lines.size() && !parts(lines[to])) ++to;
        if (to - from > best.size()) best = {from, to};
        from = to + 1;
    }
    return {range.from + best.from, range.from + best.to};
}

// rows, columns: of the whole, which need no second look.
template <typename Parts>
Box cut_out(const Luma &luma, const Box &whole, const Lines &rows, const Lines &columns,
            Parts parts) {
    Box box = whole;
    for (int round = 0; round < MOST_ROUNDS; ++round) {
        const Box before = box;
        box.rows = longest_run(box == whole ? rows : rows_of(luma, box), box.rows, parts);
        if (!box.rows.size()) return box;
        box.columns = longest_run(box == whole ? columns : columns_of(luma, box), box.columns, parts);
        if (!box.columns.size() || box == before) return box;
    }
    return box;
}

// The mean that most plain lines have; of equals the darkest.
int ground_of(const Lines &rows, const Lines &columns) {
    std::array<int, 256> counts{};
    for (const Lines &lines : {rows, columns})
        for (int line : lines)
            if (line >= 0) ++counts[static_cast<size_t>(line)];
    return static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

bool worth_it(const Box &box, const Box &whole) {
    return box.rows.size() >= LEAST_SIDE && box.columns.size() >= LEAST_SIDE &&
           box.rows.size() * box.columns.size() * LEAST_SHARE >=
               whole.rows.size() * whole.columns.size();
}

// Top, left, height, width; nothing where there is nothing new.
using Found = std::optional<std::array<size_t, 4>>;

constexpr size_t WAYS = 4;

std::array<Found, WAYS> boxes_of(const Luma &luma, size_t height) {
    const Box whole{{0, height}, {0, luma.width}};
    const Lines rows = rows_of(luma, whole), columns = columns_of(luma, whole);
    const int ground = ground_of(rows, columns);
    const Box inside{peeled(rows, whole.rows), peeled(columns, whole.columns)};
    const std::array<Box, WAYS> boxes = {
        inside,
        Box{centred(inside.rows, whole.rows), centred(inside.columns, whole.columns)},
        cut_out(luma, whole, rows, columns, [=](int line) { return alike(line, ground); }),
        cut_out(luma, whole, rows, columns, [](int line) { return line >= 0; }),
    };
    std::array<Found, WAYS> found;
    for (size_t k = 0; k < WAYS; ++k) {
        const Box &box = boxes[k];
        const auto earlier = boxes.begin() + static_cast<long>(k);
        if (box == whole || std::find(boxes.begin(), earlier, box) != earlier) continue;
        if (worth_it(box, whole))
            found[k] = {box.rows.from, box.columns.from, box.rows.size(), box.columns.size()};
    }
    return found;
}

std::vector<uint8_t> luma_of(const uint8_t *pixels, size_t count, size_t channels) {
    std::vector<uint8_t> luma(count);
    for (size_t k = 0; k < count; ++k, pixels += channels)
        luma[k] = static_cast<uint8_t>((pixels[0] * 77 + pixels[1] * 150 + pixels[2] * 29) >> 8);
    return luma;
}

std::array<Found, WAYS> picture_boxes(Pixels pixels) {
    if (pixels.ndim() != 2 && pixels.ndim() != 3)
        throw std::invalid_argument("pixels want two axes (grey) or three (colour last)");
    const size_t height = pixels.shape(0), width = pixels.shape(1);
    const size_t channels = pixels.ndim() == 3 ? pixels.shape(2) : 1;
    if (channels != 1 && channels != 3 && channels != 4)
        throw std::invalid_argument("pixels want 1, 3 or 4 channels");
    if (!height || !width) return {};
    nb::gil_scoped_release release;
    if (channels == 1) return boxes_of({pixels.data(), width}, height);
    const std::vector<uint8_t> luma = luma_of(pixels.data(), height * width, channels);
    return boxes_of({luma.data(), width}, height);
}

}  // namespace

void bind_borders(nb::module_ &m) {
    m.def("picture_boxes", &picture_boxes, nb::arg("pixels"),
          "Where a picture may lie within U8[h, w] or U8[h, w, 3 or 4]: top, left, height, width of "
          "what is left without borders, without bars that are equal at either end, cut out of a "
          "page, cut free of plain lines; nothing where that is nothing new, or hardly anything.");
}
