"""Links are kept as numbers, a row for each network; cuts stand with the values that were cut.

What the runs found is brought along: the words of links are read back into the numbers they were
made of. A link in words of an older Lamplight than the last is left out, until the next run.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from struct import Struct
from typing import Any
from zlib import crc32

import orjson
import sqlalchemy as sa
from alembic import op

from lamplight.store.types import Json, Number

revision = "0010"
down_revision = "0009"

Numbers = Mapping[tuple[str, str], int]

_HEAD, _SENSE, _CUT = Struct("<HI"), Struct("<qi"), Struct("<i")
_LINK = Struct("<2q6i7d4B4?")
_STAYS = (
    ("together", "in one place within a week"),
    ("again", "in one place, at different times"),
    ("elsewhere", "not seen in one place"),
    ("moved", "one fell silent"),
    ("gathered", "far more groups"),
)
_OTHERS = ("One of them can", "Each of them can", "Both can be reached, but nowhere")
_GROUPS = re.compile(r"which ([\d,]+) groups of ads showed when these were joined$")
_SHORT = re.compile(r"\((one|both) without its country, or under another\), (which|and nobody)")
_SHARED = re.compile(r"They share (\d+) (?:contacts|pictures)")
_SURE = ", which a person said is not to be split"
_ALONE = ", and nobody who shows it could be reached otherwise"
_TINY = 1e-9  # bits that were rounded to nothing, but were there


def upgrade() -> None:
    db = op.get_bind()
    runs = db.execute(sa.text("select distinct run from memberships order by run")).scalars().all()
    found = [_converted(db, run) for run in runs]
    for name in ("links", "senses", "cuts", "value_uses"):
        op.drop_table(name)
    links, uses = _make_tables()
    for held, used in found:
        for table, rows in ((links, held), (uses, used)):
            for start in range(0, len(rows), 10_000):
                db.execute(table.insert(), rows[start : start + 10_000])


def _make_tables() -> tuple[sa.Table, sa.Table]:
    links = op.create_table(
        "links",
        sa.Column("run", Number, nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("cuts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f("fk_links_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "network", name=op.f("pk_links")),
    )
    uses = op.create_table(
        "value_uses",
        sa.Column("run", Number, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("ads", sa.Integer(), nullable=False),
        sa.Column("atoms", sa.Integer(), nullable=False),
        sa.Column("senses", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Float(), nullable=False),
        sa.Column("shown", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f("fk_value_uses_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", "number", name=op.f("pk_value_uses")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_value_uses_kind_value", "value_uses", ["kind", "value"])
    return links, uses


def _converted(
    db: sa.Connection, run: int
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Rows of links and of value_uses of one run."""
    asked = "select ad, network from memberships where run = :run"
    home = {ad: network for ad, network in _rows(db, asked, run)}
    asked = "select kind, value, ads, atoms, senses, bits from value_uses where run = :run"
    uses = [list(row) for row in _rows(db, asked, run)]
    number = {(kind, value): at for at, (kind, value, *_) in enumerate(uses)}
    held: dict[str, bytearray] = defaultdict(bytearray)
    asked = 'select "left", "right", level, reasons from links where run = :run order by number'
    for left, right, level, reasons in _rows(db, asked, run):
        evidence = _evidence(orjson.loads(reasons), number)
        if evidence is not None and left in home:
            held[home[left]] += _LINK.pack(left, right, *evidence, level == "provider")
    shown: dict[int, bytearray] = defaultdict(bytearray)
    cuts: dict[str, dict[int, None]] = defaultdict(dict)
    asked = (
        "select cuts.kind, cuts.value, senses.ad, senses.sense from cuts join senses"
        " on senses.run = cuts.run and senses.cut = cuts.number where cuts.run = :run"
        " order by cuts.number, senses.sense, senses.ad"
    )
    for kind, value, ad, sense in _rows(db, asked, run):
        at = number.get((kind, value))
        if at is not None and ad in home:
            shown[at] += _SENSE.pack(ad, sense)
            cuts[home[ad]][at] = None
    names = ("kind", "value", "ads", "atoms", "senses", "bits")
    return [
        {
            "run": run,
            "network": network,
            "evidence": _packed(held.get(network, b"")),
            "cuts": _packed(b"".join(map(_CUT.pack, cuts.get(network, ())))),
        }
        for network in {**dict.fromkeys(held), **dict.fromkeys(cuts)}
    ], [
        {
            "run": run,
            "number": at,
            **dict(zip(names, row, strict=True)),
            "shown": _packed(shown[at]) if at in shown else None,
        }
        for at, row in enumerate(uses)
    ]


def _rows(db: sa.Connection, asked: str, run: int) -> Iterable[Sequence[Any]]:
    return db.execute(sa.text(asked).execution_options(yield_per=10_000), {"run": run})


def _packed(body: bytes | bytearray) -> bytes:
    return _HEAD.pack(1, crc32(body)) + body


def _evidence(reasons: Sequence[Mapping[str, Any]], number: Numbers) -> list[Any] | None:
    """All but the ends and the level; None where it can't be read back."""
    it: dict[str, Any] = defaultdict(float)
    sides = iter(("first", "second"))
    it["first"] = it["second"] = -1
    for reason in reasons:
        named = (reason["kind"], reason["value"])
        if reason["value"] is None:
            known = _around(it, *named[:1], reason["text"], reason["bits"] or _TINY)
        else:
            side = next(sides, None)
            at = None if side is None else number.get(named)
            known = at is not None and _value(it, str(side), at, reason)
        if not known:
            return None
    counts = ("first_groups", "second_groups", "contacts", "album")
    parts = ("first", "second", "contact", "album", "chance", "stay", "other")
    small = ("stay", "other", "first_short", "second_short")
    return [
        *(it["first"], it["second"]),
        *(int(it[name]) for name in counts),
        *(float(it[f"{name}_bits"]) for name in parts),
        *(int(it[name]) for name in small),
        *(bool(it[name]) for name in ("first_both", "second_both", "sure")),
    ]


def _value(it: dict[str, Any], side: str, number: int, reason: Mapping[str, Any]) -> bool:
    text = reason["text"]
    groups, short = _GROUPS.search(text), _SHORT.search(text)
    it[side], it[f"{side}_bits"] = number, reason["bits"]
    it[f"{side}_groups"] = int(groups[1].replace(",", "")) if groups else 1
    it[f"{side}_short"] = ("one", "both").index(short[1]) + 1 if short else 0
    it[f"{side}_both"] = not text.startswith("Ads joined to each before")
    it["sure"] = it["sure"] or text.endswith(_SURE)
    return groups is not None or text.endswith((_SURE, _ALONE))


def _around(it: dict[str, Any], kind: str, text: str, bits: float) -> bool:
    shared = _SHARED.match(text)
    if kind in ("decision", "copy"):
        it["first"], it["sure"] = -1 if kind == "decision" else -2, True
    elif kind == "chance":
        it["chance_bits"] = bits
    elif kind == "picture":
        it["album"], it["album_bits"] = int(shared[1]) if shared else 0, bits
    elif kind == "contact" and shared:
        it["contacts"], it["contact_bits"] = int(shared[1]), bits
    elif kind == "contact":
        it["other_bits"] = bits
        it["other"] = next((at for at, it_ in enumerate(_OTHERS, 1) if text.startswith(it_)), 0)
        return bool(it["other"])
    elif kind == "time":
        it["stay_bits"] = bits
        it["stay"] = next((at for at, (_, it_) in enumerate(_STAYS, 1) if it_ in text), 0)
        return bool(it["stay"])
    else:
        return False
    return True


def downgrade() -> None:
    """The tables alone: the next run fills them."""
    op.drop_table("links")
    op.drop_table("value_uses")
    op.create_table(
        "links",
        *_key("links", sa.Column("number", sa.Integer(), nullable=False)),
        *_ad("links", "left"),
        *_ad("links", "right"),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("bits", sa.Float(), nullable=False),
        sa.Column("reasons", Json(), nullable=False),
    )
    op.create_table(
        "cuts",
        *_key("cuts", sa.Column("number", sa.Integer(), nullable=False)),
        *(_text("kind"), _text("value")),
        sa.Column("senses", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_table(
        "senses",
        sa.Column("run", Number, nullable=False),
        sa.Column("cut", sa.Integer(), nullable=False),
        *_ad("senses", "ad"),
        sa.Column("sense", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("run", "cut", "ad", name=op.f("pk_senses")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "value_uses",
        *_key("value_uses", _text("kind"), _text("value")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("ads", "atoms", "senses")),
        sa.Column("bits", sa.Float(), nullable=False),
        sqlite_with_rowid=False,
    )
    for table, columns in (
        *(("links", ["left"]), ("links", ["right"])),
        *(("cuts", ["kind", "value"]), ("senses", ["ad"])),
    ):
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _key(table: str, *columns: sa.Column[Any]) -> list[sa.schema.SchemaItem]:
    """A run, and what tells its rows apart."""
    names = ["run", *(column.name for column in columns)]
    return [
        *(sa.Column("run", Number, nullable=False), *columns),
        sa.PrimaryKeyConstraint(*names, name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f(f"fk_{table}_run"), ondelete="CASCADE"
        ),
    ]


def _ad(table: str, name: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(name, Number, nullable=False),
        sa.ForeignKeyConstraint(
            [name], ["ads.number"], name=op.f(f"fk_{table}_{name}"), ondelete="CASCADE"
        ),
    ]
