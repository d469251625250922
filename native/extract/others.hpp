// What holds digits but is surely no telephone number.
//
// View -> Others::blank -> whether any such spans are blanked. Times, dates, money, measures, coordinates,
// versions, files, cards, and what stands directly after "ref", "zip" or "size". Each form in others.py says
// how many digits it begins with and what may follow them, so that few are tried. Twin: slow/others.py.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "labels.hpp"
#include "view.hpp"

namespace lamplight {

class Others {
  public:
    Others(const Tables &tables, Gates &gates);

    // Copies the view into `blanked` without what is found; false, and nothing is copied, where nothing is.
    bool blank(const View &view, Blanked &blanked) const;

  private:
    static constexpr size_t kForms = 64, kLongestRow = 42;
    using Forms = uint64_t;  // a bit for each

    void add_form(const std::string &pattern, const std::string &shape);
    void add_lengths(const std::string &lengths, size_t form);
    void find(const View &view, std::vector<Span> &spans) const;
    Forms forms_at(std::string_view lower, int start, int end) const;
    int other(const View &view, int start, int end) const;
    bool is_money(std::string_view lower, int start) const;
    bool is_keyed(std::string_view lower, int start) const;

    Labels labels_;
    Gate counts_;
    Pattern counted_, money_, key_, keyed_;
    std::string currencies_, key_ends_;
    std::vector<Pattern> forms_;
    std::array<Forms, kLongestRow + 1> of_length_{};
    std::array<Forms, 256> before_{}, next_{}, after_space_{};  // at the text's ends: before_[0] and next_[0]
};

}  // namespace lamplight
