"""What a Shield server tells of itself in Prometheus' form.

a look -> Measures.looked; Measures.text -> /metrics

Names and labels never hold what was asked; a program is not told from another.
"""

from collections.abc import Iterator, Mapping
from math import nan

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from lamplight.bank.policy import Action
from lamplight.web.shield.state import Shield

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Measures:
    """Of one server."""

    def __init__(self, shield: Shield) -> None:
        self._registry = CollectorRegistry()
        self._looks = Counter(
            "lamplight_looks", "Uploads and hashes looked up, by verdict.", ["kind", "verdict"],
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "lamplight_answer_seconds", "From a whole request to its answer.", ["kind"],
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._refused = Counter(
            "lamplight_refused", "Requests without an answer, by status.", ["status"],
            registry=self._registry,
        )  # fmt: skip
        for name, what, read in (
            ("index_lag_seconds", "Age of the oldest change of banks not in answers yet.",
             lambda: nan if shield.lag_seconds is None else shield.lag_seconds),
            ("index_position", "Of the banks' log, up to which answers are right.",
             lambda: float(shield.compared.lag.position if shield.compared else -1)),
            ("uploads_waiting", "Uploads that are decoded or wait for it.",
             lambda: float(shield.waiting)),
        ):  # fmt: skip
            Gauge(f"lamplight_{name}", what, registry=self._registry).set_function(read)

        self._registry.register(_Exchanges(shield))

    def looked(self, kind: str, actions: Mapping[Action, int], seconds: float) -> None:
        """An answer that was given."""
        for action, count in actions.items():
            self._looks.labels(kind, action).inc(count)
        self._seconds.labels(kind).observe(seconds)

    def refused(self, status: int) -> None:
        """A request that got an error."""
        self._refused.labels(str(status)).inc()

    def text(self) -> bytes:
        """All of it."""
        return generate_latest(self._registry)


class _Exchanges(Collector):
    """How fetching from partners goes, as the database says it."""

    def __init__(self, shield: Shield) -> None:
        self._shield = shield

    def collect(self) -> Iterator[Metric]:
        """Of all exchanges; those that never succeeded have no moment."""
        heard = GaugeMetricFamily(
            "lamplight_exchange_succeeded_seconds", "When a fetch last succeeded, since 1970.",
            labels=["exchange"],
        )  # fmt: skip
        failures = GaugeMetricFamily(
            "lamplight_exchange_failures", "Fetches that failed since then.", labels=["exchange"]
        )
        for one in self._shield.following.exchanges:
            if one.succeeded_at is not None:
                heard.add_metric([one.name], one.succeeded_at.timestamp())
            failures.add_metric([one.name], one.failures)
        yield from (heard, failures)
