"""Extract: every source file becomes text rows in schema raw, with file, sheet and row."""

from etl.extract.read import read_sources

__all__ = ["read_sources"]
