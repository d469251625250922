// Local numbers of seven digits whose area code stands elsewhere in the text.
//
// View, region -> Areas::find -> at most one Found, spanning both parts. North America only, and only where
// the text names exactly one area code and one local number. Twin: tests/extract/slow/areas.py.
#pragma once
#include <vector>

#include "gates.hpp"
#include "plans.hpp"
#include "view.hpp"

namespace lamplight {

class Areas {
  public:
    Areas(const Tables &tables, Gates &gates, const Plans &plans);
    void find(const View &view, std::string_view region, std::vector<Found> &found) const;

  private:
    const Plans &plans_;
    Gate named_;
    Pattern area_, local_;
    int far_;
    double confidence_;
};

}  // namespace lamplight
