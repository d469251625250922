#include "extractor.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

#include "utf8.hpp"

namespace lamplight {
namespace {

constexpr uint8_t kFirstSign = 0x80;

}  // namespace

Extractor::Extractor(Tables tables, Gazetteer::Parts places, Asked asked, size_t remembered_bytes)
    : tables_(std::move(tables)),
      reader_(tables_, std::move(asked.page), std::move(asked.entity)),
      numerals_(tables_),
      plans_(tables_, std::move(asked.plan)),
      gazetteer_(std::move(places)),
      whereabouts_(gazetteer_, std::move(asked.letters)),
      descriptions_(tables_, gates_),
      emails_(tables_, gates_),
      wallets_(tables_, gates_),
      handles_(tables_, gates_, reader_.cyrillic()),
      urls_(tables_, gates_),
      phones_(tables_, gates_, numerals_, plans_),
      prices_(tables_, gates_),
      ages_(tables_, gates_, numerals_),
      cities_(tables_, gates_, gazetteer_),
      given_(tables_, reader_, gates_, phones_, emails_, handles_),
      remembered_(remembered_bytes) {
    for (const char32_t sign : tables_.text("characters.CURRENCY")) append_utf8(currency_.emplace_back(), sign);
}

void Extractor::read(const Text &text, std::string_view region, unsigned kinds, Reading &reading,
                     std::vector<Found> &found) const {
    found.clear();
    reader_.read(text, gates_, reading);
    descriptions_.write(gates_, reading);
    const auto run = [&](Kind kind, const auto &finder) {
        if (!(kinds >> kind & 1)) return;
        const size_t from = found.size();
        finder.find(reading, region, found);
        for (size_t at = from; at < found.size(); ++at) {
            Found &one = found[at];
            one.kind = kind;
            const Span taken = one.taken.ok() ? one.taken : Span{one.start, one.end};
            reading.blank(taken.start, taken.end);
        }
    };
    run(kEmail, emails_);
    run(kWallet, wallets_);
    run(kHandle, handles_);
    run(kUrl, urls_);
    run(kPhone, phones_);
    run(kPrice, prices_);
    run(kAge, ages_);
    run(kPlace, cities_);
    std::stable_sort(found.begin(), found.end(), [](const Found &left, const Found &right) {
        if (left.start != right.start) return left.start < right.start;
        const int by_kind = std::strcmp(kKindNames[left.kind], kKindNames[right.kind]);
        return by_kind != 0 ? by_kind < 0 : left.value < right.value;
    });
}

// A place is written so already; any other value is in the bytes of a plain reading.
std::string Extractor::utf8(const Found &found) const {
    const auto is_sign = [](char c) { return static_cast<uint8_t>(c) >= kFirstSign; };
    if (found.kind == kPlace || std::none_of(found.value.begin(), found.value.end(), is_sign))
        return found.value;
    std::string bytes;
    for (const char c : found.value) {
        if (is_sign(c))
            bytes += currency_.at(static_cast<uint8_t>(c) - kFirstSign);
        else
            bytes += c;
    }
    return bytes;
}

}  // namespace lamplight
