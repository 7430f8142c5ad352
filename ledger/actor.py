"""Who writes: every function that writes is told."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["leader", "organiser", "analyst", "reviewer", "admin"]
Source = Literal["signed_in", "self_reported"]
ALL_TOWNSHIPS = "*"
WRITERS: tuple[Role, ...] = ("organiser", "reviewer", "admin")
"""Roles that write; leaders and analysts look."""


@dataclass(frozen=True)
class Actor:
    """A person with role and townships ('*': all).

    `source` is signed_in where a sign-in provider vouches for the name, self_reported (自报身份) where it was picked
    from [people] in county.toml: what needs a second person does not take a self-reported one for it.
    """

    name: str
    role: Role
    source: Source
    townships: tuple[str, ...] = (ALL_TOWNSHIPS,)

    @property
    def may_write(self) -> bool:
        """Whether this actor's role writes at all."""
        return self.role in WRITERS

    def may_see(self, township: str) -> bool:
        """Whether a township is among this actor's."""
        return ALL_TOWNSHIPS in self.townships or township in self.townships


class NotAllowed(Exception):
    """The actor's role does not write; nothing was written."""

    def __init__(self, actor: Actor) -> None:
        super().__init__(f"{actor.name}: {actor.role}")
        self.actor = actor


def are_two_people(first: Actor, second: Actor) -> bool:
    """Whether two actors are vouched for as two different people; a self-reported name vouches for nothing."""
    return first.source == second.source == "signed_in" and first.name != second.name
