"""A form with one file is read as its parser would read it."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Message

from lamplight.web.shield.upload import MEMORY_BYTES, sole_file

Parts = list[tuple[str, bytes]]

FILE = 'form-data; name="photo"; filename="a.jpg"'
HEADS = st.sampled_from([FILE, f"{FILE}\r\nContent-Type: image/jpeg", 'form-data; name="note"',
                         'form-data; name="photo"; filename=""', f"{FILE}\r\nX-Other: 1",
                         "form-data; name=photo; filename=a"])  # fmt: skip
CONTENT = st.binary(max_size=40) | st.sampled_from(
    [b"\r\n--x", b"--x--", b"\r\n--xy", b"\r\n--x--\r\n", b"\r\n", b"a\r\n--"]
)


def made(parts: Parts, end: bytes = b"--x--\r\n") -> bytes:
    return b"".join(
        b"--x\r\nContent-Disposition: %b\r\n\r\n%b\r\n" % (head.encode(), content)
        for head, content in parts
    ) + end  # fmt: skip


def requested(body: bytes) -> Request:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [
        (b"content-type", b"multipart/form-data; boundary=x"),
        (b"content-length", b"%d" % len(body)),
    ]
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


async def read(body: bytes) -> tuple[str, bytes] | None:
    found = await sole_file(requested(body))
    if found is None:
        return None
    return found[0], found[1].read()


async def parsed(body: bytes) -> list[tuple[str, bytes]]:
    async with requested(body).form() as form:
        return [
            (name, await one.read())
            for name, one in form.multi_items()
            if isinstance(one, UploadFile)
        ]


@given(st.lists(st.tuples(HEADS, CONTENT), max_size=3), st.sampled_from([b"--x--\r\n", b"--x--"]))
def test_what_is_read_at_once_is_what_the_parser_reads(parts: Parts, end: bytes) -> None:
    """Whatever stands in the form."""
    body = made(parts, end)

    found = asyncio.run(read(body))

    assert found is None or asyncio.run(parsed(body)) == [found]


def test_a_usual_form_is_read_at_once() -> None:
    """As curl and requests write it."""
    for head in (FILE, f"{FILE}\r\nContent-Type: image/jpeg"):
        assert asyncio.run(read(made([(head, b"\xff\xd8\r\n--")]))) == ("photo", b"\xff\xd8\r\n--")


def test_other_forms_are_left_to_the_parser_whole() -> None:
    """A cut one, one with other fields, a large one."""

    async def left(body: bytes) -> tuple[bool, bytes]:
        request = requested(body)
        return await sole_file(request) is None, await request.body()

    for body in (
        made([(FILE, b"a")], b""),
        made([(FILE, b"a")], b"--x"),
        made([(FILE, b"a"), ('form-data; name="note"', b"b")]),
        made([(FILE, bytes(MEMORY_BYTES))]),
    ):
        assert asyncio.run(left(body)) == (True, body)
