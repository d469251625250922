// Twin: tests/extract/slow/kinds/wallet.py, which names the standards.
#include "wallet.hpp"

#include "../keccak.hpp"
#include "../sha256.hpp"
#include "../starts.hpp"

namespace lamplight {
namespace {

constexpr double kOneCase = 0.9, kSure = 0.999;
constexpr Signs kAlphanumeric("0-9A-Za-z"), kFirst("013oObBlLMTDA9");
constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view kBech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr size_t kLongestBech32 = 90, kHead = 40;
constexpr int kDigitsInHead = 2;  // of those characters; a sentence has fewer
constexpr uint32_t kGenerator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
constexpr uint32_t kBech32End = 1, kBech32mEnd = 0x2bc830a3;

char as_small(char c) { return is_capital(c) ? static_cast<char>(c | 0x20) : c; }

std::string in_small(std::string_view text) {
    std::string small(text);
    for (char &c : small) c = as_small(c);
    return small;
}

bool is_mixed(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_small) &&
           std::any_of(text.begin(), text.end(), is_capital);
}

std::string as_ethereum(std::string_view digits) {
    const std::string low = in_small(digits);
    if (is_mixed(digits)) {
        const auto check = keccak_256(low);
        for (size_t at = 0; at < low.size(); ++at) {
            const bool capital = (check[at / 2] >> (at % 2 ? 0 : 4) & 15) > 7;
            if (digits[at] != (capital && is_small(low[at]) ? low[at] - 0x20 : low[at])) return {};
        }
    }
    return "eth:0x" + low;
}

uint32_t mixed_in(uint32_t check, uint32_t value) {
    const uint32_t top = check >> 25;
    check = (check & 0x1ffffff) << 5 ^ value;
    for (int bit = 0; bit < 5; ++bit)
        if (top >> bit & 1) check ^= kGenerator[bit];
    return check;
}

bool is_bech32(std::string_view low, std::string_view prefix) {
    if (low.size() > kLongestBech32) return false;
    uint32_t check = 1;
    for (const char c : prefix) check = mixed_in(check, static_cast<uint8_t>(c) >> 5);
    check = mixed_in(check, 0);
    for (const char c : prefix) check = mixed_in(check, c & 31);
    const std::string_view data = low.substr(prefix.size() + 1);
    for (const char c : data) {
        const size_t value = kBech32.find(c);
        if (value == kBech32.npos) return false;
        check = mixed_in(check, static_cast<uint32_t>(value));
    }
    const size_t version = kBech32.find(data[0]), size = (data.size() - 7) * 5 / 8;
    const bool right =
        check == kBech32End ? version == 0 : check == kBech32mEnd && version >= 1 && version <= 16;
    return right && size >= 2 && size <= 40 && (version > 0 || size == 20 || size == 32);
}

// False where the number doesn't fit.
bool read_base58(std::string_view address, uint8_t (&raw)[25]) {
    for (const char c : address) {
        uint32_t carry = static_cast<uint32_t>(kBase58.find(c));
        for (int at = 24; at >= 0; --at) {
            carry += raw[at] * 58u;
            raw[at] = static_cast<uint8_t>(carry);
            carry >>= 8;
        }
        if (carry) return false;
    }
    return true;
}

}  // namespace

Wallets::Wallets(const Tables &tables, Gates &gates)
    : shapes_(tables.pattern("wallet.SHAPES")), grouped_(tables.pattern("wallet.GROUPED")), half_(tables.pattern("wallet.HALF")),
      named_(gates.add(tables.words_of("wallet.NAMED"))), 
      joining_(set_of(tables.words_of("wallet.JOINING"))),
      shortest_(static_cast<int>(tables.number("wallet.SHORTEST"))) {
    for (const auto &[byte, chain] : tables.pairs_of("wallet.CHAINS"))
        chains_[std::stoi(byte, nullptr, 16) & 255] = chain;
    for (const auto &[prefix, chain] : tables.pairs_of("wallet.PREFIXES"))
        prefixes_.put(prefix, chain);
}

// Rows of letters and digits that are long enough; most of a text is leapt over.
void Wallets::find(const Reading &reading, std::string_view, std::vector<Found> &found) const {
    const std::string_view plain = reading.plain;
    const int size = static_cast<int>(plain.size());
    bool half = false;
    for (int start = 0, end; start + shortest_ <= size; start = end + 1) {
        const int far = start + shortest_;
        const int row = row_start(plain, far, kAlphanumeric, shortest_);
        if (row > start) {
            end = row - 1;
            continue;
        }
        for (end = far; end < size && kAlphanumeric(plain[end]);) ++end;
        Match shape;
        half = half || half_.match(plain, start, shape);
        if (!shapes_.match(plain, start, shape)) continue;
        const int address = shape.has(1) ? 1 : 2;
        std::string value = as_wallet(shape[address]);
        if (value.empty()) continue;
        const bool one_case = starts_with(value, "eth:") && !is_mixed(shape[address].substr(2));
        found.push_back({kWallet,
                         std::move(value),
                         shape.start(address),
                         shape.end(address),
                         one_case ? kOneCase : kSure,
                         0,
                         {}});
    }
    if (half || reading.has(named_)) find_grouped(reading, found);
}

// "bc1q 22zj 5r6d …": the longest row of groups that is an address.
void Wallets::find_grouped(const Reading &reading, std::vector<Found> &found) const {
    const std::string_view plain = reading.plain;
    const size_t whole = found.size();
    Match grouped;
    for (int at = 0, done = 0; at < static_cast<int>(plain.size()); ++at) {
        if (at < done || !kFirst(plain[at]) || (at > 0 && kAlphanumeric(plain[at - 1]))) continue;
        const std::string_view head = plain.substr(at, kHead);
        if (std::count_if(head.begin(), head.end(), is_digit) < kDigitsInHead) continue;
        if (!grouped_.match(plain, at, grouped)) continue;
        const size_t before = found.size();
        const auto is_taken = [&](const Found &other) { return other.start == at; };
        if (std::any_of(found.begin(), found.begin() + static_cast<long>(whole), is_taken)) continue;
        add_grouped(grouped, found);
        if (found.size() > before) done = found.back().end;
    }
}

void Wallets::add_grouped(const Match &grouped, std::vector<Found> &found) const {
    std::string address;
    std::vector<std::pair<size_t, int>> groups;  // characters of the address, end in the text
    const std::string_view whole = grouped[0];
    for (size_t at = 0, end; at < whole.size(); at = end + 1) {
        for (end = at; end < whole.size() && kAlphanumeric(whole[end]);) ++end;
        if (end == at || (at > 0 && joining_.has(in_small(whole.substr(at, end - at))))) continue;
        if (address.size() > kLongestBech32) break;
        address += whole.substr(at, end - at);
        groups.push_back({address.size(), grouped.start() + static_cast<int>(end)});
    }
    for (size_t at = groups.size(); at-- > 1;) {
        const std::string_view row = std::string_view(address).substr(0, groups[at].first);
        Match shape;
        if (!shapes_.fullmatch(row, shape) || !shape.has(1)) continue;
        std::string value = as_wallet(row);
        if (value.empty()) continue;
        const bool one_case = starts_with(value, "eth:") && !is_mixed(row.substr(2));
        found.push_back({kWallet, std::move(value), grouped.start(), groups[at].second,
                         one_case ? kOneCase : kSure, kSpacedOut, {}});
        return;
    }
}

std::string Wallets::as_wallet(std::string_view address) const {
    if (as_small(address[1]) == 'x' && (address[0] == '0' || as_small(address[0]) == 'o')) return as_ethereum(address.substr(2));
    const std::string low = in_small(address);
    const std::string_view prefix = std::string_view(low).substr(0, low.find('1'));
    if (const std::string *chain = prefixes_.find(prefix))
        return !is_mixed(address.substr(prefix.size())) && is_bech32(low, prefix) ? *chain + ":" + low : "";
    return as_base58(address);
}

std::string Wallets::as_base58(std::string_view address) const {
    uint8_t raw[25] = {};
    if (!read_base58(address, raw)) return {};
    size_t ones = 0, zeros = 0;
    while (ones < address.size() && address[ones] == '1') ++ones;
    while (zeros < sizeof raw && raw[zeros] == 0) ++zeros;
    const std::string &chain = chains_[raw[0]];
    if (ones != zeros || chain.empty()) return {};
    const Sha256 once = sha256(raw, 21), check = sha256(once.data(), once.size());
    return std::equal(raw + 21, raw + 25, check.begin()) ? chain + ":" + std::string(address) : "";
}

}  // namespace lamplight
