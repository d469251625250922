"""How digit words are misspelt: a letter off, or written as they sound.

word -> near, misspelt -> ways to write it that are no words of these languages

Limit: one slip a word.
"""

_ONE_WRONG_TEXT = """
fie fir fiv tree thee the net nin sever seve eleven event tow owt ne on oe nie neno inne ive eves
seen even see eight night light sight fight fur our for fou fr thre tre hree zoo ero
"""
_ONE_WRONG = frozenset(_ONE_WRONG_TEXT.split())
"""English words that are one letter from a digit word."""

_NO_DIGITS_TEXT = """
bier caro cerro creo cuarto deri deus dieux dios dire doos este fier jede neve nina nova nowe nueva
paru pies quarto sais sate seite sejm seks semi sesi site spate ters trai tras trees tries vive
west zette ach act akt axt ceo cin dba dei die dis doa doy doz dre dua dui dus ein eis ens fun hit
hui hut nef neu noa noe nou nov nua nun och odi oho oko ona oom oto ott pat pec pic pie sai sas sem
sep ses set ste tee tei tes tra try uit umm ver vie vif vir sau sie zie une una nine
"""
_NO_DIGITS = frozenset(_NO_DIGITS_TEXT.split())
"""Words of these languages that are one letter, or one sound, from a digit."""

_SOUNDS_TEXT = """
q/k qu/k qu/kw c/k c/s k/c k/q s/z z/s v/b b/v v/w w/v v/f i/y y/i x/s x/ks ch/sh ch/x ch/k f/ph f/v
ie/e e/ie uo/o ei/ai ei/ey ai/ei eu/oi ou/u tt/t tz/z z/tz j/y j/i u/oo o/u e/a ph/f th/t sch/sh
gh/ h/ oi/wa ois/oa eux/eu x/z ux/x
"""
_SOUNDS = [pair.split("/") for pair in _SOUNDS_TEXT.split()]
"""Letters written for others that sound like them."""

_FEWEST_NEAR = 3
"""Letters of a misspelt word."""


def near(word: str) -> set[str]:
    """One letter missing, doubled, or swapped with its neighbour."""
    drops = {word[:at] + word[at + 1 :] for at in range(len(word))}
    doubles = {word[:at] + word[at] + word[at:] for at in range(len(word))}
    swaps = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)}
    return {near for near in drops | doubles | swaps if len(near) >= 4} - _ONE_WRONG


def misspelt(word: str) -> set[str]:
    """As it sounds, or one letter missing, doubled, or swapped with its neighbour."""
    sounds = {
        word[:at] + new + word[at + len(old) :]
        for old, new in _SOUNDS
        for at in range(len(word))
        if word.startswith(old, at)
    }
    doubles = {word[:at] + word[at] + word[at:] for at in range(len(word))}
    near = sounds | doubles
    if len(word) > 3:
        near |= {word[:at] + word[at + 1 :] for at in range(1, len(word))}
        near |= {
            word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)
        }
    return {one for one in near if len(one) >= _FEWEST_NEAR} - _ONE_WRONG - _NO_DIGITS
