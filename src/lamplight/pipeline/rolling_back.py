"""Roll a run back: its ads go, what it changed is read again as it stood, the run before counts.

Engine, run's number -> roll_back_run -> Undone
"""

from sqlalchemy import Engine

from lamplight.model import Actor
from lamplight.pipeline.extracting import read_again
from lamplight.store.lock import locked
from lamplight.store.rollback import Undone, roll_back, run_to_roll_back


def roll_back_run(engine: Engine, actor: Actor, number: int) -> Undone:
    """Raises Busy while a run is at work, and what ``run_to_roll_back`` raises."""
    with locked(engine, f"rolling back by {actor.name}"), engine.begin() as db:
        run = run_to_roll_back(db, number)
        undone = roll_back(db, actor, run)
        read_again(db, undone.restored, run.arguments["region"])
    return undone
