"""What a person sets on a connection, besides its address and its credentials."""

from collections.abc import Mapping
from typing import Any

from igny8.core.errors import InvalidInput
from igny8.integration.platforms.wordpress.places import place_faults

TYPES_AT_MOST = 50
KNOWN = ("post_types", "destinations", "author_id", "on_unpublish")
WAYS_DOWN = ("draft", "trash")


def settings_changed(
    before: Mapping[str, Any], changes: Mapping[str, Any], *, structure: Mapping[str, Any]
) -> dict[str, Any]:
    """The settings after some were changed; what is not named stays, what is empty goes back to the default.

    ``post_types``: what is synchronised, all when empty. ``destinations``: post type or taxonomy by type of content.
    ``author_id``: whom contents without an author are by. ``on_unpublish``: draft or trash.

    :param structure: of the platform; what is not in it cannot be chosen. :raises InvalidInput: naming the setting.
    """
    unknown = sorted(set(changes) - set(KNOWN))
    if unknown:
        raise InvalidInput(errors={f"config.{unknown[0][:60]}": [f"Known settings: {', '.join(KNOWN)}."]})
    after = {name: value for name, value in {**before, **changes}.items() if value not in (None, "", [], {})}
    if "post_types" in changes and "post_types" in after:
        after["post_types"] = _names(after["post_types"])
    if "destinations" in changes and "destinations" in after:
        after["destinations"] = _destinations(after["destinations"], structure)
        if not after["destinations"]:
            del after["destinations"]
    if "author_id" in changes and "author_id" in after:
        after["author_id"] = _author(str(after["author_id"]), structure)
    if after.get("on_unpublish", "draft") not in WAYS_DOWN:
        raise _wrong("on_unpublish", "Is draft or trash.")
    return after


def _wrong(name: str, sentence: str) -> InvalidInput:
    return InvalidInput(errors={f"config.{name}": [sentence]})


def _names(types: Any) -> list[str]:
    is_list = isinstance(types, list) and len(types) <= TYPES_AT_MOST
    if not is_list or any(not isinstance(name, str) or not 0 < len(name) <= 60 for name in types):
        raise _wrong("post_types", "Is a list of names.")
    return sorted(set(types))


def _destinations(chosen: Any, structure: Mapping[str, Any]) -> dict[str, str]:
    if not isinstance(chosen, dict) or any(not isinstance(v, str) or len(v) > 60 for v in chosen.values()):
        raise _wrong("destinations", "Names a post type or taxonomy for each type of content.")
    faults = place_faults(structure, {name: value for name, value in chosen.items() if value})
    if faults:
        raise InvalidInput(errors={f"config.destinations.{name[:60]}": [faults[name]] for name in faults})
    return {name: value for name, value in sorted(chosen.items()) if value}


def _author(author_id: str, structure: Mapping[str, Any]) -> str:
    known = {str(row.get("id")) for row in structure.get("authors") or []}
    if known and author_id not in known:
        raise _wrong("author_id", "The website has no such author. Update its structure, or choose another one.")
    return author_id
