"""Cyrillic words that carry meaning here, letter for letter in ASCII: native/extract/cyrillic.cpp.

text -> Cyrillic::word_end -> spans; Cyrillic::latin -> as many small ASCII letters

Only whole words of the list, or several of them glued, are rewritten; any other Cyrillic letter is
a look-alike or unknown (extract.characters). One letter gives one letter, so spans stay exact.
Limit: Russian only.
"""

_WORDS_TEXT = """
ноль нуль один раз два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать
тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать
тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста четыреста
пятьсот шестьсот семьсот восемьсот девятьсот плюс собака точка тел телефон номер звони звоните пиши
пишите телеграм телеграмм телега инстаграм инста вотсап ватсап вайбер скайп инстаграмм инст тг вк
вконтакте тлг ник телеграме телеграмме телеге инстаграме инсте инсту собачка нижнее подчеркивание
подчёркивание дефис минус снап снэп тикток лет год года инн заказ заказа объявление объявления код
карта карты счет паспорт посылка трек индекс договор полис сбк арроба ат биткоин эфир крипта крипто
кошелек это мой под ником как зовут заявка заявки кик сигнал тгк тик ток слитно везде дважды трижды
дубль двойной двойная тройной нуля нулей единицы единички двойки тройки четверки пятерки шестерки
семерки восьмерки девятки двоек троек пятерок шестерок семерок восьмерок девяток четвёрки пятёрки
шестёрки семёрки восьмёрки пятёрок шестёрок семёрок восьмёрок скайпу без пробела пробелов почта
почту мейл мэйл имейл емейл мыло знак символ тире дальше потом затем инсте инсты инстой лицензия
бронь огрн снилс кпп квартира дом кв руб рублей начало середина конец конце сначала набери
наберите теперь запиши начинается заканчивается запятая пробел слэш
"""
_DIGITS_TEXT = "ноль нуль один два три четыре пять шесть семь восемь девять"
_SOUNDS = {"о": "а", "а": "о", "е": "иэ", "и": "еы", "я": "еа", "ы": "и"}
_NO_SLIPS = frozenset({"оден", "петь", "шест", "сеем", "воем", "всем", "деят", "девать"})
"""Words that are one letter from a digit."""


def slips(word: str) -> set[str]:
    """As it sounds, or one letter missing or doubled; four letters at least."""
    near = {
        word[:at] + sound + word[at + 1 :]
        for at, letter in enumerate(word)
        for sound in _SOUNDS.get(letter, "")
    }
    near |= {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    near |= {word[:at] + word[at] + word[at:] for at in range(len(word))}
    near |= {slip.replace("ь", "") for slip in near}
    return {slip for slip in near if len(slip) > _LONGEST_NONE} - _NO_SLIPS


_LONGEST_NONE = 3
_SLIPS = {"сем", "пят", "нол"} | {slip for word in _DIGITS_TEXT.split() for slip in slips(word)}
WORDS = tuple(dict.fromkeys([*_WORDS_TEXT.split(), *sorted(_SLIPS)]))
MEANS = {"лет": "ans", "год": "ans", "года": "anos", "инн": "nif", "снэп": "snap"}
"""Words rewritten as another language's of the same length, which the kinds know already."""

SMALL = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
LETTERS = ("abvgdezziiklmnoprstufhcwwwjyjeuae",)
"""What each of SMALL is rewritten as."""


def numbered(word: str) -> str:
    """A character for each letter: 1 for а to 33 for ё."""
    return "".join(chr(SMALL.index(letter) + 1) for letter in word)


NUMBERED = tuple(map(numbered, WORDS))
NUMBERED_MEANS = {numbered(word): means for word, means in MEANS.items()}
