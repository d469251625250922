#include "ads.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace lamplight {
namespace {

constexpr size_t kAtOnce = 16;  // ads that a thread takes at a time

bool is_same(const Found &one, const Found &other) {
    return one.kind == other.kind && one.value == other.value && one.confidence == other.confidence;
}

// What one thread reads with.
class AdReader {
  public:
    explicit AdReader(Extractor &extractor) : extractor_(extractor), remembered_(extractor.remembered()) {}

    void read(const AdFields &ad, std::string_view region, std::vector<Signal> &signals) {
        const Whereabouts &whereabouts = extractor_.whereabouts();
        Point point(whereabouts.gazetteer(), ad.lat, ad.lon);
        const std::string_view own = whereabouts.region_of(*ad.said, point);
        if (!own.empty()) region = own;
        read_text(ad.title, kTitle, region, signals);
        read_text(ad.body, kBody, region, signals);
        first_given_ = signals.size();
        read_given(kPhone, ad.phones, region, signals);
        read_given(kEmail, ad.emails, region, signals);
        read_given(kHandle, ad.handles, region, signals);
        if (!ad.age.empty()) keep(extractor_.given().sure(kAge, ad.age), signals);
        std::string place = whereabouts.place_of(*ad.said, point);
        if (!place.empty()) keep(extractor_.given().sure(kPlace, std::move(place)), signals);
    }

  private:
    void read_text(const Text &text, Field field, std::string_view region, std::vector<Signal> &signals) {
        if (text.size == 0 || text.size > Remembered::kLongest) {
            find(text, region);
        } else {
            Remembered::put_key(key_, text, region);
            if (!remembered_.find(key_, found_)) {
                find(text, region);
                remembered_.keep(key_, found_);
            }
        }
        for (Found &one : found_) signals.push_back({std::move(one), field});
    }

    // With places and tricks in the text itself.
    void find(const Text &text, std::string_view region) {
        extractor_.read(text, region, kAllKinds, reading_, found_);
        for (Found &one : found_) {
            one.tricks = extractor_.tricks(reading_, one);
            const Span span = reading_.span(one.start, one.end);
            one.start = span.start;
            one.end = span.end;
        }
    }

    void read_given(Kind kind, const std::vector<Text> &written, std::string_view region,
                    std::vector<Signal> &signals) {
        for (const Text &text : written) {
            Found given;
            if (extractor_.given().read(kind, text, region, reading_, given)) keep(std::move(given), signals);
        }
    }

    // Nothing twice.
    void keep(Found given, std::vector<Signal> &signals) const {
        const auto begin = signals.begin() + static_cast<std::ptrdiff_t>(first_given_);
        if (std::none_of(begin, signals.end(), [&](const Signal &one) { return is_same(one.found, given); }))
            signals.push_back({std::move(given), kGiven});
    }

    const Extractor &extractor_;
    Remembered &remembered_;
    Remembered::Key key_;
    Reading reading_;
    std::vector<Found> found_;
    size_t first_given_ = 0;
};

}  // namespace

std::vector<std::vector<Signal>> read_ads(Extractor &extractor, const std::vector<AdFields> &ads,
                                          std::string_view region, unsigned threads) {
    std::vector<std::vector<Signal>> signals(ads.size());
    std::atomic<size_t> next{0};
    std::exception_ptr failed;
    std::mutex failing;
    const auto work = [&] {
        try {
            AdReader reader(extractor);
            for (size_t from; (from = next.fetch_add(kAtOnce)) < ads.size();)
                for (size_t at = from; at < std::min(ads.size(), from + kAtOnce); ++at)
                    reader.read(ads[at], region, signals[at]);
        } catch (...) {
            const std::lock_guard<std::mutex> held(failing);
            failed = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    try {
        for (unsigned one = 1; one < threads && one * kAtOnce < ads.size(); ++one) others.emplace_back(work);
    } catch (const std::system_error &) {  // no more threads are to be had: those there are do it all
    }
    work();
    for (std::thread &other : others) other.join();
    if (failed) std::rethrow_exception(failed);
    return signals;
}

}  // namespace lamplight
