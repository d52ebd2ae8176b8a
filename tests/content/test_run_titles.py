"""Every run of the writer and the planner has a sentence that says what it does."""

from typing import Any

import pytest

from igny8.ai.services.runs import runs_submit
from igny8.billing.services.ledger import credits_grant
from igny8.core.tenancy import tenant
from tests.factories.content import make_content, make_image, make_task
from tests.factories.planning import make_cluster, make_keywords

pytestmark = pytest.mark.django_db


def test_titles(account: Any) -> None:
    with tenant(account.account_id):
        credits_grant(amount_centi=1_000_000, kind="grant", key="test")
        task, row = make_task(account, title="How to brew cold brew"), make_content(account, title="Coffee")
        other = make_content(account, title="Tea")
        section = row.structure[1]["id"]
        images = [make_image(account, content=row), make_image(account, content=row, role="in_article")]
        elsewhere = make_image(account, content=other)
        make_keywords(account, ["a b", "c d"])
        cluster = make_cluster(account, "Cold brew", keywords=["cold brew"])
        where = {"site_id": str(account.site_id), "sector_id": str(account.sector_id)}

        def title(function: str, **payload: Any) -> tuple[str, str]:
            run = runs_submit(function=function, payloads=[payload])[0]
            type(run).objects.filter(pk=run.id).update(status="cancelled")
            return run.title, run.subject_title

        write = "content.generate_content"
        assert title(write, task_id=str(task.id)) == ("Write: How to brew cold brew", "How to brew cold brew")
        assert title(write, content_id=str(row.id)) == ("Rewrite: Coffee", "Coffee")
        assert title(write, content_id=str(row.id), section_id=section)[0] == "Rewrite a section: Coffee"
        assert title("content.generate_image_prompts", content_id=str(row.id))[0] == "Describe images: Coffee"
        make = "content.generate_images"
        assert title(make, image_ids=[str(i.id) for i in images])[0] == "Make 2 images: Coffee"
        assert title(make, image_ids=[str(images[0].id)])[0] == "Make an image: Coffee"
        assert title(make, image_ids=[str(images[0].id), str(elsewhere.id)]) == ("Make 2 images", "")
        assert title("planning.auto_cluster", **where) == ("Cluster 2 keywords", "")
        assert title("planning.generate_ideas", cluster_id=str(cluster.id))[0] == "Find ideas: Cold brew"
