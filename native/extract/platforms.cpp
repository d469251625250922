#include "platforms.hpp"

#include <algorithm>

#include "starts.hpp"

namespace lamplight {
namespace {

constexpr size_t kFirstName = 2;  // group; the one before it is what parts the letters
constexpr Signs kBefore("a-z0-9@._/-");  // no name begins after one of them

size_t number_of(std::string_view two) {
    return static_cast<uint8_t>(two[0]) << 8 | static_cast<uint8_t>(two[1]);
}

// Three of one letter in a row; two of them stand at an even place and after it.
bool held_down(std::string_view lower) {
    for (size_t at = 0; at + 1 < lower.size(); at += 2) {
        const char c = lower[at];
        if (c != lower[at + 1] || c < 'a' || c > 'z') continue;
        if ((at > 0 && lower[at - 1] == c) || (at + 2 < lower.size() && lower[at + 2] == c))
            return true;
    }
    return false;
}

}  // namespace

Platforms::Platforms(const Tables &tables, Gates &gates)
    : names_(tables.words_of("platforms.HIDDEN")),
      disguised_(tables.pattern("platforms.DISGUISED")),
      left_(gates.add(tables.words_of("platforms.LEFT"))) {
    if (names_.size() + 1 >= kGroups)
        throw std::invalid_argument("more names in disguise than groups");
    for (const std::string &two : tables.words_of("platforms.BEGINNINGS"))
        beginnings_.set(number_of(two));
    for (const std::string &letter : tables.words_of("platforms.RARE"))
        rare_ |= 1u << (letter[0] - 'a');
}

bool Platforms::may_begin(std::string_view lower, size_t at) const {
    return !(at > 0 && kBefore(lower[at - 1])) && beginnings_[number_of(lower.substr(at, 2))];
}

std::string_view Platforms::undisguised(const Reading &reading, std::string_view lower,
                                        std::string &kept) const {
    const bool apart = (reading.singles & rare_) != 0 && reading.distinct_singles() > 1;
    if (!apart && !reading.has(left_) && !held_down(lower)) return lower;
    Match match;
    bool changed = false;
    for (size_t at = 0; at + 1 < lower.size(); ++at) {
        if (!may_begin(lower, at) || !disguised_.match(lower, at, match)) continue;
        at = static_cast<size_t>(match.end()) - 1;
        size_t name = 0;
        while (!match.has(static_cast<int>(name + kFirstName))) ++name;
        const std::string &plain = names_[name];
        if (match[0] == plain) continue;
        if (!changed) kept = lower;
        changed = true;
        std::fill(kept.begin() + match.start(), kept.begin() + match.end(), ' ');
        std::copy(plain.begin(), plain.end(),
                  kept.begin() + match.end() - static_cast<int>(plain.size()));
    }
    return changed ? std::string_view(kept) : lower;
}

}  // namespace lamplight
