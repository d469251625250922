// All kinds over one reading, one after the other: text -> Extractor::read -> Found, in order of place.
#pragma once
#include "gazetteer.hpp"
#include "given.hpp"
#include "kinds/age.hpp"
#include "kinds/email.hpp"
#include "kinds/handle.hpp"
#include "kinds/phone.hpp"
#include "kinds/place.hpp"
#include "kinds/price.hpp"
#include "kinds/url.hpp"
#include "kinds/wallet.hpp"
#include "numerals.hpp"
#include "plans.hpp"
#include "reading.hpp"
#include "remembered.hpp"
#include "descriptions.hpp"
#include "whereabouts.hpp"

namespace lamplight {

constexpr const char *kKindNames[] = {"email", "wallet", "handle", "url", "phone", "price", "age", "place"};
constexpr unsigned kAllKinds = 0xff;

// What only Python knows.
struct Asked {
    Reader::Page page;
    Reader::Entity entity;
    Countries::Ask plan;
    Letters letters;
};

class Extractor {
  public:
    // remembered_bytes: for what was found in texts that may come again.
    Extractor(Tables tables, Gazetteer::Parts places, Asked asked, size_t remembered_bytes);

    // What each kind finds is blanked for those after it. kinds: a bit for each Kind; `reading` is reused.
    void read(const Text &text, std::string_view region, unsigned kinds, Reading &reading,
              std::vector<Found> &found) const;
    Tricks tricks(const Reading &reading, const Found &found) const {
        return found.tricks | reader_.tricks(reading, found.start, found.end);
    }
    const Reader &reader() const { return reader_; }
    const Gates &gates() const { return gates_; }
    const Plans &plans() const { return plans_; }
    const Given &given() const { return given_; }
    const Whereabouts &whereabouts() const { return whereabouts_; }
    Whereabouts &whereabouts() { return whereabouts_; }
    Remembered &remembered() { return remembered_; }
    // A value's UTF-8.
    std::string utf8(const Found &found) const;

  private:
    Tables tables_;
    Gates gates_;
    Reader reader_;
    Numerals numerals_;
    Plans plans_;
    Gazetteer gazetteer_;
    Whereabouts whereabouts_;
    Descriptions descriptions_;
    Emails emails_;
    Wallets wallets_;
    Handles handles_;
    Urls urls_;
    Phones phones_;
    Prices prices_;
    Ages ages_;
    Cities cities_;
    Given given_;
    Remembered remembered_;
    Words currency_;  // signs in UTF-8, in the order of their bytes
};

}  // namespace lamplight
