from random import Random

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in
from lamplight.simulate import contacts

PLACES = read_places()


def test_every_wallet_passes_a_reader_that_verifies_checksums() -> None:
    random = Random(3)
    wallets = [contacts.wallet(random) for _ in range(60)]

    read = [
        signal.value
        for wallet in wallets
        for signal in signals_in(f"Deposit to {wallet}", "US", PLACES)
        if signal.kind == "wallet"
    ]

    assert [value.split(":")[1] for value in read] == wallets
    assert {value.split(":")[0] for value in read} == {"btc", "eth"}


def test_a_wallet_with_one_wrong_letter_does_not_pass() -> None:
    wallet = next(
        text for seed in range(50) if (text := contacts.wallet(Random(seed))).startswith("bc1")
    )
    wrong = wallet[:-1] + ("q" if wallet[-1] != "q" else "p")

    kinds = {signal.kind for signal in signals_in(f"Deposit to {wrong}", "US", PLACES)}

    assert "wallet" not in kinds


def test_nobody_shares_a_nickname_by_accident() -> None:
    random = Random(4)

    names = {contacts.nickname(serial, random) for serial in range(5_000)}

    assert len(names) == 5_000
