#include "labels.hpp"

#include <algorithm>

#include "words.hpp"

namespace lamplight {

namespace {

constexpr std::array<std::string_view, 9> kMeanings = {"number", "of",   "phone", "thing",  "named",
                                                       "place",  "size", "pages", "version"};
constexpr std::string_view kEnds = "\n;!?,|";  // of a sentence, a line or a part of one

}  // namespace

Labels::Labels(const Tables &tables, Gates &gates)
    : labels_(gates.add(tables.words_of("labels.LABELS"))),
      compounds_(tables.words_of("labels.COMPOUNDS")),
      compound_ends_(tables.words_of("labels.COMPOUND_ENDS")),
      farthest_(static_cast<int>(tables.number("labels.FARTHEST"))),
      prefix_(static_cast<size_t>(tables.number("labels.PREFIX"))) {
    for (const auto &[word, meaning] : tables.pairs_of("labels.MEANS")) means_.put(word, named(meaning));
    for (const std::string &word : tables.words_of("labels.IDS")) ids_.put(word, true);
    for (const std::string &word : tables.words_of("labels.OF_PHONES")) of_phones_.put(word, true);
    for (const std::string &word : tables.words_of("labels.ABBREVIATED")) abbreviated_.put(word, true);
    for (const auto &[meaning, pattern] : tables.pairs_of("labels.SPOKEN_OF"))
        spoken_of_.emplace_back(named(meaning), Pattern(pattern));
}

Labels::Means Labels::named(std::string_view name) {
    const auto found = std::find(kMeanings.begin(), kMeanings.end(), name);
    if (found == kMeanings.end()) throw std::invalid_argument("no meaning " + std::string(name));
    return static_cast<Means>(found - kMeanings.begin());
}

// Whether the text as it was read has a label: what blanking left over of another word is none.
bool Labels::may_label(const View &view) const {
    if (view.reading->has(labels_)) return true;
    return std::any_of(compounds_.begin(), compounds_.end(),
                       [&](const std::string &end) { return view.lower.find(end) != std::string_view::npos; });
}

int Labels::labelled(const View &view, int start) const {
    if (start > 0 && view.lower[static_cast<size_t>(start - 1)] == '+') return -1;
    const Pattern *spoken = spoken_of(meaning(view.lower, start));
    if (!spoken || !may_label(view)) return -1;
    Match match;
    return spoken->match(view.lower, static_cast<size_t>(start), match) ? match.end() : -1;
}

const Pattern *Labels::spoken_of(Means means) const {
    for (const auto &[of, pattern] : spoken_of_)
        if (of == means) return &pattern;
    return nullptr;
}

// What the words before say, the nearest first.
Labels::Means Labels::meaning(std::string_view lower, int start) const {
    bool thing = false, number = false, id = false;
    const int begin = std::max(0, start - farthest_);
    int at = start;
    for (int nth = 0;; ++nth) {
        const std::string_view word = word_before(lower, begin, start, at);
        if (word.empty()) break;
        const Means means = this->means(word);
        if (means == Means::kPhone || spoken_of(means)) return means;
        if (ids_.has(word))
            id = true;
        else if (means == Means::kThing)
            thing = true;
        else if (means == Means::kNumber)
            number = true;
        if (thing && (number || id)) return Means::kNamed;
        if (means == Means::kNothing && (nth || word.size() > prefix_)) break;
    }
    return id ? Means::kPlace : Means::kNothing;
}

// The word or "#" before `at`, which moves to its beginning; "" where a sentence, a line or another number ends.
std::string_view Labels::word_before(std::string_view lower, int begin, int end, int &at) const {
    std::string_view piece = piece_before(lower, begin, end, at);
    while (piece == ".") {
        piece = piece_before(lower, begin, end, at);
        if (!is_short(piece)) return {};
    }
    return piece == "#" || (!piece.empty() && is_small(piece[0])) ? piece : std::string_view{};
}

// The next piece backwards: a whole word, a digit, or a sign that means something; "" for none.
std::string_view Labels::piece_before(std::string_view lower, int begin, int end, int &at) const {
    while (at > begin) {
        const int last = at--;
        const char c = lower[static_cast<size_t>(at)];
        if (is_small(c)) {
            while (at > begin && is_small(lower[static_cast<size_t>(at - 1)])) --at;
            const char before = at ? lower[static_cast<size_t>(at - 1)] : '\0';
            if (!is_small(before) && !is_digit(before))
                return lower.substr(static_cast<size_t>(at), static_cast<size_t>(last - at));
            continue;
        }
        const bool stop = c == '.' && last < end && is_space(lower[static_cast<size_t>(last)]);
        if (stop || c == '#' || is_digit(c) || kEnds.find(c) != std::string_view::npos)
            return lower.substr(static_cast<size_t>(at), 1);
    }
    return {};
}

Labels::Means Labels::means(std::string_view word) const {
    if (const Means *known = means_.find(word)) return *known;
    for (const std::string &end : compound_ends_)
        if (word.size() > end.size() && ends_with(word, end))
            return of_phones_.has(rstrip(word.substr(0, word.size() - end.size()), "s")) ? Means::kPhone : Means::kNamed;
    return Means::kNothing;
}

// Whether a full stop after it ends no sentence.
bool Labels::is_short(std::string_view word) const { return abbreviated_.has(word) || ends_with(word, "nr"); }

}  // namespace lamplight
