"""Data goes one way: the core is pure, and inside it imports go one way too."""

import ast
from pathlib import Path

import pytest

import lamplight

ROOT = Path(lamplight.__file__).parent
CORE = ("extract", "media", "match", "link", "decide", "rank", "bank", "report", "simulate")
EDGES = (
    *("collect", "decode", "exchange", "store", "search", "jobs", "web", "cli", "pipeline"),
    "settings",
)
NOT_FOR_CORE = (
    *(f"lamplight.{edge}" for edge in EDGES),
    *("sqlalchemy", "alembic", "psycopg", "fastapi", "starlette", "uvicorn", "typer", "rich"),
    *("os", "pathlib", "subprocess", "multiprocessing", "socket", "sqlite3", "time", "secrets"),
    *("tempfile", "shutil", "urllib.request", "http", "threading", "sys"),
)
ABOVE = {  # a room of the core -> the rooms whose values it must not know
    "extract": ("match", "link", "decide", "rank", "bank", "report", "simulate"),
    "media": ("match", "link", "decide", "rank", "bank", "report", "simulate"),
    "match": ("link", "decide", "rank", "bank", "report", "simulate"),
    "link": ("rank", "report", "simulate"),
    "rank": ("report", "simulate"),
    "bank": ("link", "rank", "report", "simulate"),
}


def imported(path: Path) -> set[str]:
    """Full module names imported anywhere in one file."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def offences(room: str, banned: tuple[str, ...]) -> set[tuple[str, str]]:
    return {
        (str(path.relative_to(ROOT)), name)
        for path in sorted((ROOT / room).rglob("*.py"))
        for name in imported(path)
        if any(name == ban or name.startswith(ban + ".") for ban in banned)
    }


@pytest.mark.parametrize("room", [room for room in CORE if (ROOT / room).exists()])
def test_a_core_room_never_imports_an_edge_or_does_io(room: str) -> None:
    assert not offences(room, NOT_FOR_CORE)


@pytest.mark.parametrize("room", sorted(ABOVE))
def test_imports_inside_the_core_go_one_way(room: str) -> None:
    assert not offences(room, tuple(f"lamplight.{above}" for above in ABOVE[room]))


def test_the_nouns_know_nothing_of_the_rooms() -> None:
    for module in ("model.py", "errors.py", "arrays.py", "counted.py", "settings.py"):
        rooms = {name for name in imported(ROOT / module) if name.startswith("lamplight.")}
        assert rooms <= {"lamplight.errors"}, module


HANDED_ON = {
    "Connection",
    "Engine",
    "OperationalError",
    "TimeoutError",
}  # what may be named without speaking SQL


@pytest.mark.parametrize("room", ["collect", "decode", "pipeline", "web", "cli"])
def test_only_the_store_and_the_search_speak_sql(room: str) -> None:
    spoken = {
        (str(path.relative_to(ROOT)), alias.name)
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
    }

    assert {name for _, name in spoken} <= HANDED_ON, spoken
