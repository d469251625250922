// What two clusters share, and what their other contacts say.
#pragma once
#include <cstdint>

#include "runs.hpp"
#include "stays.hpp"
#include "table.hpp"

namespace linking {

// Each value that both of two clusters show and others may show too, as use(value).
template <typename Use> void each_shared(const Table &table, size_t a, size_t b, Use use) {
    const Cluster &one = table.clusters[a], &other = table.clusters[b];
    each_common(one.begin, one.end, other.begin, other.end, [&](size_t k) { return table.held[k].value; },
                [&](size_t k, size_t) { use(table.held[k].value); });
}

// What contacts of one that are not the other's say, of which so many of each kind are shared: nothing, of one side, of
// both, or that none is shared and both have some.
int64_t contacts_apart(const Cluster &a, const Cluster &b, const int64_t *shared);

}  // namespace linking
