#include "others.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "words.hpp"

namespace lamplight {

namespace {

constexpr int kKeyReaches = 16;

// Up to the next space; `at` moves behind it.
std::string_view field_of(std::string_view text, size_t &at) {
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view field = text.substr(std::min(at, end), end - std::min(at, end));
    at = end + 1;
    return field;
}

}  // namespace

Others::Others(const Tables &tables, Gates &gates)
    : labels_(tables, gates),
      counts_(gates.add(tables.words_of("others.COUNTS"))),
      counted_(tables.pattern("others.COUNTED")),
      money_(tables.pattern("others.MONEY")),
      key_(tables.pattern("others.KEY")),
      keyed_(tables.pattern("others.KEYED")) {
    for (const std::string &sign : tables.words_of("others.CURRENCIES")) currencies_ += sign;
    for (const std::string &sign : tables.words_of("others.KEY_ENDS")) key_ends_ += sign;
    for (const auto &[pattern, shape] : tables.pairs_of("others.FORMS")) add_form(pattern, shape);
}

// shape: "LENGTHS FOLLOWING BEFORE", the last two patterns of what stands beside the digits.
void Others::add_form(const std::string &pattern, const std::string &shape) {
    const size_t form = forms_.size();
    if (form == kForms) throw std::length_error("more than 64 forms in others.FORMS");
    forms_.emplace_back(pattern, true);
    size_t at = 0;
    add_lengths(std::string(field_of(shape, at)), form);
    const Pattern follows(field_of(shape, at)), precedes(field_of(shape, at));
    const Forms bit = Forms{1} << form;
    for (size_t c = 0; c < 256; ++c) {
        const std::string sign = c ? std::string(1, static_cast<char>(c)) : "";
        if (follows.matches(sign)) next_[c] |= bit;
        if (follows.matches(' ' + sign)) after_space_[c] |= bit;
        if (precedes.matches(sign)) before_[c] |= bit;
    }
}

// "1-2,4", "6-".
void Others::add_lengths(const std::string &lengths, size_t form) {
    const char *at = lengths.c_str();
    while (is_digit(*at)) {
        char *end;
        const size_t least = std::strtoul(at, &end, 10);
        size_t most = least;
        if (*end == '-') most = is_digit(end[1]) ? std::strtoul(end + 1, &end, 10) : (++end, kLongestRow);
        for (size_t length = least; length <= std::min(most, kLongestRow); ++length) of_length_[length] |= Forms{1} << form;
        at = *end == ',' ? end + 1 : end;
    }
    if (*at) throw std::invalid_argument("no lengths: " + lengths);
}

bool Others::blank(const View &view, Blanked &blanked) const {
    static thread_local std::vector<Span> spans;
    spans.clear();
    find(view, spans);
    if (spans.empty()) return false;
    blanked.take(view);
    for (const Span &span : spans) blanked.blank(span.start, span.end);
    return true;
}

void Others::find(const View &view, std::vector<Span> &spans) const {
    if (view.reading->has(counts_))
        counted_.each(view.lower, [&](const Match &match) { spans.push_back(match.span(1)); });
    const int size = static_cast<int>(view.lower.size());
    int done = 0;
    for (int start = 0, end; start < size; start = end) {
        end = start + 1;
        if (!is_digit(view.lower[static_cast<size_t>(start)])) continue;
        while (end < size && is_digit(view.lower[static_cast<size_t>(end)])) ++end;
        if (start < done) continue;
        const int stop = other(view, start, end);
        if (stop < 0) continue;
        spans.push_back({start, stop});
        done = stop;
    }
}

// Where what the row of digits start to end begins ends; -1 where it may be a telephone number.
int Others::other(const View &view, int start, int end) const {
    const size_t at = static_cast<size_t>(start);
    Match match;
    if (is_money(view.lower, start)) return money_.match(view.lower, at, match) ? match.end() : -1;
    for (Forms forms = forms_at(view.lower, start, end); forms; forms &= forms - 1)
        if (forms_[static_cast<size_t>(__builtin_ctzll(forms))].match(view.lower, at, match)) return match.end();
    if (is_keyed(view.lower, start)) return keyed_.match(view.lower, at, match) ? match.end() : -1;
    return labels_.labelled(view, start);
}

// Those that may begin here, told by how many digits stand side by side and by what stands next to them.
Others::Forms Others::forms_at(std::string_view lower, int start, int end) const {
    const auto at = [&](int place) {
        return place >= 0 && place < static_cast<int>(lower.size()) ? uint8_t(lower[static_cast<size_t>(place)])
                                                                    : uint8_t{0};
    };
    const size_t length = std::min(static_cast<size_t>(end - start), kLongestRow);
    const Forms &follow = is_space(static_cast<char>(at(end))) ? after_space_[at(end + 1)] : next_[at(end)];
    return of_length_[length] & follow & before_[at(start - 1)];
}

bool Others::is_money(std::string_view lower, int start) const {
    if (start > 0 && currencies_.find(lower[static_cast<size_t>(start - 1)]) != std::string::npos) return true;
    return start > 1 && lower.substr(static_cast<size_t>(start - 2), 2) == "$ ";
}

// "?post_id=", "p/n": told by their end first, which costs nothing.
bool Others::is_keyed(std::string_view lower, int start) const {
    const size_t end = static_cast<size_t>(start);
    if (!end || key_ends_.find(lower[end - 1]) == std::string::npos) return false;
    const std::string_view before = rstrip(lower.substr(0, end), " :#\t\n");
    if (lower[end - 1] != '=' && !ends_with(before, "/n")) return false;
    Match match;
    return key_.search(lower, static_cast<size_t>(std::max(0, start - kKeyReaches)), match, end);
}

}  // namespace lamplight
