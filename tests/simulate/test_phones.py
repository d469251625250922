from random import Random

from lamplight.simulate.cities import CITIES
from lamplight.simulate.phones import Phones

HOUSTON = next(city for city in CITIES if city.name == "Houston")


def test_a_local_number_is_one_set_aside_for_fiction() -> None:
    random = Random(1)
    phones = Phones(random)

    numbers = [phones.local(HOUSTON, random) for _ in range(200)]

    assert {number[:3] for number in numbers} == {"713", "281", "832"}
    assert all(number[3:8] == "55501" and len(number) == 10 for number in numbers)


def test_a_city_that_has_given_out_its_numbers_goes_on_with_area_codes_nobody_has() -> None:
    random = Random(1)
    phones = Phones(random)

    numbers = [phones.local(HOUSTON, random) for _ in range(900)]

    assert len(set(numbers)) == 900
    assert len([number for number in numbers if number[3:8] == "55501"]) == 300
    assert all(number[1] == "9" for number in numbers if number[3:8] != "55501")


def test_no_number_is_given_out_twice() -> None:
    phones = Phones(Random(2))

    numbers = [phones.anywhere() for _ in range(100_000)]

    assert len(set(numbers)) == 100_000
    assert all(len(number) == 10 and number[1] == "9" for number in numbers)
    assert all(number[3] >= "2" and number[4:6] != "11" for number in numbers)
