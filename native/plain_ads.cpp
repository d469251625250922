// Lines of JSON to rows of ads: the lines are read without the interpreter's lock.
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/vector.h>

#include "plain_ad.hpp"

namespace nb = nanobind;

namespace {

using json::Text;
using plain::Ad;

PyObject *checked(PyObject *made) {
    if (!made) throw nb::python_error();
    return made;
}

PyObject *none() {
    Py_INCREF(Py_None);
    return Py_None;
}

PyObject *text_of(std::string_view text) {
    return checked(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr));
}

PyObject *text_of(const std::optional<Text> &text) { return text ? text_of(text->value) : none(); }

PyObject *bytes_of(std::string_view bytes) {
    return checked(
        PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size())));
}

int digit(char hex) { return hex <= '9' ? hex - '0' : (hex | 32) - 'a' + 10; }

// (path, pdq, quality, fault)
PyObject *picture_of(const plain::Picture &picture) {
    char pdq[32];
    for (size_t i = 0; i < sizeof pdq; ++i)
        pdq[i] = static_cast<char>(digit(picture.hex[2 * i]) << 4 | digit(picture.hex[2 * i + 1]));
    nb::object row = nb::steal(checked(PyTuple_New(4)));
    PyTuple_SET_ITEM(row.ptr(), 0, none());
    PyTuple_SET_ITEM(row.ptr(), 1, bytes_of({pdq, sizeof pdq}));
    PyTuple_SET_ITEM(row.ptr(), 2, picture.quality == plain::kUnknown
                                       ? none()
                                       : checked(PyLong_FromLong(picture.quality)));
    PyTuple_SET_ITEM(row.ptr(), 3, none());
    return row.release().ptr();
}

class PlainReader {
  public:
    PlainReader(nb::type_object row, nb::str source, nb::object digest,
                std::vector<std::pair<std::string, int>> columns, std::vector<std::string> nothing)
        : row_(row), source_(source), digest_(digest), columns_(std::move(columns)),
          nothing_(std::move(nothing)) {
        for (const auto &[name, slot] : columns_) {
            if (slot < 0 || slot >= plain::kSlots) throw nb::value_error("no such field");
            names_.emplace(name, static_cast<plain::Slot>(slot));
        }
    }

    nb::list read(nb::list lines) {
        std::vector<std::string_view> views;
        for (nb::handle line : lines) {
            if (!PyBytes_Check(line.ptr())) throw nb::type_error("lines are bytes");
            views.emplace_back(PyBytes_AS_STRING(line.ptr()),
                               static_cast<size_t>(PyBytes_GET_SIZE(line.ptr())));
        }
        json::Arena arena;
        std::vector<std::optional<Ad>> ads(views.size());
        {
            nb::gil_scoped_release released;
            const plain::Reader reader(names_, nothing_);
            for (size_t i = 0; i < views.size(); ++i) {
                try {
                    ads[i] = reader.read(views[i], arena);
                } catch (const json::Odd &) {
                }
            }
        }
        nb::list rows;
        for (const auto &ad : ads) {
            if (ad) rows.append(nb::steal(row_of(*ad)));
            else rows.append(nb::none());
        }
        return rows;
    }

  private:
    // In the order of model.AdRow's fields.
    PyObject *row_of(const Ad &ad) {
        auto *type = reinterpret_cast<PyTypeObject *>(row_.ptr());
        nb::object row = nb::steal(checked(type->tp_alloc(type, 17)));
        Py_ssize_t at = 0;
        auto put = [&](PyObject *value) { PyTuple_SET_ITEM(row.ptr(), at++, value); };
        auto put_text = [&](plain::Slot slot) { put(text_of(ad.texts[slot])); };
        put(ad.texts[plain::kSource] ? text_of(ad.texts[plain::kSource]->value)
                                     : nb::object(source_).release().ptr());
        put_text(plain::kId);
        put_text(plain::kUrl);
        for (const auto &time : ad.times) put(time ? checked(PyLong_FromLongLong(*time)) : none());
        for (const auto slot : {plain::kTitle, plain::kBody})
            put(text_of(ad.texts[slot] ? ad.texts[slot]->value : std::string_view("")));
        for (const auto slot : {plain::kCity, plain::kRegion, plain::kCountry}) put_text(slot);
        for (const auto &degrees : ad.degrees)
            put(degrees ? checked(PyFloat_FromDouble(*degrees)) : none());
        put(ad.age == plain::kUnknown ? none() : checked(PyLong_FromLong(ad.age)));
        put(text_of(ad.given));
        put(text_of("[]"));
        nb::object content = nb::steal(bytes_of(ad.content));
        put(digest_(content).release().ptr());
        nb::object pictures =
            nb::steal(checked(PyTuple_New(static_cast<Py_ssize_t>(ad.pictures.size()))));
        for (size_t i = 0; i < ad.pictures.size(); ++i)
            PyTuple_SET_ITEM(pictures.ptr(), static_cast<Py_ssize_t>(i), picture_of(ad.pictures[i]));
        put(pictures.release().ptr());
        return row.release().ptr();
    }

    nb::type_object row_;
    nb::str source_;
    nb::object digest_;
    std::vector<std::pair<std::string, int>> columns_;
    std::vector<std::string> nothing_;
    plain::Names names_;  // into columns_
};

}  // namespace

void bind_plain_ads(nb::module_ &m) {
    nb::class_<PlainReader>(m, "PlainReader", "Reads lines of JSON that hold ads in plain words.")
        .def(nb::init<nb::type_object, nb::str, nb::object, std::vector<std::pair<std::string, int>>,
                      std::vector<std::string>>(),
             nb::arg("row"), nb::arg("source"), nb::arg("digest"), nb::arg("columns"),
             nb::arg("nothing"))
        .def("read", &PlainReader::read, nb::arg("lines"),
             "For each line a row of the class given, or None: the line needs a slower look. "
             "The interpreter's lock is released while the lines are read.");
}
