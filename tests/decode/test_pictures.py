from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lamplight.decode.pictures import open_picture, pixels_of, shrink_on_load, upright_rgb
from lamplight.errors import BadPicture
from lamplight.media.pdq import Pdq, hash_pixels

pytestmark = pytest.mark.filterwarnings("ignore:::PIL")  # of odd metadata; the picture is read

DATA = Path(__file__).parents[1] / "data" / "pdq"
MANY = 10**8
TO_TURN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def bridge() -> Image.Image:
    with Image.open(DATA / "edits" / "square-512x512.jpg") as image:
        return image.resize((400, 300))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    return upright_rgb(open_picture(data, MANY))


def hashed(data: bytes) -> Pdq:
    return hash_pixels(pixels_of(decoded(data)))


def bits_apart(left: Pdq, right: Pdq) -> int:
    return (int(left.dihedral[0], 16) ^ int(right.dihedral[0], 16)).bit_count()


def sixteen_bit(image: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257)


def floating(image: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(image.convert("L")).astype(np.float32) / 255 - 0.5)


def deep(image: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(image.convert("L")).astype(np.int32) * 4000)


PLAIN = hashed(saved(bridge(), "PNG"))
SAME = {
    "grey PNG": saved(bridge().convert("L"), "PNG"),
    "grey and alpha PNG": saved(bridge().convert("LA"), "PNG"),
    "RGBA PNG": saved(bridge().convert("RGBA"), "PNG"),
    "palette PNG": saved(bridge().quantize(256), "PNG"),
    "palette PNG with a transparent colour": saved(bridge().quantize(255), "PNG", transparency=255),
    "16 bit PNG": saved(sixteen_bit(bridge()), "PNG"),
    "16 bit TIFF": saved(sixteen_bit(bridge()), "TIFF"),
    "32 bit TIFF": saved(deep(bridge()), "TIFF"),
    "float TIFF": saved(floating(bridge()), "TIFF"),
    "CMYK JPEG": saved(bridge().convert("CMYK"), "JPEG", quality=95),
    "CMYK TIFF": saved(bridge().convert("CMYK"), "TIFF"),
    "grey JPEG": saved(bridge().convert("L"), "JPEG", quality=95),
    "progressive JPEG": saved(bridge(), "JPEG", quality=95, progressive=True),
    "LZW TIFF": saved(bridge(), "TIFF", compression="tiff_lzw"),
    "GIF": saved(bridge(), "GIF"),
    "WebP": saved(bridge(), "WEBP", quality=95),
    "lossless WebP with alpha": saved(bridge().convert("RGBA"), "WEBP", lossless=True),
    "BMP": saved(bridge(), "BMP"),
    "animated GIF": saved(
        bridge(), "GIF", save_all=True, append_images=[Image.new("RGB", (400, 300))]
    ),
    "animated PNG": saved(
        bridge(), "PNG", save_all=True, append_images=[Image.new("RGB", (400, 300))]
    ),
}


@pytest.mark.parametrize("name", sorted(SAME))
def test_how_a_picture_is_kept_hardly_changes_its_hash(name: str) -> None:
    found = hashed(SAME[name])

    assert bits_apart(found, PLAIN) <= 10
    assert abs(found.quality - PLAIN.quality) <= 5


def test_lab_keeps_its_lightness() -> None:
    data = saved(Image.merge("LAB", (bridge().convert("L"),) * 3), "TIFF")

    assert bits_apart(hashed(data), PLAIN) <= 10


def test_one_bit_picture_is_read_as_black_and_white() -> None:
    halves = Image.new("1", (40, 40))
    halves.paste(1, (0, 0, 20, 40))

    pixels = np.asarray(pixels_of(decoded(saved(halves, "PNG"))))

    assert np.unique(pixels[:, :20]).tolist() == [255]
    assert np.unique(pixels[:, 20:]).tolist() == [0]


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparency_lies_on_white(mode: str) -> None:
    hole = Image.new("RGBA", (20, 20), (200, 0, 0, 255))
    hole.paste((0, 0, 0, 0), (0, 0, 10, 20))

    pixels = np.asarray(pixels_of(decoded(saved(hole.convert(mode), "PNG"))))

    assert np.unique(pixels[:, :10]).tolist() == [255]
    assert pixels[0, 19].tolist() != [255, 255, 255]


def test_a_colour_key_is_transparency_too() -> None:
    data = saved(Image.new("RGB", (20, 20), (1, 2, 3)), "PNG", transparency=(1, 2, 3))

    assert np.unique(np.asarray(pixels_of(decoded(data)))).tolist() == [255]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_undone(kind: str, orientation: int) -> None:
    turned = bridge().transpose(TO_TURN[orientation]) if orientation > 1 else bridge()
    exif = Image.Exif()
    exif[0x0112] = orientation

    data = saved(turned, kind, exif=exif, **({} if kind in ("PNG", "TIFF") else {"quality": 95}))

    assert decoded(data).size == (400, 300)
    assert bits_apart(hashed(data), PLAIN) <= 10


@pytest.mark.parametrize("exif", [b"Exif\0\0junk", b"Exif\0\0II*\0\xff\xff\xff\xff", b"\0" * 20])
def test_broken_exif_does_not_cost_the_picture(exif: bytes) -> None:
    assert decoded(saved(bridge(), "JPEG", exif=exif)).size == (400, 300)


@pytest.mark.parametrize(
    ("size", "least_side", "scale", "after"),
    [
        ((1600, 1200), 512, 2, (800, 600)),
        ((1603, 1201), 300, 4, (401, 301)),
        ((4096, 512), 512, 1, (4096, 512)),
        ((300, 200), 512, 1, (300, 200)),
        ((2000, 2000), 16, 8, (250, 250)),
    ],
)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_jpeg_shrinks_on_load_to_no_less_than_asked(
    size: tuple[int, int], least_side: int, scale: int, after: tuple[int, int], mode: str
) -> None:
    image = open_picture(saved(bridge().resize(size).convert(mode), "JPEG"), MANY)

    assert shrink_on_load(image, least_side, grey=True) == scale
    assert upright_rgb(image).size == after
    assert image.mode == ("CMYK" if mode == "CMYK" else "L")


def test_only_jpeg_shrinks_on_load() -> None:
    image = open_picture(saved(bridge(), "PNG"), MANY)

    assert shrink_on_load(image, 16, grey=True) == 1
    assert upright_rgb(image).size == (400, 300)


def lying_png(width: int, height: int) -> bytes:
    """A PNG whose header claims a size that its data does not have."""
    data = bytearray(saved(Image.new("L", (8, 8)), "PNG"))
    header = data[12:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + data[24:29]
    data[12:29] = header
    data[29:33] = crc32(header).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "file is empty; want a picture"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "no picture of a known kind; want JPEG, PNG",
        ),
        (b"%PDF-1.7", "no picture of a known kind"),
        (b"RIFF\0\0\0\0WAVEfmt ", "no picture of a known kind"),
        (saved(bridge(), "ICO"), "no picture of a known kind"),
        (b"\xff\xd8\xff", "JPEG can't be decoded"),
        (b"\x89PNG\r\n\x1a\n", "PNG can't be decoded"),
        (b"GIF89a", "GIF can't be decoded"),
        (b"RIFF\0\0\0\0WEBP", "WebP can't be decoded"),
        (b"BM", "BMP can't be decoded"),
        (b"II*\0", "TIFF can't be decoded"),
        (saved(bridge(), "JPEG")[:5000], "JPEG can't be decoded: image file is truncated"),
        (saved(bridge(), "PNG")[:5000], "PNG can't be decoded: image file is truncated"),
        (saved(bridge(), "WEBP")[:2000], "WebP can't be decoded"),
        (saved(bridge(), "TIFF")[:5000], "TIFF can't be decoded"),
        (lying_png(500, 500), "PNG can't be decoded: image file is truncated"),
        (lying_png(60_000, 60_000), "picture has 60000 x 60000 pixels; want 100,000,000 or fewer"),
        (saved(Image.new("L", (1, 1)), "GIF"), "picture has 1 x 1 pixels; want 5 x 5 or more"),
    ],
)
def test_what_cannot_be_read_has_a_one_line_reason(data: bytes, reason: str) -> None:
    with pytest.raises(BadPicture) as caught:
        decoded(data)

    assert str(caught.value).startswith(reason)
    assert "\n" not in str(caught.value)


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(sorted(SAME)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
    st.floats(0.2, 1),
)
def test_damaged_pictures_are_read_or_refused_but_never_anything_else(
    name: str, damage: list[tuple[float, int]], kept: float
) -> None:
    data = bytearray(SAME[name])
    for where, value in damage:
        data[int(where * (len(data) - 1))] = value

    with suppress(BadPicture):
        assert decoded(bytes(data[: int(kept * len(data))])).mode in ("L", "RGB")
