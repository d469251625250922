// Clusters and where they were, as Python sees them.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/tuple.h>

#include "../owned.hpp"
#include "stays.hpp"
#include "table.hpp"

namespace nb = nanobind;
using linking::Rows;
using linking::Stays;
using linking::Table;
using Numbers = nb::ndarray<nb::numpy, int64_t, nb::ndim<1>>;
using Counts = nb::ndarray<nb::numpy, int32_t, nb::ndim<1>>;
using Shares = nb::ndarray<nb::numpy, double, nb::ndim<1>>;

void bind_beside(nb::class_<Table> &table, nb::class_<Stays> &stays, nb::module_ &m);
void bind_shared(nb::class_<Table> &table);
void bind_shown(nb::module_ &m);
void bind_twos(nb::module_ &m);

namespace {

template <int32_t linking::Value::*field> Counts of_values(Table &table) {
    static_assert(sizeof(linking::Value) % sizeof(int32_t) == 0);
    int32_t *first = table.values.empty() ? nullptr : &(table.values.front().*field);
    return Counts(first, {table.values.size()}, nb::handle(), {sizeof(linking::Value) / sizeof(int32_t)});
}

template <typename Get> Numbers of_clusters(const Table &table, Get get) {
    std::vector<int64_t> found;
    found.reserve(table.clusters.size());
    for (const linking::Cluster &it : table.clusters) found.push_back(get(it));
    return owned(std::move(found));
}

std::tuple<Numbers, Numbers, Numbers> joining(const Table &table) {
    std::vector<int64_t> cluster, value, row;
    for (size_t c = 0; c < table.clusters.size(); ++c) {
        const linking::Cluster &it = table.clusters[c];
        for (uint32_t k = it.begin; k < it.begin + it.ranked; ++k) {
            const linking::Held &held = table.held[table.ranked[k]];
            cluster.push_back(static_cast<int64_t>(c));
            value.push_back(held.value);
            row.push_back(held.row);
        }
    }
    return {owned(std::move(cluster)), owned(std::move(value)), owned(std::move(row))};
}

std::tuple<Numbers, Numbers, Numbers> joined(Table &table, Rows left, Rows right) {
    Table::Changed changed = table.join(left, right);
    return {owned(std::move(changed.low)), owned(std::move(changed.high)), owned(std::move(changed.values))};
}

std::tuple<Numbers, Numbers, Shares, Shares> shown(const Stays &stays) {
    std::vector<int64_t> begin{0}, place;
    std::vector<double> first, last;
    for (size_t c = 0; c < stays.begin.size(); ++c) {
        for (uint32_t k = stays.begin[c]; k < stays.end[c]; ++k) {
            const linking::Stay &it = stays.stays[stays.list[k]];
            place.push_back(it.place);
            first.push_back(it.first);
            last.push_back(it.last);
        }
        begin.push_back(static_cast<int64_t>(place.size()));
    }
    return {owned(std::move(begin)), owned(std::move(place)), owned(std::move(first)), owned(std::move(last))};
}

Shares met(const Stays &stays) {
    std::vector<double> found;
    for (size_t c = 0; c < stays.begin.size(); ++c) found.push_back(stays.met(c));
    return owned(std::move(found));
}

}  // namespace

void bind_link(nb::module_ &m) {
    using Cluster = linking::Cluster;
    auto table = nb::class_<Table>(m, "Table", "Which clusters show which shared values; see link.table.Table.");
    table.def(nb::init<Rows, std::pair<Rows, Rows>, std::pair<Rows, linking::Flags>, std::pair<int32_t, int32_t>>(), nb::arg("labels"),
              nb::arg("shown"), nb::arg("of_value"), nb::arg("limits"),
              "labels: I64[n] of ads; shown: row and value, I64[k] below 2^32; of each value, its kind and whether it joins; "
              "limits: groups beyond which a contact is nobody's own, and beyond which it is not counted.");
    table.def(nb::init<const Table &, Rows>(), nb::arg("before"), nb::arg("labels"), "Of clusters joined since, numbered anew.");
    table.def("join", &joined, nb::arg("left"), nb::arg("right"),
              "Joins clusters two by two, in place: the lower one stays, the other is empty -> each two that came together, lower "
              "first, and the values of which spread or groups changed.");
    table.def("joining", &joining, "(cluster, value, row) by cluster, rarest value first, of values that may join.");
    table.def_prop_ro("spread", &of_values<&linking::Value::spread>, nb::rv_policy::reference_internal);
    table.def_prop_ro("groups", &of_values<&linking::Value::groups>, nb::rv_policy::reference_internal);
    table.def_prop_ro("reach", [](const Table &it) { return of_clusters(it, [](const Cluster &c) { return c.reach; }); }, nb::rv_policy::automatic);
    table.def_prop_ro("reachable", [](const Table &it) { return of_clusters(it, [](const Cluster &c) { return c.reachable; }); },
                      nb::rv_policy::automatic);
    table.def_prop_ro("clusters", [](const Table &it) { return it.clusters.size(); });
    table.def("count",
              [](const Table &it, size_t kind) { return of_clusters(it, [kind](const Cluster &c) { return c.counts[kind]; }); },
              nb::arg("kind"), "How many values of a kind each cluster shows.");
    table.def("reach_by",
              [](const Table &it, size_t kind) { return of_clusters(it, [kind](const Cluster &c) { return c.own[kind]; }); },
              nb::arg("kind"), "How many contacts of a kind each cluster shows, but for the most generic.");
    auto stays = nb::class_<Stays>(m, "Stays", "When and where clusters were; see link.trail.Stays.");
    stays.def(nb::init<Rows, std::pair<Rows, Rows>, linking::Bits, std::tuple<double, double, double>>(), nb::arg("labels"), nb::arg("seen"),
              nb::arg("day"), nb::arg("limits"),
              "labels: I64[n] of ads; seen: row and place, I64[k] below 2^32; days within which two are together, and after which "
              "one was silent; stays elsewhere that are thought of besides.");
    stays.def(nb::init<const Stays &, Rows>(), nb::arg("before"), nb::arg("labels"), "Of clusters joined since, numbered anew.");
    stays.def("join", &Stays::join, nb::arg("low"), nb::arg("high"), "Joins clusters as a Table did.");
    stays.def("shown", &shown, "begin, place, first, last: cluster c was in place[begin[c]:begin[c + 1]] from the first day to the last.");
    stays.def("met", &met, "How many stays of the others a stranger's single stay would meet of each cluster.");
    stays.def("__len__", &Stays::size);
    bind_beside(table, stays, m);
    bind_shared(table);
    bind_shown(m);
    bind_twos(m);
}
