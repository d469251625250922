"""Words that say of the number after them that it is something else: an order, an account, a room.

lower-case text, place of a number -> labelled -> the span that the words speak of

Words are read backwards from the number: "código de anuncio", "order no.", "Bestellnummer",
"IBAN". A word such as "order" or "IBAN" is enough; one such as "booking" or "ad", which people
also write before a telephone number, must come with "number", "no", "id" or "code". Words for
telephones end the search. Limit: eight languages' words, and German compounds with "-nummer".
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from lamplight.extract.reading import Reading

Meaning = Literal[
    "number", "of", "phone", "thing", "named", "place", "size", "pages", "version", ""
]

_WORDS: dict[Meaning, str] = {
    "number": """
# no nr nro num number numbers numero numeros nummer n id code codes codigo codice cod kod nomer
key identifier identifiant identificador identificativo kennung kennzeichen zeichen numar numarul
""",
    "of": "is of de del do da dei di des du der d l el il la le nostro vom zum ist es est e",
    "phone": """
phone phones telephone tel telefon telefono telefone telefonu cell cel celular cellulare mobile
mob movil portable handy natel whatsapp wsp wa viber telegram signal imo wechat line skype fax sms
text txt call contact contacto contatto contato kontakt area country dial vorwahl prefijo prefisso
zvonite zvoni suna sunati llama llamame chiama chiamami appelle appelez liga ligue ruf anruf at me
us to on or by for via bei an unter um und and oder ou y al ao au pe na if so my your our we he
you it be in ab bis von
""",
    "thing": """
ad ads advert annonce annonces anzeige anzeigen inserat anuncio anuncios annuncio annunci anunt
anuntul objavlenie objavlenia listing post posts posting publicacion inserzione user users usuario
utilisateur benutzer nutzer utente utilizator member members mitglied mitglieds miembro membre
membro socio adherent booking bookings reservation reservierung reserva prenotazione buchung
rezervare bronj customer client clients cliente kunde kunden klient claim badge meter zahler
compteur contador contatore file akte dossier expediente pratica fascicolo record registration
registre registro registru matricola matricula handelsregister case vorgang vorgangs insurance
versicherung versicherungs seguro assurance assicurazione asigurare stock locker bank batch flight
table jersey contract vertrag vertrags contrato contrat contratto item items article artikel
articolo articulo artigo articol product produkt producto produit produto prodotto model modell
modele modelo modello part parts teil teile profile profil perfil profilo company firma empresa
azienda entreprise societe friend meeting lot art best kd st anz vers library loyalty
""",
    "named": """
ref refs reference referenz referencia referenca referinta riferimento order orders ordine ordini
commande commandes pedido pedidos encomenda comanda zakaz zakaza bestellung bestell auftrag
auftrags po rma invoice rechnung rechnungs facture factura fattura fatura receipt recibo ricevuta
quittung serial serien seriale serie sn tracking track trek sendung sendungs paket colis parcel
paquete pacco pacchetto rastreio envio envios spedizione expedition shipment shipping consignment
posylka transaction txn transaccion transacao transazione tranzactie transaktion transaktions
confirmation confirmacion confirmacao conferma bestatigung bestatigungs account acct acc konto kto
conto cuenta compte conta cont contul swet card karte tarjeta cartao karta karty passport
pasaporte passeport reisepass passaporto passaporte pasaport pasport ausweis personalausweis
license licence lic lizenz licencia licenza licenca licenta licenzia permit lmt camtc certificate
zertifikat certificado certificat certificato policy polizza poliza polis dogovor ticket tickets
biglietto billete bilhete bilet voucher vouchers coupon gutschein bono buono gift vin sku barcode
strichcode uid guid pid sid passcode password passwort contrasena senha parola pin otp cvv cvc
wifi wlan clave digicode iban bic swift rib blz bankleitzahl routing bsb clabe cbu ach sepa
postepay isbn issn isin wkn ean gtin upc asin plu imei imsi iccid meid siret siren nif nie dni nss
cif cpf cnpj rg cui cnp ein ssn dhl fedex usps dpd gls hermes colissimo chronopost sdek evri nhs
nino bsn ahv tfn acn abn vat ust ustid ustidnr idnr steuer steuernummer umsatzsteuer rfc curp iva
piva cf rut cuit cuil ruc nit pesel regon nip ico dic oib egn amka inn ogrn snils kpp pnr arxiv
doi medicare aadhaar pan anydesk teamviewer steam steamid icq zoom timestamp epoch unix ts
""",
    "place": """
zip zipcode plz postcode postal cp cep indeks postleitzahl floor etage piso piano etaj room rooms
zimmer chambre habitacion camera quarto suite apt apto apartment appartement interno unit door
porta porte gate building bldg haus hausnummer dom kv kvartira box pobox seat platz gleis exit
buzz klingel citofono
""",
    "size": """
size sizes gr grosse grossen schuhgrosse kleidergrosse kleid schuhe taille tailles pointure talla
tallas taglia taglie tamanho marime marimi medidas misure masse bust bra waist hips
""",
    "pages": "pages pp pg seiten paginas rooms channels",
    "version": "version release build firmware",
}  # fmt: skip
_MEANS: dict[str, Meaning] = {
    word: meaning for meaning, text in _WORDS.items() for word in text.split()
}
_MEANS |= {
    word + end: "named"
    for word, meaning in tuple(_MEANS.items())
    if meaning in ("thing", "named")
    for end in ("id", "no", "nr", "number")
}
_LABELS = frozenset(
    word for word, meaning in _MEANS.items() if meaning not in ("number", "of", "phone")
)
_IDS_TEXT = """
id code codes codigo codice cod kod identifier identifiant identificador kennung
"""
_IDS = frozenset(_IDS_TEXT.split())
"""Words for a number that are never said of a telephone's alone."""

_LABELS |= _IDS

_COMPOUND = re.compile("([a-z]+?)(?:nummern?|nr|kennung|zeichen)")
_COMPOUNDS = ("nummer", "nr", "kennung", "zeichen")
_OF_PHONES_TEXT = """
telefon tel telefoon handy mobil mobiel mobilfunk ruf fax whatsapp kontakt privat geheim festnetz
service haupt durchwahl gsm
"""
_OF_PHONES = frozenset(_OF_PHONES_TEXT.split())

_FARTHEST = 44
_PREFIX = 3
"""Letters of a word between a label and its number: "lic. MA 12345"."""

_BEFORE = re.compile(r"(?<![a-z0-9])[a-z]+|[#\n0-9;!?,|]|\.(?=\s)")
_NEAR = re.compile(r"(?:(?<=n)\x01|[^\S\n]|[#:.=(*-]){0,4}$")
_ABBREVIATED_TEXT = """
no nr nro num n lic ref refs acc acct cod inv art bestell best cust kd st anz reg cert pp pg vers
"""
_ABBREVIATED = frozenset(_ABBREVIATED_TEXT.split())

_PHONE = (
    r"(?:\+\d|\(\d{3}\)|\d{3}[\s.-]\d{3}[\s.-]\d{4}(?!\d)|[2-9]\d{9}(?!\d)"
    r"|0[1-9]\d{1,3}[\s/-]\d{5,8}(?!\d))"
)
_ROW = re.compile(rf"\d[\da-z]*(?:(?:[./-]|\s(?:[/-]\s)?)(?!{_PHONE})\d[\da-z]*)*")
_SPOKEN_OF = {
    "named": _ROW,
    "place": re.compile(r"\d[\da-z]*(?:-[\da-z]+)*(?![\da-z]|[\s.(-]{1,2}\d)"),
    "size": re.compile(r"\d{1,2}(?:[\s,/-]{1,3}\d{1,2})*(?!\d)"),
    "pages": re.compile(r"\d{1,4}(?:-\d{1,4})?(?:\s?[,&]\s?\d{1,4}(?:-\d{1,4})?)+(?!\d)"),
    "version": re.compile(r"\d+(?:\.\d+)+"),
}


def may_label(reading: Reading) -> bool:
    """Whether any word speaks of a number after it."""
    return not reading.words.isdisjoint(_LABELS) or any(map(reading.lower.__contains__, _COMPOUNDS))


def labelled(lower: str, start: int) -> re.Match[str] | None:
    """The number that begins here, as far as the words directly before it speak of it."""
    spoken = _SPOKEN_OF.get(_meaning(lower, start))
    return spoken.match(lower, start) if spoken else None


def _meaning(lower: str, start: int) -> Meaning:
    """What the words before say, the nearest first."""
    seen: set[str] = set()
    for at, word in enumerate(_words_before(lower, start)):
        means = _means(word)
        if means in _SPOKEN_OF or means == "phone":
            return means
        seen.add("id" if word in _IDS else means)
        if "thing" in seen and not seen.isdisjoint(("number", "id")):
            return "named"
        if not means and (at or len(word) > _PREFIX):
            break
    return "place" if "id" in seen else ""


def _words_before(lower: str, start: int) -> Iterator[str]:
    """Nearest first, up to where a sentence, a line or another number ends."""
    begin = max(0, start - _FARTHEST)
    if not _NEAR.search(lower, max(0, start - 5), start):
        return
    pieces = _BEFORE.findall(lower, begin, start)
    while pieces:
        piece = pieces.pop()
        if piece == "." and pieces and _is_short(pieces[-1]):
            continue
        if piece != "#" and not piece.isalpha():
            return
        yield piece


@lru_cache(maxsize=1 << 14)
def _means(word: str) -> Meaning:
    if known := _MEANS.get(word):
        return known
    compound = _COMPOUND.fullmatch(word)
    if compound:
        return "phone" if compound[1].rstrip("s") in _OF_PHONES else "named"
    return ""


def _is_short(word: str) -> bool:
    """Whether a full stop after it ends no sentence."""
    return word in _ABBREVIATED or word.endswith("nr")
