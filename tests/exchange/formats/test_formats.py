"""What is true of every format: it is told by its first bytes, and reads what it writes."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamplight.bank.known import Frame, Given
from lamplight.collect.record import Fault
from lamplight.collect.stream import open_stream
from lamplight.errors import BadInput
from lamplight.exchange.formats import FORMATS, Format
from lamplight.exchange.item import Asked, Item
from lamplight.exchange.sniff import format_of, named

ONE, OTHER = "f0" * 32, "a5" * 32
ENTRIES = [
    Given("md5", "ab" * 16, labels=("category 2", "series Garden", "roses", "a; b")),
    Given("sha1", "cd" * 20),
    Given("sha256", "ef" * 32, labels=("category 1",)),
    Given("picture", ONE, labels=("tulips",)),
]
IDS = [one.NAME for one in FORMATS]


def read(path: Path, kind: str | None = None) -> list[Item | Fault]:
    with open_stream(path) as stream:
        return list(format_of(stream).read(stream, Asked(kind)))


def given_in(path: Path, kind: str | None = None) -> list[Given]:
    items = read(path, kind)
    assert all(isinstance(it, Item) for it in items)
    return [one for it in items if isinstance(it, Item) for one in it.given]


def file_of(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def written(kind: Format, entries: list[Given]) -> bytes:
    return b"".join(kind.write(entries, {one.kind for one in entries}))


@pytest.mark.parametrize("kind", FORMATS, ids=IDS)
def test_a_format_is_told_by_its_first_bytes_and_reads_what_it_wrote(
    kind: Format, tmp_path: Path
) -> None:
    wrote = [one for one in ENTRIES if one.kind in kind.KINDS]
    if kind.NAME == "list":
        wrote = [one._replace(labels=()) for one in wrote]
    if kind.NAME == "csv":
        wrote[0] = wrote[0]._replace(labels=wrote[0].labels[:3])
    path = file_of(tmp_path / "known", written(kind, wrote))

    with open_stream(path) as stream:
        assert format_of(stream).NAME == kind.NAME
    assert given_in(path) == wrote


def test_a_list_says_which_of_its_hashes_are_which_where_their_length_does_not(
    tmp_path: Path,
) -> None:
    sha256, pdq = Given("sha256", "ef" * 32), Given("picture", ONE)

    both = written(named("list"), [pdq, sha256])
    alone = written(named("list"), [pdq])

    assert both.decode().split("\n") == ["# pdq", ONE, "# sha256", sha256.value, ""]
    assert given_in(file_of(tmp_path / "known", both)) == [pdq, sha256]
    assert alone == f"{ONE}\n".encode()


@pytest.mark.parametrize("kind", FORMATS, ids=IDS)
def test_a_format_of_nothing_is_read_as_nothing(kind: Format, tmp_path: Path) -> None:
    path = file_of(tmp_path / "known", written(kind, []))

    with open_stream(path) as stream:
        assert list(kind.read(stream, Asked())) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@pytest.mark.parametrize("kind", FORMATS, ids=IDS)
@given(data=st.binary(max_size=200), place=st.integers(0, 300), cut=st.booleans())
def test_a_damaged_file_is_read_as_far_as_it_goes(
    kind: Format, tmp_path: Path, data: bytes, place: int, cut: bool
) -> None:
    """Any bytes anywhere give items and faults, never an error of another kind."""
    whole = written(kind, [one for one in ENTRIES if one.kind in kind.KINDS])
    damaged = whole[:place] + data + (b"" if cut else whole[place:])

    with open_stream(file_of(tmp_path / "known", damaged)) as stream:
        for it in kind.read(stream, Asked()):
            assert isinstance(it, Item | Fault)


def test_what_no_format_knows_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="none of csv, list"):
        read(file_of(tmp_path / "known", b"roses are red\n"))
    with pytest.raises(BadInput, match="'xlsx' is unknown"):
        named("xlsx")


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    path = file_of(tmp_path / "known.gz", gzip.compress(b"md5,%s\n" % (b"ab" * 16)))

    assert given_in(path) == [Given("md5", "ab" * 16)]


def test_csv_takes_everything_that_is_known_of_an_entry(tmp_path: Path) -> None:
    looks = tuple(f"{number}{ONE[1:]}" for number in "f1234567")
    entries = [
        Given("picture", looks[0], 80, "a source", ("x", "y"), 'said "so", they', 7_000_000, looks),
        Given("video", "clip 1", frames=(Frame(ONE, 70), Frame(OTHER, 100))),
        Given("phone", "+12135550123", labels=("z",)),
    ]
    path = file_of(tmp_path / "known.csv", written(named("csv"), entries))

    assert given_in(path) == entries


def test_csv_lines_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    lines = [
        "hash_type,hash,label,quality,looks,expires_at,state",
        f"pdq,{ONE},fine,,,,",
        "photodna,abcd,,,,,",
        "md5,abcd,,,,,",
        f"pdq,{ONE},,high,,,",
        f"pdq,{ONE},,40,,,",
        f"pdq,{ONE},,,{ONE} {OTHER},,",
        f'pdq,"{ONE},,,,,',
        f"pdq,{ONE},,,,soon,",
        f"sha1,{'cd' * 20},,,,,Withdrawn",
    ]

    first, *faults, last = read(file_of(tmp_path / "known.csv", "\n".join(lines).encode()))

    assert first == Item(2, (Given("picture", ONE, labels=("fine",)),))
    assert last == Item(10, (Given("sha1", "cd" * 20, gone=True),))
    assert [fault.line for fault in faults if isinstance(fault, Fault)] == list(range(3, 10))
    said = [fault.reason for fault in faults if isinstance(fault, Fault)]
    assert [ONE in reason for reason in said] == [False] * 7
    for reason, words in zip(
        said,
        ("'photodna'", "want 32", "'high'", "want 50", "2 hashes, not 8", "", "ISO 8601"),
        strict=True,
    ):
        assert words in reason


def test_a_list_takes_what_checksum_programs_write(tmp_path: Path) -> None:
    data = f"# made up\n{'ab' * 16}  rose.jpg\n\\{'cd' * 16} *a\\nb.jpg\n\n{'EF' * 20}\n".encode()

    assert given_in(file_of(tmp_path / "known.txt", data)) == [
        Given("md5", "ab" * 16),
        Given("md5", "cd" * 16),
        Given("sha1", "ef" * 20),
    ]


def test_64_digits_need_their_kind(tmp_path: Path) -> None:
    path = file_of(tmp_path / "known.txt", f"{ONE}\n".encode())

    (fault,) = read(path)
    assert isinstance(fault, Fault)
    assert "say which" in fault.reason
    assert given_in(path, "picture") == [Given("picture", ONE)]
    assert given_in(path, "sha256") == [Given("sha256", ONE)]


def test_a_type_is_of_64_digits_alone_and_pdq_may_be_marked_in_a_list(tmp_path: Path) -> None:
    path = file_of(tmp_path / "known.txt", f"{'ab' * 16}\npdq:{ONE}\n{ONE}\n".encode())
    table = file_of(tmp_path / "known.csv", f"hash\n{'ab' * 16}\n{ONE}\n".encode())

    assert given_in(path, "sha256") == [
        Given("md5", "ab" * 16),
        Given("picture", ONE),
        Given("sha256", ONE),
    ]
    assert given_in(table, "picture") == [Given("md5", "ab" * 16), Given("picture", ONE)]


def test_threatexchange_may_be_an_object_a_line(tmp_path: Path) -> None:
    line = b'{"indicator": "%s", "type": "HASH_MD5"}\n'
    path = file_of(tmp_path / "known.json", line % (b"ab" * 16) + line % (b"cd" * 16))

    assert given_in(path) == [Given("md5", "ab" * 16), Given("md5", "cd" * 16)]


@pytest.mark.parametrize("name", ["vics-1.3", "vics-2.0", "threatexchange"])
def test_a_file_without_the_list_of_its_format_says_so(tmp_path: Path, name: str) -> None:
    path = file_of(tmp_path / "known", b"md5," + b"ab" * 16)

    with open_stream(path) as stream:
        (fault,) = format_of(stream, name).read(stream, Asked())

    assert isinstance(fault, Fault)
    assert "no list of objects" in fault.reason


@pytest.mark.parametrize("name", [None, *IDS])
def test_an_empty_file_is_bad_input(tmp_path: Path, name: str | None) -> None:
    with (
        open_stream(file_of(tmp_path / "known", b"")) as stream,
        pytest.raises(BadInput, match="is empty"),
    ):
        format_of(stream, name)


def test_vics_takes_each_hash_of_a_medium_and_nothing_about_people(tmp_path: Path) -> None:
    data = b"""\xef\xbb\xbf{"odata.metadata":"http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Cases",
    "value":[{"CaseMetadata":{"Media":[{"MD5":"00"}]},"Media":[
      {"MediaID":1,"Category":2,"MD5":"%s","SHA1":"%s","VictimIdentified":true,
       "Series":"Garden","Tags":"roses, red",
       "AlternativeHashes":[{"HashName":"PDQ","HashValue":"%s"},{"HashName":"PhotoDNA","HashValue":"1,2"}]},
      {"MediaID":2},
      {"MediaID":3,"MD5":"%s"}]}]}""" % (b"AB" * 16, b"CD" * 20, ONE.encode(), b"EF" * 16)

    first, fault, last = read(file_of(tmp_path / "case.json", data))

    labels = ("category 2", "series Garden", "roses", "red")
    assert first == Item(
        1,
        (
            Given("md5", "ab" * 16, labels=labels),
            Given("sha1", "cd" * 20, labels=labels),
            Given("picture", ONE, labels=labels),
        ),
    )
    assert isinstance(fault, Fault)
    assert "no hash" in fault.reason
    assert last == Item(3, (Given("md5", "ef" * 16),))


@pytest.mark.parametrize("listed", [True, False])
def test_threatexchange_gives_each_source_its_own_opinion(tmp_path: Path, listed: bool) -> None:
    records = (
        '{"id":"1","indicator":"PDQ","type":"HASH_PDQ","status":"MALICIOUS","tags":["x"],'
        '"descriptors":{"data":[{"owner":{"id":"7","name":"one"},"status":"MALICIOUS"},'
        '{"owner":{"id":"8"},"status":"NON_MALICIOUS","tags":{"data":[{"text":"y"}]}}]}},'
        '{"id":"2","indicator":"MD5","type":"HASH_MD5","should_delete":true},'
        '{"id":"3","indicator":"roses","type":"DEBUG_STRING"}'
    ).replace('"PDQ"', f'"{ONE}"')
    records = records.replace('"MD5"', f'"{"ab" * 16}"')
    whole = f'{{"data":[{records}],"paging":{{"next":"x"}}}}' if listed else f"[{records}]"

    first, gone, fault = read(file_of(tmp_path / "known.json", whole.encode()))

    assert first == Item(
        1,
        (
            Given("picture", ONE, source="one", labels=("x",)),
            Given("picture", ONE, source="8", labels=("x", "y"), opinion="negative"),
        ),
    )
    assert gone == Item(2, (Given("md5", "ab" * 16, gone=True),))
    assert isinstance(fault, Fault)
    assert "'DEBUG_STRING'" in fault.reason
