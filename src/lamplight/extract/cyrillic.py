"""Cyrillic words that carry meaning here, letter for letter in ASCII.

text -> WORD.finditer -> spans; latin(word) -> as many small ASCII letters

Only whole words of the list, or several of them glued, are rewritten; any other Cyrillic letter is
a look-alike or unknown (extract.characters). One letter gives one letter, so spans stay exact.
Limit: Russian only.
"""

import re

CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_WORDS_TEXT = """
ноль нуль один раз два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать
тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать
тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста четыреста
пятьсот шестьсот семьсот восемьсот девятьсот плюс собака точка тел телефон номер звони звоните
пиши пишите телеграм телеграмм телега инстаграм инста вотсап ватсап вайбер скайп
инстаграмм инст тг вк снап снэп тикток лет год года инн
заказ заказа объявление объявления код карта карты счет паспорт посылка трек индекс договор полис
лицензия бронь огрн снилс кпп квартира дом кв руб рублей
"""
PATTERN = (
    "(?<![а-яёА-ЯЁa-zA-Z])(?:"
    + "|".join(
        f"{word}|{word.capitalize()}|{word.upper()}"
        for word in sorted(_WORDS_TEXT.split(), key=lambda word: (-len(word), word))
    )
    + ")+(?![а-яёА-ЯЁa-zA-Z])"
)
"""One known word or several glued together."""

WORD = re.compile(PATTERN)

_LATIN = str.maketrans("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "abvgdeezziiklmnoprstufhcwwwjyjeua")


_MEANS = {"лет": "ans", "год": "ans", "года": "anos", "инн": "nif", "снэп": "snap"}
"""Words rewritten as another language's of the same length, which the kinds know already."""


def latin(word: str) -> str:
    """Small ASCII letters, as many as the word has."""
    low = word.lower()
    return _MEANS.get(low) or low.translate(_LATIN)
