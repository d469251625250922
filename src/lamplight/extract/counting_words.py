"""Number words of ten languages and digits of fifteen more, as tables.

Russian words stand here in the small ASCII letters that extract.cyrillic gives them; the words
that follow from them are made in extract.number_words.
"""

UNITS = {
    "en": "zero one two three four five six seven eight nine",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "fr": "zero un deux trois quatre cinq six sept huit neuf",
    "pt": "zero um dois tres quatro cinco seis sete oito nove",
    "de": "null eins zwei drei vier funf sechs sieben acht neun",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
    "ro": "zero unu doi trei patru cinci sase sapte opt noua",
    "nl": "nul een twee drie vier vijf zes zeven acht negen",
    "pl": "zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec",
    "ru": "nolj odin dva tri wetyre patj westj semj vosemj devatj",
}
MORE_UNITS = {
    "duas": "2", "dwie": "2", "doua": "2", "nulj": "0", "dve": "2", "raz": "1",
    "zwo": "2", "fuenf": "5", "meia": "6", "zilch": "0", "nought": "0",
    "naught": "0", "niner": "9", "fife": "5", "fiv": "5", "fve": "5", "fiive": "5", "foive": "5",
    "sevin": "7", "sevn": "7", "svn": "7", "nien": "9", "nyne": "9", "nein": "9", "ait": "8",
    "eigth": "8", "eigh": "8", "aight": "8", "thre": "3", "threee": "3", "thr": "3", "twoo": "2",
    "fower": "4", "wun": "1", "sicks": "6", "siks": "6", "sixx": "6", "zer": "0", "zro": "0",
    "zeero": "0", "ziro": "0", "zirow": "0", "zeeroh": "0", "zerro": "0", "fyve": "5", "fyv": "5",
    "fiev": "5", "faiv": "5", "foar": "4", "fawr": "4", "thrie": "3",
    "thri": "3", "sevun": "7", "sevven": "7", "eyt": "8", "eyght": "8", "nain": "9",
    "wunn": "1", "sics": "6", "sxi": "6", "wto": "2", "zeroh": "0", "tvvo": "2",
    "vuit": "8",
}  # fmt: skip
FURTHER_UNITS = {
    "tr": "sifir bir iki uc dort bes alti yedi sekiz dokuz",
    "sv": "noll ett tva tre fyra fem sex sju atta nio",
    "da": "nul en to tre fire fem seks syv otte ni",
    "no": "null en to tre fire fem seks sju atte ni",
    "fi": "nolla yksi kaksi kolme nelja viisi kuusi seitseman kahdeksan yhdeksan",
    "hu": "nulla egy ketto harom negy ot hat het nyolc kilenc",
    "cs": "nula jedna dva tri ctyri pet sest sedm osm devet",
    "el": "miden ena dio tria tessera pente exi efta okto ennia",
    "hi": "shunya ek do teen char panch chhe saat aath nau",
    "id": "nol satu dua tiga empat lima enam tujuh delapan sembilan",
    "tl": "sero isa dalawa tatlo apat lima anim pito walo siyam",
    "ar": "sifr wahid ithnan thalatha arbaa khamsa sitta sabaa thamania tisaa",
    "ru in Latin letters": "nol odin dva tri chetyre pyat shest sem vosem devyat",
    "hi, otherwise": "sunya ek do tin chaar paanch chhah sat aath nao",
}
"""Of languages whose words count beside one another alone, but for those that no other has."""

EVERYDAY = frozenset(
    [
        "fire",
        "null",
        "lima",
        "char",
        "teen",
        "dalawa",
        "seks",
        "jedna",
        "sero",
        "sest",
        "nolla",
        "satu",
        "alti",
        "pente",
        "tria",
    ]
)
"""Of these, long ones that are words, or names, elsewhere."""

TEENS = {
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "es": "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
    "fr": "dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf",
    "pt": "dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove",
    "de": "zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
    "it": "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
    "ro": "zece unsprezece doisprezece treisprezece paisprezece cincisprezece saisprezece"
    " saptesprezece optsprezece nouasprezece",
    "nl": "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "pl": "dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie"
    " siedemnascie osiemnascie dziewietnascie",
    "ru": "desatj odinnadcatj dvenadcatj trinadcatj wetyrnadcatj patnadcatj westnadcatj"
    " semnadcatj vosemnadcatj devatnadcatj",
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "ro": "douazeci treizeci patruzeci cincizeci saizeci saptezeci optzeci nouazeci",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "pl": "dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat"
    " osiemdziesiat dziewiecdziesiat",
    "ru": "dvadcatj tridcatj sorok patjdesat westjdesat semjdesat vosemjdesat devanosto",
}
FURTHER_TEENS = {
    "catorze": "14", "dezasseis": "16", "dezassete": "17", "dezanove": "19", "unspe": "11",
    "doispe": "12", "treispe": "13", "paispe": "14", "cinspe": "15", "saispe": "16",
    "saptespe": "17", "optspe": "18", "nouaspe": "19",
}  # fmt: skip
"""Of Portugal, and Romanian ones as they are spoken."""

HUNDREDS = {
    "es": "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos"
    " ochocientos novecientos",
    "pt": "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos"
    " novecentos",
    "de": "einhundert zweihundert dreihundert vierhundert funfhundert sechshundert siebenhundert"
    " achthundert neunhundert",
    "it": "cento duecento trecento quattrocento cinquecento seicento settecento ottocento"
    " novecento",
    "nl": "honderd tweehonderd driehonderd vierhonderd vijfhonderd zeshonderd zevenhonderd"
    " achthonderd negenhonderd",
    "pl": "sto dwiescie trzysta czterysta piecset szescset siedemset osiemset dziewiecset",
    "ru": "sto dvesti trista wetyresta patjsot westjsot semjsot vosemjsot devatjsot",
}
HOMOPHONES = {
    "o": "0", "oh": "0", "ohh": "0", "owe": "0", "won": "1", "to": "2", "too": "2", "tu": "2",
    "for": "4", "fo": "4", "foh": "4", "ate": "8", "um": "1", "un": "1", "due": "2", "once": "11",
    "sei": "6", "tree": "3", "fore": "4", "foe": "4", "wan": "1", "ein": "1",
    "nil": "0", "dix": "10", "elf": "11", "una": "1", "une": "1", "uma": "1", "seize": "16",
    "zr": "0", "fv": "5", "sx": "6", "tew": "2", "ayt": "8", "tow": "2", "noe": "1", "oen": "1",
    "nin": "9", "opt": "8", "noua": "9",
}  # fmt: skip
ONES = {"es": "una", "fr": "une", "pt": "uma", "de": "ein", "it": "una", "ro": "una un o"}
TIMES = {
    "double": "2", "dbl": "2", "dubble": "2", "doble": "2", "duplo": "2", "doppel": "2",
    "triple": "3", "tripple": "3", "trip": "3", "treble": "3", "quadruple": "4", "quad": "4",
    "doppio": "2", "doppia": "2", "doppi": "2", "dublu": "2", "dubla": "2", "dubbel": "2",
    "dubbele": "2", "doppelt": "2", "doppelte": "2", "zweimal": "2", "podwojne": "2",
    "podwojny": "2", "podwojna": "2", "dobro": "2", "duplos": "2", "dobles": "2", "doubles": "2",
    "dvazdy": "2", "dublj": "2", "dvoinoi": "2", "dvoinaa": "2", "twice": "2", "tweemaal": "2",
    "triplo": "3", "tripla": "3", "triplu": "3", "tripel": "3", "dreimal": "3", "dreifach": "3",
    "trippel": "3", "potrojne": "3", "potrojny": "3", "potrojna": "3", "trizdy": "3",
    "triples": "3", "driemaal": "3", "thrice": "3", "troinoi": "3",
}  # fmt: skip
SEVERAL = {
    "es": "ceros . doses treses cuatros cincos . sietes ochos nueves",
    "fr": "zeros . . . quatres cinqs . septs huits neufs",
    "pt": "zeros . . . quatros cincos . setes oitos noves",
    "de": "nullen einsen zweien dreien vieren funfen sechsen siebenen achten neunen",
    "de ": "nuller einser zweier dreier vierer funfer sechser siebener achter neuner",
    "it": "zeri . . . quattri cinqui . setti otti novi",
    "ro": "zerouri . doiuri treiuri patruuri cinciuri sasuri saptuli opturi nouari",
    "nl": "nullen enen tweeen drieen vieren vijven zessen zevens achten negens",
    "pl": "zera jedynki dwojki trojki czworki piatki szostki siodemki osemki dziewiatki",
    "pl ": ". jedynka dwojka trojka czworka piatka szostka siodemka osemka dziewiatka",
    "ru": "nula edinicy dvoiki troiki wetverki paterki westerki semerki vosjmerki devatki",
    "ru ": "nulei edinicki dvoek troek . paterok westerok semerok vosjmerok devatok",
}
"""Several of one digit, which is none by itself."""
