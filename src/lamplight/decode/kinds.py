"""What a file is, by its first bytes: a picture's or a video's own, never its name.

first bytes -> video_kind -> VideoKind or None
"""

from typing import NamedTuple

HEAD_BYTES = 400
"""Of a file, enough to tell: two packets of a transport stream."""


class VideoKind(NamedTuple):
    """name: for people; demuxer: ffmpeg's name for what reads it, so that it need not guess."""

    name: str
    demuxer: str


_STARTS = (
    (b"\x1a\x45\xdf\xa3", VideoKind("Matroska or WebM", "matroska")),
    (b"FLV\x01", VideoKind("FLV", "flv")),
    (b"OggS", VideoKind("Ogg", "ogg")),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", VideoKind("Windows Media", "asf")),
    (b"\x00\x00\x01\xba", VideoKind("MPEG", "mpeg")),
    (b"\x00\x00\x01\xb3", VideoKind("MPEG", "mpegvideo")),
)
_MP4 = VideoKind("MP4", "mov")
_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_STILLS = {b"avif", b"avis", b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1"}
"""Brands of pictures kept in the same boxes as a video."""

_PACKET_BYTES = 188

VIDEOS = "MP4, MOV, Matroska, WebM, AVI, FLV, Ogg, Windows Media, MPEG"
"""As people call them."""


def video_kind(head: bytes) -> VideoKind | None:
    """None: no video that is known."""
    if head[4:8] in _BOXES:
        return None if head[4:8] == b"ftyp" and head[8:12] in _STILLS else _MP4
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return VideoKind("AVI", "avi")
    if head[:1] == b"G" and head[_PACKET_BYTES : _PACKET_BYTES + 1] == b"G":
        return VideoKind("MPEG transport stream", "mpegts")
    return next((kind for start, kind in _STARTS if head.startswith(start)), None)
