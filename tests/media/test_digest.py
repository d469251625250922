from lamplight.media.digest import digests_of


def test_digests_are_the_standards_own_examples() -> None:
    # FIPS 180-4's and RFC 1321's test value "abc"
    found = digests_of(b"abc")

    assert found.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert found.sha1 == "a9993e364706816aba3e25717850c26c9cd0d89d"
    assert found.md5 == "900150983cd24fb0d6963f7d28e17f72"
