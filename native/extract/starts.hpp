// Where a pattern may begin, told by a sign or a word that each of its matches holds: so that it is
// tried at few places instead of everywhere, and finds the same.
#pragma once
#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "pattern.hpp"
#include "words.hpp"

namespace lamplight {

// A set of bytes, written as between the brackets of a pattern, with a hyphen that means itself at
// the end.
class Signs {
  public:
    constexpr explicit Signs(std::string_view written) {
        for (size_t at = 0; at < written.size(); ++at) {
            const bool range = at + 2 < written.size() && written[at + 1] == '-';
            const auto last = static_cast<unsigned char>(written[range ? at + 2 : at]);
            for (unsigned c = static_cast<unsigned char>(written[at]); c <= last; ++c)
                has_[c] = true;
            if (range) at += 2;
        }
    }
    constexpr bool operator()(char c) const { return has_[static_cast<unsigned char>(c)]; }
    bool any_in(std::string_view text) const {
        for (const char c : text)
            if ((*this)(c)) return true;
        return false;
    }
    bool all_of(std::string_view text) const {
        for (const char c : text)
            if (!(*this)(c)) return false;
        return true;
    }
    constexpr Signs operator|(const Signs &more) const {
        Signs both(*this);
        for (int c = 0; c < 256; ++c) both.has_[c] |= more.has_[c];
        return both;
    }

  private:
    bool has_[256] = {};
};

constexpr Signs kSpaces(" \t-\r\x1c-\x1f");

// Where the row of such signs begins that stands before `end`, at most so many of them; `end` if
// there are none.
inline int row_start(std::string_view text, int end, const Signs &signs, int most = 1 << 20) {
    int start = end;
    while (start > 0 && end - start < most && signs(text[start - 1])) --start;
    return start;
}

// Places where a pattern may begin, in any order; all where it does must be among them.
class Starts {
  public:
    void add(int at) { places_.push_back(at); }

    // Calls f(const Match &) for each match, as Pattern::each does; f may say where to go on.
    template <typename F> void each(const Pattern &pattern, std::string_view text, F f) {
        std::sort(places_.begin(), places_.end());
        Match found;
        const Match &match = found;
        int from = 0;
        for (const int at : places_) {
            if (at < from || !pattern.match(text, at, found)) continue;
            if constexpr (std::is_void_v<decltype(f(match))>) {
                f(match);
                from = match.end();
            } else {
                from = f(match);
            }
        }
    }

  private:
    std::vector<int> places_;
};

// Whether any of a few pieces stands in a text: looks at their last signs that are no letters,
// digits or spaces.
class Pieces {
  public:
    explicit Pieces(const std::vector<std::string> &pieces) {
        for (const std::string &piece : pieces) {
            size_t sign = piece.size();
            while (sign-- > 0 &&
                   (is_letter(piece[sign]) || is_digit(piece[sign]) || is_space(piece[sign]))) {
            }
            if (sign >= piece.size()) throw std::invalid_argument("no sign in " + piece);
            auto &around = around_[static_cast<uint8_t>(piece[sign])];
            if (around.empty()) signs_ += piece[sign];
            around.push_back({piece.substr(0, sign), piece.substr(sign + 1)});
        }
    }
    bool any_in(std::string_view text) const {
        for (const char sign : signs_)
            for (size_t at = text.find(sign); at != text.npos; at = text.find(sign, at + 1))
                for (const auto &[before, after] : around_[static_cast<uint8_t>(sign)])
                    if (stands_before(text, at, before) && starts_with(text.substr(at + 1), after))
                        return true;
        return false;
    }

  private:
    static bool stands_before(std::string_view text, size_t at, std::string_view piece) {
        if (piece.empty()) return true;
        return at > 0 && text[at - 1] == piece.back() && ends_with(text.substr(0, at), piece);
    }

    std::vector<std::pair<std::string, std::string>>
        around_[256];  // of each sign, what stands before and after it
    std::string signs_;
};

}  // namespace lamplight
