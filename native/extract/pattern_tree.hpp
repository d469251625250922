// What a pattern says, as a tree: source -> parse_pattern -> Tree. The grammar is that of Python's re.
#pragma once
#include <bitset>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace lamplight {

using Set = std::bitset<256>;

constexpr int kNoLimit = 1 << 30;

enum class Says { set, sequence, either, repeat, group, same, look, edge };
enum class Edge : uint8_t { word, no_word, start, end, very_end };

struct Tree {
    Says says = Says::sequence;
    Set set;                   // set: one byte out of these
    std::vector<Tree> parts;   // sequence, either; the one part of repeat, group and look
    int least = 0, most = 0;   // repeat
    bool greedy = true;        // repeat
    int group = 0;             // group: its number, 0 for none; same: which group stands here again
    bool behind = false;       // look
    bool negative = false;     // look
    Edge edge = Edge::word;    // edge

    // Bytes that it may begin with; nullable: it may match nothing.
    Set first() const;
    bool nullable() const;
    // Bytes that each of its matches has; -1: they differ.
    int width() const;
};

// One of these, the first that fits before others.
Tree either_of(std::vector<Tree> ways);

// Throws std::invalid_argument.
Tree parse_pattern(std::string_view source, bool verbose);

}  // namespace lamplight
