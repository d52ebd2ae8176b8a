"""Write the reference data; running it again changes nothing that is there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from igny8.accounts.services.reference.plans import PLANS

INDUSTRIES = Path(__file__).with_name("industries.txt")
INTENTS = {"i": "informational", "c": "commercial", "t": "transactional", "n": "navigational"}


def reference_load(*, plan: Any, industry: Any, sector: Any, keyword: Any) -> None:
    """Add missing plans, industries, topic areas and keywords; what staff changed stays as they left it.

    :param plan: model class; like the others a parameter, so that a migration can pass the model as it was then.
    """
    for row in PLANS:
        plan.objects.get_or_create(slug=row["slug"], defaults=row)
    for name, area, keywords in industry_lines():
        parent, _ = industry.objects.get_or_create(slug=slugify(name), defaults={"name": name})
        child, _ = sector.objects.get_or_create(industry=parent, slug=slugify(area), defaults={"name": area})
        keyword.objects.bulk_create(
            (keyword(industry_sector=child, keyword=text, intent=intent) for intent, text in keywords),
            ignore_conflicts=True,
        )


def industry_lines() -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Industry, topic area and its (intent, keyword) pairs, one topic area at a time."""
    industry = ""
    for line in INDUSTRIES.read_text("utf-8").splitlines():
        if line.startswith("# "):
            industry = line[2:]
        elif line and not line.startswith(";"):
            area, _, rest = line.partition(": ")
            pairs = [item.split(" ", 1) for item in rest.split(", ")]
            yield industry, area, [(INTENTS[letter], text) for letter, text in pairs]
