"""Profiles' addresses whose signs are in words or apart: "t dot me slash rose_vip".

These are the hosts and patterns; native/extract/kinds/handle.cpp reads them: SPELT_PROFILE

Limit: hosts of one dot and at most one step.
"""

import re

from lamplight.extract.platforms import HOSTS
from lamplight.extract.signs import DOTS

_NAME = r"[a-z0-9_](?:[a-z0-9_.-]{0,30}[a-z0-9_])?"
_SLASHED = r"(?:\s?/\s?|\s(?:(?:forward\s)?slash|barra|barre|schragstrich)\s)"
_DOTTED = rf"(?:\s?[(\[{{]\s?(?:\.|{DOTS})\s?[)\]}}]\s?|\s?\.\s?|\s(?:{DOTS})\s)"
SPELT_HOSTS = {
    re.sub("[^a-z]", "", host): platform
    for host, platform in HOSTS.items()
    if re.fullmatch(r"[a-z]+\.[a-z]+(?:/(?:add|u|user|in))?", host)
}
"""Letters of a host -> platform."""

_SPELT_HOSTS = [
    host
    for host in HOSTS
    if "".join(re.findall("[a-z]", host)) in SPELT_HOSTS and "://" not in host
]
HOST_WORDS = frozenset(host.split(".")[0] for host in _SPELT_HOSTS)
"""What they begin with."""

HOST_ENDS = frozenset(host.split(".")[1].split("/")[0] for host in _SPELT_HOSTS)
SLASH_WORDS = frozenset({"slash", "barra", "barre", "schragstrich"})


def _hosts_with(dot: str, slash: str) -> str:
    return "|".join(
        re.escape(host).replace(r"\.", dot).replace("/", slash)
        for host in sorted(_SPELT_HOSTS, key=lambda host: (-len(host), host))
    )


SPELT_PROFILE = re.compile(
    rf"(?<![a-z0-9@._-])(?:({_hosts_with(_DOTTED, _SLASHED)}){_SLASHED}"
    rf"|(?!kik)({_hosts_with(chr(92) + 's', '/')})/)([@$~]?)({_NAME})"
)
"""A profile whose dot or slash is in words or apart: "t dot me slash rose_vip"."""

HOST_SIGNS = re.compile(rf"{_DOTTED}|{_SLASHED}|\s")
"""What stands between the letters of its host."""
