import pytest

from lamplight.collect.encoding import Encoding, NotInEncoding
from lamplight.collect.stream import HEAD_BYTES, Stream

TEXT = 'id,body\n1,"a café, 10 €"\n2,ünder\n'


def encoding_of(data: bytes, chunk: int = 7) -> Encoding:
    parts = [data[at : at + chunk] for at in range(0, len(data), chunk)]
    return Encoding(Stream("x", None, "", data[:200], iter(parts)))


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_same_text_comes_out_of_every_encoding(codec: str, name: str) -> None:
    encoding = encoding_of(TEXT.encode(codec))

    lines = b"".join(encoding.chunks()).split(b"\n")

    assert "\n".join(map(encoding.decode, lines)) == TEXT
    assert encoding.name == name


def test_one_good_line_makes_a_file_utf8_and_a_broken_one_is_named() -> None:
    encoding = encoding_of("café\n".encode() + b"caf\xe9\nplain\n")

    with pytest.raises(NotInEncoding, match=r"byte 0xe9 at place 4 is no UTF-8"):
        encoding.decode(b"caf\xe9")


def test_the_first_line_beyond_ascii_decides_however_late_it_comes() -> None:
    encoding = encoding_of(b"plain\n" * 100)
    assert encoding.name == "ascii"

    assert encoding.decode(b"caf\xe9") == "café"
    assert encoding.name == "cp1252"


@pytest.mark.parametrize("shift", range(4))
def test_a_head_cut_inside_a_character_is_still_utf8(shift: int) -> None:
    head = (b"x" * shift + "😀".encode() * HEAD_BYTES)[:HEAD_BYTES]

    assert Encoding(Stream("x", None, "", head, iter([head]))).name == "utf-8"


def test_lines_may_end_as_on_old_macintoshes() -> None:
    assert encoding_of(b"id,body\r1,a\r").newline == b"\r"
    assert encoding_of(b"id,body\r\n1,a\r\n").newline == b"\n"
