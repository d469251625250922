"""What routes ask for: the database, who is asking, and that a form came from our own page.

Request -> Db, Who, Signed
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Form, Request
from pydantic import BeforeValidator, Field
from sqlalchemy import Connection

from lamplight.errors import Refused
from lamplight.model import Actor
from lamplight.web import session


def connection(request: Request) -> Iterator[Connection]:
    """One transaction for each request: committed on success, rolled back on error."""
    with request.app.state.engine.begin() as db:
        yield db


def actor(request: Request) -> Actor:
    """Who asks: the local user, until there are accounts."""
    return Actor(request.app.state.settings.actor)


def moment(request: Request) -> datetime:
    now: datetime = request.app.state.now()
    return now


def signed(request: Request, csrf: Annotated[str, Form(max_length=500)] = "") -> None:
    """Raises Refused unless a page of ours, opened by this browser, sent the form."""
    sessions, mine = session.of(request)
    if not sessions.accepts(mine, csrf):
        raise Refused("this form was opened too long ago or elsewhere; load the page again")


# The transaction ends before the answer is sent, so that a redirect finds what was written.
Db = Annotated[Connection, Depends(connection, scope="function")]
Who = Annotated[Actor, Depends(actor)]
Now = Annotated[datetime, Depends(moment)]
Signed = Depends(signed)
# No database takes a NUL character.
Line = Annotated[str, Field(pattern=r"^[^\x00]*$")]
EmptyIsNone = BeforeValidator(lambda given: None if given == "" else given)
