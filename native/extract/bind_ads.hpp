// Columns of ads as Python holds them -> read_ads -> columns of signals as Python stores them.
#pragma once
#include <nanobind/nanobind.h>

#include "ads.hpp"

namespace lamplight {

// Where Python keeps a str's characters; valid as long as the str.
Text text_of(nanobind::handle given);

// columns: see Columns in extract/read.py. effort: bits of tricks -> (method, obfuscation).
// Lists, one for each field of Found in extract/read.py.
nanobind::tuple signals_of(Extractor &extractor, nanobind::handle columns, const std::string &region,
                           nanobind::handle effort, unsigned threads);

// ISO 3166-1 alpha-2 of each ad as its fields say, or "".
nanobind::list regions_of(Extractor &extractor, nanobind::handle columns);

}  // namespace lamplight
