// How and where signals were found, each in one number, packed as rank/facts.py says.
#include <array>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <vector>

#include "owned.hpp"

namespace nb = nanobind;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;

namespace {

enum Column { kKinds, kFields, kStarts, kEnds, kConfidences, kObfuscations, kColumns };

constexpr int kInTitle = 4, kInBody = 8;

bool is(PyObject *text, const char *word) {
    return PyUnicode_Check(text) && PyUnicode_CompareWithASCIIString(text, word) == 0;
}

int64_t field_of(PyObject *field) {
    if (field == Py_None) return 0;
    if (is(field, "title")) return kInTitle;
    if (is(field, "body")) return kInBody;
    throw nb::value_error("a field is title, body or None");
}

int64_t place_of(PyObject *at) {
    if (at == Py_None) return 0;
    const int64_t place = PyLong_AsLongLong(at);
    if (place == -1 && PyErr_Occurred()) throw nb::python_error();
    return place;
}

double share_of(PyObject *share) {
    const double value = PyFloat_AsDouble(share);
    if (value == -1 && PyErr_Occurred()) throw nb::python_error();
    return value;
}

Numbers hows(nb::sequence columns, double sure, double disguised) {
    std::vector<nb::object> held;
    for (nb::handle column : columns) held.push_back(nb::steal(PySequence_Fast(column.ptr(), "a column is a sequence")));
    if (held.size() != kColumns) throw nb::value_error("want six columns");
    std::array<PyObject **, kColumns> values;
    for (size_t at = 0; at < kColumns; ++at) {
        if (!held[at].is_valid()) throw nb::python_error();
        if (PySequence_Fast_GET_SIZE(held[at].ptr()) != PySequence_Fast_GET_SIZE(held[0].ptr()))
            throw nb::value_error("columns are of one length");
        values[at] = PySequence_Fast_ITEMS(held[at].ptr());
    }
    std::vector<int64_t> found(static_cast<size_t>(PySequence_Fast_GET_SIZE(held[0].ptr())));
    for (size_t row = 0; row < found.size(); ++row) {
        const int64_t field = field_of(values[kFields][row]);
        found[row] = field && is(values[kKinds][row], "place")
                         ? -1
                         : (share_of(values[kConfidences][row]) >= sure) +
                               2 * (share_of(values[kObfuscations][row]) >= disguised) + field +
                               (place_of(values[kStarts][row]) << 4) + (place_of(values[kEnds][row]) << 32);
    }
    return owned(std::move(found));
}

}  // namespace

void bind_hows(nb::module_ &m) {
    m.def("hows", &hows, nb::arg("columns"), nb::arg("sure"), nb::arg("disguised"),
          "I64[s] of s signals: how and where each was found, packed; -1 for places in words, which say little. Columns: "
          "kinds, fields, starts, ends, confidences, obfuscations, which are sure and disguised from these shares on.");
}
