// Names whose platform is said elsewhere in the sentence, or in the one before. Twin: tests/extract/slow/told_names.py.
#include "handle.hpp"

#include <algorithm>
#include <iterator>

namespace lamplight {
namespace {

constexpr double kTold = 0.8;
constexpr Signs kName("a-z0-9_.-"), kEnd(".-"), kLetters("a-z"), kDigits("0-9"), kPart("@/"), kLeadSigns(",;(:=>~\x01-"), kBeforeName = kSpaces | kLeadSigns | Signs("'\"*");
constexpr int kShortestName = 5, kLongestName = 32, kLeadWithin = 40, kMostSigns = 8, kNegatedWithin = 11;
constexpr size_t kShortestEnding = 2, kLongestEnding = 6;
constexpr int kHinted = 1, kFound = 2, kNamed = 3;  // how surely words lead to a name
constexpr int kWord = 1, kOdd = 2, kSure = 3;  // how little a name looks like a word

}  // namespace

// text: as `reading.lower`, but that names and platforms which belong together are blank.
void Handles::find_told(const Reading &reading, std::string_view text, const std::vector<Match> &platforms,
                        std::vector<Found> &found) const {
    const int size = static_cast<int>(text.size());
    for (int start = 0, stop; start < size; start = stop + 1) {
        for (stop = start; stop < size && kName(text[stop]);) ++stop;
        const int end = row_start(text, stop, kEnd);
        if (end - start < kShortestName || end - start > kLongestName || kEnd(text[start])) continue;
        const bool user = start > 1 && text[start - 1] == '/' && text[start - 2] == 'u';
        if ((start > 0 && !user && kPart(text[start - 1])) || (stop < size && kPart(text[stop]))) continue;
        const std::string_view name = text.substr(start, end - start);
        const bool sure = in_quotes(text, {start, end}) || (is_odd(name) && said_after_.matches(text, end));
        if (common_.has(name) || plain_words_.has(name) || !(sure || may_be_led(text, start) || name.find('_') != name.npos)) continue;
        const int shape = is_plausible(name) ? shape_of(text, name, end) : 0;
        if (!shape) continue;
        if (shape == kWord && !sure && is_capitalised(reading, {start, end}) && !is_signed(text, start)) continue;
        const int lead = sure ? kFound : may_be_led(text, start) ? lead_to(text, start) : 0;
        if ((!lead && shape < kSure) || (shape == kWord && lead == kHinted && !begins_called(name))) continue;
        const Match *platform = nearest(platforms, text, {start, end}, shape == kWord ? lead == kNamed : lead > kHinted);
        if (!platform || is_foreign(reading.text, reading.span(start, end))) continue;
        for (const std::string &one : platforms_of((*platform)[1]))
            found.push_back({kHandle, one + ":" + std::string(name), start, end, kTold, 0, {}});
    }
}

// "rose@mail.example, kik: same as before the @"
void Handles::find_mail_names(std::string_view text, const std::vector<Match> &platforms, std::vector<Found> &found) const {
    const auto is_plain = [](const Found &one) { return one.kind == kEmail && !one.tricks && one.end - one.start == static_cast<int>(one.value.size()); };
    std::vector<Found> mails;
    std::copy_if(found.begin(), found.end(), std::back_inserter(mails), is_plain);
    if (mails.empty()) return;
    same_as_mail_.each(text, [&](const Match &same) {
        const Match *platform = nearest(platforms, text, same.span(), 0);
        if (!platform) return;
        const Found *mail = &mails.front();
        for (const Found &one : mails)
            if (one.start < same.start() && one.start > mail->start) mail = &one;
        const std::string local = mail->value.substr(0, mail->value.find('@'));
        const int end = mail->start + static_cast<int>(local.size());
        for (const std::string &one : platforms_of((*platform)[1]))
            found.push_back({kHandle, one + ":" + local, mail->start, end, kTold, 0, {}});
    });
}

std::vector<Match> Handles::platforms_in(std::string_view text, const Places &places) const {
    std::vector<Match> platforms;
    Match platform;
    int from = 0;
    for (const int at : places) {
        if (at < from || !platform_.match(text, at, platform)) continue;
        from = platform.end();
        platforms.push_back(platform);
    }
    return platforms;
}

// Whether the word or sign before this place is one that may lead to a name.
bool Handles::may_be_led(std::string_view text, int start) const {
    const int end = row_start(text, start, kBeforeName, kMostSigns), word = row_start(text, end, kLetters);
    if (leads_.has(text.substr(word, end - word))) return true;
    return end > 0 && (text[end - 1] == kLetter || kLeadSigns.any_in(text.substr(end, start - end)));
}

// Whether a sign stands before this place.
bool Handles::is_signed(std::string_view text, int start) {
    static constexpr Signs kSaid(":=>~\x01");
    const int end = row_start(text, start, kBeforeName, kMostSigns);
    return kSaid.any_in(text.substr(end, start - end));
}

// How surely the words before this place lead to a name.
int Handles::lead_to(std::string_view text, int start) const {
    const int from = std::max(0, start - kLeadWithin);
    if (naming_.finds(text, from, start)) return kNamed;
    if (finding_.finds(text, from, start)) return kFound;
    return hinting_.finds(text, from, start) ? kHinted : 0;
}

// How little a name looks like a word.
int Handles::shape_of(std::string_view text, std::string_view name, int end) const {
    if (is_made_up(name) || shape_.fills(name)) return name.find('_') == name.npos ? kOdd : kSure;
    if (is_told_dotted(name)) return kOdd;
    if (name.size() < long_name_ || !kLetters.all_of(name) || common_.has(name) || plain_words_.has(name) || called_.has(name) || parts_.has(name) || whole_.has(name)) return 0;
    return !is_wordy(name) && (alone_before_.matches(text, end) || goes_on_.matches(text, end)) ? kWord : 0;
}

// It ends as words do.
bool Handles::is_wordy(std::string_view name) const {
    for (size_t size = kShortestEnding; size <= kLongestEnding; ++size)
        if (size <= name.size() && word_endings_.has(name.substr(name.size() - size))) return true;
    return false;
}

// As is_dotted, and words may be part of it: "bec.threads".
bool Handles::is_told_dotted(std::string_view name) const {
    if (name.size() < shortest_alone_ || name.find('.') == name.npos || kDigits.any_in(name)) return false;
    bool words = true;
    for (size_t at = 0, end; at <= name.size(); at = end + 1) {
        end = std::min(name.find('.', at), name.size());
        const std::string_view piece = name.substr(at, end - at);
        const bool known = platform_words_.has(piece) || common_.has(piece) || plain_words_.has(piece);
        if (piece.empty() || (end == name.size() && endings_.has(piece))) return false;
        words = words && known;
    }
    return !words;
}

// It begins with a first name.
bool Handles::begins_called(std::string_view name) const {
    for (size_t size = called_size_; size + 1 < name.size(); ++size)
        if (called_.has(name.substr(0, size))) return true;
    return false;
}

// Of those in reach; of two as near the one before the name.
const Match *Handles::nearest(const std::vector<Match> &platforms, std::string_view text, Span name, int breaks) const {
    const Match *best = nullptr;
    int least = reach_ + 1;
    auto platform = std::lower_bound(platforms.begin(), platforms.end(), name.start - reach_, [](const Match &one, int at) { return one.end() < at; });
    for (; platform != platforms.end() && platform->start() <= name.end + reach_; ++platform) {
        const bool before = platform->end() <= name.start;
        const Span between = before ? Span{platform->end(), name.start} : Span{name.end, platform->start()};
        if (between.size() < 0 || between.size() >= least) continue;
        const int start = platform->start();
        if (!leads_over(text.substr(between.start, between.size()), before ? breaks : 0) ||
            negated_.finds(text, std::max(0, start - kNegatedWithin), start) || not_there_.matches(text, platform->end()))
            continue;
        best = &*platform;
        least = between.size();
    }
    return best;
}

// Whether no more sentences end between a name and its platform, and nothing else is spoken of.
bool Handles::leads_over(std::string_view between, int breaks) const {
    int ended = 0;
    breaks_.each(between, [&](const Match &) { ++ended; });
    if (ended > breaks) return false;
    for (size_t at = 0, end; at < between.size(); at = end + 1) {
        for (end = at; end < between.size() && is_small(between[end]);) ++end;
        if (end > at && told_others_.has(between.substr(at, end - at))) return false;
    }
    return true;
}

bool Handles::is_foreign(const Text &text, Span place) {
    static constexpr char32_t kFirst = 0x370, kSigns = 0x2000, kHan = 0x2e80, kLast = 0xd7ff;
    for (int at = place.start; at < place.end; ++at)
        if ((text[at] >= kFirst && text[at] < kSigns) || (text[at] >= kHan && text[at] <= kLast)) return true;
    return false;
}

}  // namespace lamplight
