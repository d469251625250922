"""Structural signs, a file each, found by being here: View -> Findings. Pure.

Each module is named after its rule and offers ``find(view) -> Iterator[(network, Finding)]``: the
numbers of the networks that show the sign, with what is to be said of each.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator

from lamplight.rank.finding import Finding
from lamplight.rank.view import View

Rule = Callable[[View], Iterator[tuple[int, Finding]]]

RULES: dict[str, Rule] = {
    name: importlib.import_module(f"{__name__}.{name}").find
    for name in sorted(info.name for info in pkgutil.iter_modules(__path__))
}
