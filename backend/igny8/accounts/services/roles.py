"""Who may give which role."""

from igny8.core.errors import NotAllowed
from igny8.core.roles import Role

GRANTABLE = (Role.VIEWER, Role.EDITOR, Role.ADMIN, Role.OWNER)


class RoleTooHigh(NotAllowed):
    code = "ROLE_TOO_HIGH"
    default = "This role is above your own."


def role_may_grant(*, by: Role, role: Role) -> None:
    """Refuse roles above the giver's own, and those no account gives (staff and automation).

    :raises RoleTooHigh: in both cases.
    """
    if role not in GRANTABLE or role > by:
        raise RoleTooHigh(errors={"role": [RoleTooHigh.default]})
