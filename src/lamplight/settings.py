"""One frozen Settings, read once from the environment.

os.environ -> Settings.read -> Settings
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from lamplight.errors import BadSettings

PREFIX = "LAMPLIGHT_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside; every name is LAMPLIGHT_ and the field's name in capitals.

    database_url  SQLAlchemy's form of a SQLite or PostgreSQL address
    region        country whose numbering plan reads a phone when the ad does not say, ISO 3166-1
                  alpha-2; empty: such a phone stays a row of digits
    actor         the name written into the audit log until accounts exist
    caches        folder for files that can be made again from a PostgreSQL database; those of a
                  SQLite database lie beside it
    indicators    folder whose indicator files replace or add to the built-in ones; empty: none
    """

    database_url: str = "sqlite:///lamplight.db"
    region: str = ""
    actor: str = "local user"
    caches: str = "~/.cache/lamplight"
    indicators: str = ""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """Raises BadSettings on a LAMPLIGHT_ name that no setting has, or a value it can't have."""
        known = {PREFIX + name.upper(): name for name in cls.__dataclass_fields__}
        given = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
        if unknown := sorted(set(given) - set(known)):
            raise BadSettings(f"{unknown[0]} is no setting; known are {', '.join(sorted(known))}")
        settings = cls(**{known[name]: value for name, value in given.items()})
        region = settings.region
        if region and not (
            len(region) == 2 and region.isascii() and region.isalpha() and region.isupper()
        ):
            raise BadSettings(f"{PREFIX}REGION is {region!r}; want two capitals such as US")
        return settings
