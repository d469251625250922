// Alternatives that begin alike as one, so that dozens of names cost a look at each letter: ab|c|ad as a(?:b|d)|c.
#include "pattern_tree.hpp"

namespace lamplight {
namespace {

// Alternatives in their order, all of which begin with `first`; as its one byte where `alike`.
struct Ways {
    Set first;
    bool alike;
    std::vector<Tree> ways;
};

bool begins_with_set(const Tree &way) {
    return way.says == Says::sequence && !way.parts.empty() && way.parts[0].says == Says::set;
}

// Those before which a way that begins with `first` may stand as well: none of them can begin where it does.
Ways *ways_alike(std::vector<Ways> &all, const Set &first) {
    for (size_t at = all.size(); at-- > 0;) {
        if (all[at].alike && all[at].first == first) return &all[at];
        if ((all[at].first & first).any()) return nullptr;
    }
    return nullptr;
}

// The byte with which all begin, and then one of what follows it.
Tree after_first(Ways &&alike) {
    Tree joined;
    joined.parts.push_back(alike.ways[0].parts[0]);
    for (Tree &way : alike.ways) way.parts.erase(way.parts.begin());
    Tree rest = either_of(std::move(alike.ways));
    if (rest.says == Says::sequence)
        for (Tree &part : rest.parts) joined.parts.push_back(std::move(part));
    else
        joined.parts.push_back(std::move(rest));
    return joined;
}

}  // namespace

Tree either_of(std::vector<Tree> ways) {
    std::vector<Ways> all;
    for (Tree &way : ways) {
        const bool alike = begins_with_set(way);
        const Set first = way.nullable() ? ~Set{} : way.first();
        Ways *known = alike ? ways_alike(all, first) : nullptr;
        if (!known) known = &all.emplace_back(Ways{first, alike, {}});
        known->ways.push_back(std::move(way));
    }
    Tree tree;
    tree.says = Says::either;
    for (Ways &one : all)
        tree.parts.push_back(one.ways.size() > 1 ? after_first(std::move(one)) : std::move(one.ways[0]));
    return tree.parts.size() == 1 ? std::move(tree.parts[0]) : tree;
}

}  // namespace lamplight
