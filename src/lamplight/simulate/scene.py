"""Paint a picture of nothing in particular: hills under a sky, tiles, or shapes on a table.

seed -> paint -> RGB picture -> edited

Everything comes from whole numbers and Pillow's drawing; no photo of anybody is needed to test what
finds pictures again. Pictures of different seeds share no layout, so their hashes are far apart.
"""

from random import Random

from PIL import Image, ImageDraw, ImageEnhance

WIDTH, HEIGHT = 480, 360
Color = tuple[int, int, int]


def paint(seed: int) -> Image.Image:
    """The picture of a seed, 480x360, always the same."""
    random = Random(seed)
    picture = Image.new("RGB", (WIDTH, HEIGHT), _color(random))
    draw = ImageDraw.Draw(picture)
    random.choice((_hills, _tiles, _table))(draw, random)
    _specks(draw, random)
    return picture


def edited(picture: Image.Image, edit: int) -> Image.Image:
    """The picture as somebody posts it again: cut at the edges, of another size and brightness."""
    random = Random(edit)
    wide, high = picture.size
    cut = [random.randint(0, 3) for _ in range(4)]
    picture = picture.crop((cut[0], cut[1], wide - cut[2], high - cut[3]))
    scale = random.choice((60, 75, 90, 100, 120))
    picture = picture.resize((wide * scale // 100, high * scale // 100), Image.Resampling.BILINEAR)
    return ImageEnhance.Brightness(picture).enhance(random.randint(85, 115) / 100)


def _color(random: Random) -> Color:
    return random.randint(0, 255), random.randint(0, 255), random.randint(0, 255)


def _hills(draw: ImageDraw.ImageDraw, random: Random) -> None:
    """A sky in bands, a sun, ranges of hills, houses and trees."""
    low, high = _color(random), _color(random)
    for band in range(24):
        part = [(a * band + b * (24 - band)) // 24 for a, b in zip(low, high, strict=True)]
        draw.rectangle((0, band * 10, WIDTH, band * 10 + 10), fill=(part[0], part[1], part[2]))
    _disc(draw, random, 20, 60)
    for ground in range(random.randint(90, 160), HEIGHT, random.randint(45, 80)):
        line = [(x, ground + random.randint(-50, 50)) for x in range(0, WIDTH + 60, 60)]
        draw.polygon([(0, HEIGHT), *line, (WIDTH, HEIGHT)], fill=_color(random))
        for _ in range(random.randint(2, 7)):
            _house(draw, random, ground)


def _house(draw: ImageDraw.ImageDraw, random: Random, ground: int) -> None:
    x, wide, high = random.randint(0, WIDTH), random.randint(12, 50), random.randint(15, 70)
    draw.rectangle((x, ground - high, x + wide, ground), fill=_color(random))
    roof = [(x - 4, ground - high), (x + wide // 2, ground - high - wide // 2)]
    draw.polygon([*roof, (x + wide + 4, ground - high)], fill=_color(random))


def _tiles(draw: ImageDraw.ImageDraw, random: Random) -> None:
    """A wall of tiles of uneven width."""
    y = 0
    while y < HEIGHT:
        high, x = random.randint(25, 80), 0
        while x < WIDTH:
            wide = random.randint(25, 110)
            draw.rectangle((x, y, x + wide, y + high), fill=_color(random))
            x += wide
        y += high


def _table(draw: ImageDraw.ImageDraw, random: Random) -> None:
    """Discs, triangles and bars in a heap."""
    for _ in range(random.randint(25, 45)):
        match random.randint(0, 2):
            case 0:
                _disc(draw, random, 12, 70)
            case 1:
                corners = [_point(random), _point(random), _point(random)]
                draw.polygon(corners, fill=_color(random))
            case _:
                ends = [_point(random), _point(random)]
                draw.line(ends, fill=_color(random), width=random.randint(4, 30))


def _disc(draw: ImageDraw.ImageDraw, random: Random, least: int, most: int) -> None:
    (x, y), radius = _point(random), random.randint(least, most)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_color(random))


def _specks(draw: ImageDraw.ImageDraw, random: Random) -> None:
    for _ in range(30):
        _disc(draw, random, 3, 10)


def _point(random: Random) -> tuple[int, int]:
    return random.randint(0, WIDTH), random.randint(0, HEIGHT)
