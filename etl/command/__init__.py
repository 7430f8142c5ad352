"""The command line: `python -m etl …`. Every way to end has its exit status."""

from etl.command.app import main

__all__ = ["main"]
