"""Carrying out a synchronisation, page by page.

claim (transaction) -> pull a page (none) -> apply it and move the cursor (one transaction, only while the fence is ours). A
worker that is killed loses the page it was pulling; the next one begins there.
"""

import time
from collections.abc import Sequence
from uuid import UUID

import structlog

from igny8.core.tenancy import tenant
from igny8.integration import constants as c
from igny8.integration.base import PlatformError, Retry
from igny8.integration.engine import outcomes
from igny8.integration.engine.claims import Claim, Replaced, add_counts, claim, give_back, renew, still_ours
from igny8.integration.engine.journal import Journal, site_lock
from igny8.integration.engine.posts import posts_apply
from igny8.integration.engine.reach import source_of, structure_fetch, structure_store
from igny8.integration.engine.terms import terms_apply
from igny8.integration.engine.totals import counted, total_ask
from igny8.integration.engine.webhook_news import posts_gone
from igny8.integration.models import SiteIntegration
from igny8.integration.platforms.items import Page, RemotePost, RemoteTerm, Source
from igny8.integration.platforms.wordpress.wire import Wire

log = structlog.get_logger(__name__)


def drive(*, account_id: UUID, run_id: UUID, budget_s: float = c.WORK_SECONDS) -> bool:
    """Work on a run as long as the budget lasts; safe to call any number of times at once.

    :returns: whether something is left to do at once.
    """
    work = claim(account_id=account_id, run_id=run_id)
    if work is None:
        return False
    until = time.monotonic() + budget_s
    with structlog.contextvars.bound_contextvars(sync_run_id=str(run_id), fence=work.fence):
        try:
            if work.fault or work.connection is None:
                raise work.fault or Retry("INTERNAL", "The connection could not be read.")
            with Wire(allow_private=work.connection.allow_private) as wire:
                return _pages(work, wire, until)
        except Replaced:
            log.warning("sync_discarded")
        except PlatformError as exc:
            log.info("sync_erred", kind=exc.kind, code=exc.code)
            _erred(work, exc)
        except Exception:
            log.exception("sync_crashed")
            _erred(work, Retry("INTERNAL", "A fault on our side stopped the synchronisation."))
    return False


def _pages(work: Claim, wire: Wire, until: float) -> bool:
    assert work.connection is not None
    structure = work.structure
    if work.needs_structure:
        structure = structure_fetch(work.connection, wire)
    source = source_of(work.connection, wire, structure=structure, types=work.types)
    state = work.cursor or {"parts": source.parts(), "part": 0, "cursor": "", "restarts": 0}
    if work.needs_structure:
        _keep_structure(work, structure)
    if not work.cursor and work.modified_after is None:  # changes alone are few, and not worth asking for
        _keep_total(work, total_ask(source, state["parts"]))
    while state["part"] < len(state["parts"]):
        if time.monotonic() > until:
            give_back(work)
            return True
        page = _pull(source, state, work)
        moved = _apply(work, page, state)
        if moved is None:
            return False
        state = moved
    _finish(work)
    return False


def _pull(source: Source, state: dict[str, object], work: Claim) -> Page:
    parts = state["parts"]
    assert isinstance(parts, list)
    part = str(parts[int(str(state["part"]))])
    return source.pull(part, cursor=str(state["cursor"]), modified_after=work.modified_after)


def _keep_structure(work: Claim, structure: dict[str, object]) -> None:
    with tenant(work.account_id):
        run = still_ours(work)
        row = SiteIntegration.locked(run.integration_id)
        if row is not None:
            structure_store(row, structure)
            row.save()


def _keep_total(work: Claim, total: int | None) -> None:
    with tenant(work.account_id):
        run = still_ours(work)
        run.total = total
        run.save(update_fields=["total", "updated_at"])


def _apply(work: Claim, page: Page, state: dict[str, object]) -> dict[str, object] | None:
    """:returns: where to go on; None when somebody stopped the run."""
    with tenant(work.account_id):
        run = still_ours(work)
        if run.is_cancelled:
            outcomes.finish_cancelled(run, SiteIntegration.objects.get(pk=run.integration_id))
            return None
        site_lock(run.integration_id)
        row = SiteIntegration.objects.get(pk=run.integration_id)
        journal = Journal(row, run.id)
        page_apply(journal, page)
        journal.write()
        add_counts(run, journal.counts)
        run.pages += 1
        run.watermark_at = run.watermark_at or page.now
        state, total = counted(state, page)
        run.total = total if run.total is None else run.total
        run.cursor = _moved(state, page)
        renew(run)
        run.save()
        return dict(run.cursor)


def page_apply(journal: Journal, page: Page) -> None:
    """Take over what a page holds; inside the transaction that moves the cursor."""
    terms: Sequence[RemoteTerm] = [item for item in page.items if isinstance(item, RemoteTerm)]
    posts: Sequence[RemotePost] = [item for item in page.items if isinstance(item, RemotePost)]
    if terms:
        terms_apply(journal, terms)
    if posts:
        posts_apply(journal, posts)
    posts_gone(journal, set(page.deleted))


def _moved(state: dict[str, object], page: Page) -> dict[str, object]:
    if page.next == state["cursor"] and page.next:
        raise Retry("CURSOR_STUCK", "The website's list does not come to an end.")
    if page.next:
        return {**state, "cursor": page.next}
    return {**state, "part": int(str(state["part"])) + 1, "cursor": ""}


def _finish(work: Claim) -> None:
    with tenant(work.account_id):
        run = still_ours(work)
        site_lock(run.integration_id)
        row = SiteIntegration.locked(run.integration_id)
        if row is not None:
            outcomes.finish_well(run, Journal(row, run.id))


def _erred(work: Claim, exc: PlatformError) -> None:
    try:
        with tenant(work.account_id):
            run = still_ours(work)
            row = SiteIntegration.locked(run.integration_id)
            if row is not None:
                outcomes.finish_badly(run, row, exc)
    except Replaced:
        log.warning("sync_discarded", code=exc.code)
