// How much speaks for a row of digits being a telephone number.
//
// Candidate, View, region -> Points::of -> points; phone.ENOUGH of them make a number. For it speak: how the
// digits are grouped, a country code or a trunk prefix, a plan that assigns such numbers, a word such as "call"
// before them. Against it: digits left over beside them, letters glued to them, and what lists look like.
// Twin: tests/extract/slow/points.py.
#pragma once
#include <set>
#include <vector>

#include "lists.hpp"
#include "plans.hpp"
#include "view.hpp"

namespace lamplight {

// Words of small letters and spaces, told by their last letters first.
class Endings {
  public:
    void add(std::string_view word);
    // Calls f(word) for each that the text ends with, the shortest first; true once f says so.
    template <typename F> bool any(std::string_view text, F f) const {
        size_t node = 0;
        for (size_t at = text.size(); at > 0;) {
            node = nodes_[node].next[letter_of(text[--at])];
            if (!node) return false;
            if (nodes_[node].ends && f(text.substr(at))) return true;
        }
        return false;
    }

  private:
    struct Node {
        uint16_t next[28] = {};  // next[0] stays 0: no such word
        bool ends = false;
    };
    static size_t letter_of(char c) { return c >= 'a' && c <= 'z' ? static_cast<size_t>(c - 'a' + 1) : c == ' ' ? 27 : 0; }
    std::vector<Node> nodes_ = std::vector<Node>(1);
};

class Points {
  public:
    Points(const Tables &tables, const Plans &plans);

    // Groups that look like a list or a code stay far below what a number needs.
    double of(const Candidate &it, const View &view, std::string_view region) const;
    // Two points for a word such as "call" or a telephone sign before this place.
    double cue(const View &view, int start) const;
    // What it costs abroad that groups written alike stay over at its ends: those not taken.
    double cut_out(const Candidate &it, const std::vector<bool> &taken) const;
    const Lists &lists() const { return lists_; }

  private:
    bool called(std::string_view before) const;
    bool names_call(std::string_view before, std::string_view since) const;
    double shape(const Candidate &it, std::string_view region) const;
    double unsure(const Candidate &it, std::string_view plain, std::string_view region) const;
    double nowhere(const Candidate &it, bool called) const;
    double lettered(const View &view, int start) const;
    double undialled(const Candidate &it, std::string_view region, bool called) const;
    bool in_path(const View &view, int start) const;
    bool in_a_code(std::string_view plain, const Candidate &it) const;
    bool is_code(std::string_view letters) const;

    const Plans &plans_;
    Lists lists_;
    Endings cues_;
    Words cues_in_one_sentence_;
    std::set<char32_t> signs_;
    Pattern in_path_, acronym_;
    Lexicon<bool> everyday_;
};

}  // namespace lamplight
