"""Reads of the system domain. Those that answer values are the AI engine's way in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from django.db.models import OuterRef, Q, QuerySet, Subquery

from igny8.accounts.selectors import actor_names, site_get, user_list
from igny8.core import field_secrets
from igny8.core.crypto import SecretUnreadable
from igny8.core.errors import Conflict, NotFound
from igny8.core.roles import Role
from igny8.system.base import prompt_defaults
from igny8.system.base.operator import is_operator_address
from igny8.system.base.prompt_defaults import PromptDefault
from igny8.system.base.templates import TemplateInvalid
from igny8.system.base.values import ActivePrompt, ProviderChoice
from igny8.system.models import (
    Activity,
    AIPrompt,
    AuditEntry,
    AuthorProfile,
    IntegrationSettings,
    Notification,
    NotificationRead,
)

log = structlog.get_logger(__name__)
_NAMELESS = {"user": "Somebody", "api_key": "An API key"}  # gone since, or staff; all else is the product


class ProviderKeyUnreadable(Conflict):
    code = "PROVIDER_KEY_UNREADABLE"
    default = "The stored provider key cannot be opened any more. Enter it again in the AI settings."


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptState:
    """One function's default and what the account and the site put in its place.

    ``problems`` say why an override is not used: the product's newer version of the prompt has other variables.
    """

    default: PromptDefault
    account_override: AIPrompt | None
    site_override: AIPrompt | None
    active: ActivePrompt
    problems: tuple[str, ...]


def site_require(site_id: UUID | None) -> None:
    """Make sure the site exists for the actor; None stands for the whole account.

    :raises NotFound: absent, foreign and hidden sites alike.
    """
    if site_id is not None and site_get(site_id) is None:
        raise NotFound("No such site.")


def user_known(user_id: UUID | None) -> bool:
    """Whether the user belongs to the scope's account; staff who look at it do not."""
    return user_id is not None and user_list().filter(pk=user_id).exists()


def default_require(function: str) -> PromptDefault:
    """The default prompt of a function.

    :raises NotFound: no function of this name has a prompt.
    """
    found = prompt_defaults.find(function)
    if found is None:
        raise NotFound(f"No AI function {function[:60]!r} has a prompt.")
    return found


def prompt_version_list() -> QuerySet[AIPrompt]:
    """All own versions the actor may see."""
    return AIPrompt.objects.all()


def prompt_states(*, site_id: UUID | None = None, function: str | None = None) -> list[PromptState]:
    """Every function with a prompt (or the one named) as it stands for the account or one site: one query.

    :raises NotFound: unknown site or function.
    """
    site_require(site_id)
    defaults = [default_require(function)] if function else prompt_defaults.everything()
    active = AIPrompt.objects.filter(Q(site_id=None) | Q(site_id=site_id), is_active=True)
    rows = {(row.function, row.site_id): row for row in active.filter(function__in=[d.function for d in defaults])}
    return [
        _state(d, rows.get((d.function, None)), rows.get((d.function, site_id)) if site_id else None) for d in defaults
    ]


def _state(default: PromptDefault, account_row: AIPrompt | None, site_row: AIPrompt | None) -> PromptState:
    problems: list[str] = []
    for row, owner in ((site_row, "site"), (account_row, "account")):
        if row is None:
            continue
        found = _problems(default, row.body)
        if not found:
            chosen = ActivePrompt(row.body, f"{owner}-v{row.version}")
            break
        problems += [f"The {owner}'s version {row.version} is not used. {problem}" for problem in found]
    else:
        chosen = ActivePrompt(default.text, default.label)
    return PromptState(
        default=default,
        account_override=account_row,
        site_override=site_row,
        active=chosen,
        problems=tuple(problems),
    )


def _problems(default: PromptDefault, body: str) -> tuple[str, ...]:
    try:
        return default.problems(body)
    except TemplateInvalid as exc:
        return (exc.sentence,)


def prompt_for(*, function: str, site_id: UUID | None) -> ActivePrompt:
    """The prompt a run has to use: the site's own, else the account's, else the product's.

    An override that no longer fits the product's variables is passed over, and the label says which text was used.

    :raises NotFound: no such function, no such site.
    """
    state = prompt_states(site_id=site_id, function=function)[0]
    if state.problems:
        log.warning("prompt_override_unusable", function=function, site_id=str(site_id), problems=state.problems)
    return state.active


def provider_settings_list() -> QuerySet[IntegrationSettings]:
    """The account's providers."""
    return IntegrationSettings.objects.all()


def provider_settings_choice(settings_id: UUID) -> ProviderChoice:
    """One stored provider with its key opened, active or not: for testing the connection.

    :raises NotFound: no such row. :raises ProviderKeyUnreadable: the key does not open.
    """
    row = IntegrationSettings.objects.filter(pk=settings_id).first()
    if row is None:
        raise NotFound
    return _choice(row)


def providers_for(*, function: str) -> dict[str, ProviderChoice]:
    """The providers the account has chosen, by kind: for this function, else for all; a kind without a choice is left out.

    :param function: for instance ``planning.auto_cluster``.
    :raises ProviderKeyUnreadable: a key does not open; never silently another provider.
    """
    rows = IntegrationSettings.objects.filter(function__in=["", function], is_active=True)
    chosen: dict[str, IntegrationSettings] = {}
    for row in sorted(rows, key=lambda found: len(found.function)):
        chosen[row.kind] = row
    return {kind: _choice(row) for kind, row in chosen.items()}


def provider_for(*, kind: str, function: str) -> ProviderChoice | None:
    """The provider the account has chosen for one kind of call; None when it chose none.

    :param kind: chat, images or embeddings. :param function: for instance ``planning.auto_cluster``.
    :raises ProviderKeyUnreadable: a key does not open; never silently another provider.
    """
    return providers_for(function=function).get(kind)


def _choice(row: IntegrationSettings) -> ProviderChoice:
    try:
        key = field_secrets.unseal(row.api_key, field=row.secret_field) if row.api_key else ""
    except SecretUnreadable as exc:
        log.error("provider_key_unreadable", settings_id=str(row.id))
        raise ProviderKeyUnreadable from exc
    return ProviderChoice(
        settings_id=row.id,
        kind=row.kind,
        provider=row.provider,
        base_url=row.base_url,
        model=row.model,
        temperature=row.temperature,
        max_tokens=row.max_tokens,
        extra=row.extra,
        allow_private=is_operator_address(row.base_url),
        api_key=key,
    )


def author_profile_names(profile_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of author profiles by id; others are left out."""
    return dict(AuthorProfile.objects.filter(pk__in=profile_ids).values_list("id", "name"))


def author_profile_list() -> QuerySet[AuthorProfile]:
    """The author profiles of the account and of the sites the actor may see."""
    return AuthorProfile.objects.all()


def author_for(*, site_id: UUID | None, author_id: UUID | None = None) -> AuthorProfile | None:
    """Who a text is by: the profile named, else the site's default, else the account's; None when there is none.

    :raises NotFound: the named profile does not exist or belongs to another site.
    """
    usable = AuthorProfile.objects.filter(Q(site_id=None) | Q(site_id=site_id))
    if author_id is not None:
        named = usable.filter(pk=author_id).first()
        if named is None:
            raise NotFound("No such author profile for this site.")
        return named
    return max(usable.filter(is_default=True), key=lambda row: row.site_id is not None, default=None)


def audit_entry_list() -> QuerySet[AuditEntry]:
    """The account's audit log."""
    return AuditEntry.objects.all()


def activity_list() -> QuerySet[Activity]:
    """What happened on the sites the actor may see, and in the account as a whole."""
    return Activity.objects.all()


def activity_actors(rows: Iterable[Activity]) -> dict[tuple[str, UUID | None], str]:
    """The name of everybody who acts in these rows, by kind and id: a query for the people and one for the keys, if any."""
    actors = {(row.actor_kind, row.actor_id) for row in rows}
    names = actor_names({actor for actor in actors if actor[0] != "system"})
    return {actor: names.get(actor) or _NAMELESS.get(actor[0], "IGNY8") for actor in actors}


def notification_list(*, user_id: UUID | None, role: Role) -> QuerySet[Any]:
    """What this user has been told, with ``read_at`` (null while unread)."""
    reads = NotificationRead.objects.filter(Q(notification_id=OuterRef("pk"), user_id=user_id))
    addressed = Q(user_id=user_id) if user_id else Q(pk=None)
    return Notification.objects.filter(addressed | Q(user_id=None, min_role__lte=role)).annotate(
        read_at=Subquery(reads.values("created_at")[:1])
    )
