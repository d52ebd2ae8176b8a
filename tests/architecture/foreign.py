"""How to make an object of a stranger, for every kind of address with an id in it.

A new detail address needs an entry in ``FOREIGN``: the key is its path up to the first ``<``, the value makes an object in the
given world (whose tenant scope is open) and answers its id. Addresses that refuse an empty body before they look for the
object get the smallest valid body in ``BODIES``. Shared reference data, which no account owns, goes into ``SHARED``.
"""

from collections.abc import Callable
from typing import Any

from tests.factories.accounts import World

Factory = Callable[[World], Any]


def _invitation(world: World) -> Any:
    from igny8.accounts.services.invitations import invitation_create
    from igny8.core.roles import Role

    return invitation_create(email=f"new-{world.account_id.hex}@example.com", role="viewer", by=Role.OWNER).id


def _session(world: World) -> Any:
    from igny8.accounts.services.refresh_tokens import refresh_family_start

    return refresh_family_start(user_id=world.users["owner"])[0]


def _site_access(world: World) -> Any:
    from igny8.accounts.services.site_access import site_access_grant

    return site_access_grant(user_id=world.users["viewer"], site_id=world.site_id).id


def _api_key(world: World) -> Any:
    from igny8.accounts.services.api_keys import api_key_create

    return api_key_create(site_id=world.site_id, name="Foreign")[0].id


def _system(make: str, **fields: Any) -> Factory:
    def row(world: World) -> Any:
        from tests.factories import system

        return getattr(system, make)(**fields).id

    return row


def _credit_transaction(world: World) -> Any:
    from igny8.billing.services.corrections import staff_grant

    return staff_grant(amount_centi=500, kind="grant", key="foreign", reason="Of a stranger")[0].id


def _run(world: World) -> Any:
    from datetime import timedelta

    from django.utils import timezone

    from igny8.ai.models import AIRun

    return AIRun.objects.create(
        function="planning.auto_cluster",
        operation="clustering",
        site_id=world.site_id,
        lane=world.site_id,
        deadline_at=timezone.now() + timedelta(hours=1),
    ).id


def _planning(make: str) -> Factory:
    def row(world: World) -> Any:
        from tests.factories import planning

        return getattr(planning, make)(world).id

    return row


def _publishing(make: str) -> Factory:
    def row(world: World) -> Any:
        from tests.factories import publishing

        return getattr(publishing, make)(world)

    return row


def _submission(world: World) -> Any:
    from tests.factories.indexnow import make_submission

    return make_submission(world)


def _integration(make: str, **fields: Any) -> Factory:
    def row(world: World) -> Any:
        from tests.factories import integration

        return getattr(integration, make)(world, **fields).id

    return row


def _writer(make: str) -> Factory:
    def row(world: World) -> Any:
        from tests.factories import content

        return getattr(content, make)(world).id

    return row


FOREIGN: dict[str, Factory] = {
    "api/v1/writer/tasks/": _writer("make_task"),
    "api/v1/writer/content/": _writer("make_content"),
    "api/v1/writer/images/": _writer("make_ready_image"),
    "api/v1/writer/taxonomies/": _writer("make_taxonomy"),
    "api/v1/auth/sessions/": _session,
    "api/v1/accounts/users/": lambda world: world.users["editor"],
    "api/v1/accounts/invitations/": _invitation,
    "api/v1/accounts/sites/": lambda world: world.site_id,
    "api/v1/accounts/sectors/": lambda world: world.sector_id,
    "api/v1/accounts/site-access/": _site_access,
    "api/v1/accounts/api-keys/": _api_key,
    "api/v1/billing/transactions/": _credit_transaction,
    "api/v1/ai/runs/": _run,
    "api/v1/ai/provider-settings/": _system(
        "make_provider", kind="images", provider="local", api_key=""
    ),  # draws, calls nobody
    "api/v1/planner/keywords/": _planning("make_keyword"),
    "api/v1/planner/imports/": _planning("make_import"),
    "api/v1/planner/clusters/": _planning("make_cluster"),
    "api/v1/planner/ideas/": _planning("make_idea"),
    "api/v1/integration/integrations/": _integration("make_integration"),
    "api/v1/integration/sync-runs/": _integration("make_sync_run"),
    "api/v1/integration/items/": _integration("make_item"),
    "api/v1/integration/conflicts/": _integration("make_conflict"),
    "api/v1/integration/webhooks/wordpress/": _integration("make_integration"),
    "api/v1/publisher/records/": _publishing("make_publication"),
    "api/v1/publisher/deployments/": _publishing("make_deployment"),
    "api/v1/publisher/indexnow/sites/": lambda world: world.site_id,
    "api/v1/publisher/indexnow/submissions/": _submission,
    "api/v1/system/prompt-versions/": _system("make_prompt"),
    "api/v1/system/author-profiles/": _system("make_author"),
    "api/v1/system/provider-settings/": _system("make_provider"),
    "api/v1/system/audit-log/": _system("make_audit_entry"),
    "api/v1/system/notifications/": _system("make_notification"),
}

SHARED: set[str] = {"api/v1/accounts/industries/", "api/v1/billing/prices/", "api/v1/system/prompts/"}

BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("PATCH", "api/v1/publisher/indexnow/sites/<uuid:pk>/"): {"is_enabled": False},
    ("POST", "api/v1/integration/items/<uuid:pk>/resolve-deletion/"): {"choice": "keep"},
    ("POST", "api/v1/integration/conflicts/<uuid:pk>/resolve/"): {"resolution": "keep_ours"},
    ("POST", "api/v1/planner/clusters/<uuid:pk>/merge/"): {"source_ids": ["01990000-0000-7000-8000-000000000000"]},
    ("POST", "api/v1/planner/clusters/<uuid:pk>/split/"): {
        "parts": [{"name": "Part", "keyword_ids": ["01990000-0000-7000-8000-000000000000"]}]
    },
    ("POST", "api/v1/system/prompts/<str:pk>/preview/"): {"body": "{{keywords}}"},
    ("POST", "api/v1/system/prompts/<str:pk>/rollback/"): {"to_version": 1},
}
