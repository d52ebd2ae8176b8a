"""Details: what a content has besides its text, checked by type and versioned with the text."""

from typing import Any

import pytest

from igny8.content.base.details import details_checked, details_lines
from igny8.content.models import ContentVersion
from igny8.content.selectors import content_export, content_for_publishing, contents_csv, version_diff
from igny8.content.services.contents import content_set_terms, content_update
from igny8.content.services.imports import content_sync_version
from igny8.content.services.taxonomies import taxonomy_import
from igny8.content.services.versions import content_restore
from igny8.core.errors import InvalidInput
from igny8.core.tenancy import tenant
from tests.factories.content import make_content, make_taxonomy

pytestmark = pytest.mark.django_db
KETTLE: dict[str, Any] = {
    "short_description": "A kettle for pour-over coffee.",
    "highlights": ["Pours slowly", "Fits every stove"],
    "attributes": [{"name": "Material", "options": ["steel"]}, {"name": "Colour", "options": ["white", "black"]}],
}


def test_a_value_is_cleaned_and_empty_ones_are_left_out() -> None:
    raw = {"short_description": "  A\tkettle \n for tea & < 5 cups ", "highlights": ["", " One "], "attributes": []}
    assert details_checked("product", raw) == {
        "short_description": "A kettle for tea & < 5 cups",
        "highlights": ["One"],
    }
    assert details_checked("product", {"attributes": [{"name": " ", "options": []}], "short_description": None}) == {}
    assert details_lines(KETTLE)["attributes"] == "Material: steel\nColour: white, black"


@pytest.mark.parametrize(
    ("content_type", "raw", "field"),
    [
        ("post", {"highlights": ["One"]}, "details.highlights"),
        ("category", {"steps": ["One"]}, "details.steps"),
        ("service", {"attributes": [{"name": "A", "options": ["b"]}]}, "details.attributes"),
        ("product", {"price": "9"}, "details.price"),
        ("product", {"short_description": "<b>Bold</b>"}, "details.short_description"),
        ("product", {"short_description": "<img src=x onerror=y"}, "details.short_description"),
        ("product", {"short_description": "a\x00b"}, "details.short_description"),
        ("product", {"short_description": "a\x1bb"}, "details.short_description"),
        ("product", {"short_description": "a\ud800b"}, "details.short_description"),
        ("product", {"short_description": "x" * 501}, "details.short_description"),
        ("product", {"highlights": [f"Line {n}" for n in range(9)]}, "details.highlights"),
        ("product", {"highlights": ["Same", "same"]}, "details.highlights"),
        ("product", {"highlights": ["fine", "x" * 201]}, "details.highlights.1"),
        ("product", {"highlights": "One"}, "details.highlights"),
        ("product", {"attributes": [{"name": "A"}]}, "details.attributes.0.options"),
        ("product", {"attributes": [{"name": "A", "options": ["b"], "unit": "c"}]}, "details.attributes.0.unit"),
        (
            "product",
            {"attributes": [{"name": "A", "options": ["b"]}, {"name": "a", "options": ["c"]}]},
            "details.attributes",
        ),
        ("service", {"steps": [{"name": "x"}]}, "details.steps.0"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_name(content_type: str, raw: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        details_checked(content_type, raw)
    assert list(caught.value.errors) == [field]


def test_details_are_versioned_compared_and_restored_with_the_text(account: Any, scope: Any) -> None:
    row = make_content(account, content_type="product", details=KETTLE)
    assert (row.details, row.schema_type) == (KETTLE, "Product")
    row = content_update(content_id=row.id, changes={"details": {**KETTLE, "highlights": ["Pours very slowly"]}})
    assert (row.current_version, ContentVersion.objects.get(content_id=row.id, number=1).details) == (2, KETTLE)
    found = version_diff(row.id, before=1, after=2)["details"]
    assert [(one["field"], one["label"]) for one in found] == [("highlights", "Highlights")]
    assert {"op": "insert", "text": "very"} in [{**p, "text": p["text"].strip()} for p in found[0]["pieces"]]
    assert content_update(content_id=row.id, changes={"details": dict(row.details)}).current_version == 2
    row = content_sync_version(content_id=row.id, title="Changed there", html="<p>Changed there</p>")
    assert row.details["highlights"] == ["Pours very slowly"], "what came from the platform leaves them alone"
    row = content_restore(content_id=row.id, number=1)
    assert (row.details, row.current_version) == (KETTLE, 4)


def test_of_another_type_it_keeps_what_that_one_has(account: Any, scope: Any) -> None:
    row = make_content(account, content_type="product", details=KETTLE)
    row = content_update(content_id=row.id, changes={"content_type": "service"})
    assert (row.details, row.schema_type) == ({"short_description": KETTLE["short_description"]}, "Service")
    row = content_restore(content_id=row.id, number=1)
    assert "highlights" not in row.details, "a service has none, whatever the old version had"
    row = content_update(content_id=row.id, changes={"schema_type": "HowTo"})
    assert content_update(content_id=row.id, changes={"content_type": "post"}).schema_type == "HowTo", "chosen by hand"


def test_destinations_get_details_and_shop_terms_of_the_version(account: Any, scope: Any) -> None:
    row = make_content(account, content_type="product", details=KETTLE)
    group = taxonomy_import(
        site_id=account.site_id, name="Kettles", kind="product_category", slug="kettles", external_id="7",
        external_taxonomy="product_cat", description="To boil water",
    )  # fmt: skip
    colour = taxonomy_import(
        site_id=account.site_id,
        name="White",
        kind="attribute",
        slug="white",
        external_id="9",
        external_taxonomy="pa_colour",
    )
    plain = make_taxonomy(account)
    content_set_terms(content_id=row.id, taxonomy_ids=[group.id, colour.id, plain.id])
    content_update(content_id=row.id, changes={"details": {}})
    first, newest = content_for_publishing(row.id, version=1), content_for_publishing(row.id)
    assert (first.details, newest.details) == (KETTLE, {})
    assert [(t.slug, t.kind, t.taxonomy, t.description) for t in newest.terms] == [
        ("kettles", "product_category", "product_cat", "To boil water"),
        ("white", "attribute", "pa_colour", ""),
    ]
    assert [t.kind for t in newest.categories] == ["category"]


def test_files_hold_the_details(account: Any, scope: Any) -> None:
    row = make_content(account, content_type="product", details={**KETTLE, "highlights": ["Tea & coffee < 5 cups"]})
    text = content_export(row.id, form="md")[0].decode()
    assert "A kettle for pour-over coffee." in text
    assert "Colour: white, black" in text
    assert "Tea &amp; coffee &lt; 5 cups" in content_export(row.id, form="html")[0].decode()
    assert content_export(row.id, form="docx")[0][:2] == b"PK"
    assert "Material: steel" in contents_csv()[0].decode()


def test_the_api_shows_and_takes_them(account: Any, api: Any) -> None:
    with tenant(account.account_id):
        row = make_content(account, content_type="product", details=KETTLE)
    path = f"writer/content/{row.id}/"
    shown = api.get(path)[1]["data"]["details"]
    assert shown == {**KETTLE, "includes": [], "steps": []}
    status, answer = api.patch(path, {"details": {**shown, "highlights": ["New"]}, "expected_version": 1})
    assert (status, answer["data"]["details"]["highlights"], answer["data"]["current_version"]) == (200, ["New"], 2)
    assert api.get(f"{path}versions/1/")[1]["data"]["details"] == shown
    assert api.get(f"{path}diff/?before=1&after=2")[1]["data"]["details"][0]["field"] == "highlights"
    for bad, field in (
        ({"steps": ["One"]}, "details.steps"),
        ({"price": "9"}, "details"),
        ({"highlights": ["<script>x</script>"]}, "details.highlights.0"),
        ("text", "details"),
    ):
        status, answer = api.patch(path, {"details": bad})
        assert (status, any(name.startswith(field) for name in answer["errors"])) == (400, True), answer
    assert api.get(path)[1]["data"]["current_version"] == 2
