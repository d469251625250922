// Blocks of a mapped file, each held against its checksum when it is first touched.
//
// So that a file of gigabytes is open at once, and still nothing damaged is believed: who reads
// calls touch with what it is about to read.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <vector>

constexpr size_t kBlockBytes = size_t{1} << 16;

using Bytes = nanobind::ndarray<const uint8_t, nanobind::ndim<1>, nanobind::c_contig,
                                nanobind::device::cpu>;
using Sums = nanobind::ndarray<const uint64_t, nanobind::ndim<1>, nanobind::c_contig,
                               nanobind::device::cpu>;

// XXH64 (Collet 2012) with seed 0, of any number of bytes.
uint64_t checksum(const uint8_t *bytes, size_t size);

struct DamagedBlock : std::runtime_error {
    DamagedBlock() : std::runtime_error("a block of the file is not as it was written") {}
};

class Blocks {
  public:
    Blocks(Bytes whole, Sums sums);
    Blocks(const Blocks &) = delete;

    bool holds(const void *from, size_t size) const {
        const auto *at = static_cast<const uint8_t *>(from);
        return at >= begin_ && at + size <= begin_ + size_;
    }

    // Whether all blocks of what is read are as they were written; within what holds() says.
    bool touch(const void *from, size_t size) {
        if (size == 0) return true;
        const size_t at = static_cast<size_t>(static_cast<const uint8_t *>(from) - begin_);
        const size_t last = (at + size - 1) / kBlockBytes;
        for (size_t block = at / kBlockBytes; block <= last; ++block)
            if (!whole_[block].load(std::memory_order_relaxed) && !check(block)) return false;
        return true;
    }

    // Raise DamagedBlock where any block is damaged, or any of those that some bytes lie in.
    void check_all();
    void check_those_of(Bytes bytes);
    size_t checked() const;

  private:
    bool check(size_t block);

    Bytes mapped_;
    Sums sums_;
    const uint8_t *begin_;
    size_t size_;
    std::vector<std::atomic<bool>> whole_;
};
