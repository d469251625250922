#include "bind_ads.hpp"

#include <array>
#include <cmath>
#include <unordered_map>

#include "bind_places.hpp"

namespace nb = nanobind;

namespace lamplight {
namespace {

// A tuple holds what it was made of for as long as threads read it, whatever becomes of the list.
nb::tuple held(nb::handle given) {
    auto tuple = nb::steal<nb::tuple>(PySequence_Tuple(given.ptr()));
    if (!tuple.is_valid()) throw nb::python_error();
    return tuple;
}

nb::tuple column(nb::handle columns, const char *name, size_t rows) {
    nb::tuple values = held(columns.attr(name));
    if (values.size() != rows) throw nb::value_error("columns are of the same length");
    return values;
}

double degrees_of(nb::handle given) { return given.is_none() ? NAN : nb::cast<double>(given); }

// The columns, and what keeps their texts where they are.
class Ads {
  public:
    Ads(nb::handle columns, Whereabouts &whereabouts) : numbers_(held(columns.attr("numbers"))) {
        const size_t rows = numbers_.size();
        const auto of = [&](const char *name) { return column(columns, name, rows); };
        titles_ = of("titles");
        bodies_ = of("bodies");
        const nb::tuple countries = of("countries"), regions = of("regions"), cities = of("cities");
        const nb::tuple lats = of("lats"), lons = of("lons"), ages = of("ages");
        const nb::tuple phones = of("phones"), emails = of("emails"), handles = of("handles");
        fields_.reserve(rows);
        for (size_t at = 0; at < rows; ++at)
            fields_.push_back(
                {text_of(titles_[at]), text_of(bodies_[at]),
                 whereabouts.said(utf8_of(cities[at]), utf8_of(regions[at]), utf8_of(countries[at])),
                 degrees_of(lats[at]), degrees_of(lons[at]),
                 ages[at].is_none() ? std::string() : utf8_of(nb::str(nb::handle(ages[at]))),
                 texts(phones[at]), texts(emails[at]), texts(handles[at])});
    }
    const std::vector<AdFields> &fields() const { return fields_; }
    nb::handle number(size_t at) const { return numbers_[at]; }

  private:
    std::vector<Text> texts(nb::handle given) {
        std::vector<Text> found;
        nb::tuple several = held(given);
        if (several.size() == 0) return found;
        for (nb::handle text : several) found.push_back(text_of(text));
        held_.push_back(std::move(several));
        return found;
    }

    nb::tuple numbers_, titles_, bodies_;
    std::vector<nb::tuple> held_;
    std::vector<AdFields> fields_;
};

// So many signals as columns; what many of them share is made once.
class SignalColumns {
  public:
    SignalColumns(const Extractor &extractor, nb::handle effort, size_t count)
        : extractor_(extractor),
          effort_(effort),
          given_(nb::make_tuple(str_of(extractor.given().method()), 0.0)) {
        for (const char *name : kKindNames) kinds_.push_back(nb::str(name));
        fields_ = {nb::str("title"), nb::str("body"), nb::none()};
        for (nb::object &column : columns_) column = nb::steal(checked(PyList_New(static_cast<Py_ssize_t>(count))));
    }

    void add(nb::handle number, size_t position, const Signal &signal) {
        const Found &found = signal.found;
        const nb::tuple &effort = signal.field == kGiven ? given_ : effort_of(found.tricks);
        nb::object values[] = {nb::borrow(number), number_of(static_cast<long>(position)), kinds_[found.kind],
                                     str_of(extractor_.utf8(found)), fields_[signal.field], place(found.start),
                                     place(found.end), effort[0], confidence_of(found.confidence), effort[1]};
        for (size_t at = 0; at < columns_.size(); ++at)
            PyList_SET_ITEM(columns_[at].ptr(), row_, values[at].release().ptr());
        ++row_;
    }

    nb::tuple done() const {
        nb::list all;
        for (const nb::object &column : columns_) all.append(column);
        return nb::tuple(all);
    }

  private:
    static PyObject *checked(PyObject *made) {
        if (!made) throw nb::python_error();
        return made;
    }

    static nb::object number_of(long number) { return nb::steal(checked(PyLong_FromLong(number))); }

    static nb::object place(int at) { return at < 0 ? nb::none() : number_of(at); }

    const nb::object &confidence_of(double confidence) {
        nb::object &known = confidences_[confidence];
        if (!known.is_valid()) known = nb::float_(confidence);
        return known;
    }

    const nb::tuple &effort_of(Tricks tricks) {
        const auto known = efforts_.find(tricks);
        if (known != efforts_.end()) return known->second;
        return efforts_.emplace(tricks, nb::cast<nb::tuple>(effort_(tricks))).first->second;
    }

    const Extractor &extractor_;
    nb::handle effort_;
    nb::tuple given_;
    std::vector<nb::object> kinds_, fields_;
    std::array<nb::object, 10> columns_;
    Py_ssize_t row_ = 0;
    std::unordered_map<Tricks, nb::tuple> efforts_;
    std::unordered_map<double, nb::object> confidences_;
};

}  // namespace

Text text_of(nb::handle given) {
    PyObject *text = given.ptr();
    if (!PyUnicode_Check(text)) throw nb::type_error("a text is a str");
    return {PyUnicode_DATA(text), static_cast<int>(PyUnicode_KIND(text)),
            static_cast<size_t>(PyUnicode_GET_LENGTH(text)), PyUnicode_IS_ASCII(text) != 0};
}

nb::tuple signals_of(Extractor &extractor, nb::handle columns, const std::string &region,
                     nb::handle effort, unsigned threads) {
    const Ads ads(columns, extractor.whereabouts());
    std::vector<std::vector<Signal>> signals;
    {
        nb::gil_scoped_release released;
        signals = read_ads(extractor, ads.fields(), region, threads);
    }
    size_t count = 0;
    for (const auto &of_ad : signals) count += of_ad.size();
    SignalColumns all(extractor, effort, count);
    for (size_t ad = 0; ad < signals.size(); ++ad)
        for (size_t at = 0; at < signals[ad].size(); ++at) all.add(ads.number(ad), at, signals[ad][at]);
    return all.done();
}

nb::list regions_of(Extractor &extractor, nb::handle columns) {
    const Whereabouts &whereabouts = extractor.whereabouts();
    const Ads ads(columns, extractor.whereabouts());
    nb::list regions;
    for (const AdFields &ad : ads.fields()) {
        Point point(whereabouts.gazetteer(), ad.lat, ad.lon);
        regions.append(str_of(whereabouts.region_of(*ad.said, point)));
    }
    return regions;
}

}  // namespace lamplight
