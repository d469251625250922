// Which groups of words a text holds, told while it is read, so that a kind passes over most texts.
//
// Each kind registers its groups when it is made; each word of a text is looked up once for all of them.
#pragma once
#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "tables.hpp"
#include "words.hpp"

namespace lamplight {

using Gate = unsigned __int128;  // one bit, or several

class Gates {
  public:
    // The bit that Reading::gates has where any of these words (rows of small letters) stands in the text.
    template <typename Range> Gate add(const Range &words) {
        if (used_ == 128) throw std::length_error("more than 128 gates");
        const Gate gate = Gate{1} << used_++;
        for (const auto &word : words) {
            if (word.empty() || !is_small(word[0])) continue;
            lengths_[word[0] - 'a'] |= length_bit(word);
            const Gate *known = gates_.find(word);
            gates_.put(word, (known ? *known : 0) | gate);
        }
        return gate;
    }
    // word: a row of small letters.
    Gate of(std::string_view word) const {
        if (!(lengths_[word[0] - 'a'] & length_bit(word))) return 0;
        const Gate *found = gates_.find(word);
        return found ? *found : 0;
    }

  private:
    static uint32_t length_bit(std::string_view word) { return 1u << std::min<size_t>(word.size(), 31); }

    int used_ = 0;
    uint32_t lengths_['z' - 'a' + 1] = {};  // of the words that begin with each letter
    Lexicon<Gate> gates_;
};

}  // namespace lamplight
