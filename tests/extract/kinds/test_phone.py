"""Telephone numbers: what is told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.places import read_places
from lamplight.extract.read import extractor, names_of, signals_in
from lamplight.model import Signal
from tests.extract.slow import read as slow
from tests.extract.texts import texts

PLACES = read_places()
PHONES = 1 << 4


def phones(text: str, region: str | None = "US") -> list[Signal]:
    return [one for one in signals_in(text, region, PLACES) if one.kind == "phone"]


def numbers(text: str, region: str | None = "US") -> list[str]:
    return [one.value for one in phones(text, region)]


@pytest.mark.parametrize("text", ["1-994-813-4545", "994.813.4545", "+1 994 813 4545"])
def test_country_code_and_separators_change_nothing(text: str) -> None:
    assert numbers(text) == ["+19948134545"]


def test_a_word_that_calls_makes_a_number_surer() -> None:
    plain, called = (phones(text)[0] for text in ("213 555 0123", "call 213 555 0123"))

    assert plain.confidence < called.confidence


def test_an_unassigned_area_code_is_less_sure() -> None:
    known, unknown = (phones(text)[0] for text in ("213 555 0123", "994 555 0123"))

    assert unknown.confidence < known.confidence


def test_two_numbers_side_by_side_are_two() -> None:
    assert numbers("213-555-0123 702-555-0188") == ["+12135550123", "+17025550188"]


@pytest.mark.parametrize(
    ("text", "region", "count"),
    [
        ("0171 3920021 0172 3920022", "DE", 2),
        ("06 39 98 10 51 06 39 98 10 52", "FR", 2),
        ("50 100 06 12 34 56 78", "FR", 1),
        ("30 min 50 612 34 56 78", "ES", 1),
        ("333.12.34.567", "IT", 1),
        ("call 7700900123", "GB", 1),
        ("447700900123", "GB", 1),
        ("9920 0312 3456 789", "DE", 0),
        ("04 11 19 28 37 52", "GB", 0),
        ("05/2012 148000 km", "DE", 0),
    ],
)
def test_rows_abroad_are_cut_where_numbers_begin(text: str, region: str, count: int) -> None:
    assert len(numbers(text, region)) == count


def test_digits_of_a_web_address_are_no_number() -> None:
    assert numbers("wa.me/12135550123") == ["+12135550123"]


@pytest.mark.parametrize(
    "text",
    [
        "call t w o o n e t h r e e 555 0123",
        "call tw* one thr*e 555 0123",
        "area code 213, local 555-0123",
        "you begin with 213, next is 555 and you end with 0123",
    ],
)
def test_a_number_written_apart_is_read_whole(text: str) -> None:
    assert numbers(text) == ["+12135550123"]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("05.06.-09.06. und 12.06.-15.06.", "DE"),
        ("IBAN DE89 3704 0044 0532 0130 00", "DE"),
        ("ad id 2135550123-22", "US"),
        ("version 2.13.555.0123", "US"),
        ("numbers 11 15 23 36 41", "US"),
        ("area code 213 or area code 310. Ask Jo which; 555-0123", "US"),
        ("EU 36 37 38 39 40 in stock", "DE"),
        ("Gr. 34 36 38 40 42 44", "DE"),
        ("SN 5035550114X9", "US"),
        ("K2135550123 and 2135550123GTX", "US"),
        ("2135550123-B7", "US"),
        ("DE123456789", "DE"),
        ("1717245296", "DE"),
        ("20240601123456", "DE"),
        ("95 125 165 235", "DE"),
        ("13/05, 14/05, 15/05, 16/05", "FR"),
        ("Kto 0532013000", "DE"),
        ("img_5035550114.jpg", "US"),
        ("uno dos tres cuatro cinco seis siete ocho nueve", "ES"),
        ("444-444-4444", "US"),
        ("US 6 6.5 7 7.5 8 8.5 9", "US"),
        ("12.05.24 13.05.24 14.05.24", "DE"),
        ("Rechnung Nr. 2024 0517 3920", "DE"),
        ("customer no 5035550177, postID:5035550177, uid5035550177", "US"),
        ("IT60 X054 2811 1010 0000 0123 456", "IT"),
        ("4 006381 333931", "DE"),
        ("P/N 602-5550-123", "US"),
        ("tracks 01 02 03 04 05 06 07 08", "DE"),
        ("ИНН 7707083893", "RU"),
        ("see pages 213, 455, 1023", "US"),
        ("Anzeigennummer: 7586806627", "DE"),
        ("código de anuncio 643965345", "ES"),
        ("numero ordine 331 1869465", "IT"),
        ("заказ 8 981 701 95 38", "RU"),
        ("confirmation number 296-878-7637", "US"),
        ("identifiant annonce : 290749175", "FR"),
        ("0123456789", "FR"),
        ("serving 90213 90233 90261 90312", "RU"),
        ("ran 2-0 3-5 1-1 0-2 2-2", "US"),
        ("1786079285 saved", "IT"),
        ("insured 1000000 Two days only", "MX"),
        ("del 14/08 al 17/08 y 13/09 - 24/09/25", "DE"),
        ("NX 5246 3686", "IN"),
        ("PXL_20250812_145437608", "FR"),
        ("at 90. 18+ 21+ 25+ 30+ welcome", "RU"),
        ("GET /ads/60428002", "PL"),
        ("22:25:15,589", "PL"),
        ("83 132 190 210 all in", "PL"),
        ("No blocked numbers please. 1732872668", "CO"),
        ("21638238909003 on the label", None),
        ("87588426 on the label", None),
    ],
)
def test_other_numbers_are_none(text: str, region: str | None) -> None:
    assert numbers(text, region) == []


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("visiting 0044 7700 900123", "US", "+447700900123"),
        ("00447700900123", "US", "+447700900123"),
        ("CALL2135550123NOW", "US", "+12135550123"),
        ("size 8 213 555 0123", "US", "+12135550123"),
        ("ad number 8116. 213-555-0123", "US", "+12135550123"),
        ("ad id 8116 213-555-0123", "US", "+12135550123"),
        ("text 2l3-SSS-olZ3", "US", "+12135550123"),
        ("call 2-13-55-5-01-23!", "US", "+12135550123"),
        ("I laugh a lot 2*1*3*5*5*5*0*1*2*3", "US", "+12135550123"),
        ("ring 8+90+7+57529+7", "US", "+18907575297"),
        ("213%555%0123", "US", "+12135550123"),
        ("1-213-555-0123", None, "12135550123"),
        ("nine hundred three, five fifty five, oh one twenty three", "US", "+19035550123"),
        ("eight hundred five five five oh one two three", "US", "+18005550123"),
        ("ni-ne thr-ee fi-ve 555 0123", "US", "+19355550123"),
        ("first three: 213, middle three: 555, last four: 0123", "US", "+12135550123"),
        ("null eins sieben eins drei neun zwei null null acht und zwanzig", "DE", "+491713920028"),
        ("zero șapte sute doisprezece 345 șase sute șaptezeci și opt", "RO", "+40712345678"),
        ("восемь девятьсот три сто двадцать три сорок пять 67", "RU", "+79031234567"),
        ("06 39 quatre-vingt-dix-huit 12 quatre-vingts", "FR", "+33639981280"),
        ("oh double seven double oh nine double oh one two three", "GB", "+447700900123"),
        ("0171 39200-21", "DE", "+491713920021"),
        ("49 171 3920021", "DE", "+491713920021"),
        ("zero six trente-neuf quatre-vingt-dix-huit dix-neuf vingt-et-un", "FR", "+33639981921"),
        ("six hundred two five hundred fifty five oh one two three", "US", "+16025550123"),
        ("six hundred two five five five oh one two three", "US", "+16025550123"),
        ("0171 39 zwanzig vier 55", "DE", "+491713920455"),
        ("333 123 sette otto nove sei", "IT", "+393331237896"),
        ("chiama 333 12 34 cinquantasei due", "IT", "+393331234562"),
        ("692  889  3935 kisses", "US", "+16928893935"),
        ("text oh seven seven double oh nine double oh six three seven Two", "GB", "+447700900637"),
        ("for booking 213-555-0123", "US", "+12135550123"),
        ("area code 213-555-0123", "US", "+12135550123"),
        ("Handynummer: 0171 3920021", "DE", "+491713920021"),
        ("order no. 8116 213 555 0123", "US", "+12135550123"),
        ("two - one - three - five - five - five - zero - one - two - three", "US", "+12135550123"),
    ],
)
def test_what_only_looks_like_another_number_is_read(
    text: str, region: str | None, number: str
) -> None:
    assert numbers(text, region) == [number]


def test_a_leading_1_belongs_to_a_number_whose_groups_happen_to_rise() -> None:
    found = phones("1-594-889-1114")[0]

    assert (found.start, found.end) == (0, 14)


def test_a_spoken_plus_and_a_spoken_trunk_zero_belong_to_the_span() -> None:
    for text, region in [
        ("plus four four 7700 900 456", "US"),
        ("oh double seven double oh nine double oh one two three", "GB"),
    ]:
        found = phones(text, region)[0]

        assert (found.start, found.end) == (0, len(text))


@given(texts(), st.sampled_from([None, "US", "GB", "DE", "FR", "XX"]))
def test_the_kernel_finds_what_its_twin_finds(text: str, region: str | None) -> None:
    found = [
        (kind, value, start, end, confidence, names_of(tricks))
        for kind, value, start, end, confidence, tricks in extractor(PLACES).find(
            text, region or "", PHONES
        )
    ]

    assert found == slow.find(text, region, PLACES, ["phone"])


@pytest.mark.parametrize(
    "text",
    ["1 " * 6_000 + "+12135550123", "12 34\n" * 8_000 + "call me +12135550123"],
)
def test_digits_before_it_hide_no_number(text: str) -> None:
    assert [found.value for found in signals_in(text, None, PLACES)] == ["+12135550123"]
