// Names on platforms: beside a platform's name, behind an @, or in a profile's address.
#pragma once
#include "../platforms.hpp"
#include "../reading.hpp"
#include "../starts.hpp"

namespace lamplight {

class Handles {
  public:
    Handles(const Tables &tables, Gates &gates, const Cyrillic &cyrillic);
    void find(const Reading &reading, std::string_view region, std::vector<Found> &found) const;

  private:
    using Spans = std::vector<Span>;
    using Places = std::vector<int>;

    void find_profiles(std::string_view lower, std::vector<Found> &found) const;
    Places platform_places(std::string_view lower) const;
    void find_beside(const Reading &reading, std::string_view lower,
                     std::vector<Found> &found) const;
    void find_on(std::string_view lower, const Places &places, const Spans &taken,
                 std::vector<Found> &found) const;
    void add_names_before(std::string_view lower, int at, Starts &starts) const;
    void find_after_ghosts(const Reading &reading, std::string_view lower, size_t from,
                           std::vector<Found> &found) const;
    void find_bare(std::string_view lower, std::vector<Found> &found) const;
    void add(const Match &named, int start, std::vector<Found> &found) const;
    template <typename F> void each_platform(std::string_view named, F f) const;
    bool is_name(const Match &named) const;
    bool is_native(const Reading &reading, Span span) const;
    bool is_made_up(std::string_view name) const;
    bool is_plausible(std::string_view name) const;

    const Cyrillic &cyrillic_;
    Platforms platforms_;
    Pattern profile_, named_, said_, on_, at_, after_sign_, joined_, measure_, made_up_;
    Lexicon<std::string> hosts_, by_word_;
    Lexicon<bool> no_names_, everyday_, between_, no_words_, rare_, number_words_;
    Words hosts_by_end_[256],
        heads_[256];  // by the last byte; beginnings of platforms' names by their first
    Pieces signs_;    // that name a platform without a word
    Gate gate_;
    char32_t ghost_;
    int long_name_;
};

}  // namespace lamplight
