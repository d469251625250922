"""Words and signs for the "@" of an address: "arroba", "at-Zeichen", "(curly a)", "then the at".

They are said in some thirty languages, as they read in plain letters, and also with letters drawn
("@rr0ba"). native/extract/kinds/email.cpp reads with them. Limit: pictures ("escargot") count only
beside a dot in words, in brackets or behind a word such as "e-mail".
"""

import re

_PREPOSED = "bei|presso|vid|hos|na"
PREPOSED_ATS = frozenset(_PREPOSED.split("|"))
"""Ats that lead to a place in most sentences."""

_AT_PROSE = f"at|aet|chez|et|ett|eta|{_PREPOSED}"
_AT_MISSPELT = "att+|aa+t"
AT_NAMES = (
    "ar{1,3}ob{1,2}a[sz]?|arr?obase|arr?ova|arong|arob|arobaze|arrobe|a\\sr?roba"
    "|[ck]h?[iy]oc{1,2}h?iol(?:in)?a|chioccola|kiokkiola|klammeraffe|affenschwanz|sbk|et\\sisareti|ape(?:n)?staart(?:je)?|soba(?:ch|w)?ka"
    "|malpk?a|krullebol|aapje|strudell?|strudl|a[\\s-]r?ond|coada\\smaimutei|a\\scommerciale|[ae]t?\\scomm?ercial|arond|kukac|zavinac|snabel[\\s-]?a|miukumauku|papaki|ampersat|at[\\s-]?(?:sign|symbol)"
    "|commercial\\sat|a\\s(?:rond|commercial)|coada\\sde\\smaimuta|kuyruklu\\sa|@t+|4t|@(?:arr?oba(?:se)?|a?ffe|sobaka|at)"
    "|[a4@]?-?rr?[o0]b[a4@](?:[sz]e?)?|arr-?[o0*]-?b[a4@]|arr\\*ba|[a4@]r{1,2}[o0]b[a4@][sz]e|ch[i1][o0]c{1,2}[i1][o0]la|kl[a4@]mmer[a4@]ffe|m[a4@]lp[a4@]|s[o0]b[a4@]k[a4@]"
    "|kro+ll-?alfa|alfa-?kro+ll|snabel|kanelbulle|apeklootje|slakkenhuis|affenohr|affchen|klammeraffchen|kringel(?:-a)?|a\\smit\\skringel"
    "|c?engelli\\sa|guzel\\sa|a\\s(?:cong|keong|moc|vong)|keong|majmun(?:sko\\sa)?|manki|afna|kl[ij]omba|ludo\\sa|escargot|lumac(?:a|hina)|caracol|macaco|gav"
    "|(?:curly|round|circled|curled|swirly)\\sa|a\\s(?:in\\sa\\scircle|with\\sa\\s(?:tail|circle|curl))"
)
ATS = f"{AT_NAMES}|{_AT_PROSE}|{_AT_MISSPELT}"
AT_IN_BRACKETS = "a|a[\\s.]t|@{1,2}|ad|bei|presso|affe|dog|monkey|snail|roba|isareti"
_SURE_ATS_TEXT = """
arroba arobase aroba arobas arobaz arrobas arrobase chiocciola chiocciolina klammeraffe
apestaart apestaartje apenstaart apenstaartje sobaka sobachka sobawka malpa malpy arond arrova
arong arrroba arova arob arobaze arrobe chiocchiola ciocciola chioccola kiokkiola kyocciola
malpka krullebol aapje strudel strudl commerciale comercial kiocciola affenschwanz sbk isareti
kukac zavinac snabel krollalfa alfakroll kanelbulle apeklootje klammeraffchen kliomba klomba
klyomba sobacka arrobas snabela kuyruklu miukumauku papaki ampersat coada arrobba arobba roba
rroba
"""
SURE_ATS = frozenset(_SURE_ATS_TEXT.split())
_AT_PICTURES_TEXT = """
kroll alfa slakkenhuis affenohr affchen kringel cengelli engelli guzel keong majmun majmunsko
manki afna ludo escargot lumaca lumachina caracol macaco gav curly round circled curled swirly
arr ar arro arrob arob ch chi insert put add use place type rulito caracolito ogonek ogon curl
squiggle swirl
"""
AT_WORDS = SURE_ATS | frozenset(
    {
        *_AT_PROSE.split("|"),
        "a",
        "et",
        "ett",
        "att",
        "attt",
        "aat",
        "aaat",
        "rond",
        "roba",
        "rroba",
        "commercial",
        *("ad", "bei", "presso", "affe", "dog", "monkey", "snail", "ond"),
        *_AT_PICTURES_TEXT.split(),
    }
)
"""Words that an "at" may begin with; those of SURE_ATS are said of nothing else."""

_AROUND = r"[\[\](){}<>*_~|=/'\":;,!^#`\x01-]"
OPEN = CLOSE = rf"\s{{0,3}}{_AROUND}{{1,3}}\s{{0,3}}"
_LEADS_TEXT = """
then the usual and la el luego un une puis dann das ein poi una depois apoi o normal insert add
simbolo signo sinal segno signe symbole znak semnul simbolul symbol le de plus followed by y und
et e i potem dan een potom ensuite sonra
"""
LEADS = frozenset(_LEADS_TEXT.split())
"""What people say before a word for "@" that means nothing else."""

_AFTER_TEXT = """
then and und y e i et si dann puis luego poi depois potem apoi dan en sonra ve potom ensuite
followed by plus
"""
_LED = rf"(?:(?:{'|'.join(sorted(LEADS))})\s){{1,4}}"
_NEXT = rf"[,;.]?\s(?:(?:{'|'.join(_AFTER_TEXT.split())})\s){{0,2}}"
_TOLD_TEXT = """
then dann luego puis poi depois apoi potem dan sonra potom ensuite followed plus domain host
provider server dominio domaine domein anbieter proveedor
"""
TOLD = frozenset(_TOLD_TEXT.split())
"""Words that part what is told piece by piece: "rose, then at, then mail.example"."""

JOINING_ATS = frozenset({"et", "ett", "eta"})
"""Ats that are an "and" or a "one" before a French or a plain dot."""

JOINING_DOTS = frozenset({"point", "pt", "dot"})

AT_NOUNS = frozenset(
    ["sign", "symbol", "zeichen", "symbool", "teken", "tecken", "tegn", "merkki", "mark", "isareti"]
)
"""After a word for "@" or the sign itself: "at sign"."""

_NOUN = rf"(?:[\s-]?(?:{'|'.join(sorted(AT_NOUNS))}))?"
PUT = (
    r"(?:(?:insert|put|add|use|place|type|the|an?)\s){1,2}(?:at|@)(?:\s(?:sign|symbol))?"
    r"(?:\s(?:sign|symbol|goes|here)){0,3}"
)
AT = (
    rf"(?:{OPEN}(?:(?:{_LED})?(?:{ATS}|{AT_IN_BRACKETS}){_NOUN}|{PUT}){CLOSE}"
    rf"|\s{{1,3}}(?:{ATS}){_NOUN}:?\s{{1,3}}|\s?[+%$]{{1,2}}(?:{ATS}|@)[+%$]{{1,2}}\s?|\s\+\s(?:{ATS}|@)\s\+\s"
    rf"|[,;.]?\s(?:{_LED})?(?:l')?(?:{AT_NAMES}|@){_NOUN}{_NEXT}|[,;.]?\s{_LED}(?:at|et){_NOUN}[,;.]?\s{_LED}"
    rf"|\.{{1,4}}(?:{ATS})\.{{1,4}}|\s{{0,2}}@{{1,2}}{_NOUN}\s{{0,2}}|\s@{_NOUN}\s)"
)
DRAWN_AT = r"\s?[(\[]?\x01[)\]]?\s?|\sa\s"
AT_SIGNS = "📧📨📩✉💌📬📮🌀🐒🐵🐌🐶🐕ⓐⒶ🅐🅰🄰ª➰🍥"
"""Signs drawn for an "at", between a local part and a host."""

BRACKETED = re.compile(rf"{OPEN}(?:{ATS}|{AT_IN_BRACKETS}|{PUT}){CLOSE}[a-z0-9]")
