// Twin: tests/extract/slow/kinds/handle.py.
//
// Dozens of platforms' names, tried everywhere, would be slow: places where one may begin are told
// by its first letters, and the patterns tried there alone.
#include "handle.hpp"

namespace lamplight {
namespace {

constexpr double kProfile = 0.98, kNamed = 0.97, kLoose = 0.8, kOn = 0.9, kGhost = 0.85,
                 kBare = 0.9;
constexpr Signs kName("a-z0-9_.-"), kBeforeProfile("a-z0-9@.-"), kBeforePlatform("a-z0-9@._"),
    kBeforeAt("a-z0-9@._/\x7f-");
constexpr Signs kLetters("a-z"), kOpening("[(-"), kOdd("_.0-9"), kDigits("0-9"), kNumber("0-9.-");
constexpr int kBeforeHost = 12;  // as long as "https://www."
constexpr int kLongestName = 32;
constexpr size_t kShortestName = 3;

// No word of any language: a digit, a sign or an underscore in it.
bool is_odd(std::string_view name) { return kOdd.any_in(name); }

bool overlaps(Span one, Span other) { return one.start < other.end && other.start < one.end; }

void blank(std::string &text, Span span) {
    std::fill(text.begin() + span.start, text.begin() + span.end, kBlank);
}

Lexicon<std::string> means(const Pairs &pairs) {
    Lexicon<std::string> known;
    for (const auto &[word, meaning] : pairs) known.put(word, meaning);
    return known;
}

}  // namespace

Handles::Handles(const Tables &tables, Gates &gates, const Cyrillic &cyrillic)
    : cyrillic_(cyrillic), platforms_(tables, gates), profile_(tables.pattern("handle.PROFILE")),
      named_(tables.pattern("handle.NAMED")), said_(tables.pattern("handle.SAID")),
      on_(tables.pattern("handle.ON")), at_(tables.pattern("handle.AT")),
      after_sign_(tables.pattern("handle.AFTER_SIGN")), joined_(tables.pattern("handle.JOINED")),
      measure_(tables.pattern("handle.MEASURE")), made_up_(tables.pattern("handle.MADE_UP")),
      hosts_(means(tables.pairs_of("platforms.HOSTS"))),
      by_word_(means(tables.pairs_of("platforms.BY_WORD"))),
      no_names_(set_of(tables.words_of("handle.NO_NAMES"))),
      between_(set_of(tables.words_of("handle.BETWEEN"))),
      no_words_(set_of(tables.words_of("handle.NO_WORDS"))),
      rare_(set_of(tables.words_of("handle.RARE"))),
      number_words_(set_of(tables.words_of("handle.NUMBER_WORDS"))),
      signs_(tables.words_of("handle.GATES")), gate_(gates.add(tables.words_of("handle.GATE"))),
      ghost_(tables.text("handle.GHOST")[0]),
      long_name_(static_cast<int>(tables.number("handle.LONG_NAME"))) {
    for (const auto &[host, platform] : tables.pairs_of("platforms.HOSTS"))
        hosts_by_end_[static_cast<uint8_t>(host.back())].push_back(host);
    Words names = tables.words_of("handle.SPELLINGS");
    for (const auto &[word, platform] : tables.pairs_of("platforms.EVERYDAY")) {
        everyday_.put(word, true);
        names.push_back(word);
    }
    std::sort(names.begin(), names.end());  // a name comes after its own beginnings
    for (const std::string &name : names) {
        const std::string head = name.substr(0, name.find('-'));
        Words &heads = heads_[static_cast<uint8_t>(head[0])];
        const auto begins = [&](const std::string &other) { return starts_with(head, other); };
        if (std::none_of(heads.begin(), heads.end(), begins)) heads.push_back(head);
    }
}

// Profiles, then names beside a platform, then bare @names in what is left.
void Handles::find(const Reading &reading, std::string_view, std::vector<Found> &found) const {
    const size_t first = found.size();
    std::string left, plainly;
    find_profiles(reading.lower, found);
    if (found.size() > first) left = reading.lower;
    for (size_t at = first; at < found.size(); ++at) blank(left, found[at].taken);
    const std::string_view plain = left.empty() ? std::string_view(reading.lower) : left;
    const std::string_view lower = platforms_.undisguised(reading, plain, plainly);
    const size_t profiles = found.size();
    if (reading.has(gate_) || lower.data() != plain.data() || signs_.any_in(lower))
        find_beside(reading, lower, found);
    if (reading.text.width == 4) find_after_ghosts(reading, lower, profiles, found);
    if (lower.find('@') == lower.npos) return;
    if (left.empty() && found.size() > profiles) left = reading.lower;
    for (size_t at = profiles; at < found.size(); ++at)
        blank(left, {found[at].start, found[at].end});
    find_bare(left.empty() ? std::string_view(reading.lower) : left, found);
}

void Handles::find_profiles(std::string_view lower, std::vector<Found> &found) const {
    if (lower.find('/') == lower.npos) return;
    Starts starts;
    const auto add_hosts = [&](int end) {
        for (const std::string &host : hosts_by_end_[static_cast<uint8_t>(lower[end - 1])]) {
            if (!ends_with(lower.substr(0, end), host)) continue;
            const int begin = end - static_cast<int>(host.size());
            for (int at = std::max(0, begin - kBeforeHost); at <= begin; ++at)
                if (at == 0 || !kBeforeProfile(lower[at - 1])) starts.add(at);
        }
    };
    for (size_t at = lower.find('/', 1); at != lower.npos; at = lower.find('/', at + 1))
        if (is_small(lower[at - 1])) add_hosts(static_cast<int>(at));
    for (size_t at = lower.find('='); at != lower.npos; at = lower.find('=', at + 1))
        add_hosts(static_cast<int>(at) + 1);
    starts.each(profile_, lower, [&](const Match &profile) {
        if (no_names_.has(profile[2])) return;
        std::string value = *hosts_.find(profile[1]) + ":";
        value += profile[2];
        found.push_back({kHandle, std::move(value), profile.start(2), profile.end(2), kProfile, 0,
                         profile.span()});
    });
}

// Where a platform's name may begin, from left to right.
Handles::Places Handles::platform_places(std::string_view lower) const {
    Places places;
    for (int at = 0; at < static_cast<int>(lower.size()); ++at) {
        if (at > 0 && kBeforePlatform(lower[at - 1])) continue;
        for (const std::string &head : heads_[static_cast<uint8_t>(lower[at])])
            if (starts_with(lower.substr(at), head)) {
                places.push_back(at);
                break;
            }
    }
    return places;
}

// "ig: rose_vip", then "rose_vip on ig" where neither is taken.
void Handles::find_beside(const Reading &reading, std::string_view lower,
                          std::vector<Found> &found) const {
    const Places places = platform_places(lower);
    Spans taken;
    Match named;
    int from = 0;
    for (const int at : places) {
        if (at < from || (at > 0 && lower[at - 1] == '-') || !named_.match(lower, at, named))
            continue;
        from = named.end(1);
        if (!is_name(named) || is_native(reading, named.span(4))) continue;
        from = named.end();
        taken.push_back({named.start(), from});
        const int sign = starts_with(named[3], "@") ? named.span(3).size() : 0;
        add(named, named.start(4) - sign, found);
    }
    find_on(lower, places, taken, found);
}

void Handles::find_on(std::string_view lower, const Places &places, const Spans &taken,
                      std::vector<Found> &found) const {
    Starts starts;
    for (const int at : places) add_names_before(lower, at, starts);
    starts.each(on_, lower, [&](const Match &on) {
        const Span span{on.start(1), on.end(2)};
        const std::string_view name = on[2];
        const auto is_taken = [&](Span other) { return overlaps(span, other); };
        if (std::any_of(taken.begin(), taken.end(), is_taken) || !is_plausible(name)) return;
        if (on[1].empty() && !is_made_up(name)) return;
        each_platform(on[3], [&](const std::string &platform) {
            std::string value = platform + ":";
            value += name;
            found.push_back(
                {kHandle, std::move(value), span.start + (on[1] == "$"), span.end, kOn, 0, {}});
        });
    });
}

// Where a name may begin that a word or a bracket leads from to the platform at this place.
void Handles::add_names_before(std::string_view lower, int at, Starts &starts) const {
    const auto add_name = [&](int end) {
        const int start = row_start(lower, end, kName, kLongestName + 1);
        if (start < end)
            starts.add(start > 0 && (lower[start - 1] == '@' || lower[start - 1] == '$') ? start - 1
                                                                                         : start);
    };
    const auto before_space = [&](int end) {
        return end - (end > 0 && kSpaces(lower[end - 1]) ? 1 : 0);
    };
    const int sign = before_space(at);
    if (sign > 0 && kOpening(lower[sign - 1])) add_name(before_space(sign - 1));
    for (int words = 0, end = at; words < 2; ++words) {
        const int stop = before_space(end), start = row_start(lower, stop, kLetters);
        if (stop == end || !between_.has(lower.substr(start, stop - start))) return;
        end = start;
        if (before_space(end) < end) add_name(before_space(end));
    }
}

// What follows the sign of one platform.
void Handles::find_after_ghosts(const Reading &reading, std::string_view lower, size_t from,
                                std::vector<Found> &found) const {
    for (size_t at = lower.find(kSymbol); at != lower.npos; at = lower.find(kSymbol, at + 1)) {
        const Span sign = reading.span(static_cast<int>(at), static_cast<int>(at) + 1);
        Match name;
        if (sign.size() != 1 || reading.text[sign.start] != ghost_ ||
            !after_sign_.match(lower, at + 1, name))
            continue;
        if (!is_plausible(name[2]) || (name[1].empty() && !is_odd(name[2]))) continue;
        const Span span{name.start(1), name.end(2)};
        const auto is_taken = [&](const Found &other) {
            return overlaps(span, {other.start, other.end});
        };
        if (std::any_of(found.begin() + static_cast<long>(from), found.end(), is_taken)) continue;
        std::string value("snapchat:");
        value += name[2];
        found.push_back({kHandle, std::move(value), span.start, span.end, kGhost, 0, {}});
    }
}

void Handles::find_bare(std::string_view lower, std::vector<Found> &found) const {
    Starts starts;
    for (size_t at = lower.find('@'); at != lower.npos; at = lower.find('@', at + 1))
        if (at == 0 || !kBeforeAt(lower[at - 1])) starts.add(static_cast<int>(at));
    starts.each(at_, lower, [&](const Match &bare) {
        const std::string_view name = bare[1];
        if (!is_plausible(name) || (bare[0].size() != name.size() + 1 && !is_odd(name))) return;
        std::string value("any:");
        value += name;
        found.push_back({kHandle, std::move(value), bare.start(), bare.end(), kBare, 0, {}});
    });
}

void Handles::add(const Match &named, int start, std::vector<Found> &found) const {
    std::string name(named[4]);
    Tricks tricks = 0;
    if (name.find(' ') != name.npos) {
        tricks = kWordsForSigns;
        const auto begin = std::find_if(name.begin(), name.end(), is_space);
        const auto end = std::find_if(begin + 1, name.end(), is_space) + 1;
        name.replace(begin, end, 1, begin[1] == 'd' ? '.' : '_');  // "dot" or "underscore"
    }
    const bool sure = !named[3].empty() || !strip(named[2], " ").empty();
    each_platform(named[1], [&](const std::string &platform) {
        found.push_back({kHandle,
                         platform + ":" + name,
                         start,
                         named.end(4),
                         sure ? kNamed : kLoose,
                         tricks,
                         {}});
    });
}

// Calls f(platform) for each: of "insta and snap" both.
template <typename F> void Handles::each_platform(std::string_view named, F f) const {
    const auto take = [&](std::string_view piece) {
        std::string word;
        for (const char c : piece)
            if (c != ' ' && c != '-') word += c;
        if (const std::string *platform = by_word_.find(word)) f(*platform);
    };
    int from = 0;
    joined_.each(named, [&](const Match &joined) {
        take(named.substr(from, joined.start() - from));
        from = joined.end();
    });
    take(named.substr(from));
}

bool Handles::is_name(const Match &named) const {
    const std::string_view name = named[4], sign = strip(named[3]), platform = named[1];
    if (!is_plausible(name)) return false;
    if (sign == "@" || is_odd(name) || name.find(' ') != name.npos) return true;
    if (rare_.has(platform) && static_cast<int>(name.size()) >= long_name_) return true;
    if (everyday_.has(platform)) return false;
    return !sign.empty() || said_.finds(named[2]);
}

// A Cyrillic word stands there, not a name in Latin letters.
bool Handles::is_native(const Reading &reading, Span span) const {
    if (reading.text.ascii) return false;
    const Span place = reading.span(span.start, span.end);
    return cyrillic_.word_in(reading.text, place.start, place.end);
}

// Surely a name: an underscore in it, or letters that are no number word before digits.
bool Handles::is_made_up(std::string_view name) const {
    Match made_up;
    return made_up_.fullmatch(name, made_up) && !number_words_.has(made_up[1]);
}

bool Handles::is_plausible(std::string_view name) const {
    if (name.size() < kShortestName || no_words_.has(name)) return false;
    if (kNumber.all_of(name) && kDigits.any_in(name)) return false;
    return !measure_.fills(name);
}

}  // namespace lamplight
