"""Writes the held-out forms of phones and of what looks like them, from the lines in bench/forms.

python bench/extract_forms.py OUT_FOLDER

Each line of phones.txt and others.txt is a form; each form gives two or three texts with other
digits and other sentences beside them. Which half a form belongs to is drawn from its name, so that
no form is in both: sixth_dev.jsonl may be looked at while the code is mended, sixth_test.jsonl is
measured only. The same lines always give the same texts. All numbers are made up.
"""

import argparse
import hashlib
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

FORMS = Path(__file__).parent / "forms"
ALLOWED = ["age", "email", "handle", "place", "price", "url", "wallet"]
AREAS = ["213", "312", "415", "617", "917", "713", "512", "503", "702", "808"]
NO_AREAS = ["994", "694", "592", "692"]

PLANS = {
    "GB": ("07700900###", 1, "44"), "IE": ("085123####", 1, "353"), "AU": ("0491570###", 1, "61"),
    "DE": ("017139200##", 1, "49"), "AT": ("0664123####", 1, "43"), "CH": ("079123####", 1, "41"),
    "FR": ("063998####", 1, "33"), "BE": ("0470123###", 1, "32"), "ES": ("612345###", 0, "34"),
    "MX": ("551234####", 0, "52"), "CO": ("3001234###", 0, "57"), "PT": ("912345###", 0, "351"),
    "BR": ("119876#####", 0, "55"), "IT": ("3331234###", 0, "39"), "RO": ("0712345###", 1, "40"),
    "RU": ("8912345####", 1, "7"), "UA": ("050123####", 1, "380"), "PL": ("512345###", 0, "48"),
    "NL": ("061234####", 1, "31"), "SE": ("07017406##", 1, "46"), "IN": ("9876543###", 0, "91"),
    "GR": ("69123#####", 0, "30"), "TR": ("0532123####", 1, "90"),
}  # fmt: skip
"""Region -> as dialled (# any digit), figures dialled only at home, country code."""

WORDS = {
    "en": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "{tens} {unit}",
    ),
    "es": (
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
        " dieciséis diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "{tens} y {unit}",
    ),
    "fr": (
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
        " seize dix-sept dix-huit dix-neuf",
        "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
        "{tens}-{unit}",
    ),
    "pt": (
        "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze"
        " dezesseis dezessete dezoito dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "{tens} e {unit}",
    ),
    "de": (
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn"
        " fünfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "{unit}und{tens}",
    ),
    "it": (
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici"
        " quattordici quindici sedici diciassette diciotto diciannove",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        "{tens}{unit}",
    ),
    "ro": (
        "zero unu doi trei patru cinci șase șapte opt nouă zece unsprezece doisprezece",
        "douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci",
        "{tens} și {unit}",
    ),
    "ru": (
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "{tens} {unit}",
    ),
}

WRITINGS = {
    "wide": {d: chr(0xFF10 + d) for d in range(10)},
    "bold": {d: chr(0x1D7CE + d) for d in range(10)},
    "double": {d: chr(0x1D7D8 + d) for d in range(10)},
    "arabic": {d: chr(0x660 + d) for d in range(10)},
    "devanagari": {d: chr(0x966 + d) for d in range(10)},
    "circled": dict(enumerate("⓪①②③④⑤⑥⑦⑧⑨")),
    "super": dict(enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")),
    "leet": dict(enumerate("Ol234S6789")),
    "entity": {d: f"&#{48 + d};" for d in range(10)},
    "keycap": {d: f"{d}\ufe0f\u20e3" for d in range(10)},
}
BETWEEN = {"hidden": "\u200b", "struck": "\u0336"}


class Signal(TypedDict):
    kind: str
    value: str
    start: int
    end: int


class Case(TypedDict):
    form: str
    region: str | None
    text: str
    signals: list[Signal]
    allowed: list[str]


PLACE = re.compile(r"<([A-Za-z]+) ([A-Z ]+)>|([A-Z])")
SLOT = re.compile(r"\{(\d+)\.\.(\d+)\}|\{(\w+)\}")


def number_words(digits: str, language: str) -> str:
    """One or two figures as they are said."""
    low, tens, both = WORDS[language]
    units = low.split()
    if len(digits) == 1 or digits == "00":
        return " ".join(units[int(digit)] for digit in digits)
    ten, unit = int(digits[0]), int(digits[1])
    if not ten:
        return f"{'oh' if language == 'en' else units[0]} {units[unit]}"
    if int(digits) < len(units):
        return units[int(digits)]
    if ten == 1:
        return f"{units[1]} {units[unit]}"
    if language == "fr" and ten in (7, 9):
        joint = " et " if digits == "71" else "-"
        return tens.split()[ten - 2] + joint + units[unit + 10]
    if not unit:
        return tens.split()[ten - 2] + ("s" if language == "fr" and ten == 8 else "")
    return joined(tens.split()[ten - 2], units[unit], both, language)


def joined(tens: str, unit: str, both: str, language: str) -> str:
    if language == "de" and unit == "eins":
        unit = "ein"
    if language == "it" and unit[0] in "uo":
        tens = tens[:-1]
    if language == "es" and tens == "veinte":
        return f"veinti{unit}"
    if language == "fr" and unit == "un" and tens[0] != "q":
        return f"{tens} et un"
    return both.format(tens=tens, unit=unit)


def number(form: str, region: str, rng: random.Random) -> tuple[str, str]:
    """As dialled, and in E.164; without a region the first twice."""
    if region in PLANS:
        pattern, trunk, code = PLANS[region]
        dialled = re.sub("#", lambda _: str(rng.randint(0, 9)), pattern)
        return dialled, f"+{code}{dialled[trunk:]}"
    if rng.random() < 0.2 and "hundreds" not in form:
        dialled = rng.choice(NO_AREAS) + "8" + str(rng.randint(100000, 999999))
    else:
        areas = AREAS[:7] if "hundreds" in form else AREAS
        dialled = f"{rng.choice(areas)}55501{rng.randint(0, 99):02}"
    return dialled, ("" if region == "-" else "+1") + dialled


def written(name: str, digits: str, language: str) -> str:
    if name.lower() in WORDS:
        word = number_words(digits.replace(" ", ""), name.lower())
        return word.upper() if name.isupper() else word
    if name in BETWEEN:
        return BETWEEN[name].join(digits)
    return "".join(WRITINGS[name].get(int(d), d) if d.isdigit() else d for d in digits)


def filled(pattern: str, dialled: str, language: str, rng: random.Random) -> str:
    own = {letter: str(rng.randint(0, 9)) for letter in "XYZ"}

    def digits(letters: str) -> str:
        return "".join(own.get(c) or (dialled[ord(c) - 65] if c.isalpha() else c) for c in letters)

    return PLACE.sub(
        lambda m: written(m[1], digits(m[2]), language) if m[1] else digits(m[3]), pattern
    )


def luhn(digits: str) -> str:
    total = 0
    for at, digit in enumerate(reversed(digits)):
        double = int(digit) * (2 - at % 2)
        total += double - 9 * (double > 9)
    return digits + str(-total % 10)


def slot(match: re.Match[str], rng: random.Random) -> str:
    if match[1]:
        return str(rng.randint(int(match[1]), int(match[2]))).zfill(len(match[1]))
    name = match[3]
    some = "".join(str(rng.randint(0, 9)) for _ in range(14))
    if name in ("card16", "card4444"):
        card = luhn(f"{rng.choice('45')}{some}")
        return card if name == "card16" else " ".join(re.findall("....", card))
    if name == "amex":
        return luhn(f"37{some[:12]}")
    if name == "ean":
        odd, even = (sum(map(int, f"40{some[:10]}"[at::2])) for at in (0, 1))
        return f"40{some[:10]}{-(odd + 3 * even) % 10}"
    return {
        "9": str(rng.randint(0, 9)), "8": str(rng.randint(1, 9)),
        "A": rng.choice("BCDFGHJKLM"), "a": rng.choice("abcdef"),
    }.get(name, name)  # fmt: skip


def lines(name: str) -> Iterator[list[str]]:
    for line in (FORMS / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|", 1 if name == "frames.txt" else 3)]


def framed(text: str, sentences: list[str], rng: random.Random) -> tuple[str, int]:
    """With a sentence before, after or on both sides; and how far the text moved."""
    before, after = rng.choice([(1, 0), (0, 1), (1, 1)])
    joint = rng.choice([" ", " ", "\n"])
    one, two = rng.sample(sentences, 2)
    lead = (one + joint) * before
    return lead + text + ("" if not after else joint + two), len(lead)


def cases() -> Iterator[Case]:
    frames: dict[str, list[str]] = {}
    for language, sentence in lines("frames.txt"):
        frames.setdefault(language, []).append(sentence)
    for source, count in (("phones.txt", 3), ("others.txt", 2)):
        for form, region, language, text in lines(source):
            for at in range(count):
                rng = random.Random(f"{form} {at}")
                case = one_text(form, region, language, text.replace("\\n", "\n"), rng)
                if at:
                    case_text, moved = framed(case["text"], frames[language], rng)
                    for signal in case["signals"]:
                        signal["start"] += moved
                        signal["end"] += moved
                    case["text"] = case_text
                yield case


def one_text(form: str, region: str, language: str, text: str, rng: random.Random) -> Case:
    signals: list[Signal] = []
    if "[[" in text:
        before, rest = text.split("[[")
        pattern, after = rest.split("]]")
        dialled, value = number(form, region, rng)
        inside = filled(pattern, dialled, language, rng)
        if pattern.startswith("+"):
            value = value if value.startswith("+") else f"+1{value}"
        if not re.search("[A-W]", pattern):
            value = "+" + re.sub(r"\D", "", inside)
        start = len(before)
        text = before + inside + after
        end = start + len(inside)
        if inside.endswith("\u20e3"):  # the last figure carries the value, not the cap on it
            end -= 2
        signals = [{"kind": "phone", "value": value, "start": start, "end": end}]
    else:
        text = SLOT.sub(lambda match: slot(match, rng), text)
    name = form if signals else f"no: {form}"
    return {
        "form": name,
        "region": None if region == "-" else region,
        "text": text,
        "signals": signals,
        "allowed": ALLOWED,
    }


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out", type=Path)
    out = arguments.parse_args().out
    halves: dict[str, list[str]] = {"dev": [], "test": []}
    for case in cases():
        half = "dev" if hashlib.sha256(case["form"].encode()).digest()[0] % 2 else "test"
        halves[half].append(json.dumps(case, ensure_ascii=False))
    for half, texts in halves.items():
        (out / f"sixth_{half}.jsonl").write_text("\n".join(texts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
