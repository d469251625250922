// A pattern as steps, each of which names the next: Tree -> compile -> Program.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pattern_tree.hpp"

namespace lamplight {

enum class Does : uint8_t {
    byte,    // takes one byte out of `set`
    bytes,   // takes `literal`
    spin,    // takes a row of `sets` `least` to `most` times
    branch,  // goes on with one of `ways`, those of the byte that stands there
    enter,   // begins a loop: counts from 0
    loop,    // again with `body`, or on
    open,    // a group begins
    close,   // a group ends
    same,    // takes what a group took
    look,    // asks what follows or precedes, takes nothing
    edge,    // asks for a border
    end      // of the pattern
};

struct Node {
    explicit Node(Does does, int next = -1) : does(does), next(next) {}

    Does does;
    int next;
    int body = -1;   // of loop and look
    int number = 0;  // of a group or a counter
    int least = 0, most = 0;
    int width = 0;  // of a look-behind
    bool greedy = true, negative = false, behind = false;
    bool keeps = false;  // of a look: it has groups, which are what they were where it fails
    Edge edge = Edge::word;
    Set set;
    std::string literal;
    std::vector<Set> sets;
    std::vector<int> ways;             // of each byte in turn, and of the text's end: those that may begin there
    std::vector<uint16_t> ways_begin;  // where in `ways` those of a byte begin
    Set ahead;                // bytes that what comes next may begin with; all where that may be empty
};

constexpr int kCounters = 64;
constexpr int kTextEnd = 256;  // as a byte that stands there

struct Program {
    std::vector<Node> nodes;
    int begin = -1;
    int counters = 0;
    int groups = 1;  // with the whole match
    Set first;
    bool nullable = true;
    int only = -1;  // the one byte that every match begins with
};

Program compile(const Tree &tree);

}  // namespace lamplight
