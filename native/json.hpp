// One line of JSON, read forwards: what is in any way unusual ends the reading with Odd.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace json {

struct Odd {};  // thrown: a slower reader, which knows every case, has to look at the line

// Room for texts whose escapes were undone; all of it is given back at once.
class Arena {
  public:
    char *take(size_t size) {
        if (size > left_) {
            left_ = std::max(size, kBlock);
            blocks_.emplace_back(new char[left_]);
            next_ = blocks_.back().get();
        }
        char *taken = next_;
        next_ += size;
        left_ -= size;
        return taken;
    }

  private:
    static constexpr size_t kBlock = size_t{1} << 18;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char *next_ = nullptr;
    size_t left_ = 0;
};

// A text as it reads, and as it is written in JSON with no more escapes than must be.
struct Text {
    std::string_view value;
    std::string_view written;  // empty: to be written anew
};

inline bool is_utf8(std::string_view text) {
    const auto *at = reinterpret_cast<const uint8_t *>(text.data()), *end = at + text.size();
    auto follows = [&](int i, uint8_t low, uint8_t high) {
        return end - at > i && at[i] >= low && at[i] <= high;
    };
    while (at < end) {
        const uint8_t first = *at;
        uint64_t eight;
        if (end - at >= 8 && (std::memcpy(&eight, at, 8), !(eight & 0x8080808080808080))) {
            at += 8;
        } else if (first < 0x80) {
            ++at;
        } else if (first >= 0xC2 && first <= 0xDF) {
            if (!follows(1, 0x80, 0xBF)) return false;
            at += 2;
        } else if (first >= 0xE0 && first <= 0xEF) {
            const uint8_t low = first == 0xE0 ? 0xA0 : 0x80, high = first == 0xED ? 0x9F : 0xBF;
            if (!follows(1, low, high) || !follows(2, 0x80, 0xBF)) return false;
            at += 3;
        } else if (first >= 0xF0 && first <= 0xF4) {
            const uint8_t low = first == 0xF0 ? 0x90 : 0x80, high = first == 0xF4 ? 0x8F : 0xBF;
            if (!follows(1, low, high) || !follows(2, 0x80, 0xBF) || !follows(3, 0x80, 0xBF))
                return false;
            at += 4;
        } else {
            return false;
        }
    }
    return true;
}

// Whether any of eight bytes is a control sign, a quote or a backslash.
inline bool any_special(const char *at) {
    constexpr uint64_t kOnes = 0x0101010101010101, kHigh = kOnes << 7;
    uint64_t eight;
    std::memcpy(&eight, at, 8);
    const auto below = [&](uint64_t bytes, uint64_t least) { return (bytes - kOnes * least) & ~bytes & kHigh; };
    return below(eight, 0x20) | below(eight ^ (kOnes * '"'), 1) | below(eight ^ (kOnes * '\\'), 1);
}

class Scanner {
  public:
    Scanner(std::string_view line, Arena &arena)
        : at_(line.data()), end_(line.data() + line.size()), arena_(arena) {
        if (!is_utf8(line)) throw Odd();
    }

    void blanks() {
        while (at_ < end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r' || *at_ == '\n')) ++at_;
    }

    // The next sign that is no blank; NUL, which stands in no JSON, at the end.
    char peek() {
        blanks();
        return at_ < end_ ? *at_ : '\0';
    }

    bool take(char sign) {
        if (peek() != sign) return false;
        ++at_;
        return true;
    }

    void need(char sign) {
        if (!take(sign)) throw Odd();
    }

    void need_end() {
        blanks();
        if (at_ != end_) throw Odd();
    }

    bool take_null() { return peek() == 'n' && word("null"); }

    Text text() {
        need('"');
        const char *begin = at_;
        at_ = plain_until(at_, end_);
        if (at_ < end_ && *at_ == '"') {
            const std::string_view value(begin, at_++ - begin);
            return {value, value};
        }
        return unescaped(begin);
    }

    // An object's key, without escapes.
    std::string_view key() {
        const Text name = text();
        if (name.value.data() != name.written.data()) throw Odd();
        need(':');
        return name.value;
    }

    // Digits with an optional sign and fraction; no exponent, no "-0", none longer than 24 signs.
    std::string_view number() {
        blanks();
        const char *begin = at_;
        if (at_ < end_ && *at_ == '-') ++at_;
        const char *whole = at_;
        digits();
        if (at_ - whole > 1 && *whole == '0') throw Odd();
        if (at_ < end_ && *at_ == '.') {
            ++at_;
            digits();
        }
        const std::string_view found(begin, at_ - begin);
        const bool goes_on = at_ < end_ && (*at_ == 'e' || *at_ == 'E');
        if (goes_on || found == "-0" || found.size() > 24) throw Odd();
        return found;
    }

    // Passes over one value of any kind.
    void skip(int depth = 8) {
        const char sign = peek();
        if (sign == '"') {
            text();
        } else if (sign == '{' || sign == '[') {
            skip_inside(sign, depth);
        } else if (sign == 't') {
            if (!word("true")) throw Odd();
        } else if (sign == 'f') {
            if (!word("false")) throw Odd();
        } else if (!take_null()) {
            number();
        }
    }

  private:
    static bool is_plain(char sign) {
        return static_cast<uint8_t>(sign) >= 0x20 && sign != '"' && sign != '\\';
    }

    static const char *plain_until(const char *at, const char *end) {
        while (end - at >= 8 && !any_special(at)) at += 8;
        while (at < end && is_plain(*at)) ++at;
        return at;
    }

    bool word(const char *wanted) {
        const size_t size = std::strlen(wanted);
        if (static_cast<size_t>(end_ - at_) < size || std::memcmp(at_, wanted, size)) throw Odd();
        at_ += size;
        return true;
    }

    void digits() {
        const char *begin = at_;
        while (at_ < end_ && *at_ >= '0' && *at_ <= '9') ++at_;
        if (at_ == begin) throw Odd();
    }

    void skip_inside(char open, int depth) {
        if (!depth) throw Odd();
        ++at_;
        const char close = open == '{' ? '}' : ']';
        if (take(close)) return;
        do {
            if (open == '{') {
                text();
                need(':');
            }
            skip(depth - 1);
        } while (take(','));
        need(close);
    }

    Text unescaped(const char *begin) {
        const char *close = at_;
        for (; close < end_ && *close != '"'; close = plain_until(close, end_)) close += *close == '\\' ? 2 : 1;
        if (close >= end_) throw Odd();
        char *room = arena_.take(close - begin), *to = room;
        bool as_written = true;
        std::memcpy(to, begin, at_ - begin);
        to += at_ - begin;
        while (at_ < close) {
            if (const char *stop = plain_until(at_, close); stop > at_) {
                to = std::copy(at_, stop, to);
                at_ = stop;
            } else if (*at_ == '\\') {
                ++at_;
                to = escape(to, as_written);
            } else {
                throw Odd();  // a control sign by itself
            }
        }
        ++at_;
        const std::string_view written(begin, close - begin);
        return {{room, static_cast<size_t>(to - room)},
                as_written ? written : std::string_view()};
    }

    // Undoes one escape, behind its backslash; says whether it has to be written so.
    char *escape(char *to, bool &as_written) {
        static constexpr char kShort[] = "\"\\bfnrt/", kMeant[] = "\"\\\b\f\n\r\t/";
        const char sign = *at_++;
        if (sign == 'u') {
            as_written = false;
            return code_point(to);
        }
        const char *found = sign ? std::strchr(kShort, sign) : nullptr;
        if (!found) throw Odd();
        if (sign == '/') as_written = false;
        *to++ = kMeant[found - kShort];
        return to;
    }

    // As UTF-8, which is never longer than the escape. NUL and halves of a pair are odd.
    char *code_point(char *to) {
        uint32_t code = four_digits();
        if (code >= 0xD800 && code < 0xDC00) {
            if (end_ - at_ < 2 || at_[0] != '\\' || at_[1] != 'u') throw Odd();
            at_ += 2;
            const uint32_t low = four_digits();
            if (low < 0xDC00 || low > 0xDFFF) throw Odd();
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        } else if (code == 0 || (code >= 0xDC00 && code <= 0xDFFF)) {
            throw Odd();
        }
        auto put = [&](uint32_t byte) { *to++ = static_cast<char>(byte); };
        if (code < 0x80) {
            put(code);
        } else if (code < 0x800) {
            put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
        } else {
            put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F));
            put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
        }
        return to;
    }

    uint32_t four_digits() {
        if (end_ - at_ < 4) throw Odd();
        uint32_t code = 0;
        for (int i = 0; i < 4; ++i) {
            const char sign = *at_++;
            const int digit = sign >= '0' && sign <= '9'   ? sign - '0'
                              : sign >= 'a' && sign <= 'f' ? sign - 'a' + 10
                              : sign >= 'A' && sign <= 'F' ? sign - 'A' + 10
                                                           : -1;
            if (digit < 0) throw Odd();
            code = code << 4 | static_cast<uint32_t>(digit);
        }
        return code;
    }

    const char *at_, *end_;
    Arena &arena_;
};

}  // namespace json
