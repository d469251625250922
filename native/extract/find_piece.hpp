// Where a piece of two bytes or more stands in a text: its first two are looked for at sixteen places at once.
#pragma once
#include <string_view>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace lamplight {

// As text.find(piece, from), which stops at each first byte: "at" has one that most words have.
inline size_t find_piece(std::string_view text, std::string_view piece, size_t from = 0) {
#ifdef __SSE2__
    if (piece.size() < 2) return text.find(piece, from);
    const __m128i first = _mm_set1_epi8(piece[0]), second = _mm_set1_epi8(piece[1]);
    const auto here = [&](size_t at) { return _mm_loadu_si128(reinterpret_cast<const __m128i *>(text.data() + at)); };
    for (; from + 17 <= text.size(); from += 16) {
        const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(here(from), first), _mm_cmpeq_epi8(here(from + 1), second));
        for (unsigned places = static_cast<unsigned>(_mm_movemask_epi8(both)); places; places &= places - 1) {
            const size_t at = from + static_cast<size_t>(__builtin_ctz(places));
            if (text.compare(at, piece.size(), piece) == 0) return at;
        }
    }
#endif
    return text.find(piece, from);
}

}  // namespace lamplight
