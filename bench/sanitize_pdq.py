"""Fuzz native/pdq.cpp, reframed.cpp and borders.cpp under AddressSanitizer and UBSan.

Run: .venv/bin/python bench/sanitize_pdq.py [PICTURES]

Hashes pictures of random shapes, the narrowest and those around each step of the box's width
included.
"""

from types import ModuleType

import numpy as np

from sanitized import under_sanitizers


def fuzz(native: ModuleType, pictures: int) -> None:
    random = np.random.default_rng(20)
    steps = [5, 6, 63, 64, 65, 127, 128, 129, 255, 256, 257, 384, 385, 1023, 1025]
    for _ in range(pictures):
        height, width = (
            int(random.choice(steps)) if random.random() < 0.5 else int(random.integers(5, 700))
            for _ in range(2)
        )
        shape = (height, width, *[(), (1,), (3,), (4,)][random.integers(4)])
        scale = int(random.choice([1, 1, 2, 3, 8, 64]))
        pixels = random.integers(0, 256, shape, np.uint8)
        top, left = int(random.integers(height)), int(random.integers(width))
        pixels[top:, left:] = 7 * int(random.integers(2))
        hashes, quality, certainty = native.pdq_hashes(pixels, scale)
        assert len(hashes) == 256
        assert 0 <= quality <= 100
        assert 0 <= certainty <= 100
        low, high = random.uniform(-0.5, 0.2, 2), random.uniform(0.8, 1.5, 2)
        frames = [(low[0], low[1], high[0], high[1]), (high[0], low[1], low[0], high[1])]
        assert len(native.reframed_hashes(pixels, frames, scale)) == 64
        for box in filter(None, native.picture_boxes(pixels)):
            assert len(native.pdq_hashes(pixels, scale, box)[0]) == 256
    print(f"{pictures} pictures hashed under the sanitizers, nothing found")


if __name__ == "__main__":
    under_sanitizers(__file__, "500", fuzz)
