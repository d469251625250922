#include "gazetteer.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "words.hpp"

namespace lamplight {
namespace {

constexpr double kPi = 3.141592653589793, kDiameterKm = 12742;

double radians(double degrees) { return degrees * (kPi / 180); }

template <typename V> Lexicon<V> lexicon_of(std::vector<std::pair<std::string, V>> &pairs) {
    Lexicon<V> made;
    for (auto &[word, value] : pairs) made.put(word, std::move(value));
    return made;
}

bool meant_first(const Region &a, const Region &b) {
    const bool a_away = a.country != "US", b_away = b.country != "US";
    return std::tie(a_away, a.letters, a.country) < std::tie(b_away, b.letters, b.country);
}

bool in_country(const Place &place, std::string_view country) {
    return country.empty() || place.country == country;
}

}  // namespace

Gazetteer::Gazetteer(Parts parts)
    : pinned_(std::move(parts.pinned)),
      countries_(lexicon_of(parts.countries)),
      shortened_(lexicon_of(parts.shortened)),
      firsts_(lexicon_of(parts.firsts)),
      far_km_(parts.far_km) {
    for (const auto &[name, rows] : parts.cities) {
        Namesakes named;
        for (const uint32_t row : rows) named.push_back(&pinned_.at(row));
        cities_.put(name, std::move(named));
        lasts_.put(std::string_view(name).substr(name.rfind(' ') + 1), true);
    }
    for (auto &[name, several] : parts.regions) {
        std::stable_sort(several.begin(), several.end(), meant_first);
        regions_.put(name, std::move(several));
        region_names_.push_back(name);
    }
    for (const auto &[word, most] : parts.firsts) most_words_ = std::max(most_words_, most);
    std::vector<double> lats, lons;
    for (const Place &place : pinned_) {
        lats.push_back(place.lat);
        lons.push_back(place.lon);
    }
    globe_ = std::make_unique<const Globe>(lats.data(), lons.data(), lats.size());
}

std::string Gazetteer::key_of(std::string_view name) const {
    std::string key, word;
    const auto end_word = [&] {
        if (word.empty()) return;
        if (!key.empty()) key += ' ';
        key += short_of(word);
        word.clear();
    };
    for (const char c : name) {
        if (is_letter(c) || is_digit(c) || c == '_')
            word += is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
        else if (c != '\'')
            end_word();
    }
    end_word();
    return key;
}

std::string_view Gazetteer::short_of(std::string_view word) const {
    const std::string *found = shortened_.find(word);
    return found ? std::string_view(*found) : word;
}

const Place *Gazetteer::city(std::string_view key, std::string_view region,
                             std::string_view country) const {
    const Namesakes *found = cities_.find(key);
    if (!found) return nullptr;
    const Place *largest = nullptr;
    for (const Place *place : *found) {
        if (!in_country(*place, country)) continue;
        if (!region.empty() && place->region == region) return place;
        if (!largest) largest = place;
    }
    return largest ? largest : found->front();
}

Namesakes Gazetteer::namesakes(std::string_view key, std::string_view region,
                            std::string_view country) const {
    const Namesakes *found = cities_.find(key);
    if (!found) return {};
    Namesakes within, there;
    for (const Place *place : *found) {
        if (!in_country(*place, country)) continue;
        within.push_back(place);
        if (!region.empty() && place->region == region) there.push_back(place);
    }
    if (!there.empty()) return there;
    return !country.empty() && !within.empty() ? within : *found;
}

const Place *Gazetteer::nearest(double lat, double lon) const {
    const int64_t row = globe_->nearest(lat, lon);
    if (row < 0) return nullptr;
    const Place &place = pinned_[static_cast<size_t>(row)];
    return km_between(place, lat, lon) <= far_km_ ? &place : nullptr;
}

const Region *Gazetteer::region(std::string_view key, std::string_view country) const {
    const std::vector<Region> *several = regions_.find(key);
    if (!several) return nullptr;
    for (const Region &one : *several)
        if (country.empty() || one.country == country) return &one;
    return nullptr;
}

double km_between(const Place &place, double lat, double lon) {
    const double a = radians(place.lat), b = radians(lat);
    const double up = std::sin((a - b) / 2), along = std::sin(radians(place.lon - lon) / 2);
    const double half = up * up + std::cos(a) * std::cos(b) * (along * along);
    return kDiameterKm * std::asin(std::min(1.0, std::sqrt(half)));
}

}  // namespace lamplight
