import pytest

from lamplight.decode.kinds import video_kind

PACKET = b"G" + bytes(187)


@pytest.mark.parametrize(
    ("head", "demuxer"),
    [
        (b"\0\0\0\x18ftypisom", "mov"),
        (b"\0\0\0\x08wide\0\0\0\0mdat", "mov"),
        (b"\x1a\x45\xdf\xa3", "matroska"),
        (b"RIFF\0\0\0\0AVI LIST", "avi"),
        (b"FLV\x01\x05", "flv"),
        (b"OggS\0", "ogg"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"),
        (b"\x00\x00\x01\xba\x44", "mpeg"),
        (b"\x00\x00\x01\xb3\x14", "mpegvideo"),
        (PACKET * 2, "mpegts"),
    ],
)
def test_a_video_is_told_by_its_first_bytes(head: bytes, demuxer: str) -> None:
    kind = video_kind(head)

    assert kind
    assert kind.demuxer == demuxer


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"\0\0\0\x1cftypavif",
        b"\0\0\0\x18ftypheic",
        b"#EXTM3U",
        b"ffconcat version 1.0",
        b"G",
        b"G" + bytes(399),
        b"<svg xmlns",
    ],
)
def test_what_is_no_video_is_none(head: bytes) -> None:
    assert video_kind(head) is None
