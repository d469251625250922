// Twin: tests/extract/slow/kinds/handle.py.
//
// Dozens of platforms' names, tried everywhere, would be slow: places where one may begin are told
// by its first letters, and the patterns tried there alone.
#include "handle.hpp"

namespace lamplight {
namespace {

constexpr double kProfile = 0.98, kNamed = 0.97, kLoose = 0.8, kOn = 0.9, kEmoji = 0.85,
                 kBare = 0.9;
constexpr Signs kName("a-z0-9_.-"), kBeforeProfile("a-z0-9@.-"), kBeforePlatform("a-z0-9._"),
    kBeforeAt("a-z0-9@._/\x7f-");
constexpr Signs kLetters("a-z"), kLeading("[(,/|<>@:=\x01-");
constexpr Signs kAfterLetter(".:=/"), kQuotes("'\"*");
constexpr int kOnSign = 4, kOnPlatforms = 5;  // groups of handle.ON
constexpr int kBeforeHost = 15;  // as long as "https://mobile."
constexpr int kMostSpaces = 25, kMostWordsBefore = 7, kMostPieces = 5, kMostSignWords = 3,
              kMostAroundSign = 3;
constexpr Signs kAroundSigns = kSpaces | Signs("()[]"), kSignLetters("a-z_");
constexpr int kLongestName = 32, kMostWordsBack = 6;

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
    : cyrillic_(cyrillic), gates_(gates), platforms_(tables, gates), profile_(tables.pattern("handle.PROFILE")),
      named_(tables.pattern("handle.NAMED")), said_(tables.pattern("handle.SAID")), signed_(tables.pattern("handle.SIGNED_SO")),
      on_(tables.pattern("handle.ON")), at_(tables.pattern("handle.AT")),
      after_sign_(tables.pattern("handle.AFTER_SIGN")), spelt_(tables.pattern("handle.SPELT")),
      weak_(tables.pattern("handle.WEAK")), alone_after_(tables.pattern("handle.ALONE_AFTER")),
      alone_before_(tables.pattern("handle.ALONE_BEFORE")), led_(tables.pattern("handle.LED")),
      negated_(tables.pattern("handle.NEGATED")),
      joined_(tables.pattern("handle.JOINED")),
      left_(tables.pattern("handle.LEFT")), both_(tables.pattern("handle.BOTH")),
      ended_(tables.pattern("handle.ENDED")), leads_to_(tables.pattern("handle.LEADS_TO")),
      measure_(tables.pattern("handle.MEASURE")), made_up_(tables.pattern("handle.MADE_UP")),
      far_(tables.pattern("handle.FAR")), vague_(tables.pattern("handle.VAGUE")),
      follow_(tables.pattern("handle.FOLLOW")), together_(tables.pattern("said_names.TOGETHER")), said_any_(tables.pattern("said_names.SAID_ANY")), same_(tables.pattern("handle.SAME")), called_so_(tables.pattern("handle.CALLED_SO")),
      user_(tables.pattern("handle.USER")), shouted_(tables.pattern("handle.SHOUTED")),
      spelt_profile_(tables.pattern("profiles.SPELT_PROFILE")), host_signs_(tables.pattern("profiles.HOST_SIGNS")),
      platform_(tables.pattern("told_names.PLATFORM")), naming_(tables.pattern("told_names.NAMING")), finding_(tables.pattern("told_names.FINDING")),
      shape_(tables.pattern("told_names.SHAPE")), goes_on_(tables.pattern("told_names.GOES_ON")),
      breaks_(tables.pattern("told_names.BREAKS")), not_there_(tables.pattern("told_names.NOT_THERE")), another_(tables.pattern("handle.ANOTHER")), hinting_(tables.pattern("told_names.HINTING")), said_after_(tables.pattern("told_names.SAID_AFTER")), same_as_mail_(tables.pattern("mail_names.SAME_AS_MAIL")),
      hosts_(means(tables.pairs_of("platforms.HOSTS"))),
      spelt_hosts_(means(tables.pairs_of("profiles.SPELT_HOSTS"))),
      by_word_(means(tables.pairs_of("platforms.BY_WORD"))),
      no_names_(set_of(tables.words_of("handle.NO_NAMES"))),
      host_ends_(set_of(tables.words_of("profiles.HOST_ENDS"))), dot_words_(set_of(tables.words_of("signs.DOT_WORDS"))),
      between_(set_of(tables.words_of("handle.BETWEEN"))),
      no_words_(set_of(tables.words_of("handle.NO_WORDS"))),
      common_(set_of(tables.words_of("handle.COMMON"))),
      alone_(set_of(tables.words_of("handle.ALONE"))), rare_(set_of(tables.words_of("handle.RARE"))),
      sign_words_(set_of(tables.words_of("signs.SIGN_WORDS"))),
      number_words_(set_of(tables.words_of("handle.NUMBER_WORDS"))),
      others_(set_of(tables.words_of("handle.OTHERS"))),
      labels_(set_of(tables.words_of("labels.LABELS"))),
      endings_(set_of(tables.words_of("handle.HOSTS_END"))), called_(set_of(tables.words_of("name_parts.CALLED"))),
      parts_(set_of(tables.words_of("name_parts.PARTS"))), joiners_(set_of(tables.words_of("name_parts.JOINERS"))),
      whole_(set_of(tables.words_of("name_parts.WHOLE"))),
      leads_(set_of(tables.words_of("told_names.LEADS"))), told_others_(set_of(tables.words_of("told_names.OTHERS"))),
      platform_words_(set_of(tables.words_of("handle.SPELLINGS"))), plain_words_(set_of(tables.words_of("plain_words.PLAIN_WORDS"))), word_endings_(set_of(tables.words_of("plain_words.WORD_ENDINGS"))),
      signs_(tables.words_of("handle.GATES")), gate_(gates.add(tables.words_of("handle.GATE"))),
      slash_gate_(gates.add(tables.words_of("profiles.SLASH_WORDS"))), host_gate_(gates.add(tables.words_of("profiles.HOST_WORDS"))),
      hint_gate_(gates.add(tables.words_of("said_names.HINT_WORDS"))), any_gate_(gates.add(tables.words_of("said_names.SAID_ANY_WORDS"))),
      emoji_(tables.text("handle.EMOJI_SIGNS")),
      emoji_platforms_(tables.words_of("handle.EMOJI_PLATFORMS")),
      ghost_(tables.text("handle.GHOST")[0]),
      long_name_(static_cast<size_t>(tables.number("handle.LONG_NAME"))),
      shortest_alone_(static_cast<size_t>(tables.number("handle.SHORTEST_ALONE"))),
      shortest_compound_(static_cast<size_t>(tables.number("name_parts.SHORTEST"))),
      called_size_(static_cast<size_t>(tables.number("told_names.CALLED_SIZE"))), reach_(static_cast<int>(tables.number("told_names.REACH"))) {
    for (const auto &[word, sign] : tables.pairs_of("signs.SIGNS")) spelt_signs_.put(word, sign[0]);
    for (const auto &[host, platform] : tables.pairs_of("platforms.HOSTS"))
        hosts_by_end_[static_cast<uint8_t>(host.back())].push_back(host);
    Words names = tables.words_of("handle.SPELLINGS");
    for (const auto &[word, platform] : tables.pairs_of("platforms.EVERYDAY")) {
        everyday_.put(word, true);
        names.push_back(word);
    }
    Words heads;
    for (const std::string &name : names) {
        const auto letters = std::find_if_not(name.begin(), name.end(), is_small);
        heads.emplace_back(name.begin(), letters);
        if (letters == name.begin() + 1 && letters != name.end() && *letters == '-')
            parted_.put(std::string{name.front(), *(letters + 1)}, true);
    }
    heads_ = gates.add(heads);
}

// Profiles, then names beside a platform, then bare @names in what is left.
void Handles::find(const Reading &reading, std::string_view, std::vector<Found> &found) const {
    const size_t first = found.size();
    std::string left, plainly;
    find_profiles(reading, found);
    if (found.size() > first) left = reading.lower;
    for (size_t at = first; at < found.size(); ++at) blank(left, found[at].taken);
    const std::string_view plain = left.empty() ? std::string_view(reading.lower) : left;
    const std::string_view lower = platforms_.undisguised(reading, plain, plainly);
    const size_t profiles = found.size();
    if (reading.has(gate_) || lower.data() != plain.data() || signs_.any_in(lower))
        find_beside(reading, lower, found);
    if (!reading.text.ascii) find_after_emoji(reading, lower, profiles, found);
    const bool said = reading.has(any_gate_), at_sign = lower.find('@') != lower.npos;
    if (!said && !at_sign) return;
    size_t blanked = profiles;
    const auto rest = [&] {
        if (left.empty() && found.size() > blanked) left = reading.lower;
        for (; blanked < found.size(); ++blanked) blank(left, {found[blanked].start, found[blanked].end});
        return left.empty() ? std::string_view(reading.lower) : left;
    };
    find_said(reading, rest(), found);
    if (at_sign) find_bare(rest(), found);
}

// "t dot me slash rose_vip", with a plain one where the pattern for those reads none.
void Handles::find_spelt_profiles(const Reading &reading, std::vector<Found> &found) const {
    const std::string_view lower = reading.lower;
    Starts starts;
    reading.each_word(host_gate_, lower, [&](const Word &word) {
        if (may_go_on(lower, word.end)) starts.add(word.start);
    });
    starts.each(spelt_profile_, lower, [&](const Match &profile) {
        std::string host;
        const std::string_view written = profile[profile.has(1) ? 1 : 2];
        int from = 0;
        host_signs_.each(written, [&](const Match &sign) {
            host += written.substr(from, sign.start() - from);
            from = sign.end();
        });
        host += written.substr(from);
        const std::string *platform = spelt_hosts_.find(host);
        if (!platform || no_names_.has(profile[4]) || !is_hidden(profile)) return;
        std::string value = *platform + ":";
        value += profile[4];
        const int start = profile.start(profile[3] == "@" ? 3 : 4);
        found.push_back({kHandle, std::move(value), start, profile.end(4), kProfile, kWordsForSigns, profile.span()});
    });
}

// Whether a dot, in words or not, or an ending may follow.
bool Handles::may_go_on(std::string_view lower, int end) const {
    static constexpr Signs kDots(".([{");
    const int size = static_cast<int>(lower.size()), at = end + (end < size && is_space(lower[end]));
    if (at >= size || kDots(lower[at])) return at < size;
    int stop = at;
    while (stop < size && is_small(lower[stop])) ++stop;
    const std::string_view word = lower.substr(at, stop - at);
    return dot_words_.has(word) || host_ends_.has(word);
}

void Handles::find_profiles(const Reading &reading, std::vector<Found> &found) const {
    if (reading.has(host_gate_) && (reading.has(slash_gate_) || reading.holds('/'))) find_spelt_profiles(reading, found);
    const std::string_view lower = reading.lower;
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
        if (no_names_.has(profile[3])) return;
        std::string value = *hosts_.find(profile[1]) + ":";
        value += profile[3];
        const int start = profile.start(profile[2] == "@" ? 2 : 3);
        found.push_back({kHandle, std::move(value), start, profile.end(3), kProfile, 0, profile.span()});
    });
}

// Where a platform's name may begin, from left to right. A single letter but "x" is one only before a sign, or
// where the name goes on after a space or hyphen.
Handles::Places Handles::platform_places(const Reading &reading, std::string_view lower) const {
    Places places;
    const auto add = [&](int start, int end) {
        if (may_be_platform(lower, start, end)) places.push_back(start);
    };
    if (lower.data() == reading.lower.data() && !reading.cut)
        reading.each_word(heads_, lower, [&](const Word &word) { add(word.start, word.end); });
    else
        each_row_of_letters(lower, [&](int start, int end) {
            if (gates_.of(lower.substr(start, end - start)) & heads_) add(start, end);
        });
    return places;
}

bool Handles::may_be_platform(std::string_view lower, int start, int end) const {
    const int size = static_cast<int>(lower.size());
    const auto at = [&](int place) { return place < size ? lower[place] : '\0'; };
    if (start > 0 && kBeforePlatform(lower[start - 1])) return false;
    if (end > start + 1 || lower[start] == 'x' || kAfterLetter(at(end + is_space(at(end))))) return true;
    const char pair[] = {at(start), at(start + 2)};
    return (at(end) == ' ' || at(end) == '-') && parted_.has({pair, 2});
}

// "ig: rose_vip", then "rose_vip on ig" where neither is taken, then what is told.
void Handles::find_beside(const Reading &reading, std::string_view lower,
                          std::vector<Found> &found) const {
    const Places places = platform_places(reading, lower);
    Spans taken;
    Match named;
    int from = 0;
    for (const int at : places) {
        if (at < from || (at > 0 && lower[at - 1] == '-')) continue;
        Match far;
        const bool beside = named_.match(lower, at, named);
        if (beside) from = named.end(1);
        if (reading.has(hint_gate_) && add_together(lower, at, found)) {
            taken.push_back({at, found.back().end});
            from = found.back().end;
            continue;
        }
        const bool near = beside && (is_name(named) || is_among_foreign(reading, named) || is_behind_disguise(reading, named) || is_shouted(reading, named) || is_described(reading, named));
        if (!near && !(far_.match(lower, at, far) && is_far(far))) continue;
        const Match &name = near ? named : far;
        if (is_native(reading, name)) continue;
        const int sign = starts_with(name[3], "@") ? name.span(3).size() : 0;
        const size_t first = found.size();
        add(name, name.start(4) - sign, found);
        from = add_same(lower, name.end(), first, found);
        taken.push_back({name.start(), from});
    }
    const Spans used = find_on(reading, lower, places, taken, found);
    std::string left(lower);
    taken.insert(taken.end(), used.begin(), used.end());
    for (const Span span : taken) blank(left, span);
    const std::vector<Match> unnamed = platforms_in(left, places);
    if (unnamed.empty()) return;
    find_told(reading, left, unnamed, found);
    find_mail_names(left, unnamed, found);
}

Handles::Spans Handles::find_on(const Reading &reading, std::string_view lower, const Places &places, const Spans &taken,
                      std::vector<Found> &found) const {
    Starts starts;
    Spans used;
    for (const int at : places) add_names_before(lower, at, starts);
    starts.each(on_, lower, [&](const Match &on) {
        const Span span{on.start(1), on.end(2)};
        // a sign alone leads to a platform without a name
        const bool sign = on.has(kOnSign);
        const Span whole{span.start, sign ? on.end() : span.end};
        const std::string name = spelt_out(on[2]);
        const auto is_taken = [&](Span other) { return overlaps(whole, other); };
        if (std::any_of(taken.begin(), taken.end(), is_taken) || !is_plausible(name)) return;
        const std::string_view drawn = sign ? strip(on[kOnSign]) : "on";
        if (drawn.empty() && on[1] != "@") return;
        const bool names = drawn != ":" && drawn != "=", spelt = name != on[2];
        const bool sure = spelt ? is_spelt(on[2], name)
                                : (is_made_up(name) && (names || name.find('_') != name.npos)) || (sign ? is_dotted(name) : is_told_dotted(name));
        if (on[1].empty() && !sure && (sign || spelt || !is_led(reading, on))) return;
        const size_t first = found.size();
        for (const std::string &platform : platforms_of(on[kOnPlatforms])) {
            std::string value = platform + ":";
            value += name;
            found.push_back(
                {kHandle, std::move(value), span.start + (on[1] == "$"), span.end, kOn,
                 spelt ? kWordsForSigns : 0u, {}});
        }
        used.push_back({span.start, add_same(lower, on.end(), first, found)});
    });
    return used;
}

// Where a name may begin that words or a sign lead from to the platform at this place.
void Handles::add_names_before(std::string_view lower, int at, Starts &starts) const {
    const auto add_name = [&](int end) {
        if (end > 0 && kQuotes(lower[end - 1])) --end;
        for (int pieces = 0; pieces < kMostPieces; ++pieces) {
            const int start = row_start(lower, end, kName, kLongestName + 1);
            if (start == end) return;
            const char before = start > 0 ? lower[start - 1] : ' ';
            starts.add(before == '@' || before == '$' ? start - 1 : start);
            end = before_sign(lower, start, starts);
            if (end == start) return;
        }
    };
    const auto before_space = [&](int end, int most = 1) {
        return row_start(lower, end, kSpaces, most);
    };
    const auto before_leading = [&](int end) {
        if (end < 1 || !kLeading(lower[end - 1])) return;
        add_name(before_space(end - 1));
        if (end > 1 && lower[end - 1] == '-' && kLeading(lower[end - 2])) add_name(before_space(end - 2));
    };
    const int sign = before_space(at, kMostSpaces);
    for (int gap = at; gap >= sign; --gap) before_leading(gap);  // one space belongs to the sign, or none
    if (sign < at) add_name(sign);
    for (int words = 0, end = at; words < kMostWordsBefore; ++words) {
        const int space_before = before_space(end, words == 0 ? kMostSpaces : 1);
        const int stop = space_before - (space_before == end && end > 0 && lower[end - 1] == '\'');
        const int start = row_start(lower, stop, kLetters);
        if (stop == end || !between_.has(lower.substr(start, stop - start))) return;
        end = start;
        const int space = before_space(end);
        if (space < end) add_name(space);
        before_leading(space);
    }
}

// Where the name ends that a word for a sign ("underscore", "guion bajo") joins to what begins here; here where none does.
// Such a word may be a name itself ("line underscore rose"), so one may begin with each.
int Handles::before_sign(std::string_view lower, int start, Starts &starts) const {
    const int close = row_start(lower, start, kAroundSigns, kMostAroundSign);
    int end = close;
    for (int words = 0; end > 0 && words < kMostSignWords; ++words) {
        const int stop = words ? row_start(lower, end, kSpaces, 1) : close;
        const int word = row_start(lower, stop, kSignLetters);
        const std::string_view piece = lower.substr(word, stop - word);
        if (piece != "_" && !sign_words_.has(piece)) break;
        starts.add(word);
        end = word;
    }
    return end == close ? start : row_start(lower, end, kAroundSigns, kMostAroundSign);
}

// What follows the sign of one platform.
void Handles::find_after_emoji(const Reading &reading, std::string_view lower, size_t from,
                               std::vector<Found> &found) const {
    const size_t first = found.size();  // names are found in order: none reaches beyond the last
    for (size_t at = lower.find(kSymbol); at != lower.npos; at = lower.find(kSymbol, at + 1)) {
        const Span sign = reading.span(static_cast<int>(at), static_cast<int>(at) + 1);
        const char32_t emoji = reading.text[sign.start];
        const size_t known = sign.size() == 1 ? emoji_.find(emoji) : emoji_.npos;
        Match name;
        if (known == emoji_.npos || !after_sign_.match(lower, at + 1, name)) continue;
        if (!is_plausible(name[2])) continue;
        const bool led = lower.substr(at, static_cast<size_t>(name.start(1)) - at).find(':') != lower.npos;
        const bool alone = emoji == ghost_ || led ? is_odd(name[2]) || stands_alone(lower, name[2], name.end())
                                           : is_sign_alone(lower, static_cast<int>(at), name);
        if (name[1].empty() && name[2].find('_') == std::string_view::npos && !alone) continue;
        const Span span{name.start(1), name.end(2)};
        const auto is_taken = [&](const Found &other) {
            const Span its{other.start, other.end};
            return overlaps(span, its) && !(span == its && other.confidence == kEmoji);
        };
        if (found.size() > first && is_taken(found.back())) continue;
        const auto begin = found.begin();
        if (std::any_of(begin + static_cast<long>(from), begin + static_cast<long>(first), is_taken)) continue;
        std::string value = emoji_platforms_[known] + ":";
        value += name[2];
        found.push_back({kHandle, std::move(value), span.start, span.end, kEmoji, 0, {}});
    }
}

// "my handle is amber_rest", "amber_rest everywhere"
void Handles::find_said(const Reading &reading, std::string_view lower, std::vector<Found> &found) const {
    Starts starts;
    reading.each_word(any_gate_, lower, [&](const Word &word) {
        int start = word.start;
        for (int words = 0; words < kMostWordsBack; ++words) {
            starts.add(start);
            const int end = row_start(lower, start, kSpaces, 1);
            start = row_start(lower, end, kName, kLongestName + 1);
            if (start == end) break;
            starts.add(start - (start > 0 && lower[start - 1] == '@'));
        }
    });
    for (size_t at = lower.find('@'); at != lower.npos; at = lower.find('@', at + 1))
        starts.add(row_start(lower, row_start(lower, static_cast<int>(at), kSpaces, 1), kLetters));
    starts.each(said_any_, lower, [&](const Match &said) {
        const int name = said.has(2) ? 2 : said.has(4) ? 4 : said.has(6) ? 6 : said.has(8) ? 8 : 10;
        const bool same = name == 2 && shape_of(lower, said[2], said.end(2)), led = same || name == 4 || name == 10;
        if (!is_plausible(said[name]) || !(same || is_made_up(said[name]) || (led && is_dotted(said[name])))) return;
        std::string value("any:");
        value += said[name];
        found.push_back({kHandle, std::move(value), said.start(name - 1), said.end(name), kBare, 0, {}});
    });
}

void Handles::find_bare(std::string_view lower, std::vector<Found> &found) const {
    Starts starts;
    for (size_t at = lower.find('@'); at != lower.npos; at = lower.find('@', at + 1))
        if (at == 0 || !kBeforeAt(lower[at - 1])) starts.add(static_cast<int>(at));
    starts.each(at_, lower, [&](const Match &bare) {
        const std::string_view name = bare[1];
        if (!is_plausible(name) || by_word_.has(name) || (bare[0].size() != name.size() + 1 && !is_odd(name))) return;
        std::string value("any:");
        value += name;
        found.push_back({kHandle, std::move(value), bare.start(), bare.end(), kBare, 0, {}});
    });
}

void Handles::add(const Match &named, int start, std::vector<Found> &found) const {
    const std::string name = written(named);
    const Tricks tricks = named.has(5) ? kSpacedOut : name != named[4] ? kWordsForSigns : 0u;
    const bool sure = !named[3].empty() || !strip(named[2], " ").empty();
    const std::string_view between = strip(named[2]);
    const bool hosted = ends_with(between, "/") && between.find("com") != between.npos;
    for (const std::string &platform : platforms_of(named[1])) {
        found.push_back({kHandle,
                         platform + ":" + name,
                         start,
                         named.end(4),
                         sure ? kNamed : kLoose,
                         tricks,
                         hosted ? named.span() : Span{}});
    }
}

// What other platforms than those from `first` on know a name by that ends there, and where that is said.
int Handles::add_same(std::string_view lower, int end, size_t first, std::vector<Found> &found) const {
    Match same;
    if (first == found.size() || !same_.match(lower, end, same)) return end;
    const size_t last = found.size();
    for (const std::string &platform : platforms_of(same[same.has(1) ? 1 : 2])) {
        Found other = found[first];
        other.value = platform + other.value.substr(other.value.find(':'));
        const auto is_known = [&](const Found &one) { return one.value == other.value; };
        const auto begin = found.begin() + static_cast<long>(first);
        if (std::none_of(begin, found.begin() + static_cast<long>(last), is_known))
            found.push_back(std::move(other));
    }
    return same.end();
}

// Of "insta and snap" both.
Words Handles::platforms_of(std::string_view named) const {
    Words platforms;
    const auto take = [&](std::string_view piece) {
        std::string word;
        for (const char c : piece)
            if (c != ' ' && c != '-') word += c;
        const std::string *platform = by_word_.find(word);
        if (platform && std::find(platforms.begin(), platforms.end(), *platform) == platforms.end()) platforms.push_back(*platform);
    };
    int from = 0;
    take(named);
    if (!platforms.empty()) return platforms;  // "s/c"
    joined_.each(named, [&](const Match &joined) {
        take(named.substr(from, joined.start() - from));
        from = joined.end();
    });
    take(named.substr(from));
    return platforms;
}

// The name with its words for signs as signs, its letters together.
std::string Handles::written(const Match &named) const {
    std::string name;
    if (named.has(5)) {
        const size_t gap = named[5].size();
        for (size_t at = 0; at < named[4].size();) {
            const bool is_gap = named[4].substr(at, gap) == named[5];
            if (!is_gap) name += named[4][at];
            at += is_gap ? gap : 1;
        }
        return name;
    }
    return spelt_out(named[4]);
}

// With its words for signs as signs.
std::string Handles::spelt_out(std::string_view written) const {
    if (kName.all_of(written)) return std::string(written);
    std::string name;
    int from = 0;
    spelt_.each(written, [&](const Match &spelt) {
        name += written.substr(from, spelt.start() - from);
        from = spelt.end();
        if (!spelt.has(1)) return;
        std::string word(spelt[1]);
        std::replace_if(word.begin(), word.end(), is_space, ' ');
        const char *sign = spelt_signs_.find(word);
        name += sign ? *sign : '.';
    });
    name += written.substr(from);
    return name;
}

// "insta: velvet finch (all one word)"
bool Handles::add_together(std::string_view lower, int at, std::vector<Found> &found) const {
    Match told;
    if (!together_.match(lower, at, told)) return false;
    std::string name;
    const std::string_view written = told[2];
    const std::string_view joiner = told.has(4) ? "_" : told.has(5) ? "." : "";
    for (size_t from = 0, end; from <= written.size(); from = end + 1) {
        end = from;
        while (end < written.size() && !is_space(written[end])) ++end;
        const std::string_view word = written.substr(from, end - from);
        if (no_words_.has(word) || between_.has(word) || sign_words_.has(word)) return false;
        if (!name.empty()) name += joiner;
        name += word;
    }
    if (!is_plausible(name) || name.size() < long_name_) return false;
    const size_t first = found.size();
    for (const std::string &platform : platforms_of(told[1])) {
        found.push_back({kHandle, platform + ":" + name, told.start(2), told.end(2), kNamed, kSpacedOut, {}});
    }
    return found.size() > first;
}

}  // namespace lamplight
