"""How a domain plugs its AI functions in."""

from pathlib import Path
from typing import Any

from igny8.ai import registry
from igny8.ai.base import AIFunction
from igny8.system.services.prompts import prompt_default_register


def function_register(function: AIFunction[Any, Any]) -> None:
    """Make the function known to the engine and its default prompts known to the prompt pages; called in ``apps.ready``."""
    registry.add(function)
    texts = {function.name: function.prompt} if function.prompt else {}
    texts |= {f"{function.name}:{variant}": text for variant, text in function.prompts.items()}
    for name, text in texts.items():
        prompt_default_register(
            function=name, text=text, version=function.prompt_version, variables=tuple(function.prompt_variables)
        )


def prompt_file(beside: str) -> str:
    """The text of the prompt file that lies beside a function's module: ``auto_cluster.md`` beside ``auto_cluster.py``."""
    return Path(beside).with_suffix(".md").read_text("utf-8")
