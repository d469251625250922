"""Take forgotten values out of an ad's words, and leave every other position where it was.

Ad, values to cover -> Redactor -> Ad

A value is found as the extractors find it, so a disguised phone is blacked out too.
Known limit: what the extractors can't read, this can't find.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lamplight.extract.places import Places
from lamplight.extract.read import region_of, signals_in, signals_of
from lamplight.model import Ad, Picture, Signal

BLACK = "█"
_ROUNDS = 5  # blacking out one reading may uncover another


@dataclass(frozen=True, slots=True)
class Redactor:
    """Knows what to black out.

    covers  whether a kind and value must not be kept
    region  reads phones where the ad does not say its own
    """

    covers: Callable[[tuple[str, str]], bool]
    region: str
    places: Places

    def __call__(self, ad: Ad) -> Ad:
        """The ad without the values; the same object where it holds none of them."""
        found = [it for it in signals_of(ad, self.region or None, self.places) if self._hit(it)]
        clean = replace(ad, pictures=self._pictures(ad.pictures)) if ad.pictures else ad
        if ad.url and self._holds(ad, ad.url):
            clean = replace(clean, url=None)
        if found:
            clean = replace(
                clean,
                title=self._black(ad, ad.title),
                body=self._black(ad, ad.body),
                phones=self._kept(ad, ad.phones, lambda bare, it: replace(bare, phones=(it,))),
                emails=self._kept(ad, ad.emails, lambda bare, it: replace(bare, emails=(it,))),
                handles=self._kept(ad, ad.handles, lambda bare, it: replace(bare, handles=(it,))),
            )
        return ad if clean == ad else clean

    def _region(self, ad: Ad) -> str | None:
        return region_of(ad, self.places) or self.region or None

    def _hit(self, signal: Signal) -> bool:
        return self.covers((signal.kind, signal.value))

    def _holds(self, ad: Ad, text: str) -> bool:
        return any(map(self._hit, signals_in(text, self._region(ad), self.places)))

    def _black(self, ad: Ad, text: str) -> str:
        for _ in range(_ROUNDS):
            hits = [it for it in signals_in(text, self._region(ad), self.places) if self._hit(it)]
            if not hits:
                break
            for hit in hits:
                start, end = hit.start or 0, hit.end or 0
                text = text[:start] + BLACK * (end - start) + text[end:]
        return text

    def _kept(
        self, ad: Ad, written: Sequence[str], put: Callable[[Ad, str], Ad]
    ) -> tuple[str, ...]:
        """The entries of a structured field that don't give a covered value."""
        bare = replace(ad, title="", body="", phones=(), emails=(), handles=(), age=None)
        return tuple(
            entry
            for entry in written
            if not any(
                map(self._hit, signals_of(put(bare, entry), self.region or None, self.places))
            )
        )

    def _pictures(self, pictures: Sequence[Picture]) -> tuple[Picture, ...]:
        return tuple(
            picture
            for picture in pictures
            if picture.pdq is None or not self.covers(("picture", picture.pdq))
        )
