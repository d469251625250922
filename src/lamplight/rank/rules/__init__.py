"""Structural signs, a file each, found by being here: View -> Findings. Pure.

Each module is named after its rule and offers ``find(view) -> Iterator[(network, Finding)]``: the
numbers of the networks that show the sign, with what is to be said of each. A sign that hangs on
the day offers ``again(recency, now) -> Finding | None`` too: the same of a network that showed it
before, but for its marks, which stay.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator

from lamplight.rank.finding import Finding
from lamplight.rank.recency import Recency
from lamplight.rank.view import View

Rule = Callable[[View], Iterator[tuple[int, Finding]]]

Again = Callable[[Recency, int], Finding | None]

_MODULES = {
    name: importlib.import_module(f"{__name__}.{name}")
    for name in sorted(info.name for info in pkgutil.iter_modules(__path__))
}
RULES: dict[str, Rule] = {name: module.find for name, module in _MODULES.items()}
DAILY: dict[str, Again] = {
    name: module.again for name, module in _MODULES.items() if hasattr(module, "again")
}
"""Those that hang on the day."""
