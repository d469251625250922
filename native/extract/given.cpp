#include "given.hpp"

#include "words.hpp"

namespace lamplight {
namespace {

// The first value that the kind finds, as if it were sure.
template <typename Finder>
bool first_of(const Finder &finder, const Reading &reading, std::string_view region, std::string &value) {
    thread_local std::vector<Found> found;
    found.clear();
    finder.find(reading, region, found);
    if (found.empty()) return false;
    value = std::move(found.front().value);
    return true;
}

}  // namespace

Given::Given(const Tables &tables, const Reader &reader, const Gates &gates, const Phones &phones,
             const Emails &emails, const Handles &handles)
    : reader_(reader),
      gates_(gates),
      phones_(phones),
      emails_(emails),
      handles_(handles),
      sure_(tables.number("given.SURE")),
      unread_(tables.number("given.UNREAD")),
      fewest_digits_(static_cast<size_t>(tables.number("given.FEWEST_DIGITS"))),
      before_phone_(tables.text("given.BEFORE_PHONE")) {
    for (const char32_t c : tables.text("given.METHOD")) method_ += static_cast<char>(c);
}

bool Given::read(Kind kind, const Text &written, std::string_view region, Reading &reading,
                 Found &given) const {
    switch (kind) {
    case kPhone: return phone(written, region, reading, given);
    case kEmail: return email(written, region, reading, given);
    case kHandle: return handle(written, region, reading, given);
    default: return false;
    }
}

bool Given::phone(const Text &written, std::string_view region, Reading &reading, Found &given) const {
    thread_local std::u32string led;
    led = before_phone_;
    for (size_t at = 0; at < written.size; ++at) led += written[at];
    reader_.read({led.data(), sizeof(char32_t), led.size(), false}, gates_, reading);
    std::string value;
    if (first_of(phones_, reading, region, value)) {
        given = sure(kPhone, std::move(value));
        return true;
    }
    for (const char c : reading.plain)
        if (is_digit(c)) value += c;
    given = unsure(kPhone, std::move(value));
    return given.value.size() >= fewest_digits_;
}

bool Given::email(const Text &written, std::string_view region, Reading &reading, Found &given) const {
    reader_.read(written, gates_, reading);
    std::string value;
    if (first_of(emails_, reading, region, value)) {
        given = sure(kEmail, std::move(value));
        return true;
    }
    given = unsure(kEmail, std::string(strip(reading.lower)));
    return given.value.find('@') != std::string::npos;
}

bool Given::handle(const Text &written, std::string_view region, Reading &reading, Found &given) const {
    reader_.read(written, gates_, reading);
    std::string value;
    if (first_of(handles_, reading, region, value)) {
        given = sure(kHandle, std::move(value));
        return true;
    }
    const std::string_view name = strip(lstrip(strip(reading.lower), "@"));
    given = sure(kHandle, "any:" + std::string(name));
    return !name.empty();
}

Found Given::sure(Kind kind, std::string value) const {
    return {kind, std::move(value), -1, -1, sure_, 0, {}};
}

Found Given::unsure(Kind kind, std::string value) const {
    return {kind, std::move(value), -1, -1, unread_, 0, {}};
}

}  // namespace lamplight
