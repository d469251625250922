#include "pattern_tree.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "pattern.hpp"
#include "words.hpp"

namespace lamplight {
namespace {

Set range(int from, int to) {
    Set set;
    for (int c = from; c <= to; ++c) set.set(c);
    return set;
}

Set class_of(char letter) {
    Set set;
    switch (letter | 0x20) {
        case 'd': set = range('0', '9'); break;
        case 's': set = range('\t', '\r') | range(0x1c, ' '); break;
        default: set = range('a', 'z') | range('A', 'Z') | range('0', '9') | range('_', '_');
    }
    return is_capital(letter) ? ~set : set;
}

class Parser {
  public:
    Parser(std::string_view source, bool verbose) : source_(source), verbose_(verbose) {}

    Tree whole() {
        Tree tree = either();
        if (at_ < source_.size()) fail("a bracket too many");
        return tree;
    }

  private:
    std::string_view source_;
    bool verbose_;
    size_t at_ = 0;
    int groups_ = 0;
    std::unordered_map<std::string, int> names_;

    [[noreturn]] void fail(const std::string &what) const {
        throw std::invalid_argument("pattern: " + what + " at " + std::to_string(at_));
    }
    void skip_blanks() {
        while (verbose_ && at_ < source_.size()) {
            if (source_[at_] == '#') {
                at_ = std::min(source_.find('\n', at_), source_.size());
            } else if (is_space(source_[at_])) {
                ++at_;
            } else {
                return;
            }
        }
    }
    bool takes(std::string_view piece) {
        if (source_.compare(at_, piece.size(), piece) != 0) return false;
        at_ += piece.size();
        return true;
    }
    char next() {
        if (at_ >= source_.size()) fail("an end too early");
        return source_[at_++];
    }

    Tree either() {
        std::vector<Tree> ways;
        do ways.push_back(sequence());
        while (takes("|"));
        return either_of(std::move(ways));
    }

    Tree sequence() {
        Tree tree;
        for (skip_blanks(); at_ < source_.size() && source_[at_] != '|' && source_[at_] != ')'; skip_blanks())
            tree.parts.push_back(repeated(atom()));
        return tree;
    }

    Tree repeated(Tree part) {
        skip_blanks();
        int least = 0, most = kNoLimit;
        if (takes("+")) {
            least = 1;
        } else if (takes("?")) {
            most = 1;
        } else if (!takes("*") && !counted(least, most)) {
            return part;
        }
        Tree tree;
        tree.says = Says::repeat;
        tree.least = least;
        tree.most = most;
        tree.greedy = !takes("?");
        tree.parts.push_back(std::move(part));
        return tree;
    }

    bool counted(int &least, int &most) {
        const size_t from = at_;
        int low = -1, high = -1;
        if (!takes("{")) return false;
        low = number();
        if (takes(",")) {
            high = number();
            if (low < 0 && high < 0) return at_ = from, false;
        } else {
            high = low;
            if (low < 0) return at_ = from, false;
        }
        if (!takes("}")) return at_ = from, false;
        least = std::max(low, 0);
        most = high < 0 ? kNoLimit : high;
        return true;
    }

    int number() {
        int value = -1;
        while (at_ < source_.size() && is_digit(source_[at_]))
            value = std::max(value, 0) * 10 + (source_[at_++] - '0');
        return value;
    }

    Tree atom() {
        const char c = next();
        switch (c) {
            case '(': return bracket();
            case '[': return set_tree(set());
            case '.': return set_tree(~range('\n', '\n'));
            case '^': return edge(Edge::start);
            case '$': return edge(Edge::end);
            case '\\': return escaped();
            case '*':
            case '+':
            case '?': --at_, fail("nothing to repeat");
            default: return literal(c);
        }
    }

    static Tree set_tree(Set set) {
        Tree tree;
        tree.says = Says::set;
        tree.set = set;
        return tree;
    }
    static Tree literal(char c) { return set_tree(range(uint8_t(c), uint8_t(c))); }
    static Tree edge(Edge edge) {
        Tree tree;
        tree.says = Says::edge;
        tree.edge = edge;
        return tree;
    }

    Tree bracket() {
        Tree tree;
        tree.says = Says::group;
        if (takes("?P=")) return same(names_.at(name(')')));
        if (takes("?P<")) {
            names_[name('>')] = tree.group = ++groups_;
        } else if (takes("?=") || takes("?!") || takes("?<=") || takes("?<!")) {
            tree.says = Says::look;
            tree.negative = source_[at_ - 1] == '!';
            tree.behind = source_[at_ - 2] == '<';
        } else if (!takes("?:")) {
            if (at_ < source_.size() && source_[at_] == '?') fail("a bracket of an unknown kind");
            tree.group = ++groups_;
        }
        if (groups_ >= kGroups) fail("too many groups");
        tree.parts.push_back(either());
        if (!takes(")")) fail("a bracket that is not closed");
        if (tree.behind && tree.parts[0].width() < 0) fail("a look-behind without a width");
        return tree;
    }

    std::string name(char end) {
        std::string name;
        for (char c; (c = next()) != end;) name += c;
        return name;
    }

    static Tree same(int group) {
        Tree tree;
        tree.says = Says::same;
        tree.group = group;
        return tree;
    }

    Tree escaped() {
        const char c = next();
        switch (c) {
            case 'b': return edge(Edge::word);
            case 'B': return edge(Edge::no_word);
            case 'A': return edge(Edge::start);
            case 'Z': return edge(Edge::very_end);
            default: break;
        }
        if (c >= '1' && c <= '9') return same(c - '0');
        if (std::string_view("dDsSwW").find(c) != std::string_view::npos) return set_tree(class_of(c));
        return literal(plain_escape(c));
    }

    char plain_escape(char c) {
        switch (c) {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'f': return '\f';
            case 'v': return '\v';
            case '0': return '\0';
            case 'x': {
                const std::string digits{next(), next()};
                return static_cast<char>(std::stoi(digits, nullptr, 16));
            }
            default: break;
        }
        if (is_letter(c)) fail(std::string("an unknown escape ") + c);
        return c;
    }

    Set set() {
        Set found;
        const bool without = takes("^");
        for (bool first = true; first || source_.at(at_) != ']'; first = false) {
            char from = next();
            if (from == '\\') {
                from = next();
                if (std::string_view("dDsSwW").find(from) != std::string_view::npos) {
                    found |= class_of(from);
                    continue;
                }
                from = from == 'b' ? '\b' : plain_escape(from);
            }
            char to = from;
            if (at_ + 1 < source_.size() && source_[at_] == '-' && source_[at_ + 1] != ']') {
                ++at_;
                to = next();
                if (to == '\\') to = plain_escape(next());
            }
            if (uint8_t(to) < uint8_t(from)) fail("a range that runs backwards");
            found |= range(uint8_t(from), uint8_t(to));
        }
        ++at_;
        return without ? ~found : found;
    }
};

}  // namespace

Set Tree::first() const {
    Set found;
    switch (says) {
        case Says::set: return set;
        case Says::same: return ~Set{};
        case Says::look:
        case Says::edge: return found;
        case Says::either:
            for (const Tree &part : parts) found |= part.first();
            return found;
        case Says::group:
        case Says::repeat: return most == 0 && says == Says::repeat ? found : parts[0].first();
        case Says::sequence: break;
    }
    for (const Tree &part : parts) {
        found |= part.first();
        if (!part.nullable()) break;
    }
    return found;
}

bool Tree::nullable() const {
    const auto empty = [](const Tree &part) { return part.nullable(); };
    switch (says) {
        case Says::set: return false;
        case Says::same:
        case Says::look:
        case Says::edge: return true;
        case Says::either: return std::any_of(parts.begin(), parts.end(), empty);
        case Says::group: return parts[0].nullable();
        case Says::repeat: return least == 0 || parts[0].nullable();
        default: return std::all_of(parts.begin(), parts.end(), empty);
    }
}

int Tree::width() const {
    switch (says) {
        case Says::set: return 1;
        case Says::same: return -1;
        case Says::look:
        case Says::edge: return 0;
        case Says::group: return parts[0].width();
        case Says::repeat: {
            const int one = parts[0].width();
            return least == most && one >= 0 ? one * least : -1;
        }
        case Says::either:
            for (const Tree &part : parts)
                if (part.width() != parts[0].width()) return -1;
            return parts[0].width();
        case Says::sequence: break;
    }
    int sum = 0;
    for (const Tree &part : parts) {
        if (part.width() < 0) return -1;
        sum += part.width();
    }
    return sum;
}

Tree parse_pattern(std::string_view source, bool verbose) { return Parser(source, verbose).whole(); }

}  // namespace lamplight
