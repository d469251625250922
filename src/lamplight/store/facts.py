"""Networks as ranking reads them: their ads with all that was found in them, as columns.

AdFacts, networks -> facts_of -> Facts
Connection, networks -> read_facts -> Facts
Connection -> network_texts -> words of every ad
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from sqlalchemy import Connection, select

from lamplight.arrays import I64, Bool
from lamplight.bank.match import Watch
from lamplight.match.hamming import number_by_first
from lamplight.model import BankHit, Signal
from lamplight.ordered import ordered
from lamplight.rank.facts import Facts, Known, Named, Signals, firsts, numbered
from lamplight.rank.phrases import Phrases
from lamplight.store.ad_facts import AdFacts, Names, Shown
from lamplight.store.ad_rows import read_columns
from lamplight.store.among import among
from lamplight.store.memberships import everyone
from lamplight.store.parts import read_parts
from lamplight.store.picture_matches import hits_in
from lamplight.store.runs import done_run
from lamplight.store.tables import ads

Hit = tuple[int, BankHit]
"""Row or number of an ad, and what of it is on a list."""


@dataclass(frozen=True, slots=True, eq=False)
class Networks:
    """Whose ads are read.

    ids       of the networks
    ad        numbers of the ads
    network   of each ad the number of its network, ascending
    provider  and of its provider; each is of one network, and numbered after those before it
    """

    ids: Sequence[str]
    ad: I64
    network: I64
    provider: I64

    def only(self, wanted: Bool) -> "Networks":
        """Some of the networks."""
        here = wanted[self.network]
        ids = [self.ids[at] for at in np.flatnonzero(wanted).tolist()]
        network, provider = (number_by_first(it[here]) for it in (self.network, self.provider))
        return Networks(ids, self.ad[here], network, provider)

    @classmethod
    def of(
        cls, ads: Sequence[int], providers: Sequence[str], networks: Sequence[str]
    ) -> "Networks":
        """By ids for each ad; networks come in the order of their first ads."""
        return cls.named(np.array(ads, np.int64), numbered(providers), numbered(networks))

    @classmethod
    def named(cls, ad: I64, providers: Named, networks: Named) -> "Networks":
        """The same of ads by their numbers."""
        ids, network = networks
        order = ordered(network)
        return cls(ids, ad[order], network[order], number_by_first(providers[1][order]))

    def batches(self, size: int) -> Iterator["Networks"]:
        """Some networks at a time, no more than have so many ads without the last one."""
        start = 0
        while start < len(self.ad):
            last = self.network[min(start + size, len(self.ad)) - 1]
            end = int(np.searchsorted(self.network, last, "right"))
            first, here = int(self.network[start]), slice(start, end)
            yield Networks(
                self.ids[first : int(last) + 1],
                self.ad[here],
                self.network[here] - first,
                self.provider[here] - self.provider[start],
            )
            start = end


def read_facts(db: Connection, networks: Networks, watch: Watch, phrases: Phrases) -> Facts:
    """As facts_of, of ads that are read from the database."""
    numbers = networks.ad.tolist()
    read = read_columns(db, lambda column: among(db, column, numbers), phrases)
    return facts_of(read.facts, networks, watch, hits_in(db, numbers))


def facts_of(read: AdFacts, networks: Networks, watch: Watch, pictured: Sequence[Hit]) -> Facts:
    """In the order given, the ads of each by source and id; at least one ad.

    pictured  what of any ads' pictures is on a list, by their numbers
    """
    rows = np.searchsorted(read.number, networks.ad)
    order = _by_name(read, rows)
    order = order[ordered(networks.network[order])]
    found = read.at(rows[order])
    shown = _signals(found.shown)
    places, place = _places(shown, found)
    countries, country_of = numbered(country for _, _, country in found.names)
    texts, text = np.unique(found.text, return_inverse=True)
    return Facts(
        networks=networks.ids,
        network=networks.network,
        keys=found.keys,
        sources=found.sources,
        source=found.source,
        provider=networks.provider[order],
        texts=found.texts.at(texts),
        text=text,
        seen=found.seen,
        places=places,
        place=place,
        countries=countries,
        country=country_of[found.name],
        lat=found.lat,
        lon=found.lon,
        age=found.age,
        signals=shown,
        hits=_hits(watch, shown, _among(pictured, found.number)),
    )


def _by_name(read: AdFacts, rows: I64) -> I64:
    """In which order the ads of these rows come by source and id."""
    keys, names = list(map(read.keys.__getitem__, rows.tolist())), read.sources
    by_key = np.array(sorted(range(len(keys)), key=keys.__getitem__), np.int64)
    place = np.empty(len(names), np.int64)
    place[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return by_key[ordered(place[read.source[rows[by_key]]])]


def network_texts(db: Connection) -> Iterator[tuple[str, str]]:
    """The network of each ad that the newest done run linked, and the ad's words."""
    found = everyone(db, done_run(db))
    home_of = dict(zip(found.ad.tolist(), found.home.tolist(), strict=True))
    for part in read_parts(db, select(ads.c.number, ads.c.title, ads.c.body)):
        for number, title, body in part:
            if (home := home_of.get(number)) is not None:
                yield found.networks[home], f"{title}\n{body}"


def _signals(shown: Shown) -> Signals:
    different, value = np.unique(shown.value, return_inverse=True)
    return Signals(
        known=[shown.values[at] for at in different.tolist()],
        ad=np.repeat(np.arange(len(shown.starts) - 1), np.diff(shown.starts)),
        value=value,
        how=shown.how,
    )


def _places(shown: Signals, found: AdFacts) -> tuple[list[str], I64]:
    """What the ads' own fields say, in the form that is the same for all writings of it.

    Of an ad that names a town and no more, which town of that name is a guess, and not told.
    """
    is_place = np.array([kind == "place" for kind, _ in shown.known], np.bool_)
    at = np.flatnonzero(is_place[shown.value] & ~shown.in_text)
    at = at[firsts(shown.ad[at])]
    names, name = found.names, found.name
    further = np.array([bool(region or country) for _, region, country in names], np.bool_)
    certain = ~(np.isnan(found.lat) | np.isnan(found.lon)) | further[name]
    told = name * 2  # the ad's words, or twice the value and one: with all that is known of it
    given = shown.ad[at]
    told[given] = (len(names) + shown.value[at]) * 2 + certain[given]
    different, place = np.unique(told, return_inverse=True)
    written = [_written(shown.known, names, *divmod(one, 2)) for one in different.tolist()]
    places, number = numbered(written)
    return places, number[place]


def _written(known: Sequence[Known], names: Sequence[Names], number: int, whole: int) -> str | None:
    if number < len(names):
        return ", ".join(part for part in names[number] if part) or None
    value = known[number - len(names)][1]
    return value if whole else value.split(",")[0]


def _hits(watch: Watch, shown: Signals, pictured: Iterable[Hit]) -> list[Hit]:
    """What is on a list, each entry once for an ad, in order of the ads' rows."""
    hits: dict[tuple[int, str, str, str], BankHit] = {}
    listed = [watch.hits([signal_of(known)]) if watch else [] for known in shown.known]
    at = np.flatnonzero(np.array([bool(some) for some in listed], np.bool_)[shown.value])
    for row, value in zip(shown.ad[at].tolist(), shown.value[at].tolist(), strict=True):
        for hit in listed[value]:
            hits[row, hit.bank, hit.kind, hit.value] = hit
    for row, hit in pictured:
        hits[row, hit.bank, hit.kind, hit.value] = hit
    return sorted(((key[0], hit) for key, hit in hits.items()), key=itemgetter(0))


def _among(pictured: Sequence[Hit], numbers: I64) -> Iterator[Hit]:
    """Those of the ads of these numbers, by their rows."""
    of = np.array([number for number, _ in pictured], np.int64)
    rows = np.flatnonzero(np.isin(numbers, of)).tolist()
    row_of = {int(numbers[row]): row for row in rows}
    return ((row_of[number], hit) for number, hit in pictured if number in row_of)


def signal_of(known: Known) -> Signal:
    """What lists ask about a signal is its kind and value."""
    return Signal(*known, None, None, None, "", 1.0, 0.0)
