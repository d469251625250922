import gzip
from pathlib import Path

import pytest

from lamplight.errors import BadInput
from lamplight.pipeline.evaluate import read_truth
from lamplight.simulate.truth import Truth

HEAD = "ad_id,source,provider,network,label\n"


def test_plain_and_packed_truths_are_read_alike(tmp_path: Path) -> None:
    rows = HEAD + '1,s1,p1,n1,1\n1,s2,p2,n2,0\n"2,a",s1,p1,n1,\n'
    plain, packed = tmp_path / "truth.csv", tmp_path / "truth.csv.gz"
    plain.write_text(rows)
    packed.write_bytes(gzip.compress(rows.encode("utf-8-sig")))

    assert list(read_truth(plain)) == list(read_truth(packed))
    assert list(read_truth(plain)) == [
        Truth("s1", "1", "p1", "n1", 1),
        Truth("s2", "1", "p2", "n2", 0),
        Truth("s1", "2,a", "p1", "n1", None),
    ]


PACKED = gzip.compress(f"{HEAD}1,s1,p1,n1,1\n".encode(), mtime=0)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "holds no rows; want columns ad_id, source, provider, network, label"),
        (HEAD.encode(), "holds no rows"),
        (b"ad_id,source\n1,s1\n", "line 2: no provider"),
        (f"{HEAD}1,s1,p1,n1,yes\n".encode(), "line 2: label is 'yes'; want 1, 0 or nothing"),
        (f"{HEAD}1,s1,p1,n1,1\n1,s1,p1,n1,1\n".encode(), "line 3: this ad was there before"),
        (b"ad_id,source\n\xff\xfe,s1\n", "can't be read: 'utf-8' codec"),
        (
            PACKED[:-9],
            "can't be read: Compressed file",
        ),
        (b'ad_id,source\n"1,s1\n', "can't be read: unexpected end of data"),
    ],
)
def test_a_truth_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "truth.csv"
    path.write_bytes(content)

    with pytest.raises(BadInput, match=message):
        list(read_truth(path))


def test_a_truth_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is not there"):
        list(read_truth(tmp_path / "truth.csv"))
