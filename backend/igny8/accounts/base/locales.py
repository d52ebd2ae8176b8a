"""Languages (BCP 47) and time zones (IANA)."""

import re
from functools import lru_cache
from zoneinfo import available_timezones

from igny8.core.errors import InvalidInput

# Language, script and region of RFC 5646, section 2.1; variants and extensions mean nothing to us.
_TAG = re.compile(r"([a-zA-Z]{2,3})(?:-([a-zA-Z]{4}))?(?:-([a-zA-Z]{2}|[0-9]{3}))?")


def locale_normalise(value: str, *, field: str = "locale") -> str:
    """The tag in its usual case: ``pt-BR``, ``zh-Hant-TW``.

    :raises InvalidInput: when it is no language tag.
    """
    found = _TAG.fullmatch(value.strip().replace("_", "-"))
    if found is None:
        raise InvalidInput(errors={field: ["Use a language tag like en, pt-BR or zh-Hant-TW."]})
    language, script, region = found.groups()
    return "-".join(filter(None, (language.lower(), script and script.title(), region and region.upper())))


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def timezone_check(value: str, *, field: str = "timezone") -> str:
    """The name of an IANA time zone, unchanged.

    :raises InvalidInput: when there is no such zone.
    """
    if value not in _zones():
        raise InvalidInput(errors={field: ["Use an IANA time zone like Europe/Berlin."]})
    return value
