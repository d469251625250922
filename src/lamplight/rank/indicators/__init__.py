"""What is believed of ads, one data file each; this module says what such a file may hold.

TOML as a mapping -> parse_indicator -> Indicator

The files lie beside this module and are read by an edge, collect/indicators.py. Method and sources:
docs/indicators.md. Limit: a file can weigh words and choose among the rules in rank/rules; a new
structural rule needs code.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from lamplight.errors import BadInput
from lamplight.rank import rules
from lamplight.rank.phrases import first_words
from lamplight.rank.protected import protected_matches

IndicatorStatus = Literal["tested", "tested-negative", "expert", "untested", "off"]
Scope = Literal["share", "any"]

FIELDS = {
    *("claim", "status", "bits", "interval", "source", "caveat", "kind", "says"),
    *("rule", "scope", "negatable", "patterns"),
}
LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One sign, and what is known of it.

    name       of the file, without its ending
    claim      what it is believed to say, one sentence
    status     "tested" on outcomes; "tested-negative": found to speak against; "expert": believed,
               not tested; "untested": weighs nothing; "off": not looked for
    bits       log2 of the odds that it multiplies, for a network that shows it throughout
    interval   lowest and highest bits that its source allows
    source     where bits and claim come from
    caveat     how it misleads
    kind       indicators of one kind share one cap (rank.score.CAPS)
    says       the start of a reason's sentence, for patterns
    rule       name of a structural rule, or None
    scope      "share": weighed by the share of different texts that show it; "any": one is enough
    negatable  a "no" or "not" right before the words takes them back
    patterns   (language, regular expression), tried on text without accents and capitals
    """

    name: str
    claim: str
    status: IndicatorStatus
    bits: float
    interval: tuple[float, float]
    source: str
    caveat: str
    kind: str
    says: str = ""
    rule: str | None = None
    scope: Scope = "share"
    negatable: bool = True
    patterns: tuple[tuple[str, str], ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({language for language, _ in self.patterns}))


def parse_indicator(name: str, data: Mapping[str, object]) -> Indicator:
    """The indicator that a file's content describes. Raises BadInput, naming file and field."""
    if unknown := sorted(set(data) - FIELDS):
        raise BadInput(f"{name}: {unknown[0]!r} is no field of an indicator")
    indicator = Indicator(
        name=name,
        claim=_text(name, data, "claim"),
        status=cast(IndicatorStatus, _one_of(name, data, "status", get_args(IndicatorStatus))),
        bits=_number(name, data.get("bits")),
        interval=_interval(name, data.get("interval")),
        source=_text(name, data, "source"),
        caveat=_text(name, data, "caveat"),
        kind=_text(name, data, "kind"),
        says=str(data.get("says", "")),
        rule=_rule(name, data.get("rule")),
        scope=cast(Scope, _one_of(name, {"scope": "share", **data}, "scope", get_args(Scope))),
        negatable=data.get("negatable", True) is True,
        patterns=_patterns(name, data.get("patterns", {})),
    )
    _check(indicator)
    return indicator


def _text(name: str, data: Mapping[str, object], field: str) -> str:
    value = data.get(field)
    if not isinstance(value, str) or not value.strip():
        raise BadInput(f"{name}: {field} is missing; want a text")
    return " ".join(value.split())


def _one_of(name: str, data: Mapping[str, object], field: str, known: tuple[str, ...]) -> str:
    value = _text(name, data, field)
    if value not in known:
        raise BadInput(f"{name}: {field} is {value!r}; want one of {', '.join(known)}")
    return value


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 20:
        raise BadInput(f"{name}: bits are {value!r}; want a number between -20 and 20")
    return float(value)


def _interval(name: str, value: object) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise BadInput(f"{name}: interval is {value!r}; want [lowest, highest]")
    return _number(name, value[0]), _number(name, value[1])


def _rule(name: str, value: object) -> str | None:
    if value is not None and value not in rules.RULES:
        raise BadInput(f"{name}: rule is {value!r}; known are {', '.join(sorted(rules.RULES))}")
    return None if value is None else str(value)


def _patterns(name: str, value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise BadInput(f"{name}: patterns want a list of expressions for each language")
    found = []
    for language, expressions in value.items():
        if not LANGUAGE.fullmatch(language) or not isinstance(expressions, list):
            raise BadInput(f"{name}: patterns.{language} wants a language code and a list")
        found += [(language, str(expression)) for expression in expressions]
    return tuple(found)


def _check(indicator: Indicator) -> None:
    """What one field alone can't show to be wrong."""
    name, (low, high) = indicator.name, indicator.interval
    if not low <= indicator.bits <= high:
        raise BadInput(f"{name}: bits {indicator.bits} are outside their interval {low} to {high}")
    if indicator.bits and indicator.status in ("untested", "off"):
        raise BadInput(f"{name}: bits are {indicator.bits}; {indicator.status} weighs 0")
    if indicator.patterns and not indicator.says:
        raise BadInput(f"{name}: says is missing; want the start of a reason's sentence")
    for _, expression in indicator.patterns:
        first_words(name, expression)
        if word := protected_matches(expression):
            raise BadInput(f"{name}: a pattern matches {word!r}, which a score may not depend on")
