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
#include <utility>
#include <vector>

#include "match/blocks.hpp"
#include "owned.hpp"

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

// A text of Python, to be read while its list is held.
struct Text {
    int kind;
    const void *data;
    size_t size;

    explicit Text(nb::handle text)
        : kind(PyUnicode_KIND(text.ptr())), data(PyUnicode_DATA(text.ptr())),
          size(static_cast<size_t>(PyUnicode_GET_LENGTH(text.ptr()))) {}
};

std::vector<Text> texts_of(const nb::list &list) {
    std::vector<Text> texts;
    texts.reserve(list.size());
    for (const nb::handle text : list) {
        if (!PyUnicode_Check(text.ptr())) throw nb::type_error("want texts");
        texts.emplace_back(text);
    }
    return texts;
}

// Calls with the text's code points, however wide they are stored.
template <typename Use> auto with_points(const Text &text, Use use) {
    switch (text.kind) {
    case PyUnicode_1BYTE_KIND: return use(static_cast<const Py_UCS1 *>(text.data), text.size);
    case PyUnicode_2BYTE_KIND: return use(static_cast<const Py_UCS2 *>(text.data), text.size);
    default: return use(static_cast<const Py_UCS4 *>(text.data), text.size);
    }
}

using Points = std::vector<Py_UCS4>;

class Folding {
  public:
    explicit Folding(Codes table) : table_(table.data(), table.data() + table.shape(0)) {}

    nb::str fold(const nb::str &text) const {
        Points folded;
        fold_into(folded, Text(text));
        PyObject *made = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, folded.data(), static_cast<Py_ssize_t>(folded.size()));
        if (!made) throw nb::python_error();
        return nb::steal<nb::str>(made);
    }

    void fold_into(Points &folded, const Text &text) const {
        with_points(text, [&](const auto *points, size_t size) {
            folded.resize(size);
            for (size_t i = 0; i < size; ++i)
                folded[i] = points[i] < table_.size() ? table_[points[i]] : points[i];
        });
    }

  private:
    Points table_;
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

    // A hash of the words, 0 or more; -1 for texts without such words.
    std::vector<int64_t> alike(const Folding &folding, const std::vector<std::vector<Text>> &columns) const {
        std::vector<int64_t> found;
        std::string kept;
        Points folded;
        for (size_t at = 0; at < columns[0].size(); ++at) {
            kept.clear();
            for (const std::vector<Text> &column : columns) {
                folding.fold_into(folded, column[at]);
                keep_words(kept, folded);
            }
            const auto *bytes = reinterpret_cast<const uint8_t *>(kept.data());
            found.push_back(kept.empty() ? -1 : static_cast<int64_t>(checksum(bytes, kept.size()) >> 1));
        }
        return found;
    }

  private:
    void keep_words(std::string &kept, const Points &points) const {
        for (size_t i = 0; i < points.size();) {
            const size_t end = end_of_word(points.data(), points.size(), i);
            if (end == i) {
                ++i;
                continue;
            }
            if (!is_left_out(points.data(), i, end)) {
                if (!kept.empty()) kept.push_back(' ');
                for (; i < end; ++i) keep_point(kept, points[i]);
            }
            i = end;
        }
    }

    static void keep_point(std::string &kept, Py_UCS4 c) {
        for (; c >= 128; c >>= 7) kept.push_back(static_cast<char>(128 | (c & 127)));
        kept.push_back(static_cast<char>(c));
    }

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
        with_points(Text(folded), [&](const auto *points, size_t size) {
            for (size_t start = 0; (start = next(points, size, start, here)) < size; ++start)
                for (const uint32_t number : here) found.push_back(nb::make_tuple(start, number));
        });
        return found;
    }

    std::vector<int64_t> among(const Folding &folding, const std::vector<Text> &texts) const {
        std::vector<int64_t> found;
        std::vector<uint32_t> here;
        Points folded;
        for (size_t at = 0; at < texts.size(); ++at) {
            folding.fold_into(folded, texts[at]);
            if (next(folded.data(), folded.size(), 0, here) < folded.size()) found.push_back(static_cast<int64_t>(at));
        }
        return found;
    }

  private:
    // From a place on, the first beginning of a word with which heads begin, and their numbers, each once; size where
    // there is none.
    template <typename C> size_t next(const C *points, size_t size, size_t start, std::vector<uint32_t> &here) const {
        bool inside = start && is_word(points[start - 1]);
        for (; start < size; ++start) {
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
            return start;
        }
        return size;
    }

    Tree heads_;
};

}  // namespace

void bind_wording(nb::module_ &m) {
    nb::class_<Folding>(m, "Folding", "Puts one letter in place of another: by code point, those beyond the table stay.")
        .def(nb::init<Codes>(), nb::arg("table"))
        .def("fold", &Folding::fold, nb::arg("text"), "As long as the text.");
    nb::class_<Counted>(m, "Counted", "Tells words that count from those that are left out (ASCII).")
        .def(nb::init<const std::vector<std::string> &>(), nb::arg("left_out"))
        .def("alike",
             [](const Counted &counted, const Folding &folding, const std::vector<nb::list> &columns) {
                 std::vector<std::vector<Text>> texts;
                 for (const nb::list &column : columns) texts.push_back(texts_of(column));
                 if (texts.empty()) throw nb::value_error("want a column");
                 for (const auto &column : texts)
                     if (column.size() != texts[0].size()) throw nb::value_error("want columns of one length");
                 std::vector<int64_t> found;
                 {
                     nb::gil_scoped_release released;
                     found = counted.alike(folding, texts);
                 }
                 return owned(std::move(found));
             },
             nb::arg("folding"), nb::arg("columns"),
             "I64[n] of n texts in several columns: the same number, 0 or more, where the words that count are the same, -1 "
             "where none does: a hash of 63 bits. These are runs of letters, and numbers from 10 to 25 by themselves.");
    nb::class_<Heads>(m, "Heads", "Finds at which words of a text a phrase may begin.")
        .def(nb::init<>())
        .def("add", &Heads::add, nb::arg("head"), nb::arg("number"), "A phrase's number may have many heads (ASCII).")
        .def("find", &Heads::find, nb::arg("folded"),
             "(start, number) in order, each once, wherever a word begins and the text goes on with a head.")
        .def("among",
             [](const Heads &heads, const Folding &folding, const nb::list &texts) {
                 const std::vector<Text> some = texts_of(texts);
                 std::vector<int64_t> found;
                 {
                     nb::gil_scoped_release released;
                     found = heads.among(folding, some);
                 }
                 return owned(std::move(found));
             },
             nb::arg("folding"), nb::arg("texts"), "I64[k], in order: the places of the texts in which anything would be found.");
}
