"""A PostgreSQL server that is stopped with its connections open is given up."""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, make_url, text

from lamplight.errors import Unavailable
from lamplight.store.engine import open_engine, reading
from lamplight.store.patience import no_longer_than

pytestmark = [pytest.mark.postgres, pytest.mark.parametrize("url", ["postgres"], indirect=True)]


class Relay:
    """Stands between a program and a server; stopped, it keeps all lines open and says nothing."""

    def __init__(self, host: str, port: int) -> None:
        self.going = Event()
        self.going.set()
        self._to = host, port
        self._open = [socket.create_server(("127.0.0.1", 0))]
        self.port: int = self._open[0].getsockname()[1]
        self._threads: list[Thread] = []
        self._begin(self._let_in)

    def close(self) -> None:
        self.going.set()
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for one in self._open:
            one.close()

    def _begin(self, work: Callable[..., None], *words: object) -> None:
        self._threads.append(Thread(target=work, args=words))
        self._threads[-1].start()

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                ours = self._open[0].accept()[0], socket.create_connection(self._to)
                self._open += ours
                for way in (ours, ours[::-1]):
                    self._begin(self._carry, *way)

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                self.going.wait()
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)


@pytest.fixture
def relay(url: str) -> Iterator[Relay]:
    address = make_url(url)
    relay = Relay(address.host or "", address.port or 5432)
    yield relay
    relay.close()


@pytest.fixture
def engine(url: str, relay: Relay) -> Iterator[Engine]:
    through = make_url(url).set(port=relay.port)
    engine = open_engine(through.render_as_string(hide_password=False))
    yield engine
    engine.dispose()


def one(engine: Engine) -> object:
    with reading(engine) as db:
        return db.execute(text("select 1")).scalar()


def test_a_server_that_is_stopped_is_given_up_and_found_again(engine: Engine, relay: Relay) -> None:
    assert one(engine) == 1
    relay.going.clear()

    with no_longer_than(0.05), pytest.raises(Unavailable, match="does not answer"):
        one(engine)
    relay.going.set()

    assert one(engine) == 1


def test_who_is_patient_gets_the_answer_of_a_slow_statement(engine: Engine) -> None:
    with no_longer_than(0.05), no_longer_than(None), reading(engine) as db:
        assert db.execute(text("select 7 from pg_sleep(0.2)")).scalar() == 7
