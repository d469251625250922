#include "pattern_program.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace lamplight {
namespace {

class Compiler {
  public:
    explicit Compiler(Program &program) : program_(program) {}

    // The node from which `tree` is matched, and then what begins at `next`, whose first bytes are `ahead`.
    int compile(const Tree &tree, int next, const Set &ahead) {
        switch (tree.says) {
            case Says::set: return byte(tree.set, next);
            case Says::sequence: return sequence(tree, next, ahead);
            case Says::either: return either(tree, next, ahead);
            case Says::repeat: return repeat(tree, next, ahead);
            case Says::group: return group(tree, next, ahead);
            case Says::look: return look(tree, next);
            case Says::same: {
                Node node(Does::same, next);
                node.number = tree.group;
                return add(std::move(node));
            }
            default: {
                Node node(Does::edge, next);
                node.edge = tree.edge;
                return add(std::move(node));
            }
        }
    }

    int add(Node node) {
        program_.nodes.push_back(std::move(node));
        return static_cast<int>(program_.nodes.size()) - 1;
    }

  private:
    Program &program_;

    int byte(const Set &set, int next) {
        Node node(Does::byte, next);
        node.set = set;
        return add(std::move(node));
    }

    // Bytes with which `tree` and what follows may begin.
    static Set joined(const Tree &tree, const Set &ahead) {
        return tree.nullable() ? tree.first() | ahead : tree.first();
    }

    int sequence(const Tree &tree, int next, Set ahead) {
        for (size_t at = tree.parts.size(); at-- > 0;) {
            size_t from = at;
            while (from > 0 && is_one(tree.parts[from]) && is_one(tree.parts[from - 1])) --from;
            if (from < at) {
                next = literal(tree, from, at + 1, next);
                at = from;
            } else {
                next = compile(tree.parts[at], next, ahead);
            }
            ahead = joined(tree.parts[at], ahead);
        }
        return next;
    }

    static bool is_one(const Tree &tree) { return tree.says == Says::set && tree.set.count() == 1; }

    int literal(const Tree &tree, size_t from, size_t to, int next) {
        Node node(Does::bytes, next);
        for (size_t at = from; at < to; ++at) node.literal += static_cast<char>(tree.parts[at].set._Find_first());
        return add(std::move(node));
    }

    using Ways = std::vector<std::pair<int, Set>>;  // nodes, with the bytes that each may begin with; all where it may be empty

    int either(const Tree &tree, int next, const Set &ahead) {
        Ways ways;
        for (const Tree &part : tree.parts) ways.emplace_back(compile(part, next, ahead), joined(part, ahead));
        return branch(ways);
    }

    int branch(const Ways &ways) {
        Node node(Does::branch);
        for (int byte = 0; byte <= kTextEnd; ++byte) {
            node.ways_begin.push_back(static_cast<uint16_t>(node.ways.size()));
            for (const auto &[way, first] : ways)
                if (byte == kTextEnd ? first.all() : first[byte]) node.ways.push_back(way);
        }
        if (node.ways.size() > UINT16_MAX) throw std::invalid_argument("pattern: too many ways");
        node.ways_begin.push_back(static_cast<uint16_t>(node.ways.size()));
        return add(std::move(node));
    }

    int group(const Tree &tree, int next, const Set &ahead) {
        if (tree.group == 0) return compile(tree.parts[0], next, ahead);
        Node close(Does::close, next);
        close.number = tree.group;
        Node open(Does::open);
        open.number = tree.group;
        program_.groups = std::max(program_.groups, tree.group + 1);
        open.next = compile(tree.parts[0], add(std::move(close)), ahead);
        return add(std::move(open));
    }

    static bool has_group(const Tree &tree) {
        return (tree.says == Says::group && tree.group) || std::any_of(tree.parts.begin(), tree.parts.end(), has_group);
    }

    int look(const Tree &tree, int next) {
        Node node(Does::look, next);
        node.body = compile(tree.parts[0], add(Node(Does::end)), ~Set{});
        node.negative = tree.negative;
        node.keeps = has_group(tree);
        node.behind = tree.behind;
        node.width = tree.behind ? tree.parts[0].width() : 0;
        return add(std::move(node));
    }

    // Whether it takes a fixed row of bytes without a choice, so that a loop needs no stack.
    static bool flatten(const Tree &tree, std::vector<Set> &sets) {
        if (tree.says == Says::set) {
            sets.push_back(tree.set);
            return true;
        }
        if (tree.says != Says::sequence && !(tree.says == Says::group && tree.group == 0)) return false;
        for (const Tree &part : tree.parts)
            if (!flatten(part, sets)) return false;
        return !sets.empty();
    }

    int repeat(const Tree &tree, int next, const Set &ahead) {
        Node node(Does::spin, next);
        node.least = tree.least;
        node.most = tree.most;
        node.greedy = tree.greedy;
        node.ahead = ahead;
        if (flatten(tree.parts[0], node.sets)) return add(std::move(node));
        if (tree.least == 0 && tree.most == 1) {
            Ways ways{{compile(tree.parts[0], next, ahead), joined(tree.parts[0], ahead)}, {next, ahead}};
            if (!tree.greedy) std::swap(ways[0], ways[1]);
            return branch(ways);
        }
        if (program_.counters == kCounters) throw std::invalid_argument("pattern: too many loops");
        node.does = Does::loop;
        node.sets.clear();
        node.number = program_.counters++;
        const int loop = add(std::move(node));
        const int body = compile(tree.parts[0], loop, tree.parts[0].first() | ahead);
        program_.nodes[loop].body = body;
        program_.nodes[loop].set = tree.parts[0].nullable() ? ~Set{} : tree.parts[0].first();
        Node enter(Does::enter, loop);
        enter.number = program_.nodes[loop].number;
        return add(std::move(enter));
    }
};

}  // namespace

Program compile(const Tree &tree) {
    Program program;
    Compiler compiler(program);
    program.begin = compiler.compile(tree, compiler.add(Node(Does::end)), ~Set{});
    program.nullable = tree.nullable();
    program.first = tree.first();
    if (!program.nullable && program.first.count() == 1)
        program.only = static_cast<int>(program.first._Find_first());
    return program;
}

}  // namespace lamplight
