#include "bind_places.hpp"

#include <unordered_map>

namespace nb = nanobind;

namespace lamplight {
namespace {

using Rows = std::unordered_map<PyObject *, uint32_t>;

Place place_of(nb::handle given) {
    return {utf8_of(given.attr("name")),
            utf8_of(given.attr("region")),
            utf8_of(given.attr("country")),
            nb::cast<double>(given.attr("lat")),
            nb::cast<double>(given.attr("lon")),
            utf8_of(nb::str(given))};
}

uint32_t row_of(const Rows &rows, nb::handle place) {
    const auto found = rows.find(place.ptr());
    if (found == rows.end()) throw nb::value_error("a city of the gazetteer is not pinned");
    return found->second;
}

template <typename F> void each(nb::handle mapping, F f) {
    for (nb::handle pair : mapping.attr("items")()) f(utf8_of(pair[0]), nb::object(pair[1]));
}

}  // namespace

Gazetteer::Parts gazetteer_of(nb::handle places, const Tables &tables) {
    Gazetteer::Parts parts;
    Rows rows;
    for (nb::handle place : places.attr("pinned")) {
        rows.emplace(place.ptr(), static_cast<uint32_t>(parts.pinned.size()));
        parts.pinned.push_back(place_of(place));
    }
    each(places.attr("cities"), [&](std::string name, nb::handle several) {
        std::vector<uint32_t> named;
        for (nb::handle place : several) named.push_back(row_of(rows, place));
        parts.cities.emplace_back(std::move(name), std::move(named));
    });
    each(places.attr("regions"), [&](std::string name, nb::handle several) {
        std::vector<Region> regions;
        for (nb::handle one : several) regions.push_back({utf8_of(one[0]), utf8_of(one[1])});
        parts.regions.emplace_back(std::move(name), std::move(regions));
    });
    each(places.attr("countries"), [&](std::string name, nb::handle alpha2) {
        parts.countries.emplace_back(std::move(name), utf8_of(alpha2));
    });
    each(places.attr("firsts"), [&](std::string word, nb::handle most) {
        parts.firsts.emplace_back(std::move(word), nb::cast<int>(most));
    });
    parts.shortened = tables.pairs_of("places.SHORT");
    parts.far_km = tables.number("places.FAR_KM");
    return parts;
}

Letters letters_of(nb::handle key_of) {
    const auto asked = [](auto ask) {
        return [ask](const std::string &text) { return utf8_of(ask(str_of(text))); };
    };
    return {asked([key_of](nb::object text) { return nb::object(key_of(text)); }),
            asked([](nb::object text) { return nb::object(text.attr("strip")()); }),
            asked([](nb::object text) { return nb::object(text.attr("upper")()); })};
}

std::string utf8_of(nb::handle text) {
    if (text.is_none()) return {};
    const auto bytes = nb::steal<nb::bytes>(
        PyUnicode_AsEncodedString(text.ptr(), "utf-8", "surrogatepass"));
    if (!bytes.is_valid()) throw nb::python_error();
    return {bytes.c_str(), bytes.size()};
}

nb::object str_of(std::string_view utf8) {
    auto text = nb::steal(
        PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), "surrogatepass"));
    if (!text.is_valid()) throw nb::python_error();
    return text;
}

}  // namespace lamplight
