// Columns to rows as SQLite's driver for Python binds them at once. Objects are made throughout, so that the
// interpreter's lock is held: some 2,000 rows at a time.
#include <cmath>
#include <nanobind/nanobind.h>
#include <vector>

namespace nb = nanobind;

namespace {

PyObject *checked(PyObject *made) {
    if (!made) throw nb::python_error();
    return made;
}

// A new reference: NaN for None, a bytearray for bytes, 0 or 1 for a truth, else the value itself.
PyObject *bound(PyObject *value, PyObject *null) {
    if (PyBytes_CheckExact(value))
        return checked(PyByteArray_FromStringAndSize(PyBytes_AS_STRING(value), PyBytes_GET_SIZE(value)));
    if (PyBool_Check(value)) return checked(PyLong_FromLong(value == Py_True));
    PyObject *same = value == Py_None ? null : value;
    Py_INCREF(same);
    return same;
}

// The values of so many rows after each other, a tuple for each `together` of those from first to last.
nb::list driver_rows(nb::sequence columns, size_t first, size_t last, size_t together) {
    std::vector<nb::object> held;
    for (nb::handle column : columns) {
        held.push_back(nb::steal(checked(PySequence_Fast(column.ptr(), "a column is a sequence"))));
        if (static_cast<size_t>(PySequence_Fast_GET_SIZE(held.back().ptr())) < last)
            throw nb::value_error("a column is shorter than the rows asked for");
    }
    if (first > last || together == 0 || (last - first) % together)
        throw nb::value_error("rows go into tuples of so many");
    const nb::float_ null(NAN);
    nb::list rows;
    for (size_t row = first; row < last;) {
        nb::object values = nb::steal(checked(PyTuple_New(static_cast<Py_ssize_t>(together * held.size()))));
        Py_ssize_t at = 0;
        for (const size_t end = row + together; row < end; ++row)
            for (const nb::object &column : held) {
                PyObject *value = PySequence_Fast_GET_ITEM(column.ptr(), static_cast<Py_ssize_t>(row));
                PyTuple_SET_ITEM(values.ptr(), at++, bound(value, null.ptr()));
            }
        rows.append(values);
    }
    return rows;
}

}  // namespace

void bind_driver_rows(nb::module_ &m) {
    m.def("driver_rows", &driver_rows, nb::arg("columns"), nb::arg("first"), nb::arg("last"), nb::arg("together"),
          "Rows first to last, the latter not included, of columns of lists or tuples, so many in one tuple, with "
          "None as NaN, bytes as bytearray and bool as int.");
}
