"""What domains above tell the status page about themselves."""

from collections.abc import Callable, Mapping

Probe = Callable[[], Mapping[str, object]]
_probes: dict[str, Probe] = {}


def register(name: str, probe: Probe) -> None:
    """Show what ``probe`` answers under ``name``: flat JSON values, ``ok`` among them when it can fail.

    It runs in the tenant's scope of whoever asks, within the request: one cheap query, no network.

    :raises ValueError: when the name is taken by another probe.
    """
    if _probes.setdefault(name, probe) is not probe:
        raise ValueError(f"There is a status probe {name} already.")


def everything() -> dict[str, Probe]:
    """All probes by name."""
    return dict(sorted(_probes.items()))
