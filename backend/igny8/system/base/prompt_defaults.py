"""The prompts that come with the product: each AI function registers its own at start-up."""

from collections.abc import Sequence
from dataclasses import dataclass

from igny8.system.base.templates import variables_in


@dataclass(frozen=True, slots=True)
class PromptDefault:
    """``variables`` may be used in an override, ``required`` must be."""

    function: str
    text: str
    version: str
    variables: tuple[str, ...]
    required: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"default-{self.version}"

    def problems(self, body: str) -> tuple[str, ...]:
        """Why ``body`` cannot take the place of the default; empty when it can.

        :raises igny8.system.base.templates.TemplateInvalid: when it is no template at all.
        """
        used = variables_in(body)
        known = ", ".join(self.variables) or "none"
        unknown = [
            f"Unknown variable {name}. This prompt knows: {known}." for name in used if name not in self.variables
        ]
        missing = [
            f"The variable {{{{{name}}}}} is required and missing." for name in self.required if name not in used
        ]
        return (*unknown, *missing)


_defaults: dict[str, PromptDefault] = {}


def register(*, function: str, text: str, version: str, variables: Sequence[str]) -> PromptDefault:
    """Make a default known. The variables its text uses are the required ones; the same registration twice is fine.

    :raises ValueError: when the text uses a variable that is not declared, or another default has the name.
    """
    used = variables_in(text)
    undeclared = set(used) - set(variables)
    if undeclared:
        raise ValueError(f"The prompt of {function} uses undeclared variables: {', '.join(sorted(undeclared))}.")
    made = PromptDefault(function, text, version, tuple(variables), used)
    if _defaults.setdefault(function, made) != made:
        raise ValueError(f"{function} has another default prompt already.")
    return made


def find(function: str) -> PromptDefault | None:
    """The default of ``function``, if there is one."""
    return _defaults.get(function)


def everything() -> list[PromptDefault]:
    """All defaults by name, without those of functions that ask no model anything in words."""
    return [_defaults[name] for name in sorted(_defaults) if _defaults[name].text]
