"""Words for what nobody may be ranked by: protected attributes, and names of groups.

columns of texts -> same_words -> numbers
regular expression -> protected_matches -> the word it would fire on

Race, ethnicity, nationality, skin or hair, language and accent, religion, sexual orientation,
gender identity, disability, migration status (docs/indicators.md). No indicator may fire on them,
and two texts that differ in nothing else count as one. Limit: a list of English and Spanish words
is never complete, and one that is not on it, alone, makes a text another one; that the patterns
leave no gaps for unknown words is the other half of the guard.
"""

import re
from collections.abc import Sequence
from functools import cache

from lamplight._native import Counted
from lamplight.arrays import I64
from lamplight.rank.phrases import folding

_LISTED = """
african american asian arab arabic arabian caucasian hispanic latin latina latinas latino latinx
black white brown ebony ivory oriental indigenous native aboriginal roma romani gypsy mestiza
mulatta mixed biracial european islander caribbean scandinavian slavic nordic ethnic ethnicity
race exotic eurasian

albanian argentine argentinian australian austrian belarusian belgian bolivian brazilian british
bulgarian burmese cambodian cameroonian canadian chilean chinese colombian congolese cuban czech
danish dominican dutch ecuadorian egyptian english eritrean ethiopian filipina filipino finnish
french german ghanaian greek guatemalan haitian honduran hungarian indian indonesian iranian
iraqi irish israeli italian jamaican japanese kenyan korean lankan laotian latvian lebanese
lithuanian malaysian mexican moldovan mongolian moroccan nepali nicaraguan nigerian norwegian
pakistani palestinian panamanian paraguayan persian peruvian polish portuguese puerto rican
romanian russian salvadoran scottish senegalese serbian singaporean slovak somali spanish sri
sudanese swedish swiss syrian taiwanese thai tunisian turkish ukrainian uruguayan venezuelan
vietnamese welsh afghan algerian armenian azerbaijani bangladeshi basque bosnian catalan croatian
estonian georgian inuit kazakh kosovar kurdish kyrgyz maori samoan slovenian tajik tibetan tongan
turkmen uzbek yemeni

africana americana asiatica arabe blanca negra morena mulata trigena europea china japonesa
coreana tailandesa filipinas colombiana venezolana mexicana brasilena cubana dominicana peruana
argentina chilena ecuatoriana paraguaya rusa ucraniana rumana espanola francesa italiana alemana
inglesa portuguesa india

accent bilingual cantonese fluent hindi mandarin swahili tagalog urdu acento bilingue

blonde blond brunette redhead ginger curly haired skinned skin hair complexion fair dark light tan
tanned pale olive freckled rubia pelirroja castana piel pelo cabello

buddhist catholic christian hindu jewish mormon muslim protestant quaker sikh zoroastrian atheist
hijab catolica cristiana judia musulmana

bi bisexual gay heterosexual homosexual lesbian queer straight bicurious pansexual lesbiana

cis enby intersex female ladyboy male nonbinary trans transgender transsexual transexual travesti
crossdresser

autistic blind deaf disabled disability wheelchair amputee sorda ciega discapacitada

asylum foreign foreigner immigrant migrant refugee undocumented visa expat extranjera inmigrante
refugiada indocumentada
"""
WORDS = frozenset(_LISTED.split())
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _counted() -> Counted:
    return Counted(sorted(WORDS))


def same_words(*columns: Sequence[str]) -> I64:
    """Of texts that stand in columns, such as title and body: the same number, today and any other
    day, for those whose words that count are the same, NONE where none does. What counts are no
    protected words, and no numbers but those that may be a young age; capitals, accents and styled
    letters don't. Limit: by a hash of 63 bits."""
    return _counted().alike(folding(), [list(column) for column in columns])


def protected_matches(expression: str) -> str | None:
    """The first protected word that the expression fires on alone, or names; None: none."""
    pattern = re.compile(expression)
    named = WORDS.intersection(_WORD.findall(re.sub(r"\\[a-zA-Z]", " ", expression)))
    fired = (word for word in sorted(WORDS) if pattern.fullmatch(word))
    return min(named, default=None) or next(fired, None)
