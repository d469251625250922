"""The slow twin of native/extract/kinds/handle_told.cpp."""

import re
from collections.abc import Callable, Iterator

from lamplight.extract.kinds.handle import (
    ALONE_BEFORE,
    COMMON,
    HOSTS_END,
    LONG_NAME,
    NEGATED,
    SHORTEST_ALONE,
    SPELLINGS,
)
from lamplight.extract.mail_names import SAME_AS_MAIL
from lamplight.extract.name_parts import CALLED, PARTS, WHOLE
from lamplight.extract.plain_words import PLAIN_WORDS, WORD_ENDINGS
from lamplight.extract.reading import LETTER
from lamplight.extract.told_names import (
    BREAKS,
    CALLED_SIZE,
    FINDING,
    GOES_ON,
    HINTING,
    LEAD_SIGNS,
    LEADS,
    NAMING,
    NOT_THERE,
    OTHERS,
    PLATFORM,
    REACH,
    SAID_AFTER,
    SHAPE,
)
from tests.extract.slow.found import Found
from tests.extract.slow.names import is_made_up, odd, plausible
from tests.extract.slow.reading import Reading

Platforms = Callable[[str], Iterator[str]]
HINTED, FOUND, NAMED = 1, 2, 3
"""How surely the words before a name lead to one; 0: not at all."""

WORD, ODD, SURE = 1, 2, 3
"""How little a name looks like a word; 0: it is one."""


def names_told(lower: str, reading: Reading, platforms_of: Platforms) -> Iterator[Found]:
    """Names whose platform is said elsewhere. lower: without names and their platforms."""
    platforms = list(PLATFORM.finditer(lower))
    for row in re.finditer("[a-z0-9_.-]+", lower) if platforms else ():
        start, name = row.start(), row[0].rstrip(".-")
        end, before, after = start + len(name), lower[:start][-1:], lower[row.end() :][:1]
        of_user = lower[:start].endswith("u/")
        if (
            name[:1] in ".-"
            or (before in ("@", "/") and not of_user)
            or after in ("@", "/")
            or not 5 <= len(name) <= 32
            or name in COMMON | PLAIN_WORDS
        ):
            continue
        said = odd(name) and SAID_AFTER.match(lower, end)
        lead = FOUND if said or _in_quotes(lower, start, end) else _lead(lower, start)
        shape = shape_of(lower, name, end) if plausible(name) else 0
        quoted = _in_quotes(lower, start, end)
        if shape == WORD and not quoted and not _is_signed(lower, start):
            shape = 0 if is_capitalised(reading, start, end) else WORD
        if shape == WORD and lead == HINTED and not _is_called(name):
            continue
        if not shape or not (lead or shape == SURE) or _is_foreign(reading, start, end):
            continue
        breaks = int(lead == NAMED if shape == WORD else lead > HINTED)
        if platform := _nearest(platforms, lower, (start, end), breaks=breaks):
            for one in platforms_of(platform[1]):
                yield Found("handle", f"{one}:{name}", start, end, 0.8)


def mail_names(lower: str, reading: Reading, platforms_of: Platforms) -> Iterator[Found]:
    """ "rose@mail.example, kik: same as before the @"."""
    platforms = list(PLATFORM.finditer(lower))
    for same in SAME_AS_MAIL.finditer(lower) if reading.mails else ():
        before = [mail for mail in reading.mails if mail[1] < same.start()]
        value, start = max(before, key=lambda mail: mail[1]) if before else reading.mails[0]
        name = value.split("@")[0]
        if platform := _nearest(platforms, lower, same.span(), breaks=0):
            for one in platforms_of(platform[1]):
                yield Found("handle", f"{one}:{name}", start, start + len(name), 0.8)


def _lead(lower: str, start: int) -> int:
    last = re.search(r"([a-z]*)([\s,;:=>~\x01'\"*(-]{0,8})$", lower[:start])
    if not last:
        return 0
    begin, before = max(0, start - 40), lower[: last.start(2)]
    signed = before and (before[-1] == LETTER or set(last[2]) & set(LEAD_SIGNS))
    if last[1] not in LEADS and not signed:
        return 0
    ways = ((NAMED, NAMING), (FOUND, FINDING), (HINTED, HINTING))
    return next((lead for lead, way in ways if way.search(lower, begin, start)), 0)


def _is_signed(lower: str, start: int) -> bool:
    signs = re.search(r"[\s,;:=>~\x01'\"*(-]{0,8}$", lower[:start])
    return bool(signs and set(signs[0]) & set(":=>~\x01"))


def is_capitalised(reading: Reading, start: int, end: int) -> bool:
    """ "Svenja": as people write their names."""
    return re.fullmatch("[^a-z][a-z]+", reading.plain[start:end]) is not None


def _in_quotes(lower: str, start: int, end: int) -> bool:
    return start > 0 and lower[end : end + 1] == lower[start - 1] and lower[start - 1] in "'\"*"


def shape_of(lower: str, name: str, end: int) -> int:
    if is_made_up(name) or SHAPE.fullmatch(name):
        return SURE if "_" in name else ODD
    if is_told_dotted(name):
        return ODD
    if len(name) < LONG_NAME or not re.fullmatch("[a-z]+", name) or is_wordy(name):
        return 0
    if name in COMMON | PLAIN_WORDS or name in CALLED or name in PARTS or name in WHOLE:
        return 0
    return WORD if ALONE_BEFORE.match(lower, end) or GOES_ON.match(lower, end) else 0


def is_wordy(name: str) -> bool:
    """It ends as words do."""
    return name.endswith(tuple(WORD_ENDINGS))


def is_told_dotted(name: str) -> bool:
    """Words may be part of it: "bec.threads"."""
    pieces = name.split(".")
    if len(name) < SHORTEST_ALONE or len(pieces) < 2 or re.search("[0-9]", name):
        return False
    names = set(pieces) - COMMON - PLAIN_WORDS - set(SPELLINGS)
    return all(pieces) and bool(names) and pieces[-1] not in HOSTS_END


def _is_called(name: str) -> bool:
    """It begins with a first name."""
    return any(name[:size] in CALLED for size in range(CALLED_SIZE, len(name) - 1))


def _is_foreign(reading: Reading, start: int, end: int) -> bool:
    begin, stop = reading.span(start, end)
    return re.search("[\u0370-\u1fff\u2e80-\ud7ff]", reading.text[begin:stop]) is not None


def _nearest(
    platforms: list[re.Match[str]], lower: str, name: tuple[int, int], *, breaks: int
) -> re.Match[str] | None:
    """Of those in reach; of two as near the one before the name."""
    near: list[tuple[int, re.Match[str]]] = []
    for platform in platforms:
        is_before = platform.end() <= name[0]
        if not is_before and platform.start() < name[1]:
            continue
        between = (
            lower[platform.end() : name[0]] if is_before else lower[name[1] : platform.start()]
        )
        words = set(re.findall("[a-z]+", between))
        most = breaks if is_before else 0
        if len(between) > REACH or len(BREAKS.findall(between)) > most or words & OTHERS:
            continue
        begin = platform.start()
        negated = NEGATED.search(lower, max(0, begin - 11), begin)
        if not negated and not NOT_THERE.match(lower, platform.end()):
            near.append((len(between), platform))
    return min(near, key=lambda one: one[0])[1] if near else None
