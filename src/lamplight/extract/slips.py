"""What digit word a misspelt one is meant for, in a row of digit words of one language.

unknown word, language of the row -> digit: native/extract/slips.cpp

Method: edit distance (Damerau 1964) in half steps: a vowel, an h, or half of a double letter more
or less costs one, as do a letter for one that sounds like it, and two letters the other way round;
any other letter costs two. One
digit of the language must be nearest, and within LIMITS. Limit: three digit words of the language
must stand in the row; everyday words count only between two digits, or where what is said ends.
"""

from lamplight.extract.counting_words import UNITS

DIGITS = UNITS
"""Language -> its ten digits."""

LIMITS = tuple("01112223")
"""Half steps that a digit word of so many letters may be written off; the last for longer ones."""

VOWELS = ("aeiouy",)
"""Written for one another."""

SOFT = ("aeiouyhj",)
"""Half a step to drop or put in."""

ALIKE = ("csz", "sx", "ckq", "bvw", "fv", "bp", "ijy", "dt", "mn", "gjk")
"""Consonants that sound like one another."""

ENOUGH = 3
"""Digit words of a language that make a row one of that language."""

MANY = 5
"""Digit words in a row in which an everyday word that is half a step off may be a digit."""

BEYOND = 4
"""Words between two digit words of a row, or before the first, or behind the last."""

LONGEST = 12
"""Letters."""

EVERYDAY = {
    "en": """
anime anne annie dive eighth even fair far fear fifa fight file fine fire flour foul fr fur fury
give height hero hour inn ive light line live maine might min mine mini name ne nice night nike
nina non none on ought our pine pour right seen sex sight sour sox steven thee threw thru tight
tour true vibe vine weight wine your
""",
    "es": """
acero ano artes atras caer cairo car cara caro carro censo ceo cera cerdo cerro ch che chi circo
co coro crea cree crei creo creyo cuadra cuadro cuarta cuarto cuero cura das des dios doc echa
echo eco eres esas esos hecho isis mero mueve nave nieve no nube nueva nuevo ochoa ocio oso otras
otros pero res seas sede ser sera sere serio set sic siente sois sos ss suite sus tareas teresa
tiras tiros toros torres tos tras tren unio veis
""",
    "fr": """
an ceux cine crois cuit des dieux doux dues dus en eux feux fuit haiti haut hot hui in it jeux
meuf naif nerf neufs neuve nu nuit oeuf on peux quart rois sent sera sert set sex spot stp suit
taux trous troyes uni veux yeux
""",
    "pt": """
am ares artes ato atores atras auto cais cancao caro censo cera ceus cinto cinza circo ciro coro
das days des deus dias dito diz doc dores dose eis em est esta este hum ido it leis love mete mito
move nave neve noiva noivo nome note nova novo now oeste out pete pois quadra quadro quarta quarto
reis sais seda sede see seio seios sente ser sera serao serio set seus sex sic side site soro sos
ss st suas suite sus tais teresa tio tiras tiros torres tras traz trem trens
""",
    "de": """
ach achte act akt ans ast ber bier bull cat chat ct dei der dr dreh echt echte eier eine eines
einst eis feier fire frei fuer full fun fund funk heinz hier inc ins keins lacht lieben macht mein
meins men menu moll mull nacht nem nen nenn neu neue neuem neuen non ns nu nun over sachs siebten
siegen soeben tier treu uns var ver vera vieh viel vor vr wacht wei wer wir zweig zweit
""",
    "it": """
atti atto botto caro cera chiunque ciro coro cotto de dee dette die dove du duo ero estate lotto
love mette motto muove nave navi nero neve no noce nome note nova now nuova nuove nuovi nuovo orto
ove pero quadri quadro quarta quarti quarto rotto sai saro se sede sedute see sente sera sere seri
serio set seta setta si sii siro smette sotto state ste sui tette tito tr tra trae tue uni vero
""",
    "ro": """
artei capete casa case casei cer cere ceri chase cincea dai di do fapte lapte lase na no noi noii
nora nota nou noul nova nu oase onu opta orei oua parte parti party patra patria patrie paturi
petre petru piatra pot pt rase sac saci sale sanse saptea sare sasea sate sos sosea spate ss sus
tare tari tarii tei trai traia trec treci treia tren trezi trio uni unui vase voua vrei zinc zise
zori
""",
    "nl": """
ach act arie beer bier bijv boer cat chat dacht die dier dr drive dure echt echte en ene even fire
geven hecht heen hier ict jacht lacht leven lier lijf macht mogen nacht neen neger nemen neuken
neven nl over pier regen tegen thee trio true tweet vacht var veer vegen ver vera viel viert vies
view visser voer voor vr vuur wacht wee weer wegen wier wijf zacht zegen zus
""",
    "pl": """
bic czesc czesci dba dwu dzielic dziewieciu dziwic dziwie dzwiek jedna jedne jedni jedno jedyna
jedyne jedyny miec okiem pc pic pieciu pies pis plec pojec przy sadem ser serio siec szesciu torze
trasy turze wiec zera ziem
""",
}
"""Language -> everyday words of it that are as near to a digit."""
