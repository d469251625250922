// Runs a Program: a backtracking search for the leftmost match.
#include "pattern.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "pattern_program.hpp"
#include "words.hpp"

namespace lamplight {
namespace {

constexpr long kSteps = 4'000'000;  // of one match; then it gives up
constexpr int kDeepest = 12'000;    // of frames on the stack, some 200 bytes each

class Run {
  public:
    Run(const Program &program, std::string_view text, bool whole, Match &match)
        : program_(program), nodes_(program.nodes.data()), sets_(program.sets.data()), text_(text), size_(static_cast<int>(text.size())), whole_(whole),
          match_(match) {
        std::fill_n(match_.groups, program.groups, Span{});
    }

    bool from(int begin, int at) {
        steps_ = kSteps;
        if (!go(begin, at)) return false;
        match_.groups[0] = {at, stop_};
        return true;
    }

  private:
    const Program &program_;
    const Node *nodes_;
    const Set *sets_;
    std::string_view text_;
    int size_;
    bool whole_;
    Match &match_;
    std::array<int, kCounters> counts_, lasts_;  // set where a loop or a group begins
    std::array<int, kGroups> opened_;
    long steps_ = 0;
    int depth_ = 0;
    int stop_ = 0;
    bool outer_ = true;  // not inside a look

    bool within(const Set &set, int at) const { return at < size_ && set[uint8_t(text_[at])]; }
    bool may(const Set &set, int at) const { return at < size_ ? set[uint8_t(text_[at])] : set.all(); }

    bool deeper(int node, int at) {
        if (depth_ >= kDeepest) return false;
        ++depth_;
        const bool found = go(node, at);
        --depth_;
        return found;
    }

    bool go(int index, int at) {
        for (;;) {
            if (--steps_ < 0) return false;
            const Node &node = nodes_[index];
            switch (node.does) {
                case Does::byte:
                    if (!within(sets_[node.from], at)) return false;
                    ++at;
                    break;
                case Does::bytes:
                    if (!takes_literal(node, at)) return false;
                    at += node.width;
                    break;
                case Does::same: {
                    const Span was = match_.groups[node.number];
                    if (!was.ok() || text_.compare(at, was.size(), text_, was.start, was.size()) != 0) return false;
                    at += was.size();
                    break;
                }
                case Does::edge:
                    if (!is_edge(node.edge, at)) return false;
                    break;
                case Does::look:
                    if (node.keeps && !node.negative) return look_and_go(node, at);
                    if (!looks(node, at)) return false;
                    break;
                case Does::spin: return spin(node, at);
                case Does::spins: return spins(node, at);
                case Does::branch: return branch(node, at);
                case Does::switch_: return switch_way(node, at);
                case Does::enter: return enter(node, at);
                case Does::loop: return loop(node, at);
                case Does::open: return open(node, at);
                case Does::close: return close(node, at);
                case Does::end:
                    if (outer_ && whole_ && at != size_) return false;
                    stop_ = at;
                    return true;
            }
            index = node.next;
        }
    }

    bool is_edge(Edge edge, int at) const {
        const auto word = [&](int i) {
            return i >= 0 && i < size_ && (is_letter(text_[i]) || is_digit(text_[i]) || text_[i] == '_');
        };
        switch (edge) {
            case Edge::word: return word(at - 1) != word(at);
            case Edge::no_word: return word(at - 1) == word(at);
            case Edge::start: return at == 0;
            case Edge::end: return at == size_ || (at == size_ - 1 && text_[at] == '\n');
            default: return at == size_;
        }
    }

    // Its groups are what they were, where what follows fails.
    bool look_and_go(const Node &node, int at) {
        const Match kept = match_;
        if (looks(node, at) && deeper(node.next, at)) return true;
        match_ = kept;
        return false;
    }

    bool looks(const Node &node, int at) {
        const int from = at - node.width;
        if (from < 0) return node.negative;
        const bool was_outer = outer_;
        outer_ = false;
        bool found;
        if (node.keeps && node.negative) {
            const Match kept = match_;
            found = deeper(node.body, from);
            if (found) match_ = kept;
        } else {
            found = deeper(node.body, from);
        }
        outer_ = was_outer;
        if (node.behind) found = found && stop_ == at;
        return found != node.negative;
    }

    bool takes_literal(const Node &node, int at) const {
        if (size_ - at < node.width) return false;
        const char *literal = program_.literals.data() + node.from, *here = text_.data() + at;
        return *literal == *here && std::memcmp(literal, here, static_cast<size_t>(node.width)) == 0;
    }

    bool goes_on(const Node &node, int at) { return may(sets_[node.ahead], at) && deeper(node.next, at); }

    bool spin(const Node &node, int at) {
        const Set &set = sets_[node.from];
        const int most = at + std::min(node.most, size_ - at), least = at + node.least;
        if (node.greedy) {
            int end = at;
            while (end < most && set[uint8_t(text_[end])]) ++end;
            if (end < least) return false;
            for (; end > least; --end)
                if (goes_on(node, end)) return true;
            return may(sets_[node.ahead], end) && go(node.next, end);
        }
        if (least > most) return false;
        while (at < least)
            if (!set[uint8_t(text_[at++])]) return false;
        for (;; ++at) {
            if (goes_on(node, at)) return true;
            if (at == most || !set[uint8_t(text_[at])]) return false;
        }
    }

    bool takes_row(const Node &node, int at) const {
        for (int set = 0; set < node.width; ++set)
            if (!within(sets_[node.from + set], at++)) return false;
        return true;
    }

    bool spins(const Node &node, int at) {
        int count = 0;
        for (; count < (node.greedy ? node.most : node.least) && takes_row(node, at); at += node.width) ++count;
        if (count < node.least) return false;
        if (node.greedy) {
            for (; count > node.least; --count, at -= node.width)
                if (goes_on(node, at)) return true;
            return may(sets_[node.ahead], at) && go(node.next, at);
        }
        for (;; ++count, at += node.width) {
            if (goes_on(node, at)) return true;
            if (count == node.most || !takes_row(node, at)) return false;
        }
    }

    bool branch(const Node &node, int at) {
        const int *way = program_.ways.data() + node.from, *last = way + 2 * (node.number - 1);
        for (; way < last; way += 2)
            if (may(sets_[way[1]], at) && deeper(way[0], at)) return true;
        return may(sets_[way[1]], at) && go(way[0], at);
    }

    bool switch_way(const Node &node, int at) {
        const uint32_t *bounds = program_.ways_begin.data() + node.from + (at < size_ ? uint8_t(text_[at]) : kTextEnd);
        for (uint32_t way = bounds[0]; way + 1 < bounds[1]; ++way)
            if (deeper(program_.ways[way], at)) return true;
        return bounds[0] < bounds[1] && go(program_.ways[bounds[1] - 1], at);
    }

    bool enter(const Node &node, int at) {
        int &count = counts_[node.number], &last = lasts_[node.number];
        const int count_was = count, last_was = last;
        count = 0;
        last = -1;
        if (deeper(node.next, at)) return true;
        count = count_was;
        last = last_was;
        return false;
    }

    bool again(const Node &node, int at) {
        int &count = counts_[node.number], &last = lasts_[node.number];
        const int last_was = last;
        if (!may(sets_[node.from], at)) return false;
        ++count;
        last = at;
        if (deeper(node.body, at)) return true;
        --count;
        last = last_was;
        return false;
    }

    bool loop(const Node &node, int at) {
        const int count = counts_[node.number];
        if (count < node.least) return again(node, at);
        const bool may_go_on = count < node.most && at != lasts_[node.number];
        if (node.greedy && may_go_on && again(node, at)) return true;
        if (goes_on(node, at)) return true;
        return !node.greedy && may_go_on && again(node, at);
    }

    bool open(const Node &node, int at) {
        const int was = opened_[node.number];
        opened_[node.number] = at;
        if (deeper(node.next, at)) return true;
        opened_[node.number] = was;
        return false;
    }

    bool close(const Node &node, int at) {
        const Span was = match_.groups[node.number];
        match_.groups[node.number] = {opened_[node.number], at};
        if (deeper(node.next, at)) return true;
        match_.groups[node.number] = was;
        return false;
    }
};

}  // namespace

Pattern::Pattern(std::string_view source, bool verbose)
    : program_(std::make_unique<const Program>(compile(parse_pattern(source, verbose)))) {}

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern &&) noexcept = default;

bool Pattern::match(std::string_view text, size_t at, Match &found, size_t end) const {
    text = text.substr(0, end);
    if (at > text.size()) return false;
    found.text = text;
    if (!program_->nullable && (at == text.size() || !program_->first[uint8_t(text[at])])) return false;
    return Run(*program_, text, false, found).from(program_->begin, static_cast<int>(at));
}

bool Pattern::search(std::string_view text, size_t at, Match &found, size_t end) const {
    text = text.substr(0, end);
    found.text = text;
    Run run(*program_, text, false, found);
    for (; at <= text.size(); ++at) {
        if (!program_->nullable) {
            if (program_->only >= 0) {
                at = text.find(static_cast<char>(program_->only), at);
                if (at == text.npos) return false;
            } else {
                while (at < text.size() && !program_->first[uint8_t(text[at])]) ++at;
                if (at == text.size()) return false;
            }
        }
        if (run.from(program_->begin, static_cast<int>(at))) return true;
    }
    return false;
}

bool Pattern::fullmatch(std::string_view text, Match &found) const {
    found.text = text;
    return Run(*program_, text, true, found).from(program_->begin, 0);
}

}  // namespace lamplight
