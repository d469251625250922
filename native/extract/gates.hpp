// Which groups of words a text holds, told while it is read, so that a kind passes over most texts.
//
// Each kind registers its groups when it is made; each word of a text is looked up once for all of them.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "tables.hpp"

namespace lamplight {

using Gate = uint64_t;  // one bit, or several

class Gates {
  public:
    // The bit that Reading::gates has where any of these words (rows of small letters) stands in the text.
    template <typename Range> Gate add(const Range &words) {
        if (used_ == 64) throw std::length_error("more than 64 gates");
        const Gate gate = Gate{1} << used_++;
        for (const auto &word : words) {
            const Gate *known = gates_.find(word);
            gates_.put(word, (known ? *known : 0) | gate);
        }
        return gate;
    }
    Gate of(std::string_view word) const {
        const Gate *found = gates_.find(word);
        return found ? *found : 0;
    }

  private:
    int used_ = 0;
    Lexicon<Gate> gates_;
};

}  // namespace lamplight
