"""The bundled gazetteer."""

from lamplight.collect.places import read_places


def test_the_gazetteer_holds_the_world() -> None:
    places = read_places()

    assert len(places.pinned) > 14_000
    assert str(places.city("Houston")) == "Houston, TX, US"
    assert str(places.city("new york")) == "New York City, NY, US"
    assert str(places.city("Köln")) == str(places.city("Cologne")) == "Köln, DE"
    assert places.country("Deutschland") == "DE"
