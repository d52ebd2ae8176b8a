"""Role checks. Tenancy and site access are not here: a row outside them does not exist."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from igny8.core.errors import NotAllowed, NotAuthenticated
from igny8.core.roles import Role


def required_role(view: Any, method: str) -> Role | None:
    """The role a view declares for its action, or for its method where it has no actions; None when it forgot to."""
    name = getattr(view, "action", None) or method.lower()
    if name in {"options", "metadata"}:
        return Role.VIEWER
    if name == "head":
        name = "get"
    roles: dict[str, Role] = view.roles
    return roles.get(name)


def check_scope(request: Request, view: Any) -> None:
    """:raises NotAllowed: the key lacks the scope that the view's ``key_scopes`` demands for this method."""
    needed = view.key_scopes.get((request.method or "GET").lower())
    if needed and needed not in request.user.scopes:  # type: ignore[union-attr]
        raise NotAllowed(f"This API key lacks the scope {needed}. Make one that has it.")


class RolePermission(BasePermission):
    """Compares the principal's role with the one the view declares in ``roles``. Nothing declared: nobody enters."""

    def has_permission(self, request: Request, view: Any) -> bool:
        required = required_role(view, request.method or "GET")
        if required is None:
            raise NotAllowed
        if required in {Role.PUBLIC, Role.SIGNED}:
            return True
        if not request.user:
            raise NotAuthenticated
        role: Role = request.user.role  # type: ignore[union-attr, assignment]
        if required is Role.API_KEY:
            if role is not Role.API_KEY:
                raise NotAllowed("This address is for a site's API key.")
            check_scope(request, view)
            return True
        if role < required:
            raise NotAllowed(f"This needs the role {required.label}; yours is {role.label}.")
        return True
