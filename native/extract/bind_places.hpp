// The gazetteer as Python holds it, and what Python's str knows of letters, for kernels that run without it.
#pragma once
#include <nanobind/nanobind.h>

#include "whereabouts.hpp"

namespace lamplight {

// places: lamplight.extract.places.Places.
Gazetteer::Parts gazetteer_of(nanobind::handle places, const Tables &tables);

// key_of: that of lamplight.extract.places; must outlive what is made.
Letters letters_of(nanobind::handle key_of);

// UTF-8 that keeps half characters as well; of None "".
std::string utf8_of(nanobind::handle text);
nanobind::object str_of(std::string_view utf8);

}  // namespace lamplight
