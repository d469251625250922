// Union-find over rows 0..n-1: which of them have been joined so far.
#pragma once
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

class Joined {
  public:
    explicit Joined(size_t n) : parent_(n) {
        std::iota(parent_.begin(), parent_.end(), uint32_t{0});
    }

    uint32_t root(uint32_t row) {
        while (parent_[row] != row) {
            parent_[row] = parent_[parent_[row]];
            row = parent_[row];
        }
        return row;
    }

    // The lower row stays the root, so that the outcome does not hang on the order of joins.
    void join(uint32_t left, uint32_t right) {
        left = root(left);
        right = root(right);
        if (left < right) parent_[right] = left;
        if (right < left) parent_[left] = right;
    }

    void join_all(Joined &other) {
        for (uint32_t row = 0; row < parent_.size(); ++row) join(row, other.root(row));
    }

    // Numbers 0.. for the sets, in order of their first row.
    void label(int64_t *labels) {
        int64_t next = 0;
        for (uint32_t row = 0; row < parent_.size(); ++row) {
            const uint32_t first = root(row);
            labels[row] = first == row ? next++ : labels[first];
        }
    }

  private:
    std::vector<uint32_t> parent_;
};

// The rows of each label 0.., -1 for none, as use(first row, later row).
template <typename Use> void join_known(const int64_t *labels, size_t n, Use use) {
    std::vector<size_t> first;
    for (size_t row = 0; row < n; ++row) {
        if (labels[row] < 0) continue;
        const auto label = static_cast<size_t>(labels[row]);
        if (label >= first.size()) first.resize(label + 1, n);
        if (first[label] == n) first[label] = row;
        else use(first[label], row);
    }
}
