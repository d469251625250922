// One ad out of one line of JSON, as the values that a database holds.
//
// Only what collect/fields.py reads without having to think is read here, and with the same result;
// everything else is Odd. The text that is hashed to tell an ad's versions apart is, letter by
// letter, what store/records.py hashes.
#pragma once
#include <charconv>
#include <cmath>
#include <optional>
#include <unordered_map>
#include "json.hpp"
#include "json_write.hpp"
#include "moments.hpp"

namespace plain {

using json::Odd;
using json::Scanner;
using json::Text;

enum Slot {  // in the order in which the binding is told the names of the columns
    kId, kSource, kUrl, kPostedAt, kCollectedAt, kTitle, kBody, kPhones, kEmails, kHandles,
    kCity, kRegion, kCountry, kLat, kLon, kAge, kImages, kSlots
};

using Names = std::unordered_map<std::string_view, Slot>;

constexpr size_t kIdBytes = 400, kSourceBytes = 200, kMostPictures = 200;
constexpr int kUnknown = -1;

struct Picture {
    std::string_view hex;
    int quality = kUnknown;
};

struct Ad {
    std::optional<Text> texts[kSlots];               // of the fields that hold one text
    std::vector<Text> lists[kHandles - kPhones + 1];  // phones, emails, handles
    std::optional<int64_t> times[kCollectedAt - kPostedAt + 1];  // microseconds since 1970
    std::optional<double> degrees[kLon - kLat + 1];
    int age = kUnknown;
    std::vector<Picture> pictures;
    std::string given, content;  // what is stored of the lists, and what is hashed of everything
};

inline int64_t integer(std::string_view digits) {
    int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) throw Odd();
    return value;
}

inline int64_t integer(Scanner &in, int64_t most) {
    const int64_t value = integer(in.number());
    if (value < 0 || value > most) throw Odd();
    return value;
}

inline bool has_ink(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char it) { return it > ' ' && it < 0x7F; });
}

// Whether Python may take the sign that begins here for a blank.
inline bool may_be_blank(const char *sign) {
    const auto *at = reinterpret_cast<const uint8_t *>(sign);
    if (*at < 0x80) return *at <= ' ';
    return *at == 0xE2 || (*at == 0xC2 && (at[1] == 0x85 || at[1] == 0xA0)) ||
           (*at == 0xE1 && at[1] == 0x9A) || (*at == 0xE3 && at[1] == 0x80);
}

class Reader {
  public:
    // nothing  words in small letters that say nothing
    Reader(const Names &names, const std::vector<std::string> &nothing)
        : names_(names), nothing_(nothing) {}

    // Throws Odd.
    Ad read(std::string_view line, json::Arena &arena) const {
        Scanner in(line, arena);
        Ad ad;
        uint32_t seen = 0;
        in.need('{');
        do {
            const auto name = names_.find(in.key());
            if (name == names_.end()) {
                in.skip();
                continue;
            }
            const uint32_t bit = uint32_t{1} << name->second;
            if (seen & bit) throw Odd();
            seen |= bit;
            if (!in.take_null()) field(name->second, in, ad);
        } while (in.take(','));
        in.need('}');
        in.need_end();
        need_an_ad(ad);
        write_given(ad);
        write_content(ad);
        return ad;
    }

  private:
    static void need_an_ad(const Ad &ad) {
        auto inked = [&](Slot slot) { return ad.texts[slot] && has_ink(ad.texts[slot]->value); };
        if (!inked(kId) || !(inked(kBody) || inked(kTitle))) throw Odd();
        if (ad.texts[kSource] && !inked(kSource)) throw Odd();
        if (ad.texts[kId]->value.size() > kIdBytes) throw Odd();
        if (ad.texts[kSource] && ad.texts[kSource]->value.size() > kSourceBytes) throw Odd();
    }

    void field(Slot slot, Scanner &in, Ad &ad) const {
        if (slot == kTitle || slot == kBody || slot == kSource) ad.texts[slot] = in.text();
        else if (slot == kId) ad.texts[slot] = id(in);
        else if (slot == kPostedAt || slot == kCollectedAt) ad.times[slot - kPostedAt] = time(in);
        else if (slot >= kPhones && slot <= kHandles) words(in, ad.lists[slot - kPhones]);
        else if (slot == kLat) ad.degrees[0] = degrees(in, 90);
        else if (slot == kLon) ad.degrees[1] = degrees(in, 180);
        else if (slot == kAge) ad.age = static_cast<int>(integer(in, 150));
        else if (slot == kImages) pictures(in, ad.pictures);
        else ad.texts[slot] = word(in);
    }

    static Text id(Scanner &in) {
        if (in.peek() == '"') return in.text();
        const std::string_view digits = in.number();
        integer(digits);
        return {digits, {}};
    }

    static int64_t time(Scanner &in) {
        constexpr int64_t kMostSeconds = 99999999999;  // from there on they are thousandths
        if (in.peek() != '"') return integer(in, kMostSeconds) * 1000000;
        return moments::TimeText(in.text().value).microseconds();
    }

    static double degrees(Scanner &in, double limit) {
        const std::string_view digits = in.number();
        double value = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc() || end != digits.data() + digits.size()) throw Odd();
        const double size = std::fabs(value);
        if (size > limit || (size != 0 && size < 1e-4)) throw Odd();  // orjson: 1e-5, not 0.00001
        return value;
    }

    // A text that stands without blanks around it and says something.
    Text word(Scanner &in) const {
        const Text text = in.text();
        const std::string_view value = text.value;
        if (value.empty()) throw Odd();
        const char *last = value.data() + value.size() - 1;
        while ((*last & 0xC0) == 0x80) --last;
        if (may_be_blank(value.data()) || may_be_blank(last)) throw Odd();
        if (value.size() <= kLongestNothing) need_meaning(value);
        return text;
    }

    static constexpr size_t kLongestNothing = 9;  // "unknown" with a sign that is small as a k

    void need_meaning(std::string_view value) const {
        std::string small(value);
        for (char &sign : small) {
            if (static_cast<uint8_t>(sign) == 0xE2) throw Odd();
            if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign + 32);
        }
        for (const std::string &word : nothing_)
            if (small == word) throw Odd();
    }

    void words(Scanner &in, std::vector<Text> &list) const {
        in.need('[');
        if (in.take(']')) return;
        do list.push_back(word(in));
        while (in.take(','));
        in.need(']');
    }

    static void pictures(Scanner &in, std::vector<Picture> &list) {
        in.need('[');
        if (in.take(']')) return;
        do {
            if (list.size() == kMostPictures) throw Odd();
            list.push_back(in.peek() == '{' ? described(in) : Picture{hash(in), kUnknown});
        } while (in.take(','));
        in.need(']');
    }

    static Picture described(Scanner &in) {
        Picture picture;
        bool rated = false;
        in.need('{');
        do {
            const std::string_view key = in.key();
            if (key == "pdq") {
                if (!picture.hex.empty()) throw Odd();
                picture.hex = hash(in);
            } else if (key == "quality") {
                if (rated) throw Odd();
                rated = true;
                if (!in.take_null()) picture.quality = static_cast<int>(integer(in, 100));
            } else if (key == "path") {
                throw Odd();
            } else {
                in.skip();
            }
        } while (in.take(','));
        in.need('}');
        if (picture.hex.empty()) throw Odd();
        return picture;
    }

    static std::string_view hash(Scanner &in) {
        const std::string_view hex = in.text().value;
        auto is_hex = [](char it) {
            return (it >= '0' && it <= '9') || (it >= 'a' && it <= 'f') || (it >= 'A' && it <= 'F');
        };
        if (hex.size() != 64 || !std::all_of(hex.begin(), hex.end(), is_hex)) throw Odd();
        return hex;
    }

    static void write_list(std::string &out, const std::vector<Text> &list) {
        out += '[';
        for (const Text &text : list) {
            if (&text != list.data()) out += ',';
            json::write(out, text);
        }
        out += ']';
    }

    static void write_given(Ad &ad) {
        static constexpr const char *kBefore[] = {R"({"phones":)", R"(,"emails":)",
                                                  R"(,"handles":)"};
        for (int i = 0; i < 3; ++i) {
            ad.given += kBefore[i];
            write_list(ad.given, ad.lists[i]);
        }
        ad.given += '}';
    }

    static void write_content(Ad &ad);

    const Names &names_;
    const std::vector<std::string> &nothing_;
};

// A list of title, body, url, posted_at, phones, emails, handles, city, region, country, lat, lon,
// age and pictures.
inline void Reader::write_content(Ad &ad) {
    std::string &out = ad.content;
    out.reserve(512 + (ad.texts[kBody] ? ad.texts[kBody]->value.size() * 5 / 4 : 0));
    auto text = [&](Slot slot, const char *absent) {
        if (ad.texts[slot]) json::write(out, *ad.texts[slot]);
        else out += absent;
        out += ',';
    };
    out += '[';
    text(kTitle, "\"\"");
    text(kBody, "\"\"");
    text(kUrl, "null");
    out += ad.times[0] ? '"' + moments::written(*ad.times[0]) + "\"," : "null,";
    for (const auto &list : ad.lists) {
        write_list(out, list);
        out += ',';
    }
    for (const Slot slot : {kCity, kRegion, kCountry}) text(slot, "null");
    for (const auto &degrees : ad.degrees) {
        char digits[64];
        if (degrees) {
            const auto end = std::to_chars(digits, digits + sizeof digits, *degrees,
                                           std::chars_format::fixed).ptr;
            out.append(digits, end);
            if (std::find(digits, end, '.') == end) out += ".0";
        }
        out += degrees ? "," : "null,";
    }
    out += ad.age == kUnknown ? "null,[" : std::to_string(ad.age) + ",[";
    for (const Picture &picture : ad.pictures) {
        if (&picture != ad.pictures.data()) out += ',';
        out += "[null,\"";
        for (const char it : picture.hex)
            out += it >= 'A' && it <= 'F' ? static_cast<char>(it + 32) : it;
        out += "\",";
        out += picture.quality == kUnknown ? "null" : std::to_string(picture.quality);
        out += ']';
    }
    out += "]]";
}

}  // namespace plain
