// Words, patterns and pairs that stand in Python's data modules, by "module.NAME".
//
// All text is in the bytes of Reading.plain: ASCII, and one byte from 0x80 on for each currency sign.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lexicon.hpp"
#include "pattern.hpp"

namespace lamplight {

using Words = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

class Tables {
  public:
    std::unordered_map<std::string, std::pair<std::string, bool>> patterns;  // source, verbose
    std::unordered_map<std::string, Words> words;
    std::unordered_map<std::string, Pairs> pairs;
    std::unordered_map<std::string, double> numbers;
    std::unordered_map<std::string, std::u32string> texts;  // of any characters

    Pattern pattern(const std::string &name) const {
        const auto &[source, verbose] = at(patterns, name);
        return Pattern(source, verbose);
    }
    const Words &words_of(const std::string &name) const { return at(words, name); }
    const Pairs &pairs_of(const std::string &name) const { return at(pairs, name); }
    double number(const std::string &name) const { return at(numbers, name); }
    const std::u32string &text(const std::string &name) const { return at(texts, name); }

  private:
    template <typename M> static const typename M::mapped_type &at(const M &map, const std::string &name) {
        const auto found = map.find(name);
        if (found == map.end()) throw std::invalid_argument("no table " + name);
        return found->second;
    }
};

inline Lexicon<bool> set_of(const Words &words) {
    Lexicon<bool> known;
    for (const std::string &word : words) known.put(word, true);
    return known;
}

}  // namespace lamplight
