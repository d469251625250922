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

    void find_profiles(const Reading &reading, std::vector<Found> &found) const;
    void find_spelt_profiles(const Reading &reading, std::vector<Found> &found) const;
    bool may_go_on(std::string_view lower, int end) const;
    static bool is_hidden(const Match &profile);
    Places platform_places(const Reading &reading, std::string_view lower) const;
    bool may_be_platform(std::string_view lower, int start, int end) const;
    void find_beside(const Reading &reading, std::string_view lower,
                     std::vector<Found> &found) const;
    Spans find_on(const Reading &reading, std::string_view lower, const Places &places, const Spans &taken,
                  std::vector<Found> &found) const;
    void find_told(const Reading &reading, std::string_view text, const std::vector<Match> &platforms, std::vector<Found> &found) const;
    void find_mail_names(std::string_view text, const std::vector<Match> &platforms, std::vector<Found> &found) const;
    std::vector<Match> platforms_in(std::string_view text, const Places &places) const;
    static bool is_signed(std::string_view text, int start);
    bool may_be_led(std::string_view text, int start) const;
    bool is_wordy(std::string_view name) const;
    int lead_to(std::string_view text, int start) const;
    int shape_of(std::string_view text, std::string_view name, int end) const;
    bool begins_called(std::string_view name) const;
    const Match *nearest(const std::vector<Match> &platforms, std::string_view text, Span name, int breaks) const;
    static bool in_quotes(std::string_view text, Span span);
    bool is_told_dotted(std::string_view name) const;
    bool leads_over(std::string_view between, int breaks) const;
    static bool is_foreign(const Text &text, Span place);
    void add_names_before(std::string_view lower, int at, Starts &starts) const;
    void find_after_emoji(const Reading &reading, std::string_view lower, size_t from,
                          std::vector<Found> &found) const;
    void find_said(const Reading &reading, std::string_view lower, std::vector<Found> &found) const;
    void find_bare(std::string_view lower, std::vector<Found> &found) const;
    void add(const Match &named, int start, std::vector<Found> &found) const;
    int add_same(std::string_view lower, int end, size_t first, std::vector<Found> &found) const;
    Words platforms_of(std::string_view named) const;
    int before_sign(std::string_view lower, int start, Starts &starts) const;
    std::string written(const Match &named) const;
    std::string spelt_out(std::string_view written) const;
    bool is_spelt(std::string_view written, std::string_view name) const;
    bool is_name(const Match &named) const;
    bool is_anothers(const Match &named) const;
    bool is_among_foreign(const Reading &reading, const Match &named) const;
    bool add_together(std::string_view lower, int at, std::vector<Found> &found) const;
    bool is_behind_disguise(const Reading &reading, const Match &named) const;
    bool several(std::string_view platforms) const;
    bool is_long(std::string_view name) const;
    bool is_described(const Reading &reading, const Match &named) const;
    bool is_shouted(const Reading &reading, const Match &named) const;
    bool is_far(const Match &far) const;
    bool is_alone(const Match &named) const;
    bool is_quoted(const Match &named) const;
    bool is_followed(const Match &named) const;
    bool is_led(const Reading &reading, const Match &on) const;
    static bool is_capitalised(const Reading &reading, Span name);
    bool is_negated(const Match &named) const;
    bool is_sign_alone(std::string_view lower, int at, const Match &name) const;
    bool stands_alone(std::string_view lower, std::string_view name, int end) const;
    bool is_native(const Reading &reading, const Match &named) const;
    bool is_made_up(std::string_view name) const;
    static bool is_odd(std::string_view name);
    bool is_compound(std::string_view name) const;
    bool ends_in_parts(std::string_view left, int parts, bool called) const;
    bool is_dotted(std::string_view name) const;
    bool is_plausible(std::string_view name) const;

    const Cyrillic &cyrillic_;
    const Gates &gates_;
    Platforms platforms_;
    Pattern profile_, named_, said_, signed_, on_, at_, after_sign_, spelt_, weak_, alone_after_,
        alone_before_, led_, negated_, joined_, left_, both_, ended_, leads_to_, measure_, made_up_, far_, vague_, follow_, together_, said_any_, same_, called_so_, user_, shouted_, spelt_profile_, host_signs_, platform_, naming_, finding_, shape_, goes_on_, breaks_, not_there_, another_, hinting_, said_after_, same_as_mail_;
    Lexicon<std::string> hosts_, spelt_hosts_, by_word_;
    Lexicon<bool> no_names_, host_ends_, dot_words_, everyday_, between_, no_words_, common_, alone_, rare_, sign_words_,
        number_words_, others_, labels_, endings_, called_, parts_, joiners_, whole_, leads_, told_others_, platform_words_, plain_words_, word_endings_;
    Lexicon<char> spelt_signs_;
    Lexicon<bool> parted_;       // the first letter of those where it may stand alone, and the next: "i g"
    Words hosts_by_end_[256];    // by the last byte
    Pieces signs_;    // that name a platform without a word
    Gate gate_, slash_gate_, host_gate_, hint_gate_, any_gate_;
    Gate heads_;  // the letters with which platforms' names begin
    std::u32string emoji_;  // each stands for the platform at its place in the next
    Words emoji_platforms_;
    char32_t ghost_;
    size_t long_name_, shortest_alone_, shortest_compound_, called_size_;
    int reach_;  // from a name to its platform
};

}  // namespace lamplight
