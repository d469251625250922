"""Handles, e-mails, sites and wallets of made-up people.

serial number, random -> handle, email, site, wallet -> text

Names end in the serial number, so no two people share one by accident. Wallets are random bytes
with a right checksum (Base58Check; BIP 173 for bc1): nobody holds a key to them.
"""

from hashlib import sha256
from random import Random

from lamplight.simulate.draw import pick

FIRST = (
    *("pearl", "lotus", "velvet", "amber", "sunny", "silver", "river", "garden", "moon", "cedar"),
    *("maple", "honey", "coral", "ivory", "misty", "golden", "quiet", "linen", "sage", "willow"),
)
SECOND = (
    *("garden", "light", "rose", "tea", "lane", "bloom", "song", "smile", "breeze", "harbor"),
    *("room", "lily", "dream", "spring", "field", "cloud", "door", "leaf", "star", "shore"),
)
_PLATFORMS = (
    *(
        "telegram @{}",
        "Telegram: {}",
        "t.me/{}",
        "instagram @{}",
        "IG: {}",
        "insta {}",
        "snapchat {}",
    ),
    *("sc: {}", "whatsapp @{}", "@{}", "signal {}", "kik {}"),
)
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def nickname(serial: int, random: Random) -> str:
    """Two words and the serial number."""
    return f"{pick(FIRST, random)}{pick(('_', '.', ''), random)}{pick(SECOND, random)}{serial}"


def handle(name: str, random: Random) -> str:
    """A nickname as an ad writes it, with its platform or only an @."""
    return pick(_PLATFORMS, random).format(name)


def email(name: str, random: Random) -> str:
    """An address at a domain that can't exist."""
    return f"{name}@{pick(('mail', 'post', 'letters', 'inbox'), random)}.example"


def site(name: str) -> str:
    """A page at a domain that can't exist."""
    return f"https://{name.replace('_', '-').replace('.', '-')}.example/"


def wallet(random: Random) -> str:
    """A Bitcoin address of random bytes, old or new style, or an Ethereum one."""
    payload = random.randbytes(20)
    return pick((_base58, _bech32, _ethereum), random)(payload)


def _ethereum(payload: bytes) -> str:
    return f"0x{payload.hex()}"


def _base58(payload: bytes) -> str:
    raw = b"\x00" + payload
    raw += sha256(sha256(raw).digest()).digest()[:4]
    number, text = int.from_bytes(raw), ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return "1" * (len(raw) - len(raw.lstrip(b"\x00"))) + text


def _bech32(payload: bytes) -> str:
    number = int.from_bytes(payload)
    data = [0, *(number >> shift & 31 for shift in range(155, -5, -5))]
    prefix = [ord(letter) >> 5 for letter in "bc"] + [0] + [ord(letter) & 31 for letter in "bc"]
    check = _polymod([*prefix, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    data += [check >> shift & 31 for shift in range(25, -5, -5)]
    return "bc1" + "".join(_BECH32[value] for value in data)


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, factor in enumerate(_GENERATOR):
            check ^= factor if top >> bit & 1 else 0
    return check
