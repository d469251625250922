// A reading with more of it blanked: what a kind looks at while it reads in steps.
#pragma once
#include "reading.hpp"

namespace lamplight {

struct View {
    const Reading *reading;  // places, words and gates
    std::string_view plain, lower;

    std::string_view between(int start, int end) const {
        return start < end ? lower.substr(static_cast<size_t>(start), static_cast<size_t>(end - start))
                           : std::string_view{};
    }
    // The character before a place; 0 at the beginning.
    char before(int at) const { return at > 0 ? lower[static_cast<size_t>(at - 1)] : '\0'; }
};

// Copies of a reading's text to blank in. Kept from text to text, so that a text costs no allocation.
class Blanked {
  public:
    void take(const View &view) {
        plain_.assign(view.plain);
        lower_.assign(view.lower);
    }
    void blank(int start, int end) {
        for (size_t at = static_cast<size_t>(start); at < static_cast<size_t>(end); ++at)
            plain_[at] = lower_[at] = kBlank;
    }
    void put(size_t at, char c) { plain_[at] = lower_[at] = c; }
    View view(const Reading &of) const { return {&of, plain_, lower_}; }

  private:
    std::string plain_, lower_;
};

}  // namespace lamplight
