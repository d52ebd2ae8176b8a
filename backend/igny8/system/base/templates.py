"""The language of prompts: ``{{variable}}`` and nothing else.

No expressions, no attributes, no blocks: what an account writes into a prompt is never run, and the text of a variable is
put in as it is and never looked at again.
"""

import re
from collections.abc import Mapping

from igny8.core.errors import InvalidInput

_OPEN = re.compile(r"\{\{(.*?)\}\}|\{\{", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_BLOCK = re.compile(r"\{[%#]")


class TemplateInvalid(InvalidInput):
    code = "TEMPLATE_INVALID"
    default = "The prompt is not valid."


def _refuse(sentence: str) -> TemplateInvalid:
    return TemplateInvalid(sentence, errors={"body": [sentence]})


def variables_in(template: str) -> tuple[str, ...]:
    """Names of the variables ``template`` uses, in order of first use.

    :raises TemplateInvalid: for braces that hold anything but a name, or that never close.
    """
    names: dict[str, None] = {}
    for found in _OPEN.finditer(template):
        if found.group(1) is None:
            raise _refuse("A {{ is never closed with }}.")
        name = found.group(1).strip()
        if not _NAME.fullmatch(name):
            raise _refuse(f"{{{{{found.group(1)[:60]}}}}} is not a variable. Only names such as {{{{keywords}}}} work.")
        names[name] = None
    if block := _BLOCK.search(template):
        raise _refuse(f"{block.group()} has no meaning here. Only {{{{variables}}}} are replaced.")
    return tuple(names)


def render(template: str, values: Mapping[str, object]) -> str:
    """``template`` with each variable replaced by the text of its value, in one pass.

    :raises TemplateInvalid: naming the variables without a value, or what is wrong with the template.
    """
    unknown = [name for name in variables_in(template) if name not in values]
    if unknown:
        raise _refuse(f"Unknown variable: {', '.join(unknown)}. Known: {', '.join(sorted(values)) or 'none'}.")
    return _OPEN.sub(lambda found: str(values[found.group(1).strip()]), template)
