"""Names, intents and word forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igny8.planning.clustering import guess_intent, name_group
from igny8.planning.clustering.normalise import normal_form, stem, terms, words


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how to descale coffee machine", "informational"),
        ("what are payday loans", "informational"),
        ("how much do solar panels cost", "transactional"),
        ("lisbon travel guide", "informational"),
        ("best crm for small business", "commercial"),
        ("what is the best crm", "commercial"),
        ("slack vs teams", "commercial"),
        ("monday.com review", "navigational"),
        ("toggl alternatives", "commercial"),
        ("buy standing desk", "transactional"),
        ("dentist near me", "transactional"),
        ("best cheap espresso machine", "transactional"),
        ("hubspot login", "navigational"),
        ("espresso machine", None),
        ("islam", None),
        ("", None),
        ("؟؟", None),
    ],
)
def test_intent_by_words(text, intent):
    found, reason = guess_intent(text)
    assert found == intent
    assert reason.endswith(".")


def test_brand_alone_is_navigational():
    assert guess_intent("Acme", brands=["ACME"])[0] == "navigational"
    assert guess_intent("acme", brands=[])[0] is None


@pytest.mark.parametrize(
    ("texts", "head", "name"),
    [
        (
            ["standing desk", "electric standing desk", "best standing desk", "desk stand up"],
            "standing desk",
            "Standing Desk",
        ),
        (
            ["heat pump vs furnace", "heat pump vs gas furnace", "heat pump or furnace"],
            "heat pump vs furnace",
            "Heat Pump vs Furnace",
        ),
        (["seo tools", "free seo tools", "seo tools online"], "seo tools", "SEO Tools"),
        (["how to lose weight"], "how to lose weight", "How to Lose Weight"),
        (["what is it"], "what is it", "What Is It"),
        (["!!!"], "!!!", "!!!"),
        ([""], "", "Untitled"),
    ],
)
def test_names(texts, head, name):
    assert name_group(texts, None, head) == name
    assert name_group(texts[::-1], None, head) == name


def test_volume_speaks_for_a_phrase():
    texts = ["car loan", "car loan rates", "auto finance", "auto finance deals"]
    assert name_group(texts, [10, 10, 90_000, 50_000], "auto finance") == "Auto Finance"
    assert name_group(texts, [90_000, 50_000, 10, None], "car loan") == "Car Loan"


@given(st.lists(st.text(max_size=200), min_size=1, max_size=6))
def test_any_group_gets_a_short_name(texts):
    name = name_group(texts, None, texts[0])
    assert 0 < len(name) <= 60
    assert name == name.strip()


def test_words_of_any_script():
    assert words("Men's  SHOES, size-10") == ["men's", "shoes", "size", "10"]
    assert words("हिन्दी कीवर्ड") == ["हिन्दी", "कीवर्ड"]
    assert words("l’été à Lyon") == ["l’été", "à", "lyon"]


def test_terms_fold_plurals_only():
    assert [stem(word) for word in ("loans", "berries", "boxes", "glass", "analysis", "bus", "dogs'", "men's")] == [
        "loan",
        "berry",
        "box",
        "glass",
        "analysis",
        "bus",
        "dog",
        "men",
    ]
    assert terms("the best loans for you") == {"best": "best", "loan": "loans"}
    assert normal_form("  Straße\u00a0Ⅳ ") == "strasse iv"
