"""Words for the signs of an address or a name: "dot", "guión bajo", "Bindestrich".

Some twenty languages, as they read in plain letters. The kinds that read addresses and names in
words use them: email, handle, url.
"""

DOTS = (
    "dot|dott+|doo+t|dd+ot|d0+t|punto|punkt|point|ponto|punct|to(?:w|ch?)ka|kropka|punt|pont|tecka|bodka|piste|teleia"
    "|nokta|punktum|period|full[\\s-]?stop|kropeczka|puntje|puntito|pontinho|punktchen|titik|tuldok"
    "|taskas|punkts|punktur|tacka|p0int|p0nt[o0]|punt0|kr0pka|t0chka|p\\*[iu]?nto?"
)
"""Pattern of one word for a full stop."""

SHORT_DOTS = "pkt|pto|pt|pnt|dt|cham|pika"
"""Such words that mean one in an e-mail address alone."""

_DOT_WORDS_TEXT = """
dot dott dottt doot dooot ddot
d punto punkt point ponto punct towka tocka tochka kropka punt pont tecka bodka piste teleia
nokta punktum period fullstop d0t d00t p0int kropeczka puntje puntito pontinho
punktchen titik tuldok taskas
punkts punktur tacka
"""
DOT_WORDS = frozenset(_DOT_WORDS_TEXT.split())

_OTHERS = {
    "_": "raya\\sabajo guion\\sabajo barra\\sabajo"
    " underscore under\\sscore underline underslash guion\\sbajo raya\\sbaja barra\\sbaja"
    " tiret\\sbas tiret\\sdu\\sbas"
    " tiret\\sdu\\s8 tiret\\sdu\\shuit podloga dolna\\skreska podwerk"
    " underscor unterstrich trattino\\sbasso sottolineato"
    " traco\\sbaixo sublinhado underlain liniuta\\sde\\sjos liniuta\\sjos linie\\sde\\sjos"
    " linie\\sjos low\\sdash low\\sline under\\sline sub\\sguion barra\\sbassa"
    " lineetta\\sbassa barre\\sbasse trait\\sbas tiefstrich strich\\sunten traco\\sinferior"
    " niznee\\spodwerkivanie podwerkivanie liggend\\sstreepje laag\\sstreepje"
    " podkreslnik podkreslenie"
    " alt\\scizgi subliniere understreck podtrzitko alulvonas alahuzas subtraco"
    " garis\\sbawah understrek",
    "-": "guion\\smedio guion\\sdel\\smedio tiret\\sdu\\ssix tiret\\sdu\\s6"
    " dash hyphen minus guion tiret trattino bindestrich hifen traco cratima defis tire meno"
    " liniuta moins menos trait\\sd'union streepje koppelteken myslnik lacznik"
    " bindestreck pomlcka kotojel"
    " strip",
    "+": "plus",
}
HYPHENS = _OTHERS["-"].replace(" ", "|")
SIGNED = "|".join([*(word for words in _OTHERS.values() for word in words.split()), DOTS])
"""Pattern of one word for any of the signs; those of several words come first."""

SIGNS = {
    word.replace("\\s", " "): sign for sign, words in _OTHERS.items() for word in words.split()
}
"""Words for signs but the dot -> sign."""

_SIGN_TEXTS = (*SIGNS, _DOT_WORDS_TEXT, "full stop")
SIGN_WORDS = frozenset(word for words in _SIGN_TEXTS for word in words.split()) - {"d", "6", "8"}
"""Words that they consist of."""
