// Small questions about bytes of a reading. ASCII alone: the rest of a reading's bytes are signs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lamplight {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_small(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_letter(char c) { return is_small(c) || is_capital(c); }
inline bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f'); }

inline bool all_digits(std::string_view s) {
    for (const char c : s)
        if (!is_digit(c)) return false;
    return !s.empty();
}
inline bool all_letters(std::string_view s) {
    for (const char c : s)
        if (!is_letter(c)) return false;
    return !s.empty();
}
inline bool starts_with(std::string_view s, std::string_view head) { return s.substr(0, head.size()) == head; }
inline bool ends_with(std::string_view s, std::string_view tail) {
    if (s.size() < tail.size() || tail.empty()) return tail.empty();
    return s.back() == tail.back() && s.substr(s.size() - tail.size()) == tail;
}
// Calls f(int start, int end) for each row of small letters.
template <typename F> void each_row_of_letters(std::string_view text, F f) {
    for (int at = 0, size = static_cast<int>(text.size()); at < size; ++at) {
        if (!is_small(text[static_cast<size_t>(at)])) continue;
        const int start = at;
        while (at < size && is_small(text[static_cast<size_t>(at)])) ++at;
        f(start, at);
    }
}
// The words between white space.
inline std::vector<std::string> split_words(std::string_view words) {
    std::vector<std::string> found;
    for (size_t at = 0, end; at < words.size(); at = end + 1) {
        end = words.find_first_of(" \n", at);
        if (end == words.npos) end = words.size();
        if (end > at) found.emplace_back(words.substr(at, end - at));
    }
    return found;
}
// Python's strip, lstrip, rstrip of these characters; of white space where none are given.
inline std::string_view lstrip(std::string_view s, std::string_view signs = "") {
    while (!s.empty() && (signs.empty() ? is_space(s.front()) : signs.find(s.front()) != signs.npos))
        s.remove_prefix(1);
    return s;
}
inline std::string_view rstrip(std::string_view s, std::string_view signs = "") {
    while (!s.empty() && (signs.empty() ? is_space(s.back()) : signs.find(s.back()) != signs.npos))
        s.remove_suffix(1);
    return s;
}
inline std::string_view strip(std::string_view s, std::string_view signs = "") {
    return rstrip(lstrip(s, signs), signs);
}

// "(south bay)": brackets around words, alone.
inline bool is_remark(std::string_view text) {
    constexpr std::string_view kOpen = "([{", kClose = ")]}";
    constexpr size_t kLongest = 40;
    text = strip(text);
    if (text.size() < 3 || text.size() > kLongest) return false;
    const size_t bracket = kOpen.find(text.front());
    if (bracket == kOpen.npos || text.back() != kClose[bracket]) return false;
    return text.find_first_of("()[]{}", 1) == text.size() - 1;
}

}  // namespace lamplight
