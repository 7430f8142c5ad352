"""Corrections: known errors of the sources, put right between reading and cleaning, each with its reason."""

from etl.correct.apply import correct

__all__ = ["correct"]
