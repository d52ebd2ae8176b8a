"""Rows of the system domain for tests; the tenant scope of the account is open."""

from typing import Any

from igny8.system.models import AIPrompt, AuditEntry, AuthorProfile, IntegrationSettings, Notification
from igny8.system.services.audit import audit_record
from igny8.system.services.author_profiles import author_profile_create
from igny8.system.services.notifications import notification_create
from igny8.system.services.provider_settings import provider_settings_create

KEY = "sk-test-0123456789abcdef"


def make_prompt(**fields: Any) -> AIPrompt:
    """A stored version, whether or not an AI function of its name is installed."""
    return AIPrompt.objects.create(**{"function": "testing.sample", "version": 1, "body": "{{keywords}}", **fields})


def make_author(**fields: Any) -> AuthorProfile:
    return author_profile_create(**{"name": "Ann", "slug": "ann", **fields})


def make_provider(**fields: Any) -> IntegrationSettings:
    return provider_settings_create(**{"kind": "chat", "provider": "openai", "api_key": KEY, **fields})


def make_audit_entry(**fields: Any) -> AuditEntry:
    return audit_record(**{"action": "a.b", "object_type": "a", "object_id": "1", "summary": "Did it", **fields})


def make_notification(**fields: Any) -> Notification:
    return notification_create(**{"kind": "a.b", "title": "Title", **fields})
