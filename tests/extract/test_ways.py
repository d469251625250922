"""Families of ways to write, and of what looks like them: each line stands for many."""

from pathlib import Path

import phonenumbers
import pytest

from lamplight.collect.places import read_places
from lamplight.extract.counting_words import UNITS
from lamplight.extract.read import signals_in

KINDS = {"phone", "email", "handle", "url"}
LOOK_ALIKES = [
    ("US", "Remember 312? We moved. Now 415, and in 2020 again."),
    ("US", "Part 1 - 312 pages. Part 2 - 415 pages. Part 3 - 2020 pages."),
    ("US", "first 213 get free entry, next 555 get half, then 1430 pay full"),
    ("US", "my cell broke, 312 people wrote, 415 replied, 1430 waited."),
    ("US", "I <3 2 3 4 5 6 7 8 9 10 dogs, <3 213 times"),
    ("DE", "Anfang 0900, Mitte 1200, Ende 1730"),
    ("FR", "notez 75001, puis 75011, enfin 75018"),
    ("GB", "call after 07 or 09 or 11, then 13"),
    ("IT", "stanza 333, ora 555, fine 2004"),
    ("US", "lot 617 aisle 555 bin 0114"),
    ("US", "220 half 340 hour 1200 night"),
    ("US", "part one 120 pages, part two 240 pages, part three 360 pages"),
    ("US", "7-6/6-4/3-6/2-6/6-4 in five sets"),
    ("US", "ratings 4.5/5.0/3.5/4.0/5.0"),
    ("US", "code 514 for 20% off, order 5550169"),
    ("US", "312 happy 555 sad 2043 meh"),
    ("US", "Live at 312 Oak near 555 Pine, 2043 built"),
    ("US", "nine hundred two hundred one hundred rooms"),
    ("DE", "am 06 Juni, 12 Juli, 18 August, 24 September, 30 Oktober"),
    ("DE", "0171 Liter, 392 Stück, 0043 Reste"),
    ("FR", "le 06 et le 12 et le 18 et le 24 et le 30"),
    ("FR", "06 photos 39 likes 98 vues 01 avis 43 amis"),
    ("ES", "612 metros 550 metros 143 metros"),
    ("RU", "8 человек 916 дней 555 ночей 01 43"),
    ("US", "up to B2. five six seven eight, and one two three four"),
    ("US", "one two three, four five six, seven eight nine, and four five six"),
    ("US", "A+ 98/100 2024 and 2025"),
    ("US", "snap peas and insta-pot recipes"),
    ("US", "Snapchat not available, Telegram neither"),
    ("ES", "sin Telegram: llamada normal"),
    ("DE", "ohne Instagram: melde dich"),
    ("FR", "pas de Snapchat: sonnez"),
    ("RO", "fără Instagram - Vârsta 33"),
    ("IT", "Telegram - Altezza 170"),
    ("US", "claim 0055501 447 12"),
    ("DE", "Akte 0171 5550 1234"),
    ("US", "250 (incall) 300 (outcall) 1500 (night)"),
    ("GB", "00447 11, 00447 20"),
    ("US", "we served 212 people and 303 people and 2024 people"),
    ("US", "page 212, page 303, page 4041"),
    ("US", "Level 415 / level 602 / level 1003"),
    ("US", "part 1: 120 part 2: 300 part 3: 4500"),
    ("US", "I <3 2 3 4 5 6 7 8 9 10 cats"),
    ("DE", "ab 089 Zimmer, dann 12345 Stück und zum Schluss 214 mehr"),
    ("DE", "Kurs 0301, dann 2024, danach 2025"),
    ("FR", "du 14 mars au 2 avril 2026, puis du 10 au 18 juin"),
    ("IT", "poi 0600 poi 1200 poi 1800"),
    ("FR", "sis rue des lilas, deu pieces, troi chambres 75011"),
    ("SE", "ett två tre fyra fem sex sju åtta nio tio"),
    ("GR", "ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα δέκα"),
    ("AE", "واحد اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة"),
    ("US", "12'6 x 10'2 and 9'8 x 11'4"),
    ("US", "@media print and @import are blocked here"),
    ("US", "Telegram lessons, email: ask here"),
    ("US", "WhatsApp only 9-17h, Instagram closed, promo july25"),
    ("BR", "instagram fechado"),
    ("US", "follow me on Instagram, darling"),
    ("US", "Available on instagram. Photos on telegram"),
    ("US", "he left a dot com job"),
    ("IN", "Flat 402, fourth floor. She has 200 and 500 hours, numbers on the wall. First three"),
    ("DE", "Hotel 402, then room 500 and after that 3123"),
    ("PL", "sala 501, potem 234, potem 569"),
    ("PT", "sala 912, depois 345, depois 679"),
    ("RO", "camera 0740 apoi 111 apoi 229 lei"),
    ("US", "2for1 deal, 3for2, 10for20, buy 60too"),
    ("US", "4x6x8-10 and 2x4x6-12"),
    ("US", "iPhone 5s, 5s 6s 7s, 90s music"),
    ("US", "PO 4500123456"),
    ("US", "Instagram is both amazing and tiring"),
    ("US", "Telegram? No. Signal? Never. Instagram. Photos are real"),
    ("US", "Do you have Telegram? Mine is broken"),
    ("US", "kik me / text me, snap me / dm me, contact me / call me"),
    ("US", "the point is on Instagram, less is more"),
    ("US", "Telegram id verification, Signal username not given"),
    ("US", "OF: photos. LINE: straight ahead"),
    ("US", "insta changed, Snap moved"),
    ("DE", "IG Metall Mitglieder, Kurs über Telegram unter der Woche"),
    ("US", "windows10 gmail setup, lesson3 gmail help"),
    ("US", "then the at sign, la arroba de menta, studio chez moi"),
    ("US", "love it, example: this. Bring it,com on"),
    ("US", "mail ends in .example, the rest on request"),
    ("US", "1A1zP1eP5QGefi2DMPTf then TL5SLmv7DivfNb"),
]


@pytest.mark.parametrize(("region", "text"), LOOK_ALIKES)
def test_is_not_taken_for_a_signal(region: str, text: str) -> None:
    found = signals_in(text, region, read_places())

    assert [one.value for one in found if one.kind in KINDS] == []


READ = [
    ("US", "two one two five six seven one two three four", "+12125671234"),
    ("GB", "WhatsApp+447911123456", "+447911123456"),
    ("AU", "overseas 0011 44 20 7946 0288", "+442079460288"),
    ("US", "siks foar siks fyv fyv fyv zeero wun tu ait", "+16465550128"),
    ("US", "480 % 555 % 0190", "+14805550190"),
    ("US", "408 (south bay) 555 (yes, really) 0183", "+14085550183"),
    ("US", "305 you know the area 555 and 0108 to finish", "+13055550108"),
    ("US", "in sta gram: orchid.hour", "instagram:orchid.hour"),
    ("US", "Tele gram @basil_bay", "telegram:basil_bay"),
    ("US", "innnsta: poppyport", "instagram:poppyport"),
    ("US", "snapchaaaat - poppyport", "snapchat:poppyport"),
    ("US", "instagram (dot) com / saffron.suite", "instagram:saffron.suite"),
    ("MX", "Instagram arroba rosa guion bajo luna", "instagram:rosa_luna"),
    ("IT", "telegram chiocciola rosa trattino basso luna", "telegram:rosa_luna"),
    ("RO", "insta mara liniuta jos iasi", "instagram:mara_iasi"),
    ("US", "lou att kettle dott example", "lou@kettle.example"),
    ("US", "ada aat kettle d0t example", "ada@kettle.example"),
    ("US", "vera.m at kettle.example", "vera.m@kettle.example"),
    ("US", "meet me at kettle.example", "kettle.example"),
    ("MX", "carmen a roba buzon punto example", "carmen@buzon.example"),
    ("US", "page: meadow dot example forward slash rates", "meadow.example/rates"),
    ("US", "ig - rosyposy", "instagram:rosyposy"),
    ("US", "Snap me at kennawalks or text", "snapchat:kennawalks"),
    ("US", "search 'moonbath' on instagram", "instagram:moonbath"),
    ("US", "Skype lessons: tutor.harriet", "skype:tutor.harriet"),
    ("US", "tiktok.com/@clara_keys", "tiktok:clara_keys"),
    ("US", "part one: 202, part two: 555, part three: 0133", "+12025550133"),
    ("US", "first three 602 next three 555 last four 0143", "+16025550143"),
    ("US", "starts with 602, ends with 5550143", "+16025550143"),
    ("US", "602 is the area code, then 5550143", "+16025550143"),
    ("US", "602 baby 555 baby 0143", "+16025550143"),
    ("US", "602HOT555GIRL0143", "+16025550143"),
    ("US", "1) 602 2) 555 3) 0143", "+16025550143"),
    ("US", "Ⅵ 0 Ⅱ Ⅴ Ⅴ Ⅴ 0 Ⅰ Ⅳ Ⅲ", "+16025550143"),
    ("DE", "Vorwahl 089, dann 99998 und zum Schluss 214", "+498999998214"),
    ("FR", "joignable : 06 trente-neuf 98 soixante 14", "+33639986014"),
    ("ES", "wasap 6oo 7oo 8oo besos", "+34600700800"),
    ("GB", "text O77OO 9OO413", "+447700900413"),
    ("US", "cell 293-S7o-Sl63", "+12935705163"),
    ("CH", "079'123'45'69", "+41791234569"),
    ("PH", "text lang po (+63) 917 123 4568", "+639171234568"),
    ("SE", "noll sju noll ett sju fyra noll sex ett två", "+46701740612"),
    ("TR", "sıfır beş üç iki bir iki üç dört beş altı yedi", "+905321234567"),
    ("IN", "शून्य नौ आठ सात छह पांच चार तीन दो एक शून्य", "+919876543210"),
    ("GR", "έξι εννέα ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ", "+306912345678"),
    ("UA", "нуль шість сім один два три чотири п'ять шість сім", "+380671234567"),
    ("US", "http://kettle.example:8080/cal", "kettle.example:8080/cal"),
    ("US", "kettle-DOT-example slash rates", "kettle.example/rates"),
    ("US", r"kettle.example\/ad\/17", "kettle.example/ad/17"),
    ("US", "Windows. 503-555-01seventy-one. Free estimate.", "+15035550171"),
    ("FR", "o6 trente9 98 soixante-dix-huit 90", "+33639987890"),
    ("MX", "Masaje a domicilio CDMX 55 5000 1122", "+525550001122"),
    ("BR", "Massagem SP 11 95000 1122", "+5511950001122"),
    ("US", "WhatsApp me wa.me/19295550107 I reply fast", "+19295550107"),
    ("US", "six zero two (AZ) five five five (lol) zero one four three", "+16025550143"),
    ("US", "Start with 602 and then you press 555, the last ones are 0143", "+16025550143"),
    ("US", "(602) is area, rest is 555 0143", "+16025550143"),
    ("US", "602-triple5-0143", "+16025550143"),
    ("US", "602, three 5s, 0143", "+16025550143"),
    ("US", "60too 555 01for3", "+16025550143"),
    ("US", "dial 6x0x2-5x5x5-0x1x4x3", "+16025550143"),
    ("ES", "612 (guapo) 345 (llama) 679", "+34612345679"),
    ("IT", "tre quattro zero, poi uno uno uno, poi due due tre nove", "+393401112239"),
    ("DE", "0171 drei neun zwei doppelnull 35", "+491713920035"),
    ("FR", "06 puis 39 puis 98 puis 12 puis 46", "+33639981246"),
    ("PL", "pięćset jeden dwieście trzydzieści cztery 569", "+48501234569"),
    ("PH", "text lang po sa 0917-123-4567 salamat", "+639171234567"),
    ("US", "my insta, yes the new one, is amberrest8", "instagram:amberrest8"),
    ("US", "got snap? I'm amber_rest", "snapchat:amber_rest"),
    ("US", "amber_rest, that's my insta", "instagram:amber_rest"),
    ("MX", "amber_rest es mi usuario de Instagram", "instagram:amber_rest"),
    ("RU", "amber_rest это мой телеграм", "telegram:amber_rest"),
    ("US", "amber underscore rest on Instagram", "instagram:amber_rest"),
    ("US", "t dot me slash amber_rest", "telegram:amber_rest"),
    ("US", "t (dot) me / amberrest", "telegram:amberrest"),
    ("US", "instagram[.]com/amberrest", "instagram:amberrest"),
    ("US", "tele gr@m → novahands", "telegram:novahands"),
    ("US", "sn4p lunasoft", "snapchat:lunasoft"),
    ("US", "T e l e g r a m  @ l u n a s o f t", "telegram:lunasoft"),
    ("US", "OF: tinytessa / no calls", "onlyfans:tinytessa"),
    ("TH", "ไลน์ไอดี nid_massage", "line:nid_massage"),
    ("US", "lou84 @ kettle ⚫ example", "lou84@kettle.example"),
    ("US", "lou84ⓐkettle.example", "lou84@kettle.example"),
    ("MX", "lou84ARROBAkettlePUNTOexample", "lou84@kettle.example"),
    ("FR", "contact[arobase]kettle[point]example", "contact@kettle.example"),
    ("US", "lou eight four at kettle dot example", "lou84@kettle.example"),
    ("US", "lou84 (all small) at kettle dot example", "lou84@kettle.example"),
    ("US", "lou underscore may@kettle.example", "lou_may@kettle.example"),
    ("US", "mail: lou84 (curly) kettle.example", "lou84@kettle.example"),
    ("US", "Email:lou@kettle.exampleCall me", "lou@kettle.example"),
    ("US", "lou84 gmail com", "lou84@gmail.com"),
    ("US", "kettle.example / ad / 17", "kettle.example/ad/17"),
    ("US", "blue dash door dot example", "blue-door.example"),
    ("US", "kettle ⚫ example", "kettle.example"),
    ("US", "kettledotcom", "kettle.com"),
    ("US", "k e t t l e . c o m", "kettle.com"),
    ("RU", "kettle точка example слэш ad", "kettle.example/ad"),
]


@pytest.mark.parametrize(("region", "text", "value"), READ)
def test_is_read(region: str, text: str, value: str) -> None:
    found = signals_in(text, region, read_places())

    assert [one.value for one in found if one.kind in KINDS] == [value]


LED_TO = {
    "en": "follow my {} @|{}: @|{} lessons: @|on {} look for @|"
    "my {} page is @|@ ({})|“@” on {}|@, on {}",
    "es": "mi usuario en {}: @|búscame en {} como @|también {} @|{} arroba @|@ es mi {}",
    "fr": "mon {} c'est @|retrouvez-moi sur {} sous @|{} « @ »|suis-moi sur {} : @|@ est mon {}",
    "pt": "o meu {} é @|me acha no {} como @|chama no {} @|conta {}: @|@ no {}",
    "de": "mein {} Name ist @|auf {} findest du mich unter @|"
    "adde mich auf {} @|{} Kanal: @|@ bei {}",
    "it": "mi trovi su {} come @|nome utente {}: @|seguimi su {} @|@ è il mio {}|anche su {}: @",
    "ro": "{}-ul meu este @|mă găsești pe {} ca @|contul meu de {}: @|@ pe {}|sunt @ pe {}",
    "ru": "мой ник в {}: @|ищи меня в {} @|пиши в {} @|@ в {}|логин {}: @",
    "nl": "mijn {} is @|je vindt mij op {} onder @|{} naam: @|ik ben @ op {}|volg me op {} @",
    "pl": "mój {} to @|na {} jestem @|nazwa {}: @|@ na {}|szukaj mnie na {}: @",
    "tr": "{} hesabım: @|{}'da beni bul: @|{} üzerinden yazın: @|{} takip et: @|{} sayfam: @",
    "uk": "мій нік в {}: @|пишіть у {}: @|я в {}: @|тільки {}: @|@ в {}",
}
"""Language -> ways to a name, {} for the platform, @ for the name."""


@pytest.mark.parametrize("name", ["amber_rest", "studio.ametista", "rubyquartz8"])
@pytest.mark.parametrize("way", [way for ways in LED_TO.values() for way in ways.split("|")])
def test_a_name_is_read_in_any_language(way: str, name: str) -> None:
    found = signals_in(way.format("Instagram").replace("@", name), None, read_places())

    assert [one.value for one in found if one.kind in KINDS] == [f"instagram:{name}"]


@pytest.mark.parametrize(
    "text",
    [
        "snap and tiktok: @",
        "snap/tiktok @",
        "@ on both snap and tiktok",
        "snap @, same on tiktok",
        "snap: @ (same on tiktok)",
        "snap y tiktok: @",
        "@ sur snap et tiktok",
        "@ auf snap und tiktok",
        "снап и tiktok: @",
        "snap & tiktok are both @",
        "my snap and my tiktok: @",
        "snap\ntiktok\n@",
        "my snap (and tiktok) is @",
    ],
)
def test_a_name_is_read_for_two_platforms(text: str) -> None:
    found = signals_in(text.replace("@", "amber_rest"), "US", read_places())

    assert {one.value for one in found} == {"snapchat:amber_rest", "tiktok:amber_rest"}


WALLETS = {
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4": "btc:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa": "btc:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed": "eth:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
}
"""Published test vectors (BIP 173, the first block, EIP-55) -> value."""


@pytest.mark.parametrize("address", WALLETS)
@pytest.mark.parametrize("between", [", ", ":", "~", " + ", " 🌹 ", " then ", " (then) ", "-\n"])
def test_a_wallet_is_read_in_pieces(address: str, between: str) -> None:
    found = signals_in(f"btc {address[:20]}{between}{address[20:]}", None, read_places())

    assert [one.value for one in found] == [WALLETS[address]]


@pytest.mark.parametrize("address", WALLETS)
@pytest.mark.parametrize("written", ["btc@", "wallet@", "@", "кошелек @"])
def test_a_wallet_is_read_behind_a_word(address: str, written: str) -> None:
    found = signals_in(written.replace("@", address), None, read_places())

    assert [one.value for one in found] == [WALLETS[address]]


def test_a_wallet_may_begin_with_a_capital_as_telephones_write_it() -> None:
    address = next(iter(WALLETS))

    assert [one.value for one in signals_in("Bc" + address[2:], None, read_places())] == [
        WALLETS[address]
    ]


NATIVE = {
    "telegram": "تيليجرام טלגרם टेलीग्राम เทเลแกรม テレグラム 텔레그램 Τέλεγκραμ телеграмі 电报",
    "instagram": "انستقرام אינסטגרם इंस्टाग्राम ไอจี インスタ 인스타 Ίνσταγκραμ інстаграм",
    "line": "ไลน์ ライン",
    "wechat": "微信 微信号 薇信",
}


@pytest.mark.parametrize(
    ("word", "platform"),
    [(word, platform) for platform, words in NATIVE.items() for word in words.split()],
)
def test_a_platform_is_read_in_its_script(word: str, platform: str) -> None:
    found = signals_in(f"{word}: jade_room88", None, read_places())

    assert [one.value for one in found] == [f"{platform}:jade_room88"]


NUMBERS = {
    "es": ("ES", "612345678"),
    "fr": ("FR", "0639981207"),
    "pt": ("PT", "912345678"),
    "de": ("DE", "01713920035"),
    "it": ("IT", "3401112233"),
    "ro": ("RO", "0740111223"),
    "nl": ("NL", "0612345670"),
    "pl": ("PL", "501234568"),
}
SLIPS = [
    lambda word: word[:2] + word[1:],
    lambda word: word[:1] + "*" + word[2:] if len(word) > 3 else word,
    lambda word: word[:2] + word[1] * 2 + word[2:],
    lambda word: word.replace("s", "z").replace("q", "k"),
]
"""A letter doubled, starred, held down, or as it sounds."""


@pytest.mark.parametrize("slip", range(len(SLIPS)))
@pytest.mark.parametrize("language", NUMBERS)
def test_a_slip_in_a_digit_word_is_read(language: str, slip: int) -> None:
    """In the last word of each number that can have it."""
    region, digits = NUMBERS[language]
    words = [UNITS[language].split()[int(digit)] for digit in digits]
    wrong = [SLIPS[slip](word) for word in words]
    at = [at for at in range(1, len(words)) if wrong[at] != words[at]][-1]
    text = " ".join([*words[:at], wrong[at], *words[at + 1 :]])

    number = phonenumbers.parse(digits, region)
    expected = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    found = signals_in(text, region, read_places())

    assert [one.value for one in found] == [expected]


TABLES = Path(__file__).parents[1] / "data"
FAMILIES: dict[str, list[list[str]]] = {}
for _line in (TABLES / "ways.tsv").read_text(encoding="utf-8").splitlines():
    _family, *_row = _line.split("\t")
    FAMILIES.setdefault(_family, []).append(_row)
"""Family -> region, values, text of each way of it."""


@pytest.mark.parametrize("family", FAMILIES)
def test_every_way_of_a_family_is_read(family: str) -> None:
    wrong = []
    for region, values, text in FAMILIES[family]:
        found = signals_in(text.replace("\\n", "\n"), region or None, read_places())
        if {one.value for one in found if one.kind in KINDS} != set(values.split()):
            wrong.append(text)

    assert not wrong


def test_no_sentence_about_platforms_hosts_and_numbers_is_a_contact() -> None:
    lines = (TABLES / "look_alikes.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]

    found = {text: signals_in(text, region or None, read_places()) for region, text in rows}

    contacts = KINDS - {"url"}
    assert [text for text, all_ in found.items() if contacts & {one.kind for one in all_}] == []
