"""Whether search engines can read a site's key: what is known, and looking again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from igny8.publishing import constants as c
from igny8.publishing.adapters.indexnow_addresses import NotSent, page_address
from igny8.publishing.base import PublishError
from igny8.publishing.engine.indexnow_outcomes import note_key, note_no_key
from igny8.publishing.engine.indexnow_places import KeyPlace, addresses_of, key_ensure, key_place
from igny8.publishing.engine.indexnow_queue import endpoint
from igny8.publishing.models import IndexNowHost, IndexNowSettings, IndexNowSubmission
from igny8.publishing.services.destinations import destination_names
from igny8.publishing.services.indexnow import hosts_ready, indexnow_settings

MAX_PLACES = 10  # looked at in one request


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyReport:
    """A host and its key. ``problem`` says why its pages are not sent at all."""

    host: str
    destination: str
    destination_name: str
    how: str
    key_url: str
    key_state: str
    key_error: str
    key_checked_at: datetime | None
    sent_at: datetime | None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexNowState:
    """All there is to show about a site and search engines; ``key_state`` is the worst of its hosts."""

    site_id: UUID
    is_available: bool
    is_enabled: bool
    key: str
    key_state: str
    hosts: list[KeyReport]
    waiting: int


@dataclass(frozen=True, slots=True)
class Look:
    """What reading the key of a place has shown."""

    place: KeyPlace
    key_url: str
    error: PublishError | None


def indexnow_state(*, site_id: UUID) -> IndexNowState:
    """What is known, without asking anybody. :raises NotFound: no such site."""
    keys = indexnow_settings(site_id=site_id)
    places, problems = _places(site_id, keys)
    rows = {row.host: row for row in IndexNowHost.objects.filter(site_id=site_id)}
    names = destination_names({(site_id, place.destination) for place in places})
    hosts = [_report(place, rows.get(place.host), names[site_id, place.destination]) for place in places]
    open_ = IndexNowSubmission.objects.filter(site_id=site_id, state__in=c.OPEN_SUBMISSIONS)
    states = {host.key_state for host in hosts} or {c.KeyState.UNCHECKED}
    return IndexNowState(
        site_id=site_id,
        is_available=bool(endpoint()),
        is_enabled=keys.is_enabled,
        key=keys.key,
        key_state=next(s for s in (c.KeyState.MISSING, c.KeyState.UNCHECKED, c.KeyState.OK) if s in states),
        hosts=[*hosts, *problems],
        waiting=open_.aggregate(n=Count("id"))["n"],
    )


def _places(site_id: UUID, keys: IndexNowSettings) -> tuple[list[KeyPlace], list[KeyReport]]:
    """Hosts of the site: those where pages are or were, and those it publishes to that nobody outside can open."""
    found: dict[str, KeyPlace] = {}
    problems = []
    for destination, (base, name) in sorted(addresses_of(site_id).items()):
        try:
            address = page_address(base)
        except NotSent as exc:
            problems.append(_closed(destination, name, base, exc))
        else:
            found[address.host] = key_place(site_id=site_id, address=address, destination=destination, keys=keys)
    for row in IndexNowHost.objects.filter(site_id=site_id).order_by("host"):
        if row.host not in found:
            address = page_address(row.origin)
            found[row.host] = key_place(site_id=site_id, address=address, destination=row.destination, keys=keys)
    return list(found.values()), problems


def _closed(destination: str, name: str, base: str, exc: NotSent) -> KeyReport:
    return KeyReport(
        host=base,
        destination=destination,
        destination_name=name,
        how="none",
        key_url="",
        key_state=c.KeyState.UNCHECKED,
        key_error="",
        key_checked_at=None,
        sent_at=None,
        problem=exc.sentence,
    )


def _report(place: KeyPlace, row: IndexNowHost | None, name: str) -> KeyReport:
    is_known = row is not None and row.key_state != c.KeyState.UNCHECKED
    return KeyReport(
        host=place.host,
        destination=place.destination,
        destination_name=name,
        how=place.how,
        key_url=row.key_url if row is not None and is_known and row.key_url else place.key_url,
        key_state=row.key_state if row is not None else c.KeyState.UNCHECKED,
        key_error=row.key_error if row is not None else "",
        key_checked_at=row.key_checked_at if row is not None else None,
        sent_at=row.sent_at if row is not None else None,
    )


def places_to_look(*, site_id: UUID) -> list[KeyPlace]:
    """Where the key has to be readable. :raises NotFound: no such site."""
    return _places(site_id, indexnow_settings(site_id=site_id))[0][:MAX_PLACES]


def key_look(place: KeyPlace) -> Look:
    """Put the key there if we can, and read it; uses the network. Never raises for what may be wrong there."""
    try:
        return Look(place, key_ensure(place), None)
    except PublishError as exc:
        return Look(place, place.key_url, exc)


@transaction.atomic
def looks_store(*, site_id: UUID, looks: list[Look]) -> IndexNowState:
    """Keep what was found, and go on with what waited for it. :raises NotFound: the site was removed meanwhile."""
    keys = indexnow_settings(site_id=site_id)
    ready = []
    for look in looks:
        if look.place.key != keys.key:
            continue  # a new key was made meanwhile
        place = look.place
        values = {"origin": place.origin, "destination": place.destination}
        row = IndexNowHost.objects.get_or_create(site_id=site_id, host=place.host, defaults=values)[0]
        row = IndexNowHost.locked(row.id) or row
        if look.error is None:
            note_key(row, key=place.key, key_url=look.key_url)
            ready.append(row.host)
        else:
            note_no_key(row, look.error, key_url=look.key_url)
        row.save()
    hosts_ready(site_id=site_id, hosts=ready)
    return indexnow_state(site_id=site_id)
