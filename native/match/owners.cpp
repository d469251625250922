#include "owners.hpp"

#include <map>

namespace nb = nanobind;

Owners::Owners(Column entries, Column banks, size_t n) : entries_(entries), banks_(banks), known_(entries.size() > 0) {
    for (const Column &column : {entries, banks}) {
        if (column.dtype().code != static_cast<uint8_t>(nb::dlpack::dtype_code::UInt))
            throw nb::type_error("owners are not unsigned numbers");
        if (column.size() != (known_ ? n : 0)) throw nb::value_error("owners of other rows");
    }
}

bool take(const Owners &owners, Blocks *blocks, const Wanted &wanted, Hit hit,
          std::vector<Hit> &hits) {
    const auto row = static_cast<size_t>(hit.row);
    if (blocks && !owners.touch(blocks, row)) return false;
    hit.bank = owners.bank(row);
    hit.entry = owners.entry(row);
    if (hit.bits <= wanted.radius_of(hit.bank) && wanted.alive(hit.entry)) hits.push_back(hit);
    return true;
}

void leave_nearest(std::vector<Hit> &hits, size_t first, size_t most) {
    std::sort(hits.begin() + first, hits.end());
    hits.erase(std::unique(hits.begin() + first, hits.end()), hits.end());
    if (hits.size() - first <= most) return;
    std::map<int64_t, size_t> of_bank;
    hits.erase(std::remove_if(hits.begin() + first, hits.end(),
                              [&](const Hit &hit) { return ++of_bank[hit.bank] > most; }),
               hits.end());
}

nb::ndarray<nb::numpy, int64_t, nb::ndim<2>> columns(const std::vector<std::vector<Hit>> &pieces) {
    size_t n = 0, at = 0;
    for (const auto &hits : pieces) n += hits.size();
    auto *data = new int64_t[5 * n];
    nb::capsule owner(data, [](void *p) noexcept { delete[] static_cast<int64_t *>(p); });
    for (const auto &hits : pieces)
        for (const Hit &hit : hits) {
            const int64_t values[5] = {hit.query, hit.bits, hit.row, hit.entry, hit.bank};
            for (size_t column = 0; column < 5; ++column) data[column * n + at] = values[column];
            ++at;
        }
    return nb::ndarray<nb::numpy, int64_t, nb::ndim<2>>(data, {5, n}, owner);
}
