// What a site gave in a field of its own: trusted to be of that kind, whatever it looks like.
//
// Twin: tests/extract/slow/given.py.
#pragma once
#include "kinds/email.hpp"
#include "kinds/handle.hpp"
#include "kinds/phone.hpp"
#include "reading.hpp"

namespace lamplight {

class Given {
  public:
    Given(const Tables &tables, const Reader &reader, const Gates &gates, const Phones &phones,
          const Emails &emails, const Handles &handles);

    // The one value that a field of this kind gives, without a span; false for none. A phone that no plan
    // accepts is kept as its digits. Reuses what `reading` holds.
    bool read(Kind kind, const Text &written, std::string_view region, Reading &reading, Found &given) const;
    // What needs no reading.
    Found sure(Kind kind, std::string value) const;
    // How such values were found.
    const std::string &method() const { return method_; }

  private:
    bool phone(const Text &written, std::string_view region, Reading &reading, Found &given) const;
    bool email(const Text &written, std::string_view region, Reading &reading, Found &given) const;
    bool handle(const Text &written, std::string_view region, Reading &reading, Found &given) const;
    Found unsure(Kind kind, std::string value) const;

    const Reader &reader_;
    const Gates &gates_;
    const Phones &phones_;
    const Emails &emails_;
    const Handles &handles_;
    double sure_, unread_;
    size_t fewest_digits_;
    std::u32string before_phone_;
    std::string method_;
};

}  // namespace lamplight
