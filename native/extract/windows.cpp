#include "windows.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "words.hpp"

namespace lamplight {

namespace {

constexpr int kPlusReaches = 5;
constexpr std::ptrdiff_t kFewDigits = 5;
constexpr size_t kOverLongest = 3;  // digits that a trunk prefix or a code that leads abroad may add
constexpr std::string_view kUsualSigns = " -.()/\n\x01";

// "+44 (0)20 …": the 0 in brackets is not dialled.
void drop_trunk(const Group *begin, const Group *end, std::string &digits) {
    if (end - begin > 2 && ends_with(begin[1].gap, "(") && begin[1].digits == "0")
        digits.erase(begin->digits.size(), 1);
}

}  // namespace

Tricks tricks_of(const Group *begin, const Group *end) {
    Tricks tricks = 0;
    bool words = false, odd = false, symbols = false;
    for (const Group *at = begin; at < end; ++at) {
        tricks |= at->trick;
        if (at == begin) continue;
        words = words || std::any_of(at->gap.begin(), at->gap.end(), is_small);
        odd = odd || at->gap.find_first_not_of(kUsualSigns) != std::string_view::npos;
        symbols = symbols || at->gap.find(kSymbol) != std::string_view::npos;
    }
    if (words || odd) tricks |= words ? kWordsForSigns : kOddSeparators;
    if (symbols) tricks |= kSymbols;
    const bool spaced = std::all_of(begin, end, [](const Group &group) { return group.digits.size() == 1; });
    return end - begin > kFewDigits && spaced ? tricks | kSpacedOut : tricks;
}

int begin_of(std::string_view lower, int start) {
    while (start && (lower[static_cast<size_t>(start - 1)] == '+' || lower[static_cast<size_t>(start - 1)] == '(')) --start;
    return start >= 5 && lower.substr(static_cast<size_t>(start - 5), 5) == "plus " ? start - 5 : start;
}

Windows::Windows(const Tables &tables, const Plans &plans)
    : plans_(plans),
      points_(tables, plans),
      plus_(tables.pattern("phone.PLUS")),
      enough_(tables.number("phone.ENOUGH")),
      steepness_(tables.number("phone.STEEPNESS")),
      even_(tables.number("phone.EVEN")),
      ambiguous_(static_cast<size_t>(tables.number("phone.AMBIGUOUS"))) {}

bool Windows::find(const Run &run, const View &view, std::string_view region, long &tries,
                   std::vector<Found> &found) const {
    static thread_local std::vector<Run> ways;
    static thread_local std::vector<Window> windows;
    ways.clear();
    windows.clear();
    add_ways(run, ways);
    add_windows(run, view, region, tries, windows);
    for (const Run &way : ways) add_windows(way, view, region, tries, windows);
    if (windows.empty() || !keep_best(run.size(), windows)) return false;
    for (const Window &window : windows) {
        const Candidate it = window.candidate();
        found.push_back({kPhone, window.number.value, begin_of(view.lower, it.front().start), it.back().end,
                         confidence_of(window.points), tricks_of(it.begin(), it.end()), {}});
    }
    return true;
}

// "eight hundred, five": other ways than the first, for the first few groups that can be said otherwise.
void Windows::add_ways(const Run &run, std::vector<Run> &ways) const {
    size_t ambiguous[16];
    size_t count = 0;
    for (size_t at = 0; at < run.size() && count < std::min<size_t>(ambiguous_, 16); ++at)
        if (!run[at].other.empty()) ambiguous[count++] = at;
    for (size_t chosen = 1; chosen < size_t{1} << count; ++chosen) {
        ways.push_back(run);
        for (size_t bit = 0; bit < count; ++bit)
            if (chosen >> bit & 1) ways.back()[ambiguous[bit]].digits = run[ambiguous[bit]].other;
    }
}

// Every row of whole groups that a plan accepts and that earns enough points.
void Windows::add_windows(const Run &run, const View &view, std::string_view region, long &tries,
                          std::vector<Window> &windows) const {
    std::string digits, dialled;
    for (size_t first = 0; first < run.size(); ++first) {
        digits.clear();
        const bool plus = plus_before(view.lower, run[first].start);
        for (size_t last = first; last < std::min(first + plans_.longest(), run.size()); ++last) {
            digits += run[last].digits;
            if (digits.size() > plans_.longest() + kOverLongest) break;
            if (digits.size() < plans_.shortest() || (!plus && tries <= 0)) continue;
            tries -= !plus;
            dialled = digits;
            if (plus) drop_trunk(&run[first], &run[last] + 1, dialled);
            std::optional<Number> number = plans_.as_number(dialled, region, plus);
            if (number)
                weigh({0, static_cast<int>(first), static_cast<int>(last), &run, std::move(*number), plus}, view, region,
                      windows);
        }
    }
}

void Windows::weigh(Window window, const View &view, std::string_view region, std::vector<Window> &windows) const {
    size_t weak = 0, all = 0;
    const Candidate it = window.candidate();
    for (const Group &group : it) {
        all += group.digits.size();
        if (!group.sure) weak += group.digits.size();
    }
    if (weak * 2 > all + 4) return;
    window.points = points_.of(it, view, region);
    if (window.points >= enough_) windows.push_back(std::move(window));
}

// The strongest windows that don't overlap, in order of place; ties go to the first.
bool Windows::keep_best(size_t groups, std::vector<Window> &windows) const {
    std::stable_sort(windows.begin(), windows.end(), [](const Window &left, const Window &right) {
        if (left.points != right.points) return left.points > right.points;
        return left.first != right.first ? left.first < right.first : left.last > right.last;
    });
    std::vector<bool> taken(groups);
    size_t kept = 0;
    for (Window &window : windows) {
        const auto begin = taken.begin() + window.first, end = taken.begin() + window.last + 1;
        if (std::find(begin, end, true) != end) continue;
        std::fill(begin, end, true);
        if (&windows[kept] != &window) windows[kept] = std::move(window);
        ++kept;
    }
    windows.erase(windows.begin() + static_cast<std::ptrdiff_t>(kept), windows.end());
    const auto weak = [&](const Window &window) {
        return !(window.points - points_.cut_out(window.candidate(), taken) >= enough_);
    };
    windows.erase(std::remove_if(windows.begin(), windows.end(), weak), windows.end());
    std::sort(windows.begin(), windows.end(),
              [](const Window &left, const Window &right) { return left.first < right.first; });
    return !windows.empty();
}

bool Windows::plus_before(std::string_view lower, int start) const {
    const size_t end = static_cast<size_t>(start), begin = static_cast<size_t>(std::max(0, start - kPlusReaches));
    const auto may_be_plus = [](char c) { return c == '+' || c == 's'; };
    if (std::none_of(lower.begin() + begin, lower.begin() + end, may_be_plus)) return false;
    Match match;
    return plus_.search(lower, begin, match, end);
}

// Rounded to three decimals, as Python's round does.
double Windows::confidence_of(double points) const {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", 1 / (1 + std::exp(-steepness_ * (points - even_))));
    return std::strtod(text, nullptr);
}

}  // namespace lamplight
