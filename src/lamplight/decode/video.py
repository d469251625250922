"""Frames of a video, by the ffmpeg program, which is told what it may do and held to it.

descriptor -> video_frames -> (seconds, U8[256, 256, 3]) …

Method: one frame a second, brought to 256 x 256 in RGB and read from a pipe as it comes; PDQ brings
any shape to 64 x 64 anyway. ffmpeg is a separate program, started by the bounded child and within
its limits: no file can be written, memory and processor time are capped. It is told which demuxer
to use, so that no playlist or script is ever followed, and that there is no protocol but `file`.
Known limit: the kernel would let it use the network if a decoder were taken over.
"""

import resource
import signal
import subprocess
from collections.abc import Generator
from shutil import which
from threading import Thread
from typing import IO

from lamplight.decode.kinds import VideoKind
from lamplight.errors import BadPicture

SIDE = 256
SCALE = 2
"""vPDQ hashes large frames at 512 x 512: each pixel here stands for 2 x 2 of those."""
FRAME_BYTES = 3 * SIDE * SIDE
MOST_FRAMES = 36_000
"""Ten hours; a video that lies about its times ends here too."""

_CODECS = (
    *("h264", "hevc", "vp8", "vp9", "av1", "libdav1d", "libaom-av1", "mpeg4", "mpeg2video"),
    *("mpeg1video", "h263", "h263p", "flv", "vp6", "vp6f", "vp6a", "theora", "mjpeg", "prores"),
    *("wmv1", "wmv2", "wmv3", "vc1", "msmpeg4", "msmpeg4v1", "msmpeg4v2", "dnxhd", "dvvideo"),
    *(
        "cinepak",
        "svq1",
        "svq3",
        "indeo3",
        "indeo4",
        "indeo5",
        "huffyuv",
        "ffv1",
        "rawvideo",
        "png",
    ),
)
"""Of video; what is never asked for can't be attacked."""

_REASON_BYTES = 400
_OUT_OF_TIME = (255, -signal.SIGXCPU, -signal.SIGKILL)
"""How ffmpeg ends at its limit of processor time: by itself, or by force."""


def video_frames(
    descriptor: int, kind: VideoKind, cpu_s: int
) -> Generator[tuple[float, memoryview], None, None]:
    """When each is shown, in seconds, and the frame.

    Raises BadPicture where nothing can be seen, or where the rest can't: what came before is good.
    """
    program = which("ffmpeg")
    if not program:
        raise BadPicture("videos want the program ffmpeg, which is not installed")
    with subprocess.Popen(  # noqa: S603 - our own words, no shell
        [program, *_words(descriptor, kind)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(descriptor,),
        preexec_fn=lambda: _bound(cpu_s),
    ) as process:
        complaint = _Complaint(process.stderr)
        count = 0
        try:
            for frame in iter(lambda: _read(process.stdout), b""):
                yield float(count), memoryview(frame).cast("B", (SIDE, SIDE, 3))
                count += 1
            process.wait()
        finally:
            process.kill()
            complaint.join()
    _want_end(kind, count, process.returncode, complaint.words)


def _words(descriptor: int, kind: VideoKind) -> tuple[str, ...]:
    return (
        *("-v", "error", "-nostdin", "-protocol_whitelist", "file", "-threads", "1"),
        *("-codec_whitelist", ",".join(_CODECS), "-f", kind.demuxer),
        *("-i", f"file:/proc/self/fd/{descriptor}"),
        *("-map", "0:V:0", "-an", "-sn", "-dn", "-map_metadata", "-1"),
        *("-filter_threads", "1", "-vf", f"fps=1:round=up,scale={SIDE}:{SIDE}:flags=area"),
        *("-pix_fmt", "rgb24", "-frames:v", str(MOST_FRAMES), "-f", "rawvideo", "pipe:1"),
    )


def _bound(cpu_s: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _read(pipe: IO[bytes] | None) -> bytes:
    frame = pipe.read(FRAME_BYTES) if pipe else b""
    return frame if len(frame) == FRAME_BYTES else b""


class _Complaint(Thread):
    """The first of what ffmpeg says is wrong; the rest is read and dropped."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        super().__init__(daemon=True)
        self.words = ""
        self._pipe = pipe
        self.start()

    def run(self) -> None:
        for line in self._pipe or ():
            if not self.words and b"whitelist" not in line and b"repeated" not in line:
                text = line[:_REASON_BYTES].decode(errors="replace").rpartition("] ")[2]
                text = text.partition("/proc/self/fd/")[2].partition(": ")[2] or text
                self.words = "".join(c if c.isprintable() else " " for c in text).strip()[:100]


_IN_WORDS = {
    "Stream map '0:V:0' matches no streams.": "it has no moving picture",
    "moov atom not found": "it is cut short, or no video",
}
"""Of what ffmpeg says most."""


def _want_end(kind: VideoKind, count: int, code: int, complaint: str) -> None:
    """Raises BadPicture where the frames are not all that there was to see."""
    if code in _OUT_OF_TIME:
        complaint = "took too much processor time"
    elif code and not complaint:
        complaint = f"ffmpeg ended with {code}"
    if not count:
        why = _IN_WORDS.get(complaint, complaint) or "none"
        raise BadPicture(f"{kind.name} has no frame that can be decoded: {why}")
    if count == MOST_FRAMES:
        raise BadPicture(f"frames after the first {MOST_FRAMES // 3600} hours were not looked at")
    if complaint:
        raise BadPicture(f"not all of the {kind.name} can be decoded: {complaint}")
