"""An account's own prompts: every change is a version, and which version counts can be moved back and forth."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet

from igny8.core.errors import InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.tenancy import current_account_id, current_actor
from igny8.system.base import prompt_defaults
from igny8.system.base.prompt_defaults import PromptDefault
from igny8.system.base.templates import TemplateInvalid, render, variables_in
from igny8.system.constants import PROMPT_MAX_CHARS
from igny8.system.events import PromptChanged
from igny8.system.models import AIPrompt
from igny8.system.selectors import default_require, prompt_states, site_require, user_known
from igny8.system.services.audit import audit_record

__all__ = [
    "DiffLine",
    "PromptPreview",
    "prompt_default_register",
    "prompt_diff",
    "prompt_preview",
    "prompt_render",
    "prompt_reset",
    "prompt_rollback",
    "prompt_set",
]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """``op`` is equal, insert or delete."""

    op: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptPreview:
    """``text`` is the rendered prompt; ``problems`` would keep the body from being saved."""

    text: str
    variables: tuple[str, ...]
    problems: tuple[str, ...]


def prompt_default_register(*, function: str, text: str, version: str, variables: Sequence[str]) -> PromptDefault:
    """Make the prompt of an AI function known, at start-up.

    :param variables: all that may be used; those in ``text`` are required in every override.
    :raises ValueError: undeclared variables, or another default under this name.
    """
    return prompt_defaults.register(function=function, text=text, version=version, variables=variables)


def prompt_render(text: str, values: Mapping[str, object]) -> str:
    """The prompt with its variables replaced; nothing in it or in the values is evaluated.

    :raises igny8.system.base.templates.TemplateInvalid: naming variables without a value.
    """
    return render(text, values)


@transaction.atomic
def prompt_set(*, function: str, body: str, site_id: UUID | None = None, note: str = "") -> AIPrompt:
    """Store ``body`` as the next version for the account or one site, and use it from now on.

    :returns: the version; the active one unchanged when its text is the same already.
    :raises NotFound: unknown function or site. :raises InvalidInput: too long, unknown or missing variables, each named.
    """
    default = default_require(function)
    site_require(site_id)
    _check(default, body)
    _lock(function, site_id)
    own = _own(function, site_id)
    active = own.filter(is_active=True).first()
    if active is not None and active.body == body:
        return active
    own.filter(is_active=True).update(is_active=False)
    actor = current_actor()
    author_id = actor.id if actor.kind == "user" and user_known(actor.id) else None
    made = AIPrompt.objects.create(
        function=function,
        site_id=site_id,
        version=(own.aggregate(last=Max("version"))["last"] or 0) + 1,
        body=body,
        note=note,
        is_active=True,
        author_id=author_id,
    )
    _tell("prompt.set", made, f"Prompt of {function} set to version {made.version}", active)
    return made


@transaction.atomic
def prompt_rollback(*, function: str, to_version: int, site_id: UUID | None = None) -> AIPrompt:
    """Use an earlier (or later) version again.

    :returns: the version, unchanged when it is the active one already.
    :raises NotFound: unknown function, site or version. :raises InvalidInput: it no longer fits the prompt's variables.
    """
    default = default_require(function)
    site_require(site_id)
    _lock(function, site_id)
    own = _own(function, site_id)
    wanted = own.filter(version=to_version).first()
    if wanted is None:
        raise NotFound(f"There is no version {to_version}.")
    if wanted.is_active:
        return wanted
    _check(default, wanted.body)
    before = own.filter(is_active=True).first()
    own.filter(is_active=True).update(is_active=False)
    wanted.is_active = True
    wanted.save(update_fields=["is_active", "updated_at"])
    _tell("prompt.rollback", wanted, f"Prompt of {function} put back to version {to_version}", before)
    return wanted


@transaction.atomic
def prompt_reset(*, function: str, site_id: UUID | None = None) -> None:
    """Use the default again (for a site: the account's own, if there is one). Versions are kept.

    :raises NotFound: unknown function or site.
    """
    default_require(function)
    site_require(site_id)
    _lock(function, site_id)
    active = _own(function, site_id).filter(is_active=True).first()
    if active is None:
        return
    active.is_active = False
    active.save(update_fields=["is_active", "updated_at"])
    emit(PromptChanged(function=function, site_id=site_id, version=None))
    audit_record(
        action="prompt.reset",
        object_type="prompt",
        object_id=active.id,
        summary=f"Prompt of {function} reset to the default",
        changes={"version": [active.version, None], "site_id": site_id},
    )


def prompt_diff(
    *, function: str, site_id: UUID | None = None, from_version: int = 0, to_version: int | None = None
) -> list[DiffLine]:
    """What changed from one version to another, line by line.

    :param from_version: 0 is the product's default. :param to_version: None is what is in use now.
    :raises NotFound: unknown function, site or version.
    """
    before = _body(function, site_id, from_version).splitlines()
    after = _body(function, site_id, to_version).splitlines()
    lines: list[DiffLine] = []
    for op, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            lines += [DiffLine("equal", text) for text in before[a:b]]
        else:
            lines += [DiffLine("delete", text) for text in before[a:b]]
            lines += [DiffLine("insert", text) for text in after[c:d]]
    return lines


def prompt_preview(*, function: str, body: str, variables: Mapping[str, str]) -> PromptPreview:
    """``body`` rendered with sample values; a variable without one shows its name in guillemets.

    :raises NotFound: unknown function. :raises InvalidInput: ``body`` is no template, or a sample is for no variable.
    """
    default = default_require(function)
    strange = sorted(set(variables) - set(default.variables))
    if strange:
        known = ", ".join(default.variables) or "none"
        raise InvalidInput(
            f"variables: unknown {', '.join(strange)[:200]}. Known: {known}.",
            errors={f"variables.{name[:60]}": [f"Unknown variable. Known: {known}."] for name in strange[:20]},
        )
    used = variables_in(body)
    values = {name: variables.get(name, f"«{name}»") for name in {*used, *default.variables}}
    return PromptPreview(text=render(body, values), variables=used, problems=default.problems(body))


def _check(default: PromptDefault, body: str) -> None:
    if not body.strip():
        raise TemplateInvalid("body: The prompt is empty.", errors={"body": ["The prompt is empty."]})
    if len(body) > PROMPT_MAX_CHARS:
        raise TemplateInvalid(errors={"body": [f"At most {PROMPT_MAX_CHARS} characters."]})
    problems = default.problems(body)
    if problems:
        raise TemplateInvalid(problems[0], errors={"body": problems})


def _own(function: str, site_id: UUID | None) -> QuerySet[AIPrompt]:
    return AIPrompt.objects.filter(Q(function=function, site_id=site_id))


def _lock(function: str, site_id: UUID | None) -> None:
    """Writers of one prompt take turns; there may be no row yet that could be locked."""
    with connection.cursor() as cursor:
        key = f"prompt:{current_account_id()}:{function}:{site_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _body(function: str, site_id: UUID | None, version: int | None) -> str:
    if version is None:
        return prompt_states(site_id=site_id, function=function)[0].active.text
    default = default_require(function)
    site_require(site_id)
    if version == 0:
        return default.text
    row = _own(function, site_id).filter(version=version).first()
    if row is None:
        raise NotFound(f"There is no version {version}.")
    return row.body


def _tell(action: str, row: AIPrompt, summary: str, before: AIPrompt | None) -> None:
    emit(PromptChanged(function=row.function, site_id=row.site_id, version=row.version))
    audit_record(
        action=action,
        object_type="prompt",
        object_id=row.id,
        summary=summary,
        changes={"version": [before.version if before else None, row.version], "site_id": row.site_id},
    )
