from lamplight.media.digest import NO_DIGESTS, digests_of, digests_of_parts


def test_digests_are_the_standards_own_examples() -> None:
    # FIPS 180-4's and RFC 1321's test value "abc"
    found = digests_of(b"abc")

    assert found.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert found.sha1 == "a9993e364706816aba3e25717850c26c9cd0d89d"
    assert found.md5 == "900150983cd24fb0d6963f7d28e17f72"


def test_bytes_that_come_in_parts_have_the_same_digests_of_the_kinds_asked_for() -> None:
    whole = digests_of(b"abc")

    assert digests_of_parts([b"a", b"bc"]) == whole
    assert digests_of_parts([b"a", b"bc"], ["md5"]) == NO_DIGESTS._replace(md5=whole.md5)
