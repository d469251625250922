// Words of a text: folded, without those that do not count, and where a known beginning of a phrase stands.
// Letters, digits and word characters are those of Python's regular expressions: [^\W\d_], \d and \w.
#include <algorithm>
#include <array>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>
#include <string>
#include <type_traits>
#include <vector>

namespace nb = nanobind;
using Codes = nb::ndarray<const uint32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

namespace {

enum Kind : uint8_t { kOther, kLetter, kDecimal, kLine };  // all but the first are word characters

constexpr std::array<Kind, 128> kinds_of_ascii() {
    std::array<Kind, 128> kinds{};
    for (int c = '0'; c <= '9'; ++c) kinds[c] = kDecimal;
    for (int c = 'a'; c <= 'z'; ++c) kinds[c] = kinds[c - 'a' + 'A'] = kLetter;
    kinds['_'] = kLine;
    return kinds;
}

constexpr std::array<Kind, 128> kAscii = kinds_of_ascii();

inline Kind kind_of(Py_UCS4 c) {
    if (c < 128) return kAscii[c];
    return Py_UNICODE_ISDECIMAL(c) ? kDecimal : Py_UNICODE_ISALNUM(c) ? kLetter : kOther;
}

inline bool is_word(Py_UCS4 c) { return kind_of(c) != kOther; }

inline bool is_decimal(Py_UCS4 c) { return kind_of(c) == kDecimal; }

inline bool is_letter(Py_UCS4 c) { return kind_of(c) == kLetter; }

// Calls with the text's code points, however wide they are stored.
template <typename Use> auto with_points(const nb::str &text, Use use) {
    PyObject *object = text.ptr();
    const auto size = static_cast<size_t>(PyUnicode_GET_LENGTH(object));
    switch (PyUnicode_KIND(object)) {
    case PyUnicode_1BYTE_KIND: return use(PyUnicode_1BYTE_DATA(object), size);
    case PyUnicode_2BYTE_KIND: return use(PyUnicode_2BYTE_DATA(object), size);
    default: return use(PyUnicode_4BYTE_DATA(object), size);
    }
}

template <typename C> nb::str text_of(const std::vector<C> &points) {
    constexpr int kind = sizeof(C) == 1 ? PyUnicode_1BYTE_KIND : sizeof(C) == 2 ? PyUnicode_2BYTE_KIND : PyUnicode_4BYTE_KIND;
    PyObject *made = PyUnicode_FromKindAndData(kind, points.data(), static_cast<Py_ssize_t>(points.size()));
    if (!made) throw nb::python_error();
    return nb::steal<nb::str>(made);
}

class Folding {
  public:
    explicit Folding(Codes table) : table_(table.data(), table.data() + table.shape(0)) {}

    nb::str fold(const nb::str &text) const {
        std::vector<Py_UCS4> folded;
        with_points(text, [&](const auto *points, size_t size) {
            folded.resize(size);
            for (size_t i = 0; i < size; ++i)
                folded[i] = points[i] < table_.size() ? table_[points[i]] : points[i];
        });
        return text_of(folded);
    }

  private:
    std::vector<Py_UCS4> table_;
};

// ASCII texts by their letters, each with the numbers it was added with.
class Tree {
  public:
    void add(const std::string &text, uint32_t number) {
        size_t node = 0;
        for (const char c : text) {
            const auto letter = static_cast<unsigned char>(c);
            if (letter >= 128) throw nb::value_error("want ASCII alone");
            if (!nodes_[node].next[letter]) {
                nodes_[node].next[letter] = static_cast<uint32_t>(nodes_.size());
                nodes_.emplace_back();
            }
            node = nodes_[node].next[letter];
        }
        nodes_[node].numbers.push_back(number);
    }

    // The node of points[i]'s letter below a node; 0: none.
    uint32_t below(uint32_t node, Py_UCS4 c) const { return c < 128 ? nodes_[node].next[c] : 0; }

    const std::vector<uint32_t> &numbers(uint32_t node) const { return nodes_[node].numbers; }

  private:
    struct Node {
        std::array<uint32_t, 128> next{};
        std::vector<uint32_t> numbers;
    };

    std::vector<Node> nodes_ = std::vector<Node>(1);
};

class Counted {
  public:
    explicit Counted(const std::vector<std::string> &left_out) {
        for (const std::string &word : left_out) left_out_.add(word, 0);
    }

    nb::str words(const nb::str &folded) const {
        return with_points(folded, [&](const auto *points, size_t size) {
            std::vector<std::decay_t<decltype(*points)>> kept;
            kept.reserve(size);
            for (size_t i = 0; i < size;) {
                const size_t end = end_of_word(points, size, i);
                if (end == i) {
                    ++i;
                    continue;
                }
                if (!is_left_out(points, i, end)) {
                    if (!kept.empty()) kept.push_back(' ');
                    kept.insert(kept.end(), points + i, points + end);
                }
                i = end;
            }
            return text_of(kept);
        });
    }

  private:
    // Of the letters, or of the number from 10 to 25, that begins at i; i where neither does.
    template <typename C> static size_t end_of_word(const C *points, size_t size, size_t i) {
        size_t end = i;
        while (end < size && is_letter(points[end])) ++end;
        if (end > i || i + 1 >= size || (i && is_word(points[i - 1]))) return end;
        const bool young = (points[i] == '1' && is_decimal(points[i + 1])) ||
                           (points[i] == '2' && points[i + 1] >= '0' && points[i + 1] <= '5');
        return young && (i + 2 == size || !is_word(points[i + 2])) ? i + 2 : i;
    }

    template <typename C> bool is_left_out(const C *points, size_t i, size_t end) const {
        uint32_t node = 0;
        while (i < end && (node = left_out_.below(node, points[i]))) ++i;
        return i == end && !left_out_.numbers(node).empty();
    }

    Tree left_out_;
};

class Heads {
  public:
    void add(const std::string &head, uint32_t number) { heads_.add(head, number); }

    std::vector<nb::tuple> find(const nb::str &folded) const {
        std::vector<nb::tuple> found;
        std::vector<uint32_t> here;
        with_points(folded, [&](const auto *points, size_t size) {
            bool inside = false;
            for (size_t start = 0; start < size; ++start) {
                const bool before = inside;
                inside = is_word(points[start]);
                if (before || !inside) continue;
                uint32_t node = 0;
                here = heads_.numbers(0);
                for (size_t i = start; i < size && (node = heads_.below(node, points[i])); ++i)
                    here.insert(here.end(), heads_.numbers(node).begin(), heads_.numbers(node).end());
                if (here.empty()) continue;
                std::sort(here.begin(), here.end());
                here.erase(std::unique(here.begin(), here.end()), here.end());
                for (const uint32_t number : here) found.push_back(nb::make_tuple(start, number));
            }
        });
        return found;
    }

  private:
    Tree heads_;
};

}  // namespace

void bind_wording(nb::module_ &m) {
    nb::class_<Folding>(m, "Folding", "Puts one letter in place of another: by code point, those beyond the table stay.")
        .def(nb::init<Codes>(), nb::arg("table"))
        .def("fold", &Folding::fold, nb::arg("text"), "As long as the text.");
    nb::class_<Counted>(m, "Counted", "Tells words that count from those that are left out (ASCII).")
        .def(nb::init<const std::vector<std::string> &>(), nb::arg("left_out"))
        .def("words", &Counted::words, nb::arg("folded"),
             "The words that count, with blanks between: runs of letters, and numbers from 10 to 25 by themselves.");
    nb::class_<Heads>(m, "Heads", "Finds at which words of a text a phrase may begin.")
        .def(nb::init<>())
        .def("add", &Heads::add, nb::arg("head"), nb::arg("number"), "A phrase's number may have many heads (ASCII).")
        .def("find", &Heads::find, nb::arg("folded"),
             "(start, number) in order, each once, wherever a word begins and the text goes on with a head.");
}
