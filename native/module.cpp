// The one native module: lists the kernels, each of which lives in a file of its own.
#include <nanobind/nanobind.h>

namespace nb = nanobind;

void bind_ad_documents(nb::module_ &m);
void bind_blocks(nb::module_ &m);
void bind_borders(nb::module_ &m);
void bind_digests(nb::module_ &m);
void bind_driver_rows(nb::module_ &m);
void bind_extract(nb::module_ &m);
void bind_forest(nb::module_ &m);
void bind_hamming(nb::module_ &m);
void bind_hash_index(nb::module_ &m);
void bind_hash_tables(nb::module_ &m);
void bind_hows(nb::module_ &m);
void bind_link(nb::module_ &m);
void bind_nearest(nb::module_ &m);
void bind_ordered(nb::module_ &m);
void bind_pdq(nb::module_ &m);
void bind_plain_ads(nb::module_ &m);
void bind_reframed(nb::module_ &m);
void bind_alike(nb::module_ &m);
void bind_shingles(nb::module_ &m);
void bind_wording(nb::module_ &m);

NB_MODULE(_native, m) {
    m.doc() = "Kernels that must be fast; each has a slow twin in the tests.";
    nb::set_leak_warnings(false);  // what is kept for a process's whole life is no leak
    bind_ad_documents(m);
    bind_blocks(m);
    bind_borders(m);
    bind_digests(m);
    bind_driver_rows(m);
    bind_extract(m);
    bind_forest(m);
    bind_hamming(m);
    bind_hash_index(m);
    bind_hash_tables(m);
    bind_hows(m);
    bind_link(m);
    bind_nearest(m);
    bind_ordered(m);
    bind_pdq(m);
    bind_plain_ads(m);
    bind_reframed(m);
    bind_alike(m);
    bind_shingles(m);
    bind_wording(m);
}
