"""The slow twin of native/extract/kinds/email.cpp."""

import re
from collections.abc import Iterator
from string import ascii_lowercase

from lamplight.extract.ats import (
    AT_NOUNS,
    AT_SIGNS,
    AT_WORDS,
    BRACKETED,
    JOINING_ATS,
    JOINING_DOTS,
    PREPOSED_ATS,
    SURE_ATS,
    TOLD,
)
from lamplight.extract.common_words import COMMON_WORDS
from lamplight.extract.kinds.email import (
    APART,
    APART_DOT,
    BARE,
    CUE,
    CUED,
    CUES,
    CUT,
    DISGUISED,
    DOT_WORDS,
    GLUED,
    GLUED_ATS,
    GLUED_DOTS,
    GUARD,
    JOINED_BEFORE,
    LEAST_APART,
    LETTER_BY_LETTER,
    NO_ATS,
    NO_HOSTS,
    NO_LOCALS,
    NO_WORDS,
    NUMBERS,
    OWN,
    PLAIN,
    PROSE,
    PROVIDERS,
    ROLES,
    RUN_ON,
    SHORT,
    SPELT,
    SPELT_WITHIN,
    SURE_ENDINGS,
    WEAK,
    WRITE,
)
from lamplight.extract.kinds.handle import COMMON
from lamplight.extract.places import Places
from lamplight.extract.signs import SIGNS
from tests.extract.slow.found import Found
from tests.extract.slow.reading import Reading

_TRICKS = frozenset({"words for signs"})
_SINGLE = frozenset(ascii_lowercase)
_AT_INSIDE = re.compile(f"[a-z0-9](?:{'|'.join(GLUED_ATS)})[a-z0-9]|[A-Z0-9]at[A-Z0-9]")


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Plain ones, then each kind of disguise in what is left."""
    words = reading.words
    glued = "dot" in reading.lower or _AT_INSIDE.search(reading.plain) is not None
    drawn = any(map(reading.text.__contains__, AT_SIGNS))
    provided = not words.isdisjoint({*PROVIDERS, *CUES})
    if not (glued or drawn or provided or "@" in reading.lower or _may_be_hidden(reading)):
        return
    spans: list[tuple[int, int]] = []
    for way in (_plain, _apart, _glued, _run_on, _disguised, _short, _bare, _cued):
        if way is _apart and len(words & _SINGLE) < LEAST_APART:
            continue
        left = reading.without(spans) if spans else reading
        for found in way(left):
            spans.append((found.start, found.end))
            yield _as_meant(found)


def _as_meant(found: Found) -> Found:
    """Without what readers are to take out, and signs between letters of a disguised one."""
    value = GUARD.sub("", found.value)
    if value.startswith("@") or "@." in value:
        value = found.value
    if found.tricks:
        value = LETTER_BY_LETTER.sub(lambda letters: re.sub("[-.]", "", letters[0]), value)
    return found._replace(value=value)


def _plain(reading: Reading) -> Iterator[Found]:
    lower = reading.lower
    for plain in PLAIN.finditer(lower):
        start, end = plain.span()
        cut = CUT.search(reading.plain[:end], lower.index("@", start))
        end = cut.end() if cut else end
        value, tricks = lower[start:end], frozenset[str]()
        head = JOINED_BEFORE.search(lower[:start], max(0, start - 60))
        if head and not re.match("[a-z0-9._+-]", lower[head.start() - 1 : head.start()]):
            value, start, tricks = f"{head[1]}_{value}", head.start(), _TRICKS
        yield Found("email", value, start, end, 0.99, tricks)


def _apart(reading: Reading) -> Iterator[Found]:
    for apart in APART.finditer(reading.lower):
        local = apart[1].replace(apart["near"], "") if apart["near"] else apart[1]
        if apart["far"]:
            host = APART_DOT.sub(".", apart[4]).replace(apart["far"], "")
        elif apart["near"]:
            host = _written(apart[6], SPELT)
        else:
            continue
        value = f"{local}@{''.join(host.split())}"
        if PLAIN.fullmatch(value):
            yield Found("email", value, *apart.span(), 0.9, frozenset({"spaced out"}))


def _glued(reading: Reading) -> Iterator[Found]:
    for glued in GLUED.finditer(reading.plain):
        ats, dots = (GLUED_ATS, GLUED_DOTS) if glued[1] else (("at",), ("dot",))
        at = next(word for word in ats if word in glued[0])
        value = glued[0].replace(at, "@", 1)
        for dot in dots:
            value = value.replace(dot, ".")
        value = value.lower()
        yield Found("email", value, *glued.span(), 0.7, frozenset({"glued", "words for signs"}))


def _run_on(reading: Reading) -> Iterator[Found]:
    for one in RUN_ON.finditer(reading.lower):
        value = f"{one[1]}@{one[2] or one[3]}.{one[4]}"
        yield Found("email", value, *one.span(), 0.7, frozenset({"glued", "words for signs"}))


def _disguised(reading: Reading) -> Iterator[Found]:
    at, lower = 0, _with_signs(reading)
    while hidden := DISGUISED.search(lower, at):
        drawn = hidden[2].strip() == "a" or hidden[2].strip().strip("()[]") == "\x01"
        at = hidden.start() + 1 if drawn and not _is_sign(hidden, reading) else hidden.end()
        if _is_drawn(hidden, reading) if drawn else _meant(hidden):
            spelt = SPELT_WITHIN if hidden[2][0] in "_-" else SPELT
            local = _written(hidden[1], spelt)
            local = local.strip("_-") if spelt is SPELT_WITHIN else local.rstrip("_-.")
            local, start = _digits_before(lower, hidden.start(), local)
            value = f"{local}@{_written(hidden[3], spelt)}.{hidden[5]}"
            sure = 0.7 if _in_words(hidden[2]) else 0.9
            yield Found("email", value, start, hidden.end(), sure, _TRICKS)


def _with_signs(reading: Reading) -> str:
    """A drawn letter that stands alone among plain ones as a sign."""
    lower, text = list(reading.lower), reading.text
    for at in range(1, len(lower) - 1):
        begin, end = reading.span(at, at + 1)
        beside = [(lower[to], text[reading.span(to, to + 1)[0]]) for to in (at - 1, at + 1)]
        alone = all(re.match("[a-z0-9]", one) and was.isascii() for one, was in beside)
        if alone and lower[at] == "a" and text[begin:end] in (*AT_SIGNS,):
            lower[at] = "\x01"
    return "".join(lower)


def _digits_before(lower: str, start: int, local: str) -> tuple[str, int]:
    """ "rosevip eight four at …": a local part whose digits are words, and where it begins."""
    digits, last, begin = "", _worth(local), start
    for _ in range(5):
        if not last:
            break
        digits = last + digits
        head = re.search(r"(?<![a-z-])[a-z-]{1,52} $", lower[:begin])
        if head is None:
            break
        before, begin = begin - 1, head.start()
        last = _worth(lower[begin:before])
        if not last:
            name = re.search(r"[a-z0-9._]{1,52}$", lower[:before])
            if name and len(name[0]) > 2 and name[0] not in NO_LOCALS:
                return name[0] + digits, name.start()
    return local, start


def _worth(word: str) -> str:
    tens, _, unit = (NUMBERS.get(piece, "") for piece in word.partition("-"))
    glued = tens[0] + unit if len(tens) == 2 and len(unit) == 1 else ""
    return NUMBERS.get(word, glued if "-" in word else "")


def _is_drawn(hidden: re.Match[str], reading: Reading) -> bool:
    """ "rose ✉ mail.example"."""
    if not _is_sign(hidden, reading) or hidden[1] in NO_LOCALS:
        return False
    return hidden[4] == "." or any(c.isalpha() for c in hidden[4])


def _is_sign(hidden: re.Match[str], reading: Reading) -> bool:
    at = hidden.start(2) + len(hidden[2]) - len(re.sub(r"^[\s(\[]+", "", hidden[2]))
    begin, end = reading.span(at, at + 1)
    return reading.text[begin:end] in AT_SIGNS


def _short(reading: Reading) -> Iterator[Found]:
    for short in SHORT.finditer(reading.lower):
        written, at, provider, ending = short.groups()
        local = _written(written, SPELT)
        said = _is_made_up(local) or _is_sure(at) or _is_cued(short)
        plain = _in_words(at) and not ending and provider not in NO_WORDS
        if not local or local in NO_LOCALS or (plain and not said):
            continue
        value = f"{local}@{provider.replace(' ', '')}.com"
        yield Found("email", value, *short.span(), 0.7, _TRICKS)


def _bare(reading: Reading) -> Iterator[Found]:
    for bare in BARE.finditer(reading.lower):
        local, gap = bare[1], bare[4]
        odd = _is_made_up(local)
        cued = len(local) >= 6 and local not in COMMON and _is_behind_cue(bare)
        said = _is_gap(gap, loosely=odd) and (odd or _is_marked(gap)) if gap else odd or cued
        if said and local not in NO_LOCALS and local not in PROVIDERS:
            host = f"{bare[2] or bare[5] or bare[7]}.{bare[3] or bare[6] or 'com'}"
            yield Found("email", f"{local}@{host}", *bare.span(), 0.7, _TRICKS)
    for own in OWN.finditer(reading.lower):
        if _is_made_up(own[2]) or _is_told(own):
            yield Found("email", f"{own[2]}@{own[1]}.com", own.start(2), own.end(), 0.7, _TRICKS)


def _is_told(own: re.Match[str]) -> bool:
    """ "gmail: velvetdusk": behind a sign, and nothing else is said."""
    if len(own[2]) < 6 or own[2] in COMMON or own[2] in NO_LOCALS:
        return False
    signed = re.search("[:=>]", own.string[own.end(1) : own.start(2)])
    return bool(signed and re.match(r" *(?:\Z|[\n.,;!?)|/])", own.string[own.end() :]))


def _cued(reading: Reading) -> Iterator[Found]:
    for cued in CUED.finditer(reading.lower):
        local, gap, spelt = _written(cued[2], SPELT), cued[3], re.search("[a-z]", cued[5])
        if not local or local in NO_LOCALS or local in COMMON_WORDS:
            continue
        odd = _is_made_up(local)
        said = odd or (cued[1] and (spelt or _is_marked(gap)))
        if _is_sure(gap) or (said and _is_gap(gap, loosely=bool(odd or spelt))):
            value = f"{local}@{_written(cued[4], SPELT)}.{cued[6]}"
            yield Found("email", value, cued.start(2), cued.end(), 0.7, _TRICKS)


def _is_gap(gap: str, *, loosely: bool) -> bool:
    """What may stand for an "@": no word that joins or leads to something else, nor a number."""
    return NO_ATS.isdisjoint(_words(gap)) and (loosely or not re.search("[0-9]", gap))


def _is_marked(gap: str) -> bool:
    """In brackets, or drawn."""
    return bool(re.search(r"[)\]}>\x01#~^=%*?]", gap))


def _words(text: str) -> set[str]:
    return set(re.findall("[a-z\x7f]+", text))


def _is_made_up(local: str) -> bool:
    """Letters and digits, or pieces of them: no word."""
    return local[0].isalpha() and any(c in "0123456789_." for c in local)


def _is_sure(at: str) -> bool:
    return not (SURE_ATS | AT_NOUNS | TOLD).isdisjoint(_words(at))


def _is_behind_cue(match: re.Match[str]) -> bool:
    start = match.start()
    return CUE.search(match.string, max(0, start - 40), start) is not None


def _is_cued(hidden: re.Match[str]) -> bool:
    start = hidden.start()
    return any(cue.search(hidden.string, max(0, start - 40), start) for cue in (CUE, WRITE))


def _may_be_hidden(reading: Reading) -> bool:
    """An "at" in words beside a dot in words, a word for e-mail, or in brackets."""
    words = reading.words
    if words.isdisjoint(AT_WORDS):
        return False
    if not words.isdisjoint(DOT_WORDS | SURE_ATS | CUES):
        return True
    return bool(BRACKETED.search(reading.lower) or _is_before_host(reading.lower))


_AROUND = r"[\s\[\](){}<>*_~|=/'\":;,!^#`\x01%$-]"


def _is_before_host(lower: str) -> bool:
    """An "at" a few words before a dot in a word or in brackets."""
    for dot in re.finditer(r"\.", lower):
        head = re.search(r"([a-z0-9-]{1,52})([\s(\[{<]{0,3})$", lower[: dot.start()])
        opened = head and re.search(r"[(\[{<]", head[2])
        if not head or not (
            opened or (head[2] == "" and lower[dot.end() : dot.end() + 1].isalpha())
        ):
            continue
        stop = head.start()
        for _ in range(3):
            word = re.search(rf"([a-z]{{1,52}}){_AROUND}{{0,3}}$", lower[:stop])
            if not word:
                break
            if word[1] in AT_WORDS:
                return True
            stop = word.start()
    return False


def _in_words(at: str) -> bool:
    return at.strip(WEAK)[:1].isalpha() and "@" not in at and not _is_set_apart(at)


def _is_set_apart(at: str) -> bool:
    """ ", at, ", or on a line of its own."""
    core = at.strip(" ")
    return len(core) > 2 and core[0] == core[-1] and core[0] in ",\n"


def _meant(hidden: re.Match[str]) -> bool:
    """ "Meet me at the bar. It" is none: a bare "at" wants a dot in words or a known provider."""
    local, at, host, dot, ending = hidden.groups()
    surely_at = not _in_words(at) or _is_sure(at)
    if local in NO_LOCALS and not (surely_at and local in ROLES):
        return False
    spelt = any(c.isalpha() or c in "()[]{}<>" for c in dot)
    if dot.strip()[0] == "\x01" and ending in SURE_ENDINGS and not re.match(r"\.(?!\.)", at):
        return host not in NO_HOSTS
    if not spelt and (re.match(r"\.(?!\.)", at) or dot.strip() != "."):
        return "@" in at and dot.strip() == dot and ending not in PROSE
    if not _in_words(at):
        return spelt or not (dot[-1].isspace() and ending in PROSE)
    return host not in NO_HOSTS and _is_said(hidden, spelt=spelt)


def _is_said(hidden: re.Match[str], *, spelt: bool) -> bool:
    """Of an "at" in words."""
    local, at, host, dot, ending = hidden.groups()
    if at.strip() in JOINING_ATS and (not spelt or dot.strip() in JOINING_DOTS):
        return False
    odd = any(c in "._0123456789" for c in local)
    if at.strip() in PREPOSED_ATS:
        return spelt and (odd or _is_cued(hidden))
    if spelt:
        return True
    new_sentence = dot[-1].isspace() and ending in PROSE
    if _is_sure(at):
        return not new_sentence
    sure = dot == "." and (host in PROVIDERS or odd)
    return sure or (not new_sentence and _is_cued(hidden))


def _written(disguised: str, spelt: re.Pattern[str]) -> str:
    plain = spelt.sub(_sign, disguised)
    return re.sub(r"\.+", ".", re.sub(r"[^a-z0-9._+-]", "", plain))


def _sign(spelt: re.Match[str]) -> str:
    return SIGNS.get(" ".join((spelt[1] or "").split()), ".")
