"""Pulling 1,000 posts and publishing 100 against what the same real WordPress needs for it by itself.

Pulling: the same pages of the plugin's export, asked for and thrown away. Publishing: the same texts as raw POSTs to
WordPress's own REST API, in turns with ours, so that a busy machine slows both. Needs PHP; MariaDB where it is installed.
"""

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.report import Row

POSTS = 1000
PUBLISHED = 100
TURN = 50
PARAGRAPH = "Grind the beans just before you brew, because ground coffee loses its scent within the hour. " * 3
HTML = "".join(f"<h2>Step {n}</h2><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>" for n in range(8))
MANY = """wp_set_current_user( 1 ); for ( $i = 1; $i <= %d; $i++ ) { $last = wp_insert_post( array( 'post_title' => "Recipe $i",
    'post_status' => 'publish', 'post_content' => '<!-- wp:paragraph --><p>%s</p><!-- /wp:paragraph -->' ) ); } return $last;"""
STORE = """wp_set_current_user( 1 ); Igny8\\Bridge\\Connection::store( 'http://127.0.0.1:9', 'ig8_bench',
    array( 'secret' => '%s', 'integration_id' => '1', 'site' => array( 'id' => '1', 'name' => 'Bench' ),
    'webhook_url' => 'http://127.0.0.1:9/hook', 'dashboard_url' => 'http://127.0.0.1:9/' ) ); return true;"""


def rows(environment: dict[str, str]) -> Iterable[Row]:
    """Seconds of both, ours and WordPress's."""
    from tests.wordpress.harness.presence import has_mariadb, missing
    from tests.wordpress.harness.site import WordPress

    if missing():
        print(f"wordpress is left out: {missing()}", file=sys.stderr, flush=True)
        return
    from django.conf import settings

    with TemporaryDirectory() as folder, WordPress(mariadb=has_mariadb()) as site:
        settings.PROVIDER_HOSTS, settings.STORAGE_ROOT = ["127.0.0.1"], Path(folder)
        world, integration_id = _connected(site)
        site.php(MANY % (POSTS, PARAGRAPH))
        yield from _pull(world, integration_id)
        yield from _publish(world, integration_id, site)


def _connected(site: Any) -> tuple[Any, Any]:
    from igny8.core.tenancy import tenant
    from igny8.integration.services.bridge import bridge_connect
    from tests.factories.accounts import make_account

    world = make_account(roles=("owner",))
    facts = {
        "site_url": site.url,
        "rest_url": site.rest,
        "plugin_version": "1.1.0",
        "wordpress_version": "7.1",
        "php_version": "8.2",
        "site_name": "Bench",
        "locale": "en_US",
        "timezone": "UTC",
    }
    with tenant(world.account_id):
        done = bridge_connect(site_id=world.site_id, facts=facts)
    site.php(STORE % done.secret)
    return world, done.integration_id


def _pull(world: Any, integration_id: Any) -> Iterable[Row]:
    from igny8.core.tenancy import tenant
    from igny8.integration.constants import PAGE_SIZE
    from igny8.integration.engine.reach import connection_of
    from igny8.integration.engine.run import drive
    from igny8.integration.models import SiteIntegration, SyncRun
    from igny8.integration.platforms.wordpress.bridge import BridgeClient
    from igny8.integration.platforms.wordpress.wire import Wire
    from igny8.integration.services.sync_runs import sync_start

    with tenant(world.account_id):
        connection = connection_of(SiteIntegration.objects.get(pk=integration_id))
    started = time.perf_counter()
    with Wire(allow_private=True) as wire:
        client, cursor = BridgeClient(connection, wire), ""
        while page := client.export(kind="posts", cursor=cursor, per_page=PAGE_SIZE):
            cursor = page["next"] or ""
            if not cursor:
                break
    alone = time.perf_counter() - started
    started = time.perf_counter()
    with tenant(world.account_id):
        run_id = sync_start(integration_id=integration_id, kind="full").id
    drive(account_id=world.account_id, run_id=run_id)
    seconds = time.perf_counter() - started
    with tenant(world.account_id):
        run = SyncRun.objects.get(pk=run_id)
    if run.status != "succeeded" or run.created < POSTS:
        raise RuntimeError(f"the synchronisation came to {run.status} with {run.created} objects: {run.error}")
    yield Row(f"{POSTS:,} posts pulled; peer: the same pages asked for only", seconds, alone, "s")
    yield Row(f"{POSTS:,} posts pulled, WordPress's own time taken off", seconds - alone, None, "s", "<= 60")


def _publish(world: Any, integration_id: Any, site: Any) -> Iterable[Row]:
    import httpx

    from igny8.core.tenancy import tenant
    from igny8.publishing.models import PublishingRecord
    from tests.factories.publishing import make_article, publish, work

    destination = f"wordpress:{integration_id}"
    ids = [make_article(world, title=f"Ours {n}", html=HTML) for n in range(PUBLISHED + 1)]
    asked = ours = raw = 0.0

    def ask(some: list[Any]) -> float:
        started = time.perf_counter()
        publish(world, *some, destinations=[destination])
        return time.perf_counter() - started

    def send() -> float:
        started = time.perf_counter()
        work(world, destination)
        return time.perf_counter() - started

    def post(client: httpx.Client, n: int, content: str) -> float:
        body = {"title": f"Raw {n}", "slug": f"raw-{n}", "content": content, "excerpt": "Coffee.", "status": "publish"}
        started = time.perf_counter()
        client.post(f"{site.rest}wp/v2/posts", json=body).raise_for_status()
        return time.perf_counter() - started

    with httpx.Client(auth=("admin", site.tokens["admin"]), timeout=60, trust_env=False) as client:
        ask(ids[-1:])  # both warm
        send()
        warm = client.get(f"{site.rest}wp/v2/posts", params={"slug": f"ours-{PUBLISHED}", "context": "edit"}).json()[0]
        content = warm["content"]["raw"]
        post(client, PUBLISHED, content)
        for first in range(0, PUBLISHED, TURN):
            asked += ask(ids[first : first + TURN])
            ours += send()
            raw += sum(post(client, n, content) for n in range(first, first + TURN))
    with tenant(world.account_id):
        live = PublishingRecord.objects.filter(destination=destination, status="live").count()
    if live != PUBLISHED + 1:
        raise RuntimeError(f"{live} of {PUBLISHED + 1} posts were published")
    yield Row(f"{PUBLISHED} posts sent by the worker; peer: raw REST", ours, raw, "s", "ratio <= 1.1")
    yield Row(f"{PUBLISHED} posts asked for, checked and kept, before that", asked, None, "s")
