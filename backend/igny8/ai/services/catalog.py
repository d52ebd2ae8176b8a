"""What can be run, and with which model."""

from typing import Any

from igny8.ai import registry
from igny8.ai.engine.providers import settings_for
from igny8.ai.messages import ActionRequiredError, Skill
from igny8.ai.providers import catalog


def functions_describe() -> list[dict[str, Any]]:
    """Every function with its price's operation and the schema of its input."""
    return [
        {
            "name": f.name,
            "title": f.title,
            "operation": f.operation,
            "kind": f.kind,
            "prompt_version": f.prompt_version,
            "input_schema": f.Input.model_json_schema(),
        }
        for f in map(registry.get, registry.names())
    ]


def model_describe(*, function: str = "") -> dict[str, Any]:
    """The provider and model that serve this account, inside its scope.

    ``is_draft_quality`` is true for a model that does not follow full prompts: its texts are marked as drafts.
    """
    chosen = settings_for("chat", function)
    try:
        skills: frozenset[Skill] = catalog.build_chat(chosen).skills
    except ActionRequiredError:
        skills = frozenset()
    return {
        "provider": chosen.provider,
        "model": chosen.model,
        "skills": sorted(skills),
        "is_draft_quality": Skill.INSTRUCTIONS not in skills,
    }
