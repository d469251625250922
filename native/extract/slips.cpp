#include "slips.hpp"

#include <algorithm>

#include "words.hpp"

namespace lamplight {

namespace {

constexpr int kNever = 99;

size_t letter(char c) { return static_cast<size_t>(c - 'a'); }

}  // namespace

Slips::Slips(const Tables &tables, const Sums &sums)
    : sums(sums),
      enough(static_cast<int>(tables.number("slips.ENOUGH"))),
      many(static_cast<int>(tables.number("slips.MANY"))),
      beyond(static_cast<int>(tables.number("slips.BEYOND"))) {
    for (const auto &[name, digits] : tables.pairs_of("slips.DIGITS")) {
        Language language{~uint32_t{0}, split_words(digits), {}};
        for (const std::string &digit : language.digits) language.bit &= sums.languages_of(digit);
        for (const auto &[other, words] : tables.pairs_of("slips.EVERYDAY"))
            if (other == name)
                for (const std::string &word : split_words(words)) language.everyday.put(word, true);
        languages_.push_back(std::move(language));
    }
    for (const std::string &limit : tables.words_of("slips.LIMITS")) limits_.push_back(limit[0] - '0');
    for (const char c : tables.words_of("slips.SOFT").front()) soft_.set(letter(c));
    const auto sound_alike = [&](std::string_view letters) {
        for (const char one : letters)
            for (const char other : letters) alike_[letter(one)].set(letter(other));
    };
    sound_alike(tables.words_of("slips.VOWELS").front());
    for (const std::string &letters : tables.words_of("slips.ALIKE")) sound_alike(letters);
}

uint32_t Slips::spoken(const std::vector<uint32_t> &words) const {
    std::array<int, 32> counts{};
    for (const uint32_t spoken : words)
        for (size_t bit = 0; bit < 32; ++bit) counts[bit] += spoken >> bit & 1;
    const int most = *std::max_element(counts.begin(), counts.end());
    uint32_t languages = 0;
    for (size_t bit = 0; most >= enough && bit < 32; ++bit) languages |= uint32_t{counts[bit] >= enough && counts[bit] * 2 > most} << bit;
    return languages;
}

char Slips::digit_of(std::string_view word, uint32_t languages, bool everyday) const {
    if (word.size() < 2 || word.size() > kLongest) return '\0';
    int least = kNever;
    char found = '\0';
    for (const Language &language : languages_) {
        if (!(language.bit & languages)) continue;
        const bool plain = language.everyday.has(word);
        if (plain && !everyday) return '\0';
        for (size_t digit = 0; digit < language.digits.size(); ++digit) {
            const std::string &right = language.digits[digit];
            const int limit = plain ? 1 : limits_[std::min(right.size(), limits_.size() - 1)];
            if (std::max(word.size(), right.size()) - std::min(word.size(), right.size()) > size_t(limit)) continue;
            const int off = cost(word, right);
            if (off > limit || off > least) continue;
            const char c = static_cast<char>('0' + digit);
            found = off < least || found == c ? c : '\0';
            least = off;
        }
    }
    return found;
}

// Half steps from one to the other.
int Slips::cost(std::string_view word, std::string_view digit) const {
    int rows[3][kLongest + 2];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    last[0] = 0;
    for (size_t j = 0; j < digit.size(); ++j) last[j + 1] = last[j] + dropped(digit, j);
    for (size_t i = 0; i < word.size(); ++i) {
        const int extra = dropped(word, i);
        now[0] = last[0] + extra;
        for (size_t j = 0; j < digit.size(); ++j) {
            int least = std::min(last[j + 1] + extra, now[j] + dropped(digit, j));
            least = std::min(least, last[j] + changed(word[i], digit[j]));
            if (i && j && word[i] == digit[j - 1] && word[i - 1] == digit[j]) least = std::min(least, before[j - 1] + 1);
            now[j + 1] = least;
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[digit.size()];
}

int Slips::dropped(std::string_view word, size_t at) const {
    const bool twice = (at && word[at - 1] == word[at]) || (at + 1 < word.size() && word[at + 1] == word[at]);
    return twice || soft_[letter(word[at])] ? 1 : 2;
}

int Slips::changed(char one, char other) const {
    if (one == other) return 0;
    return alike_[letter(one)][letter(other)] ? 1 : 2;
}

}  // namespace lamplight
