"""Words that say of the number after them that it is something else: an order, an account, a room.

These are the words; native/extract/labels.cpp reads: text, place of a number -> end of what they
speak of

Words are read backwards from the number: "código de anuncio", "order no.", "Bestellnummer",
"IBAN". A word such as "order" or "IBAN" is enough; one such as "booking" or "ad", which people
also write before a telephone number, must come with "number", "no", "id" or "code". Words for
telephones end the search. Limit: eight languages' words, and German compounds with "-nummer".
"""

from typing import Literal

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
sa lang
us to on or by for via bei an unter um und and oder ou y al ao au pe na if so my your our we he
you it be in ab bis von
""",
    "thing": """
ad ads advert annonce annonces anzeige anzeigen inserat anuncio anuncios annuncio annunci anunt
anuntul objavlenie objavlenia listing post posts posting publicacion inserzione user users usuario
utilisateur benutzer nutzer utente utilizator member members mitglied mitglieds miembro membre
membro socio adherent booking bookings reservation reservierung reserva prenotazione buchung
rezervare bronj customer client clients cliente kunde kunden klient badge meter zahler
compteur contador contatore file record registration
registre registro registru matricola matricula handelsregister case insurance
versicherung versicherungs seguro assurance assicurazione asigurare stock locker bank batch flight
table jersey contract vertrag vertrags contrato contrat contratto item items article artikel
articolo articulo artigo articol product produkt producto produit produto prodotto model modell
modele modelo modello part parts teil teile profile profil perfil profilo company firma empresa
azienda entreprise societe friend meeting lot offre offres offer offers angebot angebots
oferta oferty ofertei offerta
aanbod agrement inscription iscrizione inscripcion inscricao ogloszenie ogloszenia advertentie
kleinanzeige kleinanzeigen colegiada colegiado chiffre art best kd st anz vers library loyalty
""",
    "named": """
dob born birthday birthdate geb geboren geburtsdatum nacida nacimiento naissance nascida
nascimento nata nascita
nascuta geboortedatum urodzona dogum npi kvk btw plate zaavka zaavki advertentienummer
claim akte dossier expediente pratica fascicolo vorgang vorgangs processo proceso docket
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
medicare aadhaar pan anydesk teamviewer steam steamid icq zoom timestamp epoch unix ts
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
MEANS: dict[str, Meaning] = {
    word: meaning for meaning, text in _WORDS.items() for word in text.split()
}
MEANS |= {
    word + end: "named"
    for word, meaning in tuple(MEANS.items())
    if meaning in ("thing", "named")
    for end in ("id", "no", "nr", "number")
}
LABELS = frozenset(
    word for word, meaning in MEANS.items() if meaning not in ("number", "of", "phone")
)
_IDS_TEXT = """
id code codes codigo codice cod kod identifier identifiant identificador kennung
"""
IDS = frozenset(_IDS_TEXT.split())
"""Words for a number that are never said of a telephone's alone."""

LABELS |= IDS

COMPOUND_ENDS = ("nummern", "nummer", "nr", "kennung", "zeichen")
"""German words that end so are labels, but for those of telephones."""

COMPOUNDS = ("nummer", "nr", "kennung", "zeichen")
"""One of them stands in each such word."""

_OF_PHONES_TEXT = """
telefon tel telefoon handy mobil mobiel mobilfunk ruf fax whatsapp kontakt privat geheim festnetz
service haupt durchwahl gsm leer
"""
OF_PHONES = frozenset(_OF_PHONES_TEXT.split())

FARTHEST = 44
"""Characters before a number that are looked at."""

PREFIX = 3
"""Letters of a word between a label and its number: "lic. MA 12345"."""

_ABBREVIATED_TEXT = """
no nr nro num n lic ref refs acc acct cod inv art bestell best cust kd st anz reg cert pp pg vers
"""
ABBREVIATED = frozenset(_ABBREVIATED_TEXT.split())
"""A full stop after these ends no sentence."""

_PHONE = (
    r"(?:\+\d|\(\d{3}\)|\d{3}[\s.-]\d{3}[\s.-]\d{4}(?!\d)|[2-9]\d{9}(?!\d)"
    r"|0[1-9]\d{1,3}[\s/-]\d{5,8}(?!\d))"
)
_AREA = (
    r"[2-9]\d\d(?:[,.;]?\s(?:and\s)?(?:then|plus|followed|number|luego|next)\s"
    r"|\s(?:goes|comes|first|before|in\sfront)\b)"
)
"""Of a telephone number whose rest stands elsewhere: "code is 514, then 555-0169"."""
SPOKEN_OF: dict[Meaning, str] = {
    "named": rf"\d[\da-z]*(?:(?:-|(?:[./]|\s(?:[/-]\s)?)(?!{_PHONE}))\d[\da-z]*)*",
    "place": rf"(?!{_AREA})\d[\da-z]*(?:-[\da-z]+)*(?![\da-z]|[\s.(-]{{1,2}}\d)",
    "size": r"\d{1,2}(?:[\s,/-]{1,3}\d{1,2})*(?!\d)",
    "pages": r"\d{1,4}(?:-\d{1,4})?(?:\s?[,&]\s?\d{1,4}(?:-\d{1,4})?)+(?!\d)",
    "version": r"\d+(?:\.\d+)+",
}
"""How far what the words speak of goes, from its first digit on."""
