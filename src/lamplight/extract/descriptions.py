"""What people say of an address, a name or a number instead of writing it.

Reading -> Descriptions::write, in native/extract/descriptions.cpp -> a reading with what is meant

"n de Navarra, o de Oviedo, a de Avila", "two underscores", "before the at rose, after it
mail.example", "bird app". Each rule puts what is meant in the place of what is said, before any
kind reads. Limit: a rule is tried only near one of its words.
"""

from lamplight.extract.described import END, shape
from lamplight.extract.described_addresses import ADDRESS_RULES
from lamplight.extract.described_signs import SIGN_RULES
from lamplight.extract.spelling_words import LETTERS, NUMBERS, ROMANS

__all__ = ["LETTERS", "NUMBERS", "ROMANS", "RULES"]

_NICKNAMES = {
    "twitter": (
        r"(?:blue\s)?bird(?:ie|y)?\s(?:app|site)|(?:little\s)?blue\sbird|little\sbird"
        r"|pajarito(?:\sazul)?|uccellino|passarinho",
        "blue bird little birdie birdy pajarito uccellino passarinho",
        "app site pajarito bird uccellino passarinho",
    ),
    "snapchat": (
        r"(?:yellow\s)?ghost\sapp|(?:yellow|white)\sghost|yellow\sapp|fantasmino|app\s(?:with|of)\sthe\s(?:little\s|white\s|yellow\s)?ghost"
        r"|fantasmita|appli\sfantome|geister?-?\s?app",
        "yellow white ghost fantasmita fantasmino appli geist geister geistapp app",
        "ghost yellow fantasmita fantasmino appli geistapp geister",
    ),
    "facebook": (r"(?:big\s)?blue\sapp(?!\sstore)|blue\sf\sapp", "big blue", "app"),
    "telegram": (
        r"(?:blue\s)?paper\s?(?:air)?plane(?:\sapp)?|(?:blue\s)?(?:air)?plane\sapp|samoletik"
        r"|avioncito(?:\sde\spapel|\sazul)?|papierflieger(?:-?\s?app)?|avion\sen\spapier|aeroplanino",
        "blue paper paperplane plane airplane avioncito papierflieger avion aeroplanino samoletik",
        "plane paperplane airplane avioncito papierflieger papier aeroplanino samoletik",
    ),
    "tiktok": (r"clock\sapp|tick[\s-]?tock", "clock tick ticktock", "app tock ticktock"),
    "instagram": (r"(?:pink\s|purple\s)?camera\sapp|eye\sgee", "pink purple camera eye", "app gee"),
    "whatsapp": (r"green\s(?:chat\s|phone\s)?app", "green", "app"),
}
"""Platform -> pattern of what it is called, words of it, words of which one must stand there."""

_FRONT_TEXT = r"""
in\sfront up\sfront at\sthe\sfront delante devant davor davanti na\sfrente in\sfata
z\sprzodu ervoor vperedi
"""
_AREA_BEHIND = (
    r"(?<![0-9])([0-9]{3}[\s.-]?[0-9]{4})[\s,;.]{1,2}"
    r"(?:(?:and|then|with|put|add|dial|use|the|area|code|prefix|con|el|avec|mit|der|cu|com|z|met|s)\s){1,4}"
    rf"\(?([2-9][0-9]{{2}})\)?\s(?:goes\s|comes\s)?(?:{'|'.join(_FRONT_TEXT.split())})(?![a-z])"
)
_ON_OF = (
    r"\b(search(?:\sfor)?|subscribe\sto)"
    rf"(\s(?:me\s(?:as|under|at)\s)?@?[a-z0-9_.]{{4,30}}\son\s)of{END}"
)

RULES = {
    **SIGN_RULES,
    **ADDRESS_RULES,
    _AREA_BEHIND: shape(
        6,
        "$2 $1",
        "front delante devant davor davanti frente fata przodu ervoor vperedi",
        "with put add dial use then con avec mit cu com z met",
    ),
    _ON_OF: shape(0, "$1$2onlyfans", "search subscribe", "of"),
} | {
    rf"(?<![a-z0-9@._-])(?:{pattern})(?![a-z0-9])": shape(0, name, words, needs)
    for name, (pattern, words, needs) in _NICKNAMES.items()
}
"""Pattern -> "BACK|MEANT|WORDS|NEEDS": from how many tokens before one of its words it is tried,
what is meant, those words, and words of which the text must hold one.

In what is meant "$1" is the first group as it stands, "<1" turned round, "*1" its letters that
stand alone, "^1", "#1" and "!1" its words as LETTERS, NUMBERS and ROMANS say. "*" among the words
means a letter that stands alone; what begins with no letter is a sign.
"""
