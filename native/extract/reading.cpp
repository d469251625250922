#include "reading.hpp"

#include <array>
#include <atomic>
#include <cstring>
#include <mutex>

#include "words.hpp"

namespace lamplight {
namespace {

constexpr int kLongestSpecial = 260;
constexpr int kLongestAddress = 200;
constexpr size_t kRemembered = 1 << 16;
constexpr std::string_view kInPaths = "0123456789 -.:@\x01";

// Characters that may begin something special, and all that are not ASCII.
template <typename C> constexpr bool is_plain(C c) {
    return (c < 127) & ((c >= ' ') | (c == '\t') | (c == '\n')) & (c != '&') & (c != '\\') & (c != '%') & (c != '<');
}

// Looks at every byte, many at once.
bool all_plain(std::string_view ascii) {
    uint8_t plain = 1;
    for (const char c : ascii) plain &= is_plain(static_cast<uint8_t>(c));
    return plain;
}

std::string_view ascii_of(const Text &text) { return {static_cast<const char *>(text.data), text.size}; }

// As str.isspace.
bool is_blank(char32_t c) {
    if (c < 128) return is_space(static_cast<char>(c));
    return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
           c == 0x202f || c == 0x205f || c == 0x3000;
}

// Code points from `at` on as bytes; what is not ASCII as 0x80.
void window(const Text &text, int at, int length, std::string &bytes) {
    bytes.clear();
    const int end = std::min(static_cast<int>(text.size), at + length);
    for (; at < end; ++at) bytes += text[at] < 128 ? static_cast<char>(text[at]) : '\x80';
}

Tricks trick_of(const Text &text, Span from, char plain) {
    if (from.size() > 1) return kEntities;
    if (is_digit(plain)) return kOtherDigits;
    if (is_letter(plain)) {
        const char32_t c = text[from.start];
        return c >= 0xc0 && c <= 0x17f ? Tricks{0} : kLookAlikes;
    }
    return plain == kSymbol ? kSymbols : Tricks{0};
}

Tricks hidden_between(const Text &text, int start, int end) {
    if (end - start == 1 && text[start] == 0xfe0f) return kKeycaps;
    for (int at = start; at < end; ++at)
        if (text[at] == 0x20e3) return kKeycaps;
    return kHiddenCharacters;
}

bool is_ascii(const Text &text, int start, int end) {
    for (int at = start; at < end; ++at)
        if (text[at] >= 128) return false;
    return true;
}

}  // namespace

void index_words(const Gates &gates, Reading &reading) {
    reading.words.clear();
    reading.known.clear();
    reading.gates = 0;
    reading.singles = 0;
    reading.cut = false;
    reading.lower = reading.plain;
    for (char &c : reading.lower)
        if (is_capital(c)) c |= 0x20;
    const std::string_view lower = reading.lower;
    each_row_of_letters(lower, [&](int start, int end) {
        const Gate gate = gates.of(lower.substr(start, end - start));
        if (gate) reading.known.push_back(static_cast<int>(reading.words.size()));
        reading.words.push_back({{start, end}, gate});
        reading.gates |= gate;
        if (end - start == 1) reading.singles |= 1u << (lower[start] - 'a');
    });
}

struct Reader::Known {
    using Characters = std::vector<std::string>;

    Page page;
    Entity entity;
    std::array<std::atomic<const Characters *>, 0x1100> pages{};
    std::mutex mutex;
    std::vector<std::unique_ptr<const Characters>> kept;
    std::unordered_map<std::string, std::string> entities;
};

Reader::Reader(const Tables &tables, Page page, Entity entity)
    : cyrillic_(tables), entity_shape_(tables.pattern("reading.ENTITY")),
      escape_shape_(tables.pattern("reading.ESCAPE")), percent_shape_(tables.pattern("reading.PERCENT")),
      tag_shape_(tables.pattern("reading.TAG")), breaking_tag_(tables.pattern("reading.BREAKING_TAG")),
      calls_(tables.pattern("reading.CALLS")), known_(std::make_unique<Known>()) {
    known_->page = std::move(page);
    known_->entity = std::move(entity);
}

Reader::~Reader() = default;

const std::string &Reader::character(char32_t point) const {
    auto &slot = known_->pages[point >> 8];
    const Known::Characters *page = slot.load(std::memory_order_acquire);
    if (!page) {
        auto asked = std::make_unique<const Known::Characters>(known_->page(static_cast<int>(point >> 8)));
        const std::lock_guard<std::mutex> lock(known_->mutex);
        page = slot.load(std::memory_order_acquire);
        if (!page) {
            page = asked.get();
            known_->kept.push_back(std::move(asked));
            slot.store(page, std::memory_order_release);
        }
    }
    return (*page)[point & 255];
}

std::string Reader::entity(const std::string &piece) const {
    {
        const std::lock_guard<std::mutex> lock(known_->mutex);
        const auto found = known_->entities.find(piece);
        if (found != known_->entities.end()) return found->second;
    }
    std::string plain = known_->entity(piece);
    const std::lock_guard<std::mutex> lock(known_->mutex);
    if (known_->entities.size() < kRemembered) known_->entities.emplace(piece, plain);
    return plain;
}

std::string Reader::escaped(const std::string &piece) const {
    const size_t at = piece.find_first_not_of('\\');
    const char letter = piece[at];
    if (letter == '/') return "/";
    if (letter != 'u' && letter != 'x') return letter == 't' ? "\t" : "\n";
    const auto point = static_cast<char32_t>(std::stoi(piece.substr(at + 1), nullptr, 16));
    if ((point >= ' ' && point <= '~') || point == '\t' || point == '\n') return {static_cast<char>(point)};
    return character(point);
}

// Whether a web address goes on here, whose path is kept as it stands.
bool Reader::in_path(const Text &text, int at) const {
    int from = at;
    while (from > 0 && at - from < kLongestAddress && !is_blank(text[from - 1])) --from;
    std::string word;
    window(text, from, at - from, word);
    return word.find('/') != word.npos && !calls_.finds(word);
}

// Where what is special at `at` ends, and what it stands for; `at` where it is not special after all.
int Reader::special(const Text &text, int at, std::string &plain) const {
    const char32_t c = text[at];
    if (c >= 127 || (c < ' ' && c != '\t' && c != '\n')) {
        const int end = cyrillic_.may_begin(c) ? cyrillic_.word_end(text, at, static_cast<int>(text.size)) : -1;
        plain = end > 0 ? cyrillic_.latin(text, at, end) : character(c);
        return end > 0 ? end : at + 1;
    }
    thread_local std::string bytes;
    window(text, at, kLongestSpecial, bytes);
    const Pattern &shape = c == '&' ? entity_shape_ : c == '\\' ? escape_shape_ : c == '%' ? percent_shape_ : tag_shape_;
    Match match;
    if (!shape.match(bytes, 0, match)) return at;
    const std::string piece(match[0]);
    if (c == '&') {
        plain = entity(piece);
    } else if (c == '\\') {
        plain = escaped(piece);
    } else if (c == '%') {
        plain = {piece.size() > 3 ? kSymbol : static_cast<char>(std::stoi(piece.substr(1), nullptr, 16))};
        if (kInPaths.find(plain[0]) != kInPaths.npos && in_path(text, at)) plain = piece;
    } else {
        plain = breaking_tag_.matches(piece) ? "\n" : "";
    }
    return at + match.end();
}

void Reader::read_special(const Text &text, Reading &reading) const {
    const int size = static_cast<int>(text.size);
    std::string plain;
    const auto take = [&](char c, int start, int end) {
        reading.plain += c;
        reading.starts.push_back(start);
        reading.ends.push_back(end);
    };
    reading.starts.reserve(size);
    reading.ends.reserve(size);
    for (int at = 0; at < size;) {
        const char32_t c = text[at];
        const int end = is_plain(c) ? at : special(text, at, plain);
        if (end == at) {
            take(static_cast<char>(c), at, at + 1);
            ++at;
            continue;
        }
        const bool letter_for_letter = end - at == static_cast<int>(plain.size());
        for (int i = 0; i < static_cast<int>(plain.size()); ++i) {
            if (letter_for_letter) {
                take(plain[i], at + i, at + i + 1);
            } else {
                take(plain[i], at, end);
            }
        }
        at = end;
    }
}

void Reader::read(const Text &text, const Gates &gates, Reading &reading) const {
    reading.text = text;
    reading.plain.clear();
    reading.starts.clear();
    reading.ends.clear();
    reading.described.clear();
    if (text.ascii && all_plain(ascii_of(text))) {
        reading.plain = ascii_of(text);
    } else {
        read_special(text, reading);
    }
    reading.whole = reading.plain;
    index_words(gates, reading);
}

Tricks Reader::tricks(const Reading &reading, int start, int end) const {
    const Text &text = reading.text;
    const Span from = reading.span(start, end);
    const auto described = [&](int at) { return !reading.described.empty() && reading.described[at]; };
    Tricks found = 0;
    for (int at = start; !found && at < end; ++at)
        if (described(at)) found = kWordsForSigns;
    if (found && is_ascii(text, from.start, from.end)) return found;
    if (reading.starts.empty() || is_ascii(text, from.start, from.end))
        return from.size() != end - start ? kEntities : Tricks{0};
    std::vector<char> native(from.size());
    for (int at = from.start; at < from.end; ++at) {
        const int stop = cyrillic_.may_begin(text[at]) ? cyrillic_.word_end(text, at, from.end) : -1;
        if (stop > 0) std::fill(native.begin() + (at - from.start), native.begin() + (stop - from.start), 1);
        at = std::max(at, stop - 1);
    }
    for (int at = start; at < end; ++at) {
        if (described(at)) continue;
        const Span piece{reading.starts[at], reading.ends[at]};
        const char plain = reading.whole[at];
        const bool same = piece.size() == 1 && (uint8_t(plain) >= 128 || text[piece.start] == char32_t(uint8_t(plain)));
        if (!same && !native[piece.start - from.start]) found |= trick_of(text, piece, plain);
        if (at + 1 < end && !described(at + 1) && piece.end < reading.starts[at + 1])
            found |= hidden_between(text, piece.end, reading.starts[at + 1]);
    }
    return found;
}

}  // namespace lamplight
