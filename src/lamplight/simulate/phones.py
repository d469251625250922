"""Phone numbers that can ring nowhere.

serial number -> Phones.local, Phones.anywhere -> ten digits

555-0100 to 555-0199 in an area code are set aside for fiction; area codes whose middle digit is 9
are set aside for a longer plan and given to nobody (North American Numbering Plan). Every number is
given out once; a second owner is drawn on purpose, from those who stopped.
"""

from random import Random

from lamplight.simulate.cities import City
from lamplight.simulate.draw import pick

_CODES = tuple(f"{first}9{last}" for first in range(2, 10) for last in range(10))
_EXCHANGES = tuple(f"{number}" for number in range(220, 1000) if f"{number}"[1:] != "11")
_ALL = len(_CODES) * len(_EXCHANGES) * 10_000
_STEP = 398_764_593  # has no divisor in common with _ALL, so that every number comes up once


class Phones:
    """Gives out each number once; the order depends on the random generator it was made with."""

    def __init__(self, random: Random) -> None:
        self._at = random.randrange(_ALL)
        self._used: dict[int, int] = {}
        self._step = pick((7, 11, 13, 17, 19, 23, 27, 29, 31, 33, 37), random)

    def local(self, city: City, random: Random) -> str:
        """A 555-01xx number of the city's own area code; elsewhere() once those are given out."""
        code = pick(city.codes, random)
        used = self._used.get(code, 0)
        if used >= 100:
            return self.anywhere()
        self._used[code] = used + 1
        return f"{code}55501{(used * self._step + code) % 100:02d}"

    def anywhere(self) -> str:
        """A number in an area code that does not exist."""
        self._at = (self._at + _STEP) % _ALL
        rest, line = divmod(self._at, 10_000)
        code, exchange = divmod(rest, len(_EXCHANGES))
        return f"{_CODES[code]}{_EXCHANGES[exchange]}{line:04d}"
