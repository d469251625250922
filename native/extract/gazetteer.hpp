// A gazetteer in memory: names to places, and points to the nearest place, without Python.
//
// Twin: Places in src/lamplight/extract/places.py, from which it is made once. Names are keys there and here:
// as key_of gives them.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../nearest.hpp"
#include "tables.hpp"

namespace lamplight {

struct Place {
    std::string name, region, country;
    double lat = 0, lon = 0;  // degrees
    std::string written;      // the normal form: "Houston, TX, US", UTF-8
};

// A region's letters and its country.
struct Region {
    std::string letters, country;
};

using Namesakes = std::vector<const Place *>;  // largest first

class Gazetteer {
  public:
    // What a gazetteer is made of, as Places holds it.
    struct Parts {
        std::vector<Place> pinned;
        std::vector<std::pair<std::string, std::vector<uint32_t>>> cities;  // key -> rows of pinned
        std::vector<std::pair<std::string, std::vector<Region>>> regions;
        Pairs countries;
        std::vector<std::pair<std::string, int>> firsts;
        Pairs shortened;  // "saint" -> "st"
        double far_km = 0;
    };
    explicit Gazetteer(Parts parts);

    // As key_of, for names in ASCII.
    std::string key_of(std::string_view name) const;
    // A word of small letters as it stands in keys.
    std::string_view short_of(std::string_view word) const;

    bool knows(std::string_view key) const { return cities_.has(key); }
    // The largest city of that name, there if any is there.
    const Place *city(std::string_view key, std::string_view region, std::string_view country) const;
    // Namesakes of that name, largest first, in that region or else that country if any are.
    Namesakes namesakes(std::string_view key, std::string_view region, std::string_view country) const;
    // The nearest city within far_km, or nullptr.
    const Place *nearest(double lat, double lon) const;
    // ISO 3166-1 alpha-2, or nullptr.
    const std::string *country(std::string_view key) const { return countries_.find(key); }
    // Of that country, if it isn't ""; the United States' if several fit.
    const Region *region(std::string_view key, std::string_view country = "") const;
    // Names and letters of regions, as they stand in keys.
    const Words &region_names() const { return region_names_; }
    // Most words of a name that begins with this word, 0 if none does.
    int most_words(std::string_view first) const {
        const int *found = firsts_.find(first);
        return found ? *found : 0;
    }
    int most_words() const { return most_words_; }
    // Whether a city's name ends with this word, as it stands in keys.
    bool ends_name(std::string_view word) const { return lasts_.has(word); }
    double far_km() const { return far_km_; }

  private:
    std::vector<Place> pinned_;
    Lexicon<Namesakes> cities_;
    Lexicon<std::vector<Region>> regions_;  // the one that is meant first
    Words region_names_;
    Lexicon<std::string> countries_, shortened_;
    Lexicon<int> firsts_;
    Lexicon<bool> lasts_;
    int most_words_ = 0;
    double far_km_;
    std::unique_ptr<const Globe> globe_;
};

// Great-circle distance, by haversines.
double km_between(const Place &place, double lat, double lon);

}  // namespace lamplight
