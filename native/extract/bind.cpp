// What Python sees of the native extractor.
#include <nanobind/nanobind.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/unordered_map.h>
#include <nanobind/stl/vector.h>

#include "bind_ads.hpp"
#include "bind_places.hpp"
#include "extractor.hpp"

namespace nb = nanobind;

namespace {

using namespace lamplight;

std::string bytes_of(nb::handle given) {
    const auto bytes = nb::cast<nb::bytes>(given);
    return {bytes.c_str(), bytes.size()};
}

std::u32string points_of(const nb::str &given) {
    const Text text = text_of(given);
    std::u32string points;
    for (size_t at = 0; at < text.size; ++at) points += text[at];
    return points;
}

// See extract/tables.py for what each of them holds.
Tables tables_of(const nb::dict &given) {
    Tables tables;
    const auto each = [&](const char *what, auto take) {
        for (const auto &[name, value] : nb::cast<nb::dict>(given[what])) take(nb::cast<std::string>(name), value);
    };
    each("patterns", [&](const std::string &name, nb::handle value) {
        const auto pair = nb::cast<nb::tuple>(value);
        tables.patterns[name] = {bytes_of(pair[0]), nb::cast<bool>(pair[1])};
    });
    each("words", [&](const std::string &name, nb::handle value) {
        Words &words = tables.words[name];
        for (nb::handle word : value) words.push_back(bytes_of(word));
    });
    each("pairs", [&](const std::string &name, nb::handle value) {
        Pairs &pairs = tables.pairs[name];
        for (const auto &[key, means] : nb::cast<nb::dict>(value)) pairs.emplace_back(bytes_of(key), bytes_of(means));
    });
    each("numbers", [&](const std::string &name, nb::handle value) { tables.numbers[name] = nb::cast<double>(value); });
    each("texts", [&](const std::string &name, nb::handle value) { tables.texts[name] = points_of(nb::cast<nb::str>(value)); });
    return tables;
}

// An extractor and the Python functions that it asks. They are kept here alone, where the garbage collector sees
// them; they are asked from any thread, while the GIL is released.
struct Asking {
    std::vector<nb::object> asked;
    std::unique_ptr<Extractor> extractor;
};

int traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    if (!nb::inst_ready(self)) return 0;
    const Asking *asking = nb::inst_ptr<Asking>(self);
    for (const nb::object &asked : asking->asked) Py_VISIT(asked.ptr());
    return 0;
}

int clear(PyObject *self) {
    Asking *asking = nb::inst_ptr<Asking>(self);
    asking->extractor.reset();
    asking->asked.clear();
    return 0;
}

PyType_Slot kSlots[] = {{Py_tp_traverse, reinterpret_cast<void *>(traverse)},
                        {Py_tp_clear, reinterpret_cast<void *>(clear)},
                        {0, nullptr}};

Reader::Page page_of(nb::handle ask) {
    return [ask](int number) {
        nb::gil_scoped_acquire held;
        std::vector<std::string> page;
        for (nb::handle character : ask(number)) page.push_back(bytes_of(character));
        return page;
    };
}

Reader::Entity entity_of(nb::handle ask) {
    return [ask](const std::string &piece) {
        nb::gil_scoped_acquire held;
        return bytes_of(ask(nb::str(piece.data(), piece.size())));
    };
}

Countries::Ask plan_of(nb::handle ask) {
    return [ask](const std::string &name) {
        nb::gil_scoped_acquire held;
        return nb::cast<Pairs>(ask(name));
    };
}

nb::list find(const Asking &asking, const nb::str &text, const std::string &region, unsigned kinds) {
    const Extractor &extractor = *asking.extractor;
    Reading reading;
    std::vector<Found> found;
    {
        nb::gil_scoped_release released;
        extractor.read(text_of(text), region, kinds, reading, found);
    }
    nb::list signals;
    for (const Found &one : found) {
        const Span span = reading.span(one.start, one.end);
        signals.append(nb::make_tuple(kKindNames[one.kind], str_of(extractor.utf8(one)), span.start, span.end,
                                      one.confidence, extractor.tricks(reading, one)));
    }
    return signals;
}

// The plain reading and where its characters came from; for tests.
nb::tuple read_plain(const Asking &asking, const nb::str &text) {
    const Extractor &extractor = *asking.extractor;
    Reading reading;
    extractor.reader().read(text_of(text), extractor.gates(), reading);
    return nb::make_tuple(nb::bytes(reading.plain.data(), reading.plain.size()), reading.starts, reading.ends);
}

Tricks tricks(const Asking &asking, const nb::str &text, int start, int end) {
    const Extractor &extractor = *asking.extractor;
    Reading reading;
    extractor.reader().read(text_of(text), extractor.gates(), reading);
    return extractor.reader().tricks(reading, start, end);
}

// A row of digits as a number; for tests.
nb::object number(const Asking &asking, const std::string &digits, const std::string &region, bool plus) {
    std::optional<Number> found;
    {
        nb::gil_scoped_release released;
        found = asking.extractor->plans().as_number(digits, region, plus);
    }
    if (!found) return nb::none();
    return nb::make_tuple(found->value, found->known, std::string(found->national()));
}

// Spans of all groups, (-1, -1) for one that took no part; None where nothing matches.
nb::object search(const Pattern &pattern, const nb::bytes &text, size_t at, size_t end, const std::string &how) {
    Match match;
    const std::string_view bytes(text.c_str(), text.size());
    const bool found = how == "search"  ? pattern.search(bytes, at, match, end)
                       : how == "match" ? pattern.match(bytes, at, match, end)
                                        : pattern.fullmatch(bytes.substr(0, end), match);
    if (!found) return nb::none();
    nb::list spans;
    for (const Span &span : match.groups) spans.append(nb::make_tuple(span.start, span.end));
    return spans;
}

}  // namespace

void bind_extract(nb::module_ &m) {
    nb::class_<Pattern>(m, "Pattern", "A pattern of Python's re over bytes, for tests: see native/extract/pattern.hpp.")
        .def("__init__", [](Pattern *self, const nb::bytes &source, bool verbose) {
                new (self) Pattern(std::string_view(source.c_str(), source.size()), verbose);
            }, nb::arg("source"), nb::arg("verbose") = false)
        .def("search", &search, nb::arg("text"), nb::arg("at"), nb::arg("end"), nb::arg("how"));
    nb::class_<Asking>(m, "Extractor", nb::type_slots(kSlots), "Reads signals out of texts; see extract/read.py.")
        .def("__init__", [](Asking *self, const nb::dict &given, nb::handle places, nb::callable page, nb::callable entity,
                            nb::callable plan, nb::callable key_of, size_t remembered_bytes) {
                Tables tables = tables_of(given);
                Gazetteer::Parts parts = gazetteer_of(places, tables);
                Asked asked{page_of(page), entity_of(entity), plan_of(plan), letters_of(key_of)};
                new (self) Asking{{page, entity, plan, key_of},
                                  std::make_unique<Extractor>(std::move(tables), std::move(parts), std::move(asked), remembered_bytes)};
            }, nb::arg("tables"), nb::arg("places"), nb::arg("page"), nb::arg("entity"), nb::arg("plan"), nb::arg("key_of"),
             nb::arg("remembered_bytes"))
        .def("signals_of", [](Asking &self, nb::handle columns, const std::string &region, nb::handle effort, unsigned threads) {
                return signals_of(*self.extractor, columns, region, effort, threads);
            }, nb::arg("columns"), nb::arg("region"), nb::arg("effort"), nb::arg("threads") = 1,
             "Columns of the signals of whole ads, in their order; region: of ads that don't say theirs.")
        .def("remembered", [](Asking &self) { return self.extractor->remembered().size(); },
             "How many texts are kept with what was found in them, for tests.")
        .def("regions_of", [](Asking &self, nb::handle columns) { return regions_of(*self.extractor, columns); },
             nb::arg("columns"), "ISO 3166-1 alpha-2 of each ad as its fields say, or empty.")
        .def("read", &read_plain, nb::arg("text"), "(plain, starts, ends), for tests; empty starts: the same places.")
        .def("number", &number, nb::arg("digits"), nb::arg("region"), nb::arg("plus"),
             "(E.164, whether it is assigned, national digits) or None, for tests.")
        .def("tricks", &tricks, nb::arg("text"), nb::arg("start"), nb::arg("end"), "Bits, for tests.")
        .def("find", &find, nb::arg("text"), nb::arg("region"), nb::arg("kinds") = kAllKinds,
             "[(kind, value, start, end, confidence, bits of tricks)], in order of place.");
}
