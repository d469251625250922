// Where an ad's own fields say it is: city, region, country, point -> region_of, place_of.
//
// Twin: region_of and place_of in src/lamplight/extract/places.py.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "gazetteer.hpp"

namespace lamplight {

// What Python's str knows of letters beyond ASCII; asked with the GIL held. All text is UTF-8.
struct Letters {
    using Change = std::function<std::string(const std::string &)>;
    Change key_of, stripped, upper;
};

// What the words of an ad's fields mean.
struct Said {
    bool city = false;     // whether the field says anything
    std::string name;      // of the city as written, or empty
    Namesakes cities;      // of that name, largest first
    std::string letters;   // of the region, or empty where it is unknown
    std::string region;    // letters, or as written
    std::optional<std::string> country;  // as said, if it is said
    std::string within;    // the same, or the region's; or empty
    // ISO 3166-1 alpha-2 by each field alone, or empty
    std::string by_country, by_region, by_city;
};

// Degrees, NaN where unknown; the nearest city is looked up once, when it is asked for.
struct Point {
    const Gazetteer &gazetteer;
    const double lat, lon;

    Point(const Gazetteer &all, double up, double along) : gazetteer(all), lat(up), lon(along) {}
    bool known() const { return lat == lat && lon == lon; }
    const Place *near();

  private:
    bool asked_ = false;
    const Place *near_ = nullptr;
};

class Whereabouts {
  public:
    Whereabouts(const Gazetteer &gazetteer, Letters letters)
        : gazetteer_(gazetteer), letters_(std::move(letters)) {}

    // An empty field says nothing. Remembered; call with the GIL held.
    std::shared_ptr<const Said> said(const std::string &city, const std::string &region,
                                     const std::string &country);
    // Country, ISO 3166-1 alpha-2: as the ad says, else by its point, else its region, its city; or "".
    std::string_view region_of(const Said &said, Point &point) const;
    // "city, region, country" as far as known, or "".
    std::string place_of(const Said &said, Point &point) const;
    const Gazetteer &gazetteer() const { return gazetteer_; }

  private:
    Said read(const std::string &city, const std::string &region, const std::string &country) const;
    std::string key_of(const std::string &name) const;
    std::string stripped(const std::string &text) const;
    std::string upper(const std::string &text) const;
    const Place *city(const Said &said, const Point &point) const;

    const Gazetteer &gazetteer_;
    Letters letters_;
    std::unordered_map<std::string, std::shared_ptr<const Said>> remembered_;
};

}  // namespace lamplight
