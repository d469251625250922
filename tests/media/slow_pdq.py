"""PDQ written as it is defined, one step after another: what the native kernel must equal.

The whole luma plane is blurred twice along each axis with a box, 64 x 64 samples are taken, their
cosine transform is cut to 16 x 16 and compared with its median.
"""

import numpy as np

from lamplight.arrays import F64, U8

SAMPLES = 64
WAVES = 16


def slow_coefficients(pixels: U8) -> F64:
    """U8[h, w] or U8[h, w, 3] -> F64[16, 16]."""
    luma = pixels.astype(np.float64)
    if pixels.ndim == 3:
        luma = luma @ np.array([0.299, 0.587, 0.114])
    return _cosines(_samples(luma))


def slow_quality(pixels: U8) -> int:
    """The reference's measure: steps between samples in whole hundredths, summed over 90."""
    luma = pixels.astype(np.float64)
    if pixels.ndim == 3:
        luma = luma @ np.array([0.299, 0.587, 0.114])
    samples = _samples(luma)
    steps = [np.trunc(np.diff(samples, axis=axis) * 100 / 255) for axis in (0, 1)]
    return min(100, int(sum(np.abs(step).sum() for step in steps)) // 90)


def _samples(luma: F64) -> F64:
    for _ in range(2):
        luma = _box(_box(luma).T).T
    rows, columns = (
        [int((i + 0.5) * size / SAMPLES) for i in range(SAMPLES)] for size in luma.shape
    )
    samples: F64 = luma[np.ix_(rows, columns)]
    return samples


def _box(plane: F64) -> F64:
    """Each row becomes the mean of itself and its neighbours; even boxes lean downwards."""
    size = len(plane)
    width = (size + 2 * SAMPLES - 1) // (2 * SAMPLES)
    right = (width + 2) // 2
    left = width - right
    return np.stack([plane[max(0, at - left) : at + right].mean(axis=0) for at in range(size)])


def _cosines(samples: F64) -> F64:
    waves = np.arange(1, WAVES + 1)[:, None] * (2 * np.arange(SAMPLES) + 1)[None, :]
    matrix = np.sqrt(2 / SAMPLES) * np.cos(np.pi / 2 / SAMPLES * waves)
    coefficients: F64 = matrix @ samples @ matrix.T
    return coefficients
