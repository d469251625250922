"""A name that is said to be the one before the "@" of an address: "kik: same as my mail".

SAME_AS_MAIL, the nearest platform to it and the address before it -> Handles::find_mail_names, in
native/extract/kinds/handle_told.cpp

Limit: the address is written plainly.
"""

import re

_MAIL = r"(?:e-?mails?|g?mails?|correo|courriel|mailadresse|pochta)(?![a-z])"
_AT = r"(?:@|at(?:\s?-?sign)?|arr?oba|arobase|klammeraffe|chiocciola|arond)(?![a-z])"
_BEFORE = (
    r"before|in\sfront\sof|left\sof|antes\sd(?:el|o|a|e)(?:\sla)?|delante\sde(?:l|\sla)?"
    r"|avant|devant|vor|prima\sdel+a?|inainte\sde"
)
_THE = (
    "the|la|le|el|l'|dem|den|der|die|das|o|il"
    "|my|mi|mon|ma|mein|meine|meiner|meinem|meu|minha|mio|mia|your"
)
_LIKE = (
    "same|identical|equal|like|igual|mism[oa]|como|meme|pareil|comme|idem|gleich|wie|selbe|stess[oa]"
    "|uguale|come|mesm[oa]|acelasi|la\\sfel|ca"
)
_LINKS = (
    "as|to|than|que|qu'|di|del|della|al|ao|a|do|de|du|in|of|from"
    f"|name|one|word|nume|nombre|nom|nome|{_THE}"
)
SAME_AS_MAIL = re.compile(
    rf"\b(?:(?:{_BEFORE})\s(?:(?:{_THE})\s?)?{_AT}"
    rf"|(?:{_LIKE})\s(?:(?:{_LINKS})\s?){{0,5}}\b{_MAIL}"
    rf"|(?:my|mi|mon|mein|meine|meu|the)\s{_MAIL}\s(?:name|user(?:name)?|handle|nom|nombre|nome))"
)
