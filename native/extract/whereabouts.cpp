#include "whereabouts.hpp"

#include <algorithm>

#include "words.hpp"

namespace lamplight {
namespace {

constexpr size_t kRemembered = 1 << 15;

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string whole;
    for (const std::string_view part : parts) {
        if (part.empty()) continue;
        if (!whole.empty()) whole += ", ";
        whole += part;
    }
    return whole;
}

}  // namespace

const Place *Point::near() {
    if (!asked_ && known()) near_ = gazetteer.nearest(lat, lon);
    asked_ = true;
    return near_;
}

std::shared_ptr<const Said> Whereabouts::said(const std::string &city, const std::string &region,
                                              const std::string &country) {
    std::string fields = std::to_string(city.size()) + ' ' + std::to_string(region.size()) + ' ';
    fields.append(city).append(region).append(country);
    if (const auto found = remembered_.find(fields); found != remembered_.end()) return found->second;
    if (remembered_.size() >= kRemembered) remembered_.clear();
    auto made = std::make_shared<const Said>(read(city, region, country));
    return remembered_.emplace(std::move(fields), std::move(made)).first->second;
}

Said Whereabouts::read(const std::string &city, const std::string &region,
                       const std::string &country) const {
    Said said;
    if (!country.empty()) {
        const std::string *alpha2 = gazetteer_.country(key_of(country));
        if (alpha2) said.by_country = *alpha2;
        said.country = alpha2 ? *alpha2 : upper(stripped(country));
        said.within = *said.country;
    }
    said.region = region;
    if (!region.empty()) {
        const std::string key = key_of(region);
        if (const Region *found = gazetteer_.region(key, said.within)) {
            said.letters = found->letters;
            if (!said.letters.empty()) said.region = said.letters;
            if (said.within.empty()) said.within = found->country;
        }
        if (const Region *found = gazetteer_.region(key)) said.by_region = found->country;
    }
    if (!city.empty()) {
        said.city = true;
        said.name = stripped(city.substr(0, city.find(',')));
        said.cities = gazetteer_.namesakes(key_of(said.name), said.letters, said.within);
        const Place *largest = gazetteer_.city(key_of(city), "", "");
        if (largest) said.by_city = largest->country;
    }
    return said;
}

std::string_view Whereabouts::region_of(const Said &said, Point &point) const {
    if (!said.by_country.empty()) return said.by_country;
    if (const Place *near = point.near()) return near->country;
    return said.by_region.empty() ? said.by_city : said.by_region;
}

std::string Whereabouts::place_of(const Said &said, Point &point) const {
    if (const Place *found = city(said, point)) return found->written;
    if (!said.city && point.near()) return point.near()->written;
    std::string_view country = said.within;
    if (country.empty() && point.near()) country = point.near()->country;
    return joined({said.name, said.region, country});
}

// The namesake that is meant, unless another field says that none is.
const Place *Whereabouts::city(const Said &said, const Point &point) const {
    if (said.cities.empty()) return nullptr;
    const Place *found = said.cities.front();
    if (point.known()) {
        double away_km = km_between(*found, point.lat, point.lon);
        for (const Place *place : said.cities) {
            const double km = km_between(*place, point.lat, point.lon);
            if (km < away_km) {
                away_km = km;
                found = place;
            }
        }
        if (away_km > gazetteer_.far_km()) return nullptr;
    }
    if (!said.letters.empty() && !found->region.empty() && found->region != said.letters) return nullptr;
    return !said.country || *said.country == found->country ? found : nullptr;
}

std::string Whereabouts::key_of(const std::string &name) const {
    return is_ascii(name) ? gazetteer_.key_of(name) : letters_.key_of(name);
}

std::string Whereabouts::stripped(const std::string &text) const {
    return is_ascii(text) ? std::string(strip(text)) : letters_.stripped(text);
}

std::string Whereabouts::upper(const std::string &text) const {
    if (!is_ascii(text)) return letters_.upper(text);
    std::string capitals = text;
    for (char &c : capitals)
        if (is_small(c)) c = static_cast<char>(c - 'a' + 'A');
    return capitals;
}

}  // namespace lamplight
