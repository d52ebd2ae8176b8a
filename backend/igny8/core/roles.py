"""Roles in their order: a higher role may do all a lower one may."""

from enum import IntEnum


class Role(IntEnum):
    """The value is the rank; ``label`` is what the database and the API use."""

    PUBLIC = 0  # nobody signed in
    SIGNED = 1  # a machine that signs each request: the view refuses everything else with 401
    API_KEY = 5  # a site's own key: only views that ask for it
    VIEWER = 10
    EDITOR = 20
    ADMIN = 30
    OWNER = 40
    DEVELOPER = 50  # our staff
    SYSTEM_BOT = 60  # the actor of automation; never signs in

    @property
    def label(self) -> str:
        return self.name.lower()

    @classmethod
    def of(cls, label: str) -> "Role":
        """The role of a stored label. :raises KeyError: for an unknown one."""
        return cls[label.upper()]
