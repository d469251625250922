// A pattern in the syntax of Python's re, over bytes: source -> Pattern -> match, search, fullmatch -> Match.
//
// The patterns themselves stand in Python, beside the words they go with; this runs them without Python.
// Backtracking, leftmost, alternatives in order, greedy and lazy: the same answers as re, which is its
// slow twin. Known limits: bytes only; classes and \d \s \w \b are ASCII's; no conditionals, no flags but
// VERBOSE; a match gives up (finds nothing there) after kSteps steps, so that no text takes for ever.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace lamplight {

constexpr int kGroups = 26;

// Half-open; start < 0: the group took no part.
struct Span {
    int start = -1, end = -1;
    bool ok() const { return start >= 0; }
    int size() const { return end - start; }
    bool operator==(const Span &other) const { return start == other.start && end == other.end; }
};

// Group 0 is the whole match. Groups of a name have numbers as well, in the order of their brackets.
struct Match {
    Span groups[kGroups];
    std::string_view text;

    Span span(int group = 0) const { return groups[group]; }
    int start(int group = 0) const { return groups[group].start; }
    int end(int group = 0) const { return groups[group].end; }
    bool has(int group) const { return groups[group].ok(); }
    // "" for a group that took no part
    std::string_view operator[](int group) const {
        const Span s = groups[group];
        return s.ok() ? text.substr(s.start, s.size()) : std::string_view{};
    }
};

struct Program;

class Pattern {
  public:
    // Throws std::invalid_argument naming what it can't read.
    explicit Pattern(std::string_view source, bool verbose = false);
    ~Pattern();
    Pattern(Pattern &&) noexcept;

    // As Python's methods with pos and endpos: what stands before `at` is seen by look-behinds and \b,
    // the text ends at `end`. Const and free of shared state, so any number of threads may use one.
    bool match(std::string_view text, size_t at, Match &found, size_t end = std::string_view::npos) const;
    bool search(std::string_view text, size_t at, Match &found, size_t end = std::string_view::npos) const;
    bool fullmatch(std::string_view text, Match &found) const;

    bool matches(std::string_view text, size_t at = 0, size_t end = std::string_view::npos) const {
        Match found;
        return match(text, at, found, end);
    }
    bool finds(std::string_view text, size_t at = 0, size_t end = std::string_view::npos) const {
        Match found;
        return search(text, at, found, end);
    }
    bool fills(std::string_view text) const {
        Match found;
        return fullmatch(text, found);
    }

    // Calls f(const Match &) for each, as finditer does.
    template <typename F> void each(std::string_view text, F f) const {
        Match found;
        for (size_t at = 0; at <= text.size() && search(text, at, found);) {
            f(static_cast<const Match &>(found));
            at = found.end() > found.start() ? found.end() : found.end() + 1;
        }
    }

  private:
    std::unique_ptr<const Program> program_;
};

}  // namespace lamplight
