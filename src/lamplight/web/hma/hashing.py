"""/h/hash: what a picture or video hashes to."""

from lamplight.web.hma.answered import Ask
from lamplight.web.hma.media import Media, hashes_of, media_route


@media_route("/h/hash", "GET", "POST")
def hash_media(ask: Ask, media: Media) -> dict[str, str]:
    """Hashes by signal type."""
    return hashes_of(ask.shield, media).signals


ROUTES = [hash_media]
