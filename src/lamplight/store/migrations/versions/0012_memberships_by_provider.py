"""Memberships are kept by provider, with the numbers of its ads, no more by ad."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from struct import Struct, pack
from typing import Any
from zlib import crc32

import sqlalchemy as sa
from alembic import op

from lamplight.store.types import Number

revision = "0012"
down_revision = "0011"

_HEAD = Struct("<HI")
_PART = 256
_AT_ONCE = 10_000


def upgrade() -> None:
    db = op.get_bind()
    op.rename_table("memberships", "memberships_by_ad")
    for name in ("ix_memberships_ad", *_INDEXES):
        op.drop_index(name, "memberships_by_ad")
    if db.dialect.name == "postgresql":
        op.execute("alter table memberships_by_ad rename constraint pk_memberships to pk_by_ad")
    members, homes = _make_tables()
    runs = db.execute(sa.text("select distinct run from memberships_by_ad order by run"))
    for run in runs.scalars().all():
        _insert(db, members, homes, run)
    op.drop_table("memberships_by_ad")
    _make_indexes()
    for name in ("memberships", "homes"):  # the next run does so too, but may be long in coming
        op.execute(f"analyze {name}")


_INDEXES = {"ix_memberships_run_network": "network", "ix_memberships_run_provider": "provider"}


def _insert(db: sa.Connection, members: sa.Table, homes: sa.Table, run: int) -> None:
    asked = "select ad, provider, network from memberships_by_ad where run = :run order by ad"
    number_of: dict[str, int] = {}
    network_of: list[str] = []
    ads: list[list[int]] = []
    parts: dict[int, list[int]] = {}
    for ad, provider, network in db.execute(sa.text(asked), {"run": run}):
        number = number_of.setdefault(provider, len(number_of))
        if number == len(ads):
            network_of.append(network)
            ads.append([])
        ads[number].append(ad)
        part = parts.setdefault(ad // _PART, [-1] * _PART)
        part[ad % _PART] = number
    _fill(
        db,
        members,
        (
            {"run": run, "number": number, "provider": provider, "network": network_of[number],
             "ads": _packed("q", ads[number])}
            for provider, number in number_of.items()
        ),
    )  # fmt: skip
    rows = ({"run": run, "part": at, "providers": _packed("i", it)} for at, it in parts.items())
    _fill(db, homes, rows)


def _packed(kind: str, numbers: list[int]) -> bytes:
    body = pack(f"<{len(numbers)}{kind}", *numbers)
    return _HEAD.pack(1, crc32(body)) + body


def _fill(db: sa.Connection, table: sa.Table, rows: Iterable[dict[str, object]]) -> None:
    for _, some in groupby(enumerate(rows), lambda it: it[0] // _AT_ONCE):
        db.execute(table.insert(), [row for _, row in some])


def _make_tables() -> tuple[sa.Table, sa.Table]:
    members = op.create_table(
        "memberships",
        sa.Column("run", Number, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("ads", sa.LargeBinary(), nullable=False),
        *_of_run("memberships", "number"),
        sqlite_with_rowid=False,
    )
    homes = op.create_table(
        "homes",
        sa.Column("run", Number, nullable=False),
        sa.Column("part", Number, nullable=False),
        sa.Column("providers", sa.LargeBinary(), nullable=False),
        *_of_run("homes", "part"),
        sqlite_with_rowid=False,
    )
    return members, homes


def _make_indexes() -> None:
    for name, column in _INDEXES.items():
        op.create_index(name, "memberships", ["run", column])


def _of_run(table: str, key: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["run"], ["runs.number"], name=op.f(f"fk_{table}_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run", key, name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    db = op.get_bind()
    asked = "select run, provider, network, ads from memberships order by run, number"
    members = [tuple(row) for row in db.execute(sa.text(asked))]
    op.drop_table("homes")
    op.drop_table("memberships")
    by_ad = op.create_table(
        "memberships",
        sa.Column("run", Number, nullable=False),
        sa.Column("ad", Number, nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ad"], ["ads.number"], name=op.f("fk_memberships_ad"), ondelete="CASCADE"
        ),
        *_of_run("memberships", "ad"),
        sqlite_with_rowid=False,
    )
    _fill(db, by_ad, _by_ad(members))
    op.create_index("ix_memberships_ad", "memberships", ["ad"])
    _make_indexes()


def _by_ad(members: Iterable[tuple[Any, ...]]) -> Iterator[dict[str, object]]:
    for run, provider, network, packed in members:
        for it in Struct("<q").iter_unpack(bytes(packed)[_HEAD.size :]):
            yield {"run": run, "ad": it[0], "provider": provider, "network": network}
