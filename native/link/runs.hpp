// What is in both of two sorted runs.
#pragma once
#include <algorithm>
#include <cstddef>
#include <thread>

namespace linking {

constexpr size_t kFewer = 16;  // times as few: each is looked for, instead of going through both

// As use(place, place); key(place) is what they are sorted by.
template <typename Key, typename Use> void each_common(size_t a, size_t a_end, size_t b, size_t b_end, Key key, Use use) {
    const auto first_from = [&](size_t from, size_t to, auto wanted) {
        while (from < to) {
            const size_t middle = from + (to - from) / 2;
            if (key(middle) < wanted) from = middle + 1;
            else to = middle;
        }
        return from;
    };
    if ((a_end - a) * kFewer < b_end - b) {
        for (; a < a_end; ++a) {
            b = first_from(b, b_end, key(a));
            if (b < b_end && key(a) == key(b)) use(a, b);
        }
        return;
    }
    if ((b_end - b) * kFewer < a_end - a) {
        for (; b < b_end; ++b) {
            a = first_from(a, a_end, key(b));
            if (a < a_end && key(a) == key(b)) use(a, b);
        }
        return;
    }
    while (a < a_end && b < b_end) {
        const auto left = key(a), right = key(b);
        if (left == right) use(a, b);
        a += left <= right;
        b += right <= left;
    }
}

// Both halves of 0..n - 1 at once, on two threads, as work(turn, begin, end).
template <typename Work> void halves(size_t n, Work work) {
    std::thread other(work, 1, n / 2, n);
    work(0, 0, n / 2);
    other.join();
}

}  // namespace linking
