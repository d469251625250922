// Whose each row of an index is, and which hits count.
#pragma once
#include "blocks.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <nanobind/stl/optional.h>
#include <thread>

using Column = nanobind::ndarray<nanobind::ro, nanobind::ndim<1>, nanobind::c_contig,
                                 nanobind::device::cpu>;
using Radii = nanobind::ndarray<const int32_t, nanobind::ndim<1>, nanobind::c_contig,
                                nanobind::device::cpu>;
using Dead = nanobind::ndarray<const int64_t, nanobind::ndim<1>, nanobind::c_contig,
                               nanobind::device::cpu>;

struct Hit {
    int64_t query, bits, row, entry, bank;
    bool operator<(const Hit &other) const {
        return bits != other.bits ? bits < other.bits : row < other.row;
    }
    bool operator==(const Hit &other) const { return row == other.row; }
};

// Of which entry, and on which bank, each of n rows is: unsigned numbers of any width. Where there
// are none, each row is an entry of its own, on bank 0.
class Owners {
  public:
    Owners(Column entries, Column banks, size_t n);

    int64_t entry(size_t row) const { return known_ ? read(entries_, row) : static_cast<int64_t>(row); }
    int64_t bank(size_t row) const { return known_ ? read(banks_, row) : 0; }
    bool touch(Blocks *blocks, size_t row) const {
        return !known_ || (blocks->touch(at(entries_, row), entries_.itemsize()) &&
                           blocks->touch(at(banks_, row), banks_.itemsize()));
    }
    bool in(const Blocks &blocks) const {
        return blocks.holds(entries_.data(), entries_.nbytes()) &&
               blocks.holds(banks_.data(), banks_.nbytes());
    }

  private:
    static const void *at(const Column &column, size_t row) {
        return static_cast<const uint8_t *>(column.data()) + row * column.itemsize();
    }
    static int64_t read(const Column &column, size_t row) {
        int64_t value = 0;
        std::memcpy(&value, at(column, row), column.itemsize());
        return value;
    }
    Column entries_, banks_;
    bool known_;
};

// What a reader wants: of each bank the radius in bits (-1: nothing of it), no dead entry, and of
// each query and bank at most so many hits, the nearest.
struct Wanted {
    Radii radii;
    Dead dead;
    size_t most;

    int64_t radius_of(int64_t bank) const {
        return bank < static_cast<int64_t>(radii.size()) ? radii.data()[bank] : -1;
    }
    bool alive(int64_t entry) const {
        return !std::binary_search(dead.data(), dead.data() + dead.size(), entry);
    }
};

// Appends the hit if it counts; whether what was read of the owners is undamaged.
bool take(const Owners &owners, Blocks *blocks, const Wanted &wanted, Hit hit,
          std::vector<Hit> &hits);

// Sorts the hits from `first` on, each row once, and leaves the nearest of each bank.
void leave_nearest(std::vector<Hit> &hits, size_t first, size_t most);

// I64[5, k]: query, bits, row, entry, bank.
nanobind::ndarray<nanobind::numpy, int64_t, nanobind::ndim<2>>
columns(const std::vector<std::vector<Hit>> &pieces);

// Shares n queries out to threads, some at a time; work(begin, end, hits) -> undamaged. Raises
// DamagedBlock. Called with the GIL, which it gives up.
template <typename Work>
nanobind::ndarray<nanobind::numpy, int64_t, nanobind::ndim<2>> share_out(size_t n, size_t threads,
                                                                       Work work) {
    constexpr size_t kAtOnce = 64;
    std::vector<std::vector<Hit>> pieces((n + kAtOnce - 1) / kAtOnce);
    std::atomic<bool> whole{true};
    {
        nanobind::gil_scoped_release release;
        std::atomic<size_t> next{0};
        auto run = [&] {
            auto one = work();
            for (size_t piece; whole && (piece = next++) < pieces.size();)
                if (!one(piece * kAtOnce, std::min(n, (piece + 1) * kAtOnce), pieces[piece]))
                    whole = false;
        };
        std::vector<std::thread> others;
        for (size_t other = 1; other < std::min(threads, pieces.size()); ++other)
            others.emplace_back(run);
        run();
        for (std::thread &other : others) other.join();
    }
    if (!whole) throw DamagedBlock();
    return columns(pieces);
}
