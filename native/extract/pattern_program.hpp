// A pattern as steps, each of which names the next: Tree -> compile -> Program.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pattern_tree.hpp"

namespace lamplight {

enum class Does : uint8_t {
    byte,    // takes one byte out of a set
    bytes,   // takes a literal
    spin,    // takes a byte out of a set `least` to `most` times
    spins,   // takes a row of sets `least` to `most` times
    branch,  // goes on with one of a few ways, those of the byte that stands there
    switch_, // likewise of many
    enter,   // begins a loop: counts from 0
    loop,    // again with `body`, or on
    open,    // a group begins
    close,   // a group ends
    same,    // takes what a group took
    look,    // asks what follows or precedes, takes nothing
    edge,    // asks for a border
    end      // of the pattern
};

// Small, and what is large beside it in Program: a pattern of thousands of names then stays in the cache.
struct Node {
    explicit Node(Does does, int next = -1) : does(does), next(next) {}

    Does does;
    Edge edge = Edge::word;
    bool greedy = true, negative = false, behind = false;
    bool keeps = false;  // of a look: it has groups, which are what they were where it fails
    int next;
    int body = -1;   // of loop and look
    int number = 0;  // of a group or a counter; how many ways a branch has
    int least = 0, most = 0;
    int width = 0;  // of a look-behind, of `literal`, of a row of `sets`
    int from = 0;   // where in Program's sets, literals or ways the node's own begin
    int ahead = 0;  // set of the bytes that what comes next may begin with; all where that may be empty
};

constexpr int kCounters = 64;
constexpr int kTextEnd = 256;  // as a byte that stands there
constexpr int kFewWays = 4;    // a branch asks so many one by one, more by a table

struct Program {
    std::vector<Node> nodes;
    std::vector<Set> sets;
    std::string literals;
    std::vector<int> ways;             // of a branch: nodes; of few ways each with its set
    std::vector<uint32_t> ways_begin;  // of a branch of many: for each byte and the text's end where in `ways` its own begin
    int begin = -1;
    int counters = 0;
    int groups = 1;  // with the whole match
    Set first;
    bool nullable = true;
    int only = -1;  // the one byte that every match begins with
};

Program compile(const Tree &tree);

}  // namespace lamplight
