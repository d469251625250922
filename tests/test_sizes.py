"""A file of more than 300 lines or a function of more than 40 is split."""

import ast
from collections.abc import Iterator
from pathlib import Path

import lamplight

ROOT = Path(lamplight.__file__).parent
FILE_LINES = 300
FUNCTION_LINES = 40
PARAMETERS = 5
NO_PLACE = {"utils", "helpers", "common", "base", "manager", "service", "misc"}


def sources() -> Iterator[Path]:
    # store/tables.py is one list of all tables; migrations are written once and never changed
    yield from (path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_longer_than_a_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources()
        if (lines := len(path.read_text().splitlines())) > FILE_LINES and path.name != "tables.py"
    }

    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.name}": lines
        for path in sources()
        for node in functions(path)
        if (lines := _body_lines(node)) > FUNCTION_LINES
    }

    assert not long


def test_no_function_asks_for_more_than_five_things() -> None:
    greedy = {
        f"{path.relative_to(ROOT)}:{node.name}": count
        for path in sources()
        if not {"cli", "web"} & set(path.relative_to(ROOT).parts)  # commands and routes take more
        for node in functions(path)
        if (count := _parameters(node)) > PARAMETERS
    }

    assert not greedy


def test_no_module_is_named_after_nothing() -> None:
    assert not [path for path in ROOT.rglob("*") if path.stem in NO_PLACE]


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its signature and docstring."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])
