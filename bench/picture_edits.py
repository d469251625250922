"""What people do to pictures before they send them on, for bench/variants.py.

Image, Random -> EDITS[name] -> bytes
"""

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

Edit = Callable[[Image.Image, Random], bytes]
Change = Callable[[Image.Image, Random], Image.Image]


def as_jpeg(image: Image.Image, quality: int = 85, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, **options)
    return out.getvalue()


def saved(kind: str, change: Change = lambda image, random: image, **options: object) -> Edit:
    def edit(image: Image.Image, random: Random) -> bytes:
        out = BytesIO()
        change(image, random).save(out, kind, **options)
        return out.getvalue()

    return edit


def after(change: Change) -> Edit:
    return lambda image, random: as_jpeg(change(image, random))


def scaled(share: float) -> Change:
    return lambda image, random: image.resize(
        (max(8, round(image.width * share)), max(8, round(image.height * share)))
    )


def enhanced(kind: type[ImageEnhance._Enhance], by: float) -> Change:
    return lambda image, random: kind(image).enhance(by)


def cut(image: Image.Image, top: float, left: float, bottom: float, right: float) -> Image.Image:
    width, height = image.size
    box = (left * width, top * height, (1 - right) * width, (1 - bottom) * height)
    return image.crop(tuple(map(round, box)))


def centre(share: float) -> Change:
    """That share of the width and of the height is gone, half of it from either side."""
    return lambda image, random: cut(image, *(share / 2,) * 4)


def corner(share: float) -> Change:
    """That share of the width and of the height is gone, at one corner."""

    def change(image: Image.Image, random: Random) -> Image.Image:
        top, left = random.choice((0, share)), random.choice((0, share))
        return cut(image, top, left, share - top, share - left)

    return change


def one_side(share: float) -> Change:
    def change(image: Image.Image, random: Random) -> Image.Image:
        sides = [share, 0.0, 0.0, 0.0]
        random.shuffle(sides)
        return cut(image, *sides)

    return change


def anywhere(image: Image.Image, random: Random) -> Image.Image:
    """Up to 4 % of each side is gone, of each as it comes."""
    return cut(image, *(random.uniform(0, 0.04) for _ in range(4)))


def letterboxed(image: Image.Image, random: Random) -> Image.Image:
    """Black or white bars, to a square or to a telephone's shape."""
    width, height = image.size
    tall = random.choice((1.0, 16 / 9))
    size = (
        (width, round(width * tall))
        if width * tall > height * 1.1
        else (round(height * 1.4), height)
    )
    page = Image.new("RGB", size, random.choice(("black", "black", "white")))
    page.paste(image, ((size[0] - width) // 2, (size[1] - height) // 2))
    return page


def bordered(image: Image.Image, random: Random) -> Image.Image:
    colour = tuple(random.randrange(256) for _ in range(3))
    return ImageOps.expand(image, round(max(image.size) * 0.06), colour)


def with_logo(image: Image.Image, random: Random) -> Image.Image:
    """A word over a box, in a corner; it covers some 3 % of the picture."""
    image = image.copy()
    width, height = image.size
    box = Image.new("RGB", (round(width * 0.22), round(height * 0.14)), "white")
    draw = ImageDraw.Draw(box)
    draw.text((4, 4), "LOGO", "black", font=ImageFont.load_default(max(10, box.height * 0.6)))
    at = random.choice(((0.03, 0.03), (0.75, 0.03), (0.03, 0.83), (0.75, 0.83)))
    image.paste(box, (round(at[0] * width), round(at[1] * height)))
    return image


def turned(degrees: float) -> Change:
    """By so many degrees, with black where nothing was, as an editor does."""
    return lambda image, random: image.rotate(degrees, Image.Resampling.BICUBIC)


def flipped(how: Image.Transpose) -> Change:
    return lambda image, random: image.transpose(how)


def on_a_page(image: Image.Image, random: Random) -> Image.Image:
    """A screenshot: status bar, title, the picture with a margin or without, caption, buttons."""
    dark = random.random() < 0.5
    ground, ink = ((18, 18, 22), "white") if dark else ((250, 250, 250), "black")
    width = 1080 if random.random() < 0.6 else 1440
    margin = random.choice((0, 0, 24, 60))
    inside = image.resize(
        (width - 2 * margin, round((width - 2 * margin) * image.height / image.width))
    )
    top = random.randrange(150, 330)
    page = Image.new("RGB", (width, top + inside.height + random.randrange(300, 700)), ground)
    draw = ImageDraw.Draw(page)
    large, small = ImageFont.load_default(44), ImageFont.load_default(30)
    draw.text((40, 14), "12:30", ink, font=small)
    draw.text((width - 200, 14), "LTE 80 %", ink, font=small)
    draw.text((40, 76), random.choice(("Gallery", "Posts", "example.example")), ink, font=large)
    page.paste(inside, (margin, top))
    below = top + inside.height + 40
    for line in range(random.randrange(1, 5)):
        draw.text(
            (40, below + 44 * line),
            "a caption under a picture " * random.randrange(1, 3),
            ink,
            font=small,
        )
    for button in range(4):
        centre_x = width * (2 * button + 1) // 8
        draw.ellipse(
            (centre_x - 26, page.height - 90, centre_x + 26, page.height - 38), outline=ink, width=4
        )
    return page


def turned_by_exif(image: Image.Image, random: Random) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return as_jpeg(image.transpose(Image.Transpose.ROTATE_90), exif=exif)


EDITS: dict[str, Edit] = {
    **{f"JPEG, quality {q}": saved("JPEG", quality=q) for q in (90, 50, 20)},
    "half the size": after(scaled(0.5)),
    "a quarter of the size": after(scaled(0.25)),
    "brighter by a third": after(enhanced(ImageEnhance.Brightness, 1.33)),
    "contrast lower by a third": after(enhanced(ImageEnhance.Contrast, 0.67)),
    "no colour": after(lambda image, random: image.convert("L")),
    "blurred": after(lambda image, random: image.filter(ImageFilter.GaussianBlur(3))),
    "as GIF": saved("GIF"),
    "as CMYK JPEG": after(lambda image, random: image.convert("CMYK")),
    "turned by EXIF alone": turned_by_exif,
    "logo": after(with_logo),
    **{f"crop {p} %, centre": after(centre(p / 100)) for p in (2, 5, 10)},
    **{f"crop {p} %, a corner": after(corner(p / 100)) for p in (2, 5, 10)},
    **{f"crop {p} %, one side": after(one_side(p / 100)) for p in (2, 5, 10)},
    **{f"crop {p} % from each side": after(centre(2 * p / 100)) for p in (2, 5)},
    "crop up to 4 % of each side": after(anywhere),
    "letterbox": after(letterboxed),
    "border": after(bordered),
    "turned 2°": after(turned(2)),
    "turned 5°": after(turned(5)),
    "turned 90°": after(flipped(Image.Transpose.ROTATE_90)),
    "turned 180°": after(flipped(Image.Transpose.ROTATE_180)),
    "left to right": after(flipped(Image.Transpose.FLIP_LEFT_RIGHT)),
    "upside down": after(flipped(Image.Transpose.FLIP_TOP_BOTTOM)),
    "letterbox and left to right": after(
        lambda image, random: letterboxed(ImageOps.mirror(image), random)
    ),
    "screenshot with frame": after(on_a_page),
}
