"""What was made elsewhere is what its list says, and pages load nothing from other hosts."""

import re
from hashlib import sha256
from pathlib import Path

import lamplight.web

STATIC = Path(lamplight.web.__file__).parent / "static"
TEMPLATES = STATIC.parent / "templates"
ROW = re.compile(
    r"^\| `([^`]+)` \| .+ \| [\d.]+ \| (?:0BSD|OFL-1\.1) \| `([0-9a-f]{64})` \|$", re.M
)


def test_every_vendored_file_has_the_hash_that_is_written_down() -> None:
    listed = dict(ROW.findall((STATIC / "VENDORED.md").read_text()))

    found = {
        path.name: sha256(path.read_bytes()).hexdigest() for path in (STATIC / "vendor").iterdir()
    }

    assert found == listed


def test_no_page_style_or_script_of_ours_names_another_host() -> None:
    ours = [*TEMPLATES.rglob("*.html"), *STATIC.glob("*.css"), *STATIC.glob("*.js")]

    assert ours
    assert not [path for path in ours if re.search(r"https?://|//cdn", path.read_text())]


def test_no_page_holds_a_script_or_a_style_of_its_own() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|hx-on|javascript:")

    wrong = [path for path in TEMPLATES.rglob("*.html") if inline.search(path.read_text())]

    assert not wrong
