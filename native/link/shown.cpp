// What ads show, and whose words are nearest: looked up ad by ad.
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/tuple.h>
#include <tuple>
#include <utility>
#include <vector>

#include "../owned.hpp"
#include "runs.hpp"
#include "table.hpp"

namespace nb = nanobind;
using linking::Rows;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;
using Hashes = nb::ndarray<const uint32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

namespace {

// The values of each ad, one ad after another.
class Shown {
  public:
    Shown(Rows row, Rows value, size_t ads) : begin_(ads + 1), value_(row.shape(0)) {
        nb::gil_scoped_release release;
        for (size_t i = 0; i < value_.size(); ++i) ++begin_[row.data()[i] + 1];
        for (size_t ad = 0; ad < ads; ++ad) begin_[ad + 1] += begin_[ad];
        std::vector<uint32_t> next(begin_.begin(), begin_.end() - 1);
        for (size_t i = 0; i < value_.size(); ++i) value_[next[row.data()[i]]++] = static_cast<uint32_t>(value.data()[i]);
    }

    nb::ndarray<nb::numpy, bool, nb::ndim<1>> by_both(Rows left, Rows right, Rows value) const {
        const size_t n = value.shape(0);
        auto *found = new bool[n];
        nb::capsule owner(found, [](void *it) noexcept { delete[] static_cast<bool *>(it); });
        {
            nb::gil_scoped_release release;
            linking::halves(n, [&](size_t, size_t first, size_t last) {
                for (size_t i = first; i < last; ++i)
                    found[i] = shows(left.data()[i], value.data()[i]) && shows(right.data()[i], value.data()[i]);
            });
        }
        return {found, {n}, owner};
    }

  private:
    bool shows(int64_t ad, int64_t value) const {
        for (uint32_t k = begin_[ad]; k < begin_[ad + 1]; ++k)
            if (value_[k] == value) return true;
        return false;
    }

    std::vector<uint32_t> begin_, value_;
};

// The shingles of one text, to be looked up.
class Words {
  public:
    void read(const uint32_t *begin, const uint32_t *end) {
        size_ = static_cast<size_t>(end - begin);
        size_t slots = 64;
        while (slots < 4 * size_) slots *= 2;
        slots_.assign(slots, 0);
        has_zero_ = false;
        for (; begin != end; ++begin) {
            if (!*begin) has_zero_ = true;
            else slots_[place(*begin)] = *begin;
        }
    }

    // Share of all shingles of this text and another that both have, 0..1.
    double alike(const uint32_t *begin, const uint32_t *end) const {
        const auto sizes = static_cast<double>(size_ + static_cast<size_t>(end - begin));
        size_t both = 0;
        for (; begin != end; ++begin) both += *begin ? slots_[place(*begin)] == *begin : has_zero_;
        const double either = sizes - static_cast<double>(both);
        return either > 0 ? static_cast<double>(both) / either : 0.0;
    }

  private:
    // Where a shingle is, or would be.
    size_t place(uint32_t shingle) const {
        size_t at = (shingle * 0x9e3779b1u >> 7) & (slots_.size() - 1);
        while (slots_[at] && slots_[at] != shingle) at = (at + 1) & (slots_.size() - 1);
        return at;
    }

    std::vector<uint32_t> slots_;  // 0: empty
    size_t size_ = 0;
    bool has_zero_ = false;
};

struct Near {
    int64_t row, text;
    const uint32_t *begin = nullptr, *end = nullptr;
};

Numbers nearest_words(std::pair<Hashes, Rows> shingles, Rows text, Rows rows, std::tuple<Rows, Rows, Rows> homes, size_t tried) {
    std::vector<int64_t> found(rows.shape(0));
    {
        nb::gil_scoped_release release;
        const uint32_t *hashes = shingles.first.data();
        const int64_t *starts = shingles.second.data();
        const auto &[home, begin, count] = homes;
        linking::halves(found.size(), [&, home = home, begin = begin, count = count](size_t, size_t first, size_t last) {
            Words words;
            std::vector<Near> near;
            for (size_t i = first; i < last; ++i) {
                near.clear();
                for (size_t step = 0; step < tried; ++step) {
                    const auto place = count.data()[i] * static_cast<int64_t>(step) / static_cast<int64_t>(tried);
                    const int64_t one = home.data()[begin.data()[i] + place];
                    if (near.empty() || near.back().row != one) near.push_back({one, text.data()[one]});
                }
                for (Near &it : near) it.begin = hashes + starts[it.text], it.end = hashes + starts[it.text + 1];
                for (const Near &it : near)  // all are waited for at once
                    for (const uint32_t *line = it.begin; line < it.end; line += 16) __builtin_prefetch(line);
                const int64_t mine = text.data()[rows.data()[i]];
                words.read(hashes + starts[mine], hashes + starts[mine + 1]);
                double most = -1;
                for (const Near &it : near) {
                    const double alike = words.alike(it.begin, it.end);
                    if (alike > most) most = alike, found[i] = it.row;
                    if (most >= 1) break;
                }
            }
        });
    }
    return owned(std::move(found));
}

}  // namespace

void bind_shown(nb::module_ &m) {
    auto shown = nb::class_<Shown>(m, "Shown", "The values of each ad.");
    shown.def(nb::init<Rows, Rows, size_t>(), nb::arg("row"), nb::arg("value"), nb::arg("ads"));
    shown.def("by_both", &Shown::by_both, nb::arg("left"), nb::arg("right"), nb::arg("value"),
              "Whether both ads show a value, k times -> Bool[k].");
    m.def("nearest_words", &nearest_words, nb::arg("shingles"), nb::arg("text"), nb::arg("rows"), nb::arg("homes"),
          nb::arg("tried"),
          "Of each row the home whose words are most alike, the first of these -> I64[k]; shingles: hashes and starts of texts; "
          "text: of each row; homes: rows, and where in them those of each row begin and how many there are, 1 or more, of "
          "which `tried` are compared, evenly taken.");
}
