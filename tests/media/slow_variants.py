"""Reframed PDQ and borders written plainly: what the native kernels must equal."""

from collections.abc import Callable

import numpy as np

from lamplight.arrays import F64, U8
from tests.media.slow_pdq import SAMPLES, WAVES

CELLS = 128
BEYOND = 8
SMOOTH = 32
NEAR = 12
ALIKE = 4
STRAY_SHARE = 50

Frame = tuple[float, float, float, float]
Box = tuple[int, int, int, int]


def slow_reframed(pixels: U8, frame: Frame, scale: int) -> F64:
    """U8[h, w] or U8[h, w, 3] -> F64[16, 16]."""
    luma = pixels.astype(np.float64)
    if pixels.ndim == 3:
        luma = luma @ np.array([0.299, 0.587, 0.114])
    top, left, bottom, right = frame
    rows, columns = (_means(size) for size in luma.shape)
    plane = _around(rows @ luma @ columns.T)
    down = _waves_over(top, bottom, luma.shape[0] * scale)
    across = _waves_over(left, right, luma.shape[1] * scale)
    coefficients: F64 = down @ plane @ across.T
    return coefficients


def _means(size: int) -> F64:
    """F64[128, size]: each cell's share of each element, by cutting elements into 128 parts."""
    parts = np.repeat(np.eye(size), CELLS, axis=1)
    means: F64 = parts.reshape(size, CELLS, size).mean(axis=2).T
    return means


def _around(plane: F64) -> F64:
    """F64[128, 128] -> F64[144, 144]: columns to the left and right first, then rows."""
    wide = np.column_stack([_beyond(plane.T)[::-1].T, plane, _beyond(plane.T[::-1]).T])
    return np.vstack([_beyond(wide)[::-1], wide, _beyond(wide[::-1])])


def _beyond(rows: F64) -> F64:
    """F64[8, n] that go on beyond the first of rows F64[m, n], the nearest first."""
    size = rows.shape[1]
    along = np.gradient(rows[:3].mean(axis=0))
    outwards = (rows[0] - rows[2]) / 2
    lean = np.empty(size)
    for at in range(size):
        about = slice(max(0, at - 4), at + 5)
        x, y = along[about], outwards[about]
        lean[at] = np.clip(-(x @ y) / (x @ x + y @ y / 4 + 9), -2, 2)
    found = np.empty((BEYOND, size))
    places = np.arange(size)
    angles = np.pi * np.outer(np.arange(SMOOTH), places + 0.5) / size
    for step in range(1, BEYOND + 1):
        line = np.interp(np.clip(places - lean * step, 0, size - 1), places, rows[0])
        waves = np.cos(angles) @ line * np.exp(-np.pi * np.arange(SMOOTH) * step / size)
        found[step - 1] = (2 * waves @ np.cos(angles) - waves[0]) / size
    return found


def _waves_over(start: float, end: float, size: int) -> F64:
    """F64[16, 144]."""
    step = 1 if end > start else -1
    length = int(np.floor(abs(end - start) * size + 0.5))
    width = (length + 2 * SAMPLES - 1) // (2 * SAMPLES)
    lean = 0.5 if width % 2 else 1.5
    sampled = np.zeros((SAMPLES, CELLS + 2 * BEYOND))
    for at in range(SAMPLES):
        element = (2 * at + 1) * length // (2 * SAMPLES) + lean
        middle, reach = start * CELLS + step * element * CELLS / size, width * CELLS / size
        for cell in range(-CELLS, 2 * CELLS):
            left, right = (
                _area((edge - middle) / reach) for edge in (float(cell), float(cell + 1))
            )
            nearest = min(max(cell, -BEYOND), CELLS + BEYOND - 1)
            sampled[at, nearest + BEYOND] += right - left
    waves = np.arange(1, WAVES + 1)[:, None] * (2 * np.arange(SAMPLES) + 1)[None, :]
    cosines: F64 = np.sqrt(2 / SAMPLES) * np.cos(np.pi / 2 / SAMPLES * waves)
    return cosines @ sampled


def _area(at: float) -> float:
    at = min(1.0, max(-1.0, at))
    return (1 + at) ** 2 / 2 if at < 0 else 1 - (1 - at) ** 2 / 2


def slow_boxes(luma: U8) -> list[Box]:
    """Without borders, without equal bars, cut out of a page, cut free; not yet judged."""
    rows, columns = [_plain(row) for row in luma], [_plain(column) for column in luma.T]
    (top, bottom), (left, right) = _peeled(rows), _peeled(columns)
    bar, side = min(top, len(rows) - bottom), min(left, len(columns) - right)
    means = [line for line in (*rows, *columns) if line >= 0] or [0]
    ground = min(means, key=lambda mean: (-means.count(mean), mean))
    return [
        (top, left, bottom - top, right - left),
        (bar, side, len(rows) - 2 * bar, len(columns) - 2 * side),
        _cut_out(luma, lambda line: _alike(line, ground)),
        _cut_out(luma, lambda line: line >= 0),
    ]


def _cut_out(luma: U8, parts: Callable[[int], bool]) -> Box:
    top, bottom, left, right = 0, luma.shape[0], 0, luma.shape[1]
    for _ in range(8):
        before = top, bottom, left, right
        rows = _longest_run([_plain(row) for row in luma[top:bottom, left:right]], parts)
        top, bottom = top + rows[0], top + rows[1]
        if top == bottom:
            break
        columns = _longest_run([_plain(line) for line in luma[top:bottom, left:right].T], parts)
        left, right = left + columns[0], left + columns[1]
        if left == right or before == (top, bottom, left, right):
            break
    return top, left, bottom - top, right - left


def _plain(line: U8) -> int:
    mean = int(line.astype(np.int64).sum()) // len(line)
    strays = int((np.abs(line.astype(int) - mean) > NEAR).sum())
    return mean if strays * STRAY_SHARE <= len(line) else -1


def _alike(line: int, colour: int) -> bool:
    return line >= 0 and abs(line - colour) <= ALIKE


def _peeled(lines: list[int]) -> tuple[int, int]:
    start, end = 0, len(lines)
    while start < end and _alike(lines[start], lines[0]):
        start += 1
    while end > start and _alike(lines[end - 1], lines[-1]):
        end -= 1
    return start, end


def _longest_run(lines: list[int], parts: Callable[[int], bool]) -> tuple[int, int]:
    best, start = (0, 0), 0
    for at, line in enumerate(lines):
        if parts(line):
            start = at + 1
        elif at + 1 - start > best[1] - best[0]:
            best = start, at + 1
    return best
