#include "pattern_program.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>
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
                return add(node);
            }
            default: {
                Node node(Does::edge, next);
                node.edge = tree.edge;
                return add(node);
            }
        }
    }

    int add(Node node) {
        program_.nodes.push_back(node);
        return static_cast<int>(program_.nodes.size()) - 1;
    }

  private:
    Program &program_;
    std::unordered_map<Set, int> kept_;  // which of Program::sets it is

    int byte(const Set &set, int next) {
        Node node(Does::byte, next);
        node.from = kept(set);
        return add(node);
    }

    int kept(const Set &set) {
        const auto [known, fresh] = kept_.try_emplace(set, static_cast<int>(program_.sets.size()));
        if (fresh) program_.sets.push_back(set);
        return known->second;
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
        node.from = static_cast<int>(program_.literals.size());
        node.width = static_cast<int>(to - from);
        for (size_t at = from; at < to; ++at)
            program_.literals += static_cast<char>(tree.parts[at].set._Find_first());
        return add(node);
    }

    using Ways = std::vector<std::pair<int, Set>>;  // nodes, with the bytes that each may begin with; all where it may be empty

    int either(const Tree &tree, int next, const Set &ahead) {
        Ways ways;
        for (const Tree &part : tree.parts) ways.emplace_back(compile(part, next, ahead), joined(part, ahead));
        return branch(ways);
    }

    int branch(const Ways &ways) {
        if (ways.size() > kFewWays) return switch_way(ways);
        Node node(Does::branch);
        node.from = static_cast<int>(program_.ways.size());
        node.number = static_cast<int>(ways.size());
        for (const auto &[way, first] : ways) program_.ways.insert(program_.ways.end(), {way, kept(first)});
        return add(node);
    }

    int switch_way(const Ways &ways) {
        Node node(Does::switch_);
        node.from = static_cast<int>(program_.ways_begin.size());
        for (int byte = 0; byte <= kTextEnd; ++byte) {
            program_.ways_begin.push_back(static_cast<uint32_t>(program_.ways.size()));
            for (const auto &[way, first] : ways)
                if (byte == kTextEnd ? first.all() : first[byte]) program_.ways.push_back(way);
        }
        program_.ways_begin.push_back(static_cast<uint32_t>(program_.ways.size()));
        return add(node);
    }

    int group(const Tree &tree, int next, const Set &ahead) {
        if (tree.group == 0) return compile(tree.parts[0], next, ahead);
        Node close(Does::close, next);
        close.number = tree.group;
        Node open(Does::open);
        open.number = tree.group;
        program_.groups = std::max(program_.groups, tree.group + 1);
        open.next = compile(tree.parts[0], add(close), ahead);
        return add(open);
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
        return add(node);
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
        const Tree &part = tree.parts[0];
        if (std::vector<Set> sets; flatten(part, sets)) return spin(tree, sets, next, ahead);
        if (tree.least == 0 && tree.most == 1) {
            Ways ways{{compile(part, next, ahead), joined(part, ahead)}, {next, ahead}};
            if (!tree.greedy) std::swap(ways[0], ways[1]);
            return branch(ways);
        }
        if (program_.counters == kCounters) throw std::invalid_argument("pattern: too many loops");
        Node node = repeating(Does::loop, tree, next, ahead);
        node.number = program_.counters++;
        node.from = kept(part.nullable() ? ~Set{} : part.first());
        const int loop = add(node);
        const int body = compile(part, loop, part.first() | ahead);
        program_.nodes[loop].body = body;
        Node enter(Does::enter, loop);
        enter.number = node.number;
        return add(enter);
    }

    Node repeating(Does does, const Tree &tree, int next, const Set &ahead) {
        Node node(does, next);
        node.least = tree.least;
        node.most = tree.most;
        node.greedy = tree.greedy;
        node.ahead = kept(ahead);
        return node;
    }

    int spin(const Tree &tree, const std::vector<Set> &sets, int next, const Set &ahead) {
        const bool one = sets.size() == 1;
        Node node = repeating(one ? Does::spin : Does::spins, tree, next, ahead);
        node.from = one ? kept(sets[0]) : static_cast<int>(program_.sets.size());
        node.width = static_cast<int>(sets.size());
        if (!one) program_.sets.insert(program_.sets.end(), sets.begin(), sets.end());
        return add(node);
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
