#include "areas.hpp"

#include <algorithm>

namespace lamplight {

namespace {

// Whether a pattern is found exactly once, and where.
bool once(const Pattern &pattern, std::string_view lower, Match &found) {
    int count = 0;
    pattern.each(lower, [&](const Match &match) {
        found = match;
        ++count;
    });
    return count == 1;
}

}  // namespace

Areas::Areas(const Tables &tables, Gates &gates, const Plans &plans)
    : plans_(plans),
      named_(gates.add(tables.words_of("areas.NAMED"))),
      area_(tables.pattern("areas.AREA")),
      local_(tables.pattern("areas.LOCAL")),
      far_(static_cast<int>(tables.number("areas.FAR"))),
      confidence_(tables.number("areas.CONFIDENCE")) {}

void Areas::find(const View &view, std::string_view region, std::vector<Found> &found) const {
    if ((!region.empty() && !plans_.american(region)) || !view.reading->has(named_)) return;
    Match area, local;
    if (!once(area_, view.lower, area) || !once(local_, view.lower, local)) return;
    const int opened = view.lower[area.start()] == '(' ? area.start() : area.start(1);
    const int start = std::min(opened, local.start()), end = std::max(area.end(1), local.end());
    const auto number = plans_.as_number(std::string(area[1]).append(local[1]).append(local[2]), region);
    if (number && end - start <= far_)
        found.push_back({kPhone, number->value, start, end, confidence_, kSplit, {}});
}

}  // namespace lamplight
