"""Brings a ledger's tables up to date; safe where two processes open a new one at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

LOCK = 7_305_001
"""Key of PostgreSQL's advisory lock during the migration; any number that nothing else uses."""


def upgrade(engine: Engine) -> None:
    """Run the migrations that are still due, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
