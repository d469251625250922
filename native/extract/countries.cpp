#include "countries.hpp"

#include <cstdlib>

#include "words.hpp"

namespace lamplight {

namespace {

constexpr size_t kShortest = 2, kLongest = 17;  // national digits that are read at all
constexpr size_t kLongestCode = 3;

enum class Fit { kPossible, kLocal, kShort, kLong, kNone };

// "7 8 10" as bits.
uint32_t bits_of(const std::string &lengths) {
    uint32_t bits = 0;
    const char *at = lengths.c_str();
    for (char *end; *at; at = end) {
        const unsigned long length = std::strtoul(at, &end, 10);
        if (end == at) break;
        if (length < 32) bits |= 1u << length;
    }
    return bits;
}

bool among(uint32_t lengths, size_t length) { return length < 32 && (lengths >> length & 1); }

// Numbers of one purpose, such as mobile phones.
struct Purpose {
    uint32_t lengths;  // none: any
    Pattern pattern;
    bool has(std::string_view national) const {
        return (!lengths || among(lengths, national.size())) && pattern.fills(national);
    }
};

}  // namespace

// A country's or a region's.
struct Countries::Plan {
    std::string name, code;
    uint32_t lengths = 0, local_lengths = 0;
    std::unique_ptr<Purpose> general;
    std::unique_ptr<Pattern> abroad, trunk, leading;  // before a number abroad, at home; of the region alone
    int trunk_groups = 0;
    std::string transform;
    std::vector<Purpose> purposes;

    void take(const std::string &key, const std::string &value);
    bool assigns(std::string_view national) const;
    Fit fit(std::string_view national) const;
    bool well_formed(std::string_view national) const { return general && general->pattern.fills(national); }
    std::string without_trunk(std::string_view digits) const;
    std::string transformed(std::string_view digits, const Match &match) const;
};

// A country code, and the regions that share it, the main one first.
struct Countries::Code {
    std::string code;
    std::vector<const Plan *> plans;
};

struct Countries::Dialled {
    std::string national;
    const Code *code = nullptr;
    const Plan *plan = nullptr;
};

void Countries::Plan::take(const std::string &key, const std::string &value) {
    const auto pattern = [&] { return std::make_unique<Pattern>(value); };
    const size_t space = value.find(' ');
    if (key == "code") code = value;
    if (key == "lengths") lengths = bits_of(value);
    if (key == "local") local_lengths = bits_of(value);
    if (key == "abroad") abroad = pattern();
    if (key == "trunk") trunk = pattern();
    if (key == "trunk groups") trunk_groups = std::atoi(value.c_str());
    if (key == "transform") transform = value;
    if (key == "leading") leading = pattern();
    if (key != "general" && key != "purpose") return;
    std::string of_lengths = value.substr(0, space);
    for (char &c : of_lengths) c = c == ',' ? ' ' : c;
    Purpose purpose{bits_of(of_lengths), Pattern(value.substr(space + 1))};
    if (key == "general")
        general = std::make_unique<Purpose>(std::move(purpose));
    else
        purposes.push_back(std::move(purpose));
}

bool Countries::Plan::assigns(std::string_view national) const {
    if (!general || !general->has(national)) return false;
    for (const Purpose &purpose : purposes)
        if (purpose.has(national)) return true;
    return false;
}

Fit Countries::Plan::fit(std::string_view national) const {
    const size_t length = national.size();
    if (among(local_lengths, length)) return Fit::kLocal;
    if (among(lengths, length)) return Fit::kPossible;
    if (lengths >> length == 0) return Fit::kLong;
    return lengths & ((1u << length) - 1) ? Fit::kNone : Fit::kShort;
}

// Without the digits dialled before a number at home, if what is left is as good a number as before.
std::string Countries::Plan::without_trunk(std::string_view digits) const {
    Match match;
    if (digits.empty() || !trunk || !trunk->match(digits, 0, match)) return std::string(digits);
    const bool transforms = !transform.empty() && match.has(trunk_groups);
    std::string left = transforms ? transformed(digits, match) : std::string(digits.substr(static_cast<size_t>(match.end())));
    return well_formed(digits) && !well_formed(left) ? std::string(digits) : left;
}

// "\1" in the rule stands for what the first group took.
std::string Countries::Plan::transformed(std::string_view digits, const Match &match) const {
    std::string out;
    for (size_t at = 0; at < transform.size(); ++at) {
        if (transform[at] == '\\' && at + 1 < transform.size() && is_digit(transform[at + 1]))
            out += match[transform[++at] - '0'];
        else
            out += transform[at];
    }
    return out.append(digits.substr(static_cast<size_t>(match.end())));
}

Countries::Countries(Ask ask) : ask_(std::move(ask)) {}
Countries::~Countries() = default;

const Countries::Plan &Countries::plan(const std::string &name) const {
    {
        const std::lock_guard<std::mutex> lock(guard_);
        const auto found = plans_.find(name);
        if (found != plans_.end()) return *found->second;
    }
    auto made = std::make_unique<Plan>();
    made->name = name;
    for (const auto &[key, value] : ask_(name)) made->take(key, value);
    const std::lock_guard<std::mutex> lock(guard_);
    return *plans_.try_emplace(name, std::move(made)).first->second;
}

bool Countries::has(std::string_view region) const { return all_letters(region) && !plan(std::string(region)).code.empty(); }

// The country code that the digits begin with; null for none.
const Countries::Code *Countries::code_of(std::string_view digits) const {
    if (digits.empty() || digits[0] == '0') return nullptr;
    for (size_t length = 1; length <= std::min(kLongestCode, digits.size()); ++length) {
        const std::string code(digits.substr(0, length));
        {
            const std::lock_guard<std::mutex> lock(guard_);
            const auto found = codes_.find(code);
            if (found != codes_.end()) {
                if (!found->second->plans.empty()) return found->second.get();
                continue;
            }
        }
        auto made = std::make_unique<Code>();
        made->code = code;
        for (const auto &[key, region] : ask_("+" + code)) made->plans.push_back(&plan(region));
        const std::lock_guard<std::mutex> lock(guard_);
        const Code &kept = *codes_.try_emplace(code, std::move(made)).first->second;
        if (!kept.plans.empty()) return &kept;
    }
    return nullptr;
}

std::optional<Number> Countries::read_abroad(std::string_view digits) const {
    Dialled dialled;
    if (!dialled_abroad(digits, dialled)) return std::nullopt;
    return number_of(std::move(dialled));
}

bool Countries::dialled_abroad(std::string_view digits, Dialled &dialled) const {
    dialled.code = digits.size() > kShortest ? code_of(digits) : nullptr;
    if (!dialled.code) return false;
    dialled.national = digits.substr(dialled.code->code.size());
    dialled.plan = dialled.code->plans.front();
    return true;
}

std::optional<Number> Countries::read(std::string_view digits, std::string_view region) const {
    const Plan &home = plan(std::string(region));
    Dialled dialled{std::string(digits), code_of(home.code), &home};
    Match match;
    if (home.abroad && home.abroad->match(digits, 0, match)) {
        const std::string_view left = digits.substr(static_cast<size_t>(match.end()));
        if (left.empty() || left[0] != '0') {
            if (!dialled_abroad(left, dialled)) return std::nullopt;
            return number_of(std::move(dialled));
        }
    }
    if (starts_with(digits, home.code)) {
        std::string left = home.without_trunk(digits.substr(home.code.size()));
        const bool rather = !home.well_formed(digits) && home.well_formed(left);
        if (rather || home.fit(digits) == Fit::kLong) {
            dialled.national = std::move(left);
            dialled.plan = dialled.code->plans.front();
        }
    }
    return number_of(std::move(dialled));
}

std::optional<Number> Countries::number_of(Dialled dialled) const {
    if (dialled.national.size() < kShortest) return std::nullopt;
    std::string left = dialled.plan->without_trunk(dialled.national);
    const Fit fit = dialled.plan->fit(left);
    if (fit == Fit::kPossible || fit == Fit::kLong) dialled.national = std::move(left);
    const std::string &national = dialled.national;
    if (national.size() < kShortest || national.size() > kLongest) return std::nullopt;
    const Fit possible = dialled.code->plans.front()->fit(national);
    if (possible != Fit::kPossible && possible != Fit::kLocal) return std::nullopt;
    const bool known = assigned(national, *dialled.code);
    if (national[0] == '0' && !known) return std::nullopt;
    return Number{"+" + dialled.code->code + national, known, 1 + dialled.code->code.size()};
}

// By the first region of the country code that it belongs to.
bool Countries::assigned(std::string_view national, const Code &code) const {
    if (code.plans.size() == 1) return code.plans.front()->assigns(national);
    for (const Plan *plan : code.plans) {
        if (plan->leading) {
            if (plan->leading->matches(national)) return plan->assigns(national);
        } else if (plan->assigns(national)) {
            return true;
        }
    }
    return false;
}

}  // namespace lamplight
