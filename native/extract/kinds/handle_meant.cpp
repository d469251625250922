// What is a name: of what handle.cpp finds beside a platform, behind a sign or said. Twin: tests/extract/slow/kinds/handle.py.
#include "handle.hpp"

namespace lamplight {
namespace {

constexpr Signs kName("a-z0-9_.-"), kLetters("a-z"), kOdd("_.0-9"), kDigits("0-9"), kNumber("0-9.-"), kQuotes("'\"*"), kLeads(":=>~|\x01"),
    kBrackets("([{");
constexpr int kOnOwn = 3;  // group of handle.ON
constexpr int kMostSpaces = 25, kLedWithin = 16, kAloneWithin = 8, kNegatedWithin = 11, kFollowedWithin = 40, kMostParts = 4, kForeignWithin = 8;
constexpr size_t kShortestName = 3, kLongestCompound = 32, kSurelyNoModel = 8;  // no camera's, as "nikon90"

}  // namespace

// "Svenja": as people write their names.
bool Handles::is_capitalised(const Reading &reading, Span name) {
    static constexpr Signs kSmall("a-z");
    return name.size() > 1 && !kSmall(reading.plain[name.start]) && kSmall.all_of(std::string_view(reading.plain).substr(name.start + 1, name.size() - 1));
}

bool Handles::in_quotes(std::string_view text, Span span) {
    return span.start > 0 && span.end < static_cast<int>(text.size()) &&
           kQuotes(text[span.start - 1]) && text[span.start - 1] == text[span.end];
}

// Whether its host or the slash after it is written otherwise than in an address.
bool Handles::is_hidden(const Match &profile) {
    static constexpr Signs kPlainly("a-z./");
    const int end = profile.start(3);
    return !kPlainly.all_of(profile.text.substr(profile.start(), end - profile.start()));
}

// "I am lilyoflake on Snapchat", "lilyoflake is my Snapchat", "'lilyoflake' on Snapchat"
bool Handles::is_led(const Reading &reading, const Match &on) const {
    if (common_.has(on[2]) || plain_words_.has(on[2]) || is_wordy(on[2]) || on[2].size() < shortest_alone_) return false;
    if (in_quotes(on.text, on.span(2))) return true;
    if (on[2].size() < long_name_ || called_.has(on[2]) || is_capitalised(reading, on.span(2))) return false;
    if (on.has(kOnOwn) && alone_before_.matches(on.text, on.end())) return true;
    const int start = on.start();
    return led_.finds(on.text, std::max(0, start - kLedWithin), start);
}

// "ten underscore tiny": none of its pieces is a word that people say there.
bool Handles::is_spelt(std::string_view written, std::string_view name) const {
    if (!kName.all_of(name) || name.size() < long_name_) return false;
    bool common = false;
    for (size_t at = 0, end; at < written.size(); at = end + 1) {
        end = std::min(written.find(' ', at), written.size());
        common = common || no_words_.has(written.substr(at, end - at));
    }
    return !common;
}

// "📸 wrenandstone" on a line of its own
bool Handles::is_sign_alone(std::string_view lower, int at, const Match &name) const {
    const int before = row_start(lower, at, Signs(" \x01"), kMostSpaces);
    if ((before > 0 && lower[before - 1] != '\n') || !alone_before_.matches(lower, name.end())) return false;
    if (!is_made_up(name[2]) && !is_dotted(name[2])) return false;
    return !kDigits.any_in(name[2]) || name[2].size() >= kSurelyNoModel;
}

// No word of any language: a digit, a sign or an underscore in it.
bool Handles::is_odd(std::string_view name) { return kOdd.any_in(name); }

bool Handles::stands_alone(std::string_view lower, std::string_view name, int end) const {
    return name.size() >= long_name_ && !common_.has(name) && alone_before_.matches(lower, end);
}

bool Handles::is_name(const Match &named) const {
    const std::string name = written(named);
    const std::string_view sign = strip(named[3]), platform = named[1];
    if (!is_plausible(name)) return false;
    if (sign.find('@') != sign.npos || (!sign.empty() && kBrackets(sign[0]))) return true;
    if (several(platform) && both_.fills(named[2])) return is_long(name) && alone_before_.matches(named.text, named.end(4));
    if (another_.fills(named[2]) && is_anothers(named)) return false;
    if (weak_.finds(named[2])) {
        if (is_anothers(named)) return false;
        const bool ended = ended_.finds(named[2]) && name.find('_') == name.npos;
        return (is_made_up(name) || is_dotted(name)) && !(ended && !alone_before_.matches(named.text, named.end(4)));
    }
    if (is_odd(name) || (name != named[4] && kName.all_of(name)) || is_compound(name)) return true;
    if (common_.has(name) || plain_words_.has(name) || is_negated(named)) return false;
    if (rare_.has(platform) && name.size() >= long_name_) return true;
    if (everyday_.has(platform)) return name.size() >= long_name_ && user_.finds(named[2]);
    if (!sign.empty() || is_alone(named) || is_quoted(named) || is_followed(named)) return true;
    if (!said_.finds(named[2]) || vague_.finds(named[2])) return false;
    return signed_.finds(named[2]) || alone_before_.matches(named.text, named.end(4));
}

// "(rose_vip on insta), lily_vip on snap": each platform behind its name.
bool Handles::is_anothers(const Match &named) const {
    const int start = named.start();
    return left_.finds(named.text, std::max(0, start - kLedWithin), start) && on_.matches(named.text, named.start(4));
}

// "в Instagram hazelhands": a word in Latin letters among others.
bool Handles::is_among_foreign(const Reading &reading, const Match &named) const {
    if (reading.text.ascii || named[4].size() < shortest_alone_ || !kLetters.all_of(named[4]) || common_.has(named[4]) || is_negated(named)) return false;
    const Span name = reading.span(named.start(4), named.end(4)), platform = reading.span(named.start(1), named.end(1));
    for (int at = name.start; at < name.end; ++at)
        if (reading.text[at] > 127) return false;
    return is_foreign(reading.text, {std::max(0, platform.start - kForeignWithin), platform.end});
}

// "sn4p kimmyk": who hides a platform's name says a name after it.
bool Handles::is_behind_disguise(const Reading &reading, const Match &named) const {
    const std::string_view platform = std::string_view(reading.lower).substr(named.start(1), named.span(1).size());
    return platform != named[1] && named[4].size() >= long_name_ && strip(named[2], " ").empty() &&
           is_plausible(named[4]) && !common_.has(named[4]) && !is_negated(named);
}

// "insta n de Navarra, o de Oviedo, a de Avila"
bool Handles::is_described(const Reading &reading, const Match &named) const {
    if (reading.described.empty() || weak_.finds(named[2])) return false;
    return reading.described[static_cast<size_t>(named.start(4))] && is_plausible(named[4]) && !common_.has(named[4]) && !is_negated(named);
}

bool Handles::several(std::string_view platforms) const { return joined_.finds(platforms) && !by_word_.has(platforms); }

bool Handles::is_long(std::string_view name) const { return name.size() >= long_name_ && !common_.has(name); }

// "OF: kimmyk"
bool Handles::is_shouted(const Reading &reading, const Match &named) const {
    return everyday_.has(named[1]) && named[4].size() >= long_name_ && is_plausible(named[4]) &&
           !common_.has(named[4]) && shouted_.matches(reading.plain, named.start()) &&
           alone_before_.matches(named.text, named.end(4));
}

// What is surely a name, and no word between says that it is something else's.
bool Handles::is_far(const Match &far) const {
    const std::string_view name = far[4], between = far[2];
    if (!is_plausible(name) || is_negated(far) || is_anothers(far)) return false;
    const bool sure = !far[3].empty() || (is_made_up(name) && name.find('_') != name.npos);
    const bool led = kLeads.any_in(between) || between.find(" -") != between.npos || leads_to_.finds(between);
    if (!sure && !(led && (is_made_up(name) || is_dotted(name)))) return false;
    for (size_t at = 0, end; at < between.size(); at = end + 1) {
        for (end = at; end < between.size() && is_small(between[end]);) ++end;
        const std::string_view word = between.substr(at, end - at);
        if (by_word_.has(word) || labels_.has(word) || others_.has(word)) return false;
    }
    return true;
}

// "insta 'kimmyk'"
bool Handles::is_quoted(const Match &named) const {
    return named[4].size() >= shortest_alone_ && in_quotes(named.text, named.span(4));
}

// "Follow me on insta kimmyk"
bool Handles::is_followed(const Match &named) const {
    if (named[4].size() < long_name_ || !alone_before_.matches(named.text, named.end(4))) return false;
    const int start = named.start();
    return follow_.finds(named.text, std::max(0, start - kFollowedWithin), start) ||
           called_so_.finds(named[2]);
}

// "ohne Instagram: melde dich"
bool Handles::is_negated(const Match &named) const {
    const int start = named.start();
    return negated_.finds(named.text, std::max(0, start - kNegatedWithin), start);
}

// "Snap kimmyk or text": a platform and a word, and nothing else is said.
bool Handles::is_alone(const Match &named) const {
    if (named[4].size() < shortest_alone_ || !strip(named[2], " ").empty()) return false;
    if (named[1].find('/') != std::string_view::npos || several(named[1])) return false;
    const Words platforms = platforms_of(named[1]);
    if (platforms.empty() || !alone_.has(platforms.front())) return false;
    const int start = named.start();
    return (start == 0 ||
            alone_after_.finds(named.text, std::max(0, start - kAloneWithin), start)) &&
           alone_before_.matches(named.text, named.end());
}

// A Cyrillic word stands there, not a name in Latin letters.
bool Handles::is_native(const Reading &reading, const Match &named) const {
    if (reading.text.ascii) return false;
    const int start = named.start(4);
    const auto end = std::min(named[4].find_first_of(" \t\n\v\f\r\x1c\x1d\x1e\x1f(["), named[4].size());
    const Span place = reading.span(start, start + static_cast<int>(end));
    static constexpr char32_t kFirst = 0x400, kLast = 0x4ff;
    const auto cyrillic = [&](int at) {
        return at >= 0 && at < static_cast<int>(reading.text.size) && reading.text[at] >= kFirst && reading.text[at] <= kLast;
    };
    if (place.end > place.start && cyrillic(place.end - 1) && cyrillic(place.end)) return true;  // goes on beyond it
    return cyrillic_.word_in(reading.text, place.start, place.end);
}

// Surely a name: an underscore in it, or letters that are no number word before digits.
bool Handles::is_made_up(std::string_view name) const {
    Match made_up;
    return (made_up_.fullmatch(name, made_up) && !number_words_.has(made_up[1])) || is_compound(name);
}

// "hazelhands": a first name or the like and other such parts, and nothing else.
bool Handles::is_compound(std::string_view name) const {
    if (name.size() < shortest_compound_ || name.size() > kLongestCompound || !kLetters.all_of(name) || called_.has(name) || whole_.has(name)) return false;
    return ends_in_parts(name, 0, false);
}

bool Handles::ends_in_parts(std::string_view left, int parts, bool called) const {
    if (left.empty()) return called && parts > 1;
    if (parts == kMostParts) return false;
    for (size_t size = left.size(); size > 1; --size) {
        const std::string_view part = left.substr(0, size), rest = left.substr(size);
        const bool calls = called_.has(part);
        if (!calls && !parts_.has(part) && !(joiners_.has(part) && !rest.empty())) continue;
        if (ends_in_parts(rest, parts + 1, called || calls)) return true;
    }
    return false;
}

// A name with full stops that is no address and no end of a sentence.
bool Handles::is_dotted(std::string_view name) const {
    if (name.size() < shortest_alone_ || name.find('.') == name.npos || kDigits.any_in(name)) return false;
    for (size_t at = 0; at <= name.size();) {
        const size_t end = std::min(name.find('.', at), name.size());
        const std::string_view piece = name.substr(at, end - at);
        if (piece.empty() || common_.has(piece) || (end == name.size() && endings_.has(piece))) return false;
        at = end + 1;
    }
    return true;
}

bool Handles::is_plausible(std::string_view name) const {
    if (name.size() < kShortestName || no_words_.has(name)) return false;
    if (kNumber.all_of(name) && kDigits.any_in(name)) return false;
    return !measure_.fills(name);
}

}  // namespace lamplight
