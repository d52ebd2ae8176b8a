"""Images: described, made one by one, stored by their content, within the site's room."""

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from igny8.ai.models import AIRun
from igny8.ai.services.work import work
from igny8.billing.selectors import balance_get
from igny8.content.base.image_files import image_folder, image_path, image_prepare
from igny8.content.models import Image
from igny8.content.selectors import content_for_publishing
from igny8.content.services.generation import AlreadyRunning, image_prompts_generate, images_generate
from igny8.content.services.images import StorageFull, image_delete, image_update, storage_left
from igny8.core.errors import Conflict, NotFound
from igny8.core.events import relay
from igny8.core.ids import uuid7
from igny8.core.images import InvalidImage
from igny8.core.tenancy import tenant
from tests.content.writing import good
from tests.factories.content import make_content, make_image, make_ready_image
from tests.support.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)  # the keeper of leases has a connection of its own
PRICE = 500


def planned(world: Any, count: int = 1) -> list[UUID]:
    with tenant(world.account_id):
        content = make_content(world)
        roles = ["featured", *["in_article"] * (count - 1)]
        return [make_image(world, content=content, role=role, position=i).id for i, role in enumerate(roles)]


def start(world: Any, ids: list[UUID]) -> list[UUID]:
    with tenant(world.account_id):
        return [run_id for run_id, _ in images_generate(image_ids=ids)]


def finish(world: Any, run_id: UUID) -> AIRun:
    for _ in range(8):
        work()
        with tenant(world.account_id):
            run = AIRun.objects.get(pk=run_id)
            if run.status != "waiting":
                break
            AIRun.objects.filter(pk=run_id).update(not_before=timezone.now())
    return run


def rows(world: Any, ids: list[UUID]) -> list[Image]:
    with tenant(world.account_id):
        found = Image.objects.in_bulk(ids)
        return [found[i] for i in ids]


def held(world: Any) -> tuple[int, int]:
    with tenant(world.account_id):
        found = balance_get()
        return found.available_centi, found.held_centi


def test_images_are_described_by_a_capable_model(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    with tenant(rich.account_id):
        row = make_content(rich)
        ((run_id, cost),) = image_prompts_generate(content_ids=[row.id], in_article=2)
    assert cost == 200
    assert finish(rich, run_id).status == "succeeded"
    with tenant(rich.account_id):
        found = list(Image.objects.filter(content_id=row.id).order_by("position"))
    assert [(i.role, i.status) for i in found] == [
        ("featured", "planned"),
        ("in_article", "planned"),
        ("in_article", "planned"),
    ]
    assert all(i.alt_text and i.prompt for i in found)
    assert held(rich) == (100_000 - 200, 0)


def test_descriptions_are_composed_where_the_model_is_small() -> None:
    from igny8.content.ai.generate_image_prompts import Scene, composed

    scene = Scene(
        content_id=uuid7(), title="NDIS Housing", topic="NDIS housing", text="", headings=["A", "B", "C", "D"],
        in_article=2, site_name="S", language="en", voice="",
    )  # fmt: skip
    plans = composed(scene)
    assert [(p.role, p.position, p.alt_text) for p in plans] == [
        ("featured", 0, "NDIS Housing"),
        ("in_article", 1, "A"),
        ("in_article", 2, "C"),
    ]


def test_images_are_made_stored_and_charged(rich: Any) -> None:
    ids = planned(rich, 3)
    (run_id,) = start(rich, ids)
    assert held(rich) == (100_000 - 3 * PRICE, 3 * PRICE)
    with pytest.raises(AlreadyRunning):
        start(rich, ids[:1])
    run = finish(rich, run_id)
    assert run.status == "succeeded", run.error
    for row in rows(rich, ids):
        assert (row.status, row.media_type) == ("ready", "image/webp")
        data = image_path(row.site_id, row.file).read_bytes()
        assert len(data) == row.bytes
        assert row.file == f"{row.sha256}.webp"
    assert held(rich) == (100_000 - 3 * PRICE, 0)
    assert [p.name for p in image_folder(rich.site_id).iterdir() if p.name.startswith(".")] == []
    with tenant(rich.account_id):
        content = content_for_publishing(rows(rich, ids)[0].content_id)
    assert content.featured_image is not None
    assert (content.featured_image.width, content.featured_image.height) == (1200, 630)
    assert [image.position for image in content.images] == [1, 2]
    assert content.featured_image.alt == "A cup of coffee"


def test_more_than_six_images_are_several_runs(rich: Any) -> None:
    assert len(start(rich, planned(rich, 8))) == 2


def test_some_images_fail_and_only_the_others_are_charged(rich: Any, provider: StandIn) -> None:
    provider.script("ok", "content_filter", "ok", path="/images/generations")
    ids = planned(rich, 3)
    (run_id,) = start(rich, ids)
    run = finish(rich, run_id)
    assert run.status == "succeeded", run.error
    assert [row.status for row in rows(rich, ids)] == ["ready", "failed", "ready"]
    assert str(ids[1]) in run.result["failed"]
    assert len(rows(rich, ids)[1].error) > 20
    assert held(rich) == (100_000 - 2 * PRICE, 0)


def test_passing_faults_are_retried_without_making_images_twice(rich: Any, provider: StandIn) -> None:
    provider.script("ok", "http_500", "ok", "rate_limited", "ok", path="/images/generations")
    ids = planned(rich, 3)
    (run_id,) = start(rich, ids)
    run = finish(rich, run_id)
    assert run.status == "succeeded", run.error
    assert [row.status for row in rows(rich, ids)] == ["ready"] * 3
    assert len(provider.asked("/images/generations")) == 5
    assert held(rich) == (100_000 - 3 * PRICE, 0)


def test_lasting_faults_end_in_what_was_made(rich: Any, provider: StandIn) -> None:
    provider.script("ok", *["http_500"] * 8, path="/images/generations")
    ids = planned(rich, 2)
    (run_id,) = start(rich, ids)
    run = finish(rich, run_id)
    assert run.status == "succeeded", run.error
    assert [row.status for row in rows(rich, ids)] == ["ready", "failed"]
    assert held(rich) == (100_000 - PRICE, 0)


@pytest.mark.parametrize(("fault", "code"), [("insufficient_quota", "QUOTA_EXHAUSTED"), ("content_filter", None)])
def test_nothing_made_is_a_failed_run_without_a_charge(
    rich: Any, provider: StandIn, fault: str, code: str | None
) -> None:
    provider.default = fault
    ids = planned(rich, 2)
    (run_id,) = start(rich, ids)
    run = finish(rich, run_id)
    assert run.status == "failed"
    assert run.error_code == code or (code is None and run.error_code not in {"", "INTERNAL"})
    assert held(rich) == (100_000, 0)
    relay()
    assert [(row.status, row.error) for row in rows(rich, ids)] == [("failed", run.error[:300])] * 2
    assert len(start(rich, ids)) == 1, "it may be tried again"


def test_a_site_without_room_gets_no_image(rich: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = planned(rich, 2)
    monkeypatch.setattr("igny8.content.ai.generate_images.storage_left", lambda _: 0)
    with pytest.raises(StorageFull):
        start(rich, ids)
    monkeypatch.setattr("igny8.content.ai.generate_images.storage_left", lambda _: 10)
    (run_id,) = start(rich, ids)
    run = finish(rich, run_id)
    assert (run.status, run.error_code) == ("failed", "STORAGE_FULL")
    assert held(rich) == (100_000, 0)


def test_the_quota_counts_a_file_once(account: Any, scope: Any) -> None:
    before = storage_left(account.site_id)
    first = make_ready_image(account)
    second = make_ready_image(account)
    assert first.sha256 == second.sha256
    assert before - storage_left(account.site_id) == first.bytes


def test_what_is_no_image_is_refused() -> None:
    for data in (b"", b"<svg onload=x>", b"\x89PNG\r\n\x1a\n" + b"x" * 100):
        with pytest.raises(InvalidImage):
            image_prepare(data)


@pytest.mark.parametrize(
    "file", ["../../etc/passwd", "a.webp", "/etc/passwd", "", "0" * 64 + ".svg", "0" * 64 + ".webp/.."]
)
def test_no_name_leaves_the_folder(file: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        image_path(uuid7(), file)


def test_descriptions_do_not_touch_finished_images(rich: Any) -> None:
    from igny8.content.services.images import PlannedImage, images_plan

    with tenant(rich.account_id):
        ready = make_ready_image(rich)
        plan = PlannedImage(role="featured", position=0, prompt="Another", alt_text="Another")
        (row,) = images_plan(content_id=ready.content_id, planned=[plan])
        assert (row.id, row.prompt, row.status) == (ready.id, ready.prompt, "ready")


def test_a_place_is_taken_once_and_deleting_frees_it(account: Any, scope: Any) -> None:
    content = make_content(account)
    first = make_image(account, content=content, role="in_article", position=1)
    second = make_image(account, content=content, role="in_article", position=2)
    with pytest.raises(Conflict):
        image_update(image_id=second.id, changes={"position": 1})
    image_delete(image_id=first.id)
    assert image_update(image_id=second.id, changes={"position": 1, "alt_text": "New"}).alt_text == "New"
    with pytest.raises(NotFound):
        image_delete(image_id=first.id)
