// Moments between ISO 8601 and microseconds since 1970.
#pragma once
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include "json.hpp"

namespace moments {

using json::Odd;

// Days since 1970 of a date of the Gregorian calendar, and back (Hinnant, chrono-compatible
// low-level date algorithms, 2013).
inline int64_t days_of(int64_t year, int month, int day) {
    year -= month <= 2;
    const int64_t era = year / 400, of_era = year - era * 400;
    const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

inline void date_of(int64_t days, int &year, int &month, int &day) {
    days += 719468;
    const int64_t era = days / 146097, of_era = days - era * 146097;
    const int64_t years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int of_year = static_cast<int>(of_era - (365 * years + years / 4 - years / 100));
    const int shifted = (5 * of_year + 2) / 153;
    day = of_year - (153 * shifted + 2) / 5 + 1;
    month = shifted + (shifted < 10 ? 3 : -9);
    year = static_cast<int>(years + era * 400 + (month <= 2));
}

// Reads "2025-01-31T23:59:59", with or without a fraction of 3 or 6 digits and a zone.
class TimeText {
  public:
    explicit TimeText(std::string_view text) : text_(text) {}

    int64_t microseconds() {
        const int year = number(4, 1001, 9998);
        need('-');
        const int month = number(2, 1, 12);
        need('-');
        const int day = number(2, 1, days_in(year, month));
        if (at_ < text_.size() && text_[at_] == ' ') ++at_;
        else need('T');
        const int64_t hour = number(2, 0, 23);
        need(':');
        const int64_t minute = number(2, 0, 59);
        need(':');
        const int64_t second = number(2, 0, 59);
        const int64_t rest = fraction();
        const int64_t minutes = days_of(year, month, day) * 1440 + hour * 60 + minute - zone();
        if (at_ != text_.size()) throw Odd();
        return (minutes * 60 + second) * 1000000 + rest;
    }

  private:
    static int days_in(int year, int month) {
        if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    void need(char sign) {
        if (at_ >= text_.size() || text_[at_++] != sign) throw Odd();
    }

    int number(size_t width, int least, int most) {
        int value = 0;
        for (const size_t end = at_ + width; at_ < end; ++at_) {
            if (at_ >= text_.size() || text_[at_] < '0' || text_[at_] > '9') throw Odd();
            value = value * 10 + (text_[at_] - '0');
        }
        if (value < least || value > most) throw Odd();
        return value;
    }

    int64_t fraction() {
        if (at_ >= text_.size() || text_[at_] != '.') return 0;
        ++at_;
        const int64_t thousandths = number(3, 0, 999);
        const bool more = at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9';
        return thousandths * 1000 + (more ? number(3, 0, 999) : 0);
    }

    // Minutes by which the clock is ahead of UTC.
    int64_t zone() {
        if (at_ == text_.size()) return 0;
        const char sign = text_[at_++];
        if (sign == 'Z') return 0;
        if (sign != '+' && sign != '-') throw Odd();
        const int hours = number(2, 0, 23);
        need(':');
        const int minutes = hours * 60 + number(2, 0, 59);
        return sign == '+' ? minutes : -minutes;
    }

    std::string_view text_;
    size_t at_ = 0;
};

// As "2025-01-31T23:59:59+00:00", with six digits of a second where they are not all 0.
inline std::string written(int64_t microseconds) {
    constexpr int64_t kSecond = 1000000, kDay = 86400;
    int64_t seconds = microseconds / kSecond, rest = microseconds % kSecond;
    if (rest < 0) rest += kSecond, --seconds;
    int64_t days = seconds / kDay, of_day = seconds % kDay;
    if (of_day < 0) of_day += kDay, --days;
    int year, month, day;
    date_of(days, year, month, day);
    std::string out;
    const auto put = [&](char before, int64_t value, size_t digits) {
        if (before) out += before;
        out.append(digits, '0');
        for (size_t at = out.size(); value > 0; value /= 10) out[--at] = static_cast<char>('0' + value % 10);
    };
    put('\0', year, 4);
    put('-', month, 2);
    put('-', day, 2);
    put('T', of_day / 3600, 2);
    put(':', of_day / 60 % 60, 2);
    put(':', of_day % 60, 2);
    if (rest) put('.', rest, 6);
    return out + "+00:00";
}

}  // namespace moments
