// What two clusters share, as link.pairs names it: which values, and what those beyond add.
#include <algorithm>
#include <array>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/tuple.h>
#include <tuple>
#include <utility>
#include <vector>

#include "../owned.hpp"
#include "beside.hpp"

namespace nb = nanobind;
using linking::Bits;
using linking::Flags;
using linking::Rows;
using linking::Table;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;
using Shares = nb::ndarray<nb::numpy, double, nb::ndim<1>>;

namespace {

enum Sort { kReach, kTexts, kPictures, kSorts };

struct Common {
    uint32_t value;
    double worth;
    bool operator<(const Common &it) const { return worth != it.worth ? worth > it.worth : value < it.value; }
};

// What each value is worth, and by how many groups show one, what that takes from it where it is a further one.
struct Worth {
    Bits of_value, common;
    Flags counted;
    double contact, picture, album;
    size_t most_further;
};

// Of two clusters: the contact that is worth most and the content that is, or two contents, or -1; how many contacts and
// pictures they share, and what those beyond the ones named add.
struct Shared {
    int64_t first = -1, second = -1, contacts = 0, pictures = 0;
    double contact_bits = 0, album_bits = 0;
};

class Sharing {
  public:
    Sharing(const Table &table, const Worth &worth) : table_(table), worth_(worth) {}

    Shared of(size_t low, size_t high) {
        for (auto &it : found_) it.clear();
        linking::each_shared(table_, low, high, [this](uint32_t value) {
            if (!worth_.counted.data()[value]) return;
            const linking::Value &it = table_.values[value];
            found_[it.is_contact() ? kReach : it.kind == linking::kText ? kTexts : kPictures].push_back(
                {value, std::max(worth_.of_value.data()[value], 0.0)});
        });
        for (auto &it : found_) std::sort(it.begin(), it.end());
        const auto &[contacts, texts, pictures] = found_;
        const bool reached = !contacts.empty(), worded = worth_of(texts) >= worth_of(pictures);
        const int64_t better = first_of(worded ? texts : pictures), other = first_of(worded ? pictures : texts);
        Shared shared;
        shared.first = reached ? first_of(contacts) : better;
        shared.second = reached ? better : other;
        shared.contacts = static_cast<int64_t>(contacts.size());
        shared.pictures = static_cast<int64_t>(pictures.size());
        shared.contact_bits = further(contacts, 0, worth_.contact, true);
        const double album = further(pictures, reached && worded, worth_.picture, reached || texts.empty());
        const auto smaller = std::min(table_.clusters[low].counts[linking::kPicture], table_.clusters[high].counts[linking::kPicture]);
        const bool told = reached || static_cast<double>(pictures.size()) >= worth_.album * smaller;
        shared.album_bits = told ? album : 0.0;
        return shared;
    }

  private:
    static double worth_of(const std::vector<Common> &some) { return some.empty() ? -1.0 : some[0].worth; }
    static int64_t first_of(const std::vector<Common> &some) { return some.empty() ? -1 : int64_t{some[0].value}; }

    // Of those after the one that is named, which is the first unless another was named in its place.
    double further(const std::vector<Common> &some, size_t before, double bits, bool less) const {
        double sum = 0;
        for (size_t i = 1 - before; i < some.size() && i + before <= worth_.most_further; ++i) {
            const double common = less ? worth_.common.data()[table_.values[some[i].value].groups] : 0.0;
            sum += std::max(bits - common, 0.0);
        }
        return sum;
    }

    const Table &table_;
    const Worth &worth_;
    std::array<std::vector<Common>, kSorts> found_;
};

std::tuple<Numbers, Numbers, Numbers, Numbers, Shares, Shares> shared(const Table &table, std::tuple<Bits, Bits, Flags> of_value,
                                                                      std::tuple<double, double, double, size_t> further, Rows low,
                                                                      Rows high) {
    const auto &[worth, common, counted] = of_value;
    const auto [contact, picture, album, most] = further;
    const Worth rules{worth, common, counted, contact, picture, album, most};
    std::array<std::vector<int64_t>, 4> numbers;
    std::array<std::vector<double>, 2> bits;
    for (auto &it : numbers) it.resize(low.shape(0));
    for (auto &it : bits) it.resize(low.shape(0));
    {
        nb::gil_scoped_release release;
        linking::halves(low.shape(0), [&](size_t, size_t begin, size_t end) {
            Sharing sharing(table, rules);
            for (size_t i = begin; i < end; ++i) {
                const Shared it = sharing.of(low.data()[i], high.data()[i]);
                numbers[0][i] = it.first, numbers[1][i] = it.second, numbers[2][i] = it.contacts, numbers[3][i] = it.pictures;
                bits[0][i] = it.contact_bits, bits[1][i] = it.album_bits;
            }
        });
    }
    return {owned(std::move(numbers[0])), owned(std::move(numbers[1])), owned(std::move(numbers[2])),
            owned(std::move(numbers[3])), owned(std::move(bits[0])),    owned(std::move(bits[1]))};
}

}  // namespace

void bind_shared(nb::class_<Table> &table) {
    table.def("shared", &shared, nb::arg("of_value"), nb::arg("further"), nb::arg("low"), nb::arg("high"),
              "Of pairs of clusters: first, second, contacts, pictures, contact_bits, album_bits, as in link.pairs.Pairs; of "
              "each value its bits, by how many groups show one what that takes from it, and whether it counts; bits of a "
              "further contact and of a further picture, share of a side's pictures from which these count, how many do.");
}
