"""Every error this package raises on purpose.

LamplightError
├── BadInput      the caller can fix it; the web answers 422, a command exits 2
│   ├── BadAddress
│   ├── BadHash
│   ├── BadPicture
│   ├── BadReference
│   └── TooLarge  413
├── NotFound      404, exit 3
├── Refused       403, exit 4
├── BadSettings   raised at start-up only; exit 2
└── Unavailable   503, exit 5: try again
    └── Busy      another run holds the lock

A message is the value and what was wanted: "PDQ hash has 248 bits, not 256". It never holds the
content of an ad, nor a secret.
"""


class LamplightError(Exception):
    """Base of every error below."""


class BadInput(LamplightError):
    """What the caller sent cannot be read."""


class BadAddress(BadInput):
    """An address on the network that may not, or can't, be fetched from."""


class BadHash(BadInput):
    """A hash is not as many hex digits as its kind wants."""


class BadPicture(BadInput):
    """Bytes that are no picture, or one beyond the limits."""


class BadReference(BadInput):
    """A REF is not written as ad:SOURCE/ID, network:ID, provider:ID or KIND:VALUE."""


class TooLarge(BadInput):
    """More than is taken at once."""


class NotFound(LamplightError):
    """The thing asked for is not in the store."""


class Refused(LamplightError):
    """Who asks may not do this."""


class BadSettings(LamplightError):
    """A setting is missing or cannot be read."""


class Unavailable(LamplightError):
    """Something needed does not answer now; trying again may help."""


class Busy(Unavailable):
    """Another run is at work on this database."""
