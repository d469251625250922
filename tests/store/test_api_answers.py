"""Who asks again within a day gets the same answer."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from lamplight.errors import BadInput
from lamplight.store.api_answers import KEPT, Once, keep_answer, kept_answer
from lamplight.store.api_keys import NewKey, make_key
from lamplight.store.tables import api_answers
from tests.factories import ROSE, day

ONCE = Once(1, "aa" * 32, "bb" * 32)


@pytest.fixture(autouse=True)
def a_key(engine: Engine) -> None:
    with engine.begin() as db:
        make_key(db, ROSE, NewKey("uploads"), day(1))


def test_the_first_answer_counts(engine: Engine) -> None:
    with engine.begin() as db:
        assert kept_answer(db, ONCE, day(1)) is None
        assert keep_answer(db, ONCE, b"first", day(1)) == b"first"
        assert keep_answer(db, ONCE, b"second", day(1)) == b"first"
        assert kept_answer(db, ONCE, day(1)) == b"first"


def test_another_question_under_the_same_key_is_refused(engine: Engine) -> None:
    with engine.begin() as db:
        keep_answer(db, ONCE, b"first", day(1))

        with pytest.raises(BadInput, match="something else"):
            kept_answer(db, ONCE._replace(request="cc" * 32), day(1))


def test_an_answer_is_gone_after_a_day(engine: Engine) -> None:
    later = day(1) + KEPT + timedelta(seconds=1)
    with engine.begin() as db:
        keep_answer(db, ONCE, b"first", day(1))

        assert kept_answer(db, ONCE, later) is None
        assert keep_answer(db, ONCE, b"second", later) == b"second"
        assert db.execute(select(func.count()).select_from(api_answers)).scalar_one() == 1
