// Wallets whose checksum is right.
#pragma once
#include "../reading.hpp"

namespace lamplight {

class Wallets {
  public:
    Wallets(const Tables &tables, Gates &gates);
    void find(const Reading &reading, std::string_view region, std::vector<Found> &found) const;

  private:
    void find_grouped(const Reading &reading, std::vector<Found> &found) const;
    void add_grouped(const Match &grouped, std::vector<Found> &found) const;
    // "chain:address" in normal form; "" where the checksum is wrong.
    std::string as_wallet(std::string_view address) const;
    std::string as_base58(std::string_view address) const;

    Pattern shapes_, grouped_, half_;
    Gate named_;
    Lexicon<bool> joining_;
    int shortest_;
    std::string chains_[256];        // of the first byte of an address in base58
    Lexicon<std::string> prefixes_;  // of an address in bech32 -> its chain
};

}  // namespace lamplight
