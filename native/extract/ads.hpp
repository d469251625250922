// Whole ads at once: columns -> read_ads -> signals, in the order of each ad's title, body and fields.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "extractor.hpp"

namespace lamplight {

// One ad's words and fields; the texts lie where Python keeps them.
struct AdFields {
    Text title, body;
    std::shared_ptr<const Said> said;
    double lat, lon;  // degrees, NaN where unknown
    std::string age;  // years, or ""
    std::vector<Text> phones, emails, handles;
};

enum Field : uint8_t { kTitle, kBody, kGiven };

struct Signal {
    Found found;  // start and end in the text; -1 for a field of its own
    Field field;
};

// `region` reads the ads that don't say where they stand. On so many threads; call without the GIL.
std::vector<std::vector<Signal>> read_ads(Extractor &extractor, const std::vector<AdFields> &ads,
                                          std::string_view region, unsigned threads);

}  // namespace lamplight
