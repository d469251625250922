"""A form is accepted from the browser that its page was made for, and no other."""

from lamplight.web.session import Sessions

KEY = b"0" * 32


def test_a_token_is_good_for_its_own_session() -> None:
    sessions = Sessions(KEY)
    session = sessions.open(None)

    again = sessions.open(session.cookie)

    assert again.id == session.id
    assert sessions.accepts(again, sessions.token(session))


def test_a_token_of_another_session_is_refused() -> None:
    sessions = Sessions(KEY)
    mine, theirs = sessions.open(None), sessions.open(None)

    assert not sessions.accepts(sessions.open(mine.cookie), sessions.token(theirs))


def test_a_browser_without_a_cookie_is_refused() -> None:
    sessions = Sessions(KEY)
    session = sessions.open(None)

    assert not sessions.accepts(session, sessions.token(session))


def test_what_another_server_signed_is_refused() -> None:
    sessions, other = Sessions(KEY), Sessions(b"1" * 32)
    session = sessions.open(sessions.open(None).cookie)

    assert not sessions.accepts(session, other.token(session))
    assert other.open(session.cookie).fresh


def test_a_cookie_is_no_token() -> None:
    sessions = Sessions(KEY)
    session = sessions.open(sessions.open(None).cookie)

    assert not sessions.accepts(session, session.cookie)
    assert not sessions.accepts(session, "")
