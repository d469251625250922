// Ads as the documents that the index of ads takes, in JSON. Objects are read throughout, so that the interpreter's
// lock is held.
#include <algorithm>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <string>
#include <string_view>
#include <unordered_set>
#include "json_write.hpp"

namespace nb = nanobind;

namespace {

constexpr char kBetween = '\x1f';  // between the values that an ad shows
constexpr std::string_view kPlace = "place:", kPhone = "phone:", kAddress = "at:";
constexpr int64_t kSecond = 1'000'000, kLatest = int64_t(1) << 34;
constexpr int kTies = 27;  // bits for the ad's number, which orders ads of one second

std::string_view utf8(nb::handle text) {
    Py_ssize_t length = 0;
    const char *letters = PyUnicode_AsUTF8AndSize(text.ptr(), &length);
    if (!letters) throw nb::python_error();
    return {letters, static_cast<size_t>(length)};
}

void put(std::string &out, std::string_view text) { json::write(out, {text, {}}); }

// Puts a comma behind all but the first.
void put_next(std::string &list, std::string_view text) {
    if (!list.empty()) list += ',';
    put(list, text);
}

// The last letter first.
std::string reversed(std::string_view text) {
    std::string out;
    for (size_t at = text.size(), end = at; at-- > 0;)
        if ((text[at] & 0xC0) != 0x80) {
            out += text.substr(at, end - at);
            end = at;
        }
    return out;
}

// Newest first, then by number; ads without a time last.
int64_t order(int64_t number, nb::handle at) {
    int64_t second = -kLatest;
    if (!at.is_none()) {
        const int64_t time = nb::cast<int64_t>(at);
        second = time / kSecond - (time % kSecond < 0);
    }
    second = std::max(-kLatest, std::min(second, kLatest));
    return second * (int64_t(1) << kTies) + (number & ((int64_t(1) << kTies) - 1));
}

class Documents {
  public:
    explicit Documents(nb::callable composed) : composed_(std::move(composed)) {}

    // Of the number, time, title, body and address of an ad, and the kinds and values that it shows.
    nb::str document(const nb::tuple &fields, std::string_view shown) {
        if (fields.size() != 5) throw nb::value_error("want number, time, title, body and address");
        const int64_t number = nb::cast<int64_t>(fields[0]);
        sort_out(shown);
        if (!fields[4].is_none()) {
            address_.assign(kAddress).append(utf8(fields[4]));
            if (address_.size() > kAddress.size()) put_next(values_, address_);
        }
        out_.assign("{\"number\":").append(std::to_string(number));
        out_.append(",\"order\":").append(std::to_string(order(number, fields[1])));
        if (!fields[1].is_none()) out_.append(",\"at\":").append(std::to_string(nb::cast<int64_t>(fields[1])));
        out_ += ",\"words\":[";
        put_words(fields[2]);
        out_ += ',';
        put_words(fields[3]);
        out_.append("],\"values\":[").append(values_).append("],\"places\":[").append(places_);
        out_.append("],\"ends\":[").append(ends_).append("]}");
        return nb::str(out_.data(), out_.size());
    }

  private:
    // Each once.
    void sort_out(std::string_view shown) {
        seen_.clear();
        values_.clear(), places_.clear(), ends_.clear();
        while (!shown.empty()) {
            const std::string_view value = shown.substr(0, shown.find(kBetween));
            shown.remove_prefix(std::min(shown.size(), value.size() + 1));
            if (!seen_.insert(value).second) continue;
            put_next(values_, value);
            if (value.substr(0, kPlace.size()) == kPlace) put_next(places_, value.substr(kPlace.size()));
            if (value.substr(0, kPhone.size()) == kPhone) put_next(ends_, reversed(value.substr(kPhone.size())));
        }
    }

    void put_words(nb::handle text) {
        const nb::str words = nb::cast<nb::str>(text);
        if (PyUnicode_IS_ASCII(words.ptr())) {
            put(out_, utf8(words));
        } else {
            const nb::object composed = composed_(words);
            put(out_, utf8(composed));
        }
    }

    nb::callable composed_;
    std::unordered_set<std::string_view> seen_;
    std::string out_, values_, places_, ends_, address_;
};

nb::list ad_documents(nb::sequence rows, nb::dict shown, nb::callable composed) {
    Documents documents(std::move(composed));
    nb::list made;
    for (nb::handle one : rows) {
        const nb::tuple row = nb::cast<nb::tuple>(one);
        const nb::object number = row[0];
        made.append(documents.document(row, shown.contains(number) ? utf8(shown[number]) : std::string_view()));
    }
    return made;
}

}  // namespace

void bind_ad_documents(nb::module_ &m) {
    m.def("ad_documents", &ad_documents, nb::arg("rows"), nb::arg("shown"), nb::arg("composed"),
          "Rows of number, time (microseconds since 1970 UTC, or None), title, body and address (or None) of ads, in JSON "
          "as the index takes them, one text each. shown: by number the \"kind:value\" that an ad shows, joined by U+001F; "
          "composed: words that are not ASCII go through it first.");
}
