"""PostgreSQL connections that wait for an answer no longer than whoever asks likes.

psycopg's arguments -> Patient.connect -> Patient
"""

from typing import Any

from psycopg import Connection, OperationalError
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus

from lamplight.store.patience import most_silence_s

_LOOK_UP_S = 0.1
"""At Ctrl-C, as psycopg does."""


class Patient(Connection[Any]):
    """As store.patience says."""

    def wait(
        self, gen: PQGen[RV], interval: float = _LOOK_UP_S, timeout: float | None = None
    ) -> RV:
        """Raises OperationalError; what the server would say later is then nobody's answer."""
        try:
            return super().wait(gen, interval, most_silence_s.get() if timeout is None else timeout)
        except OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise
