"""Names, intents and word forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igny8.planning.clustering import Group, guess_intent, name_group, name_groups
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


def test_names_of_a_list_tell_its_groups_apart():
    texts = [
        "payday loans",
        "payday loans work",
        "how payday loans work",
        "payday loans in texas",
        "texas payday loans",
    ]
    texts += ["payday loans", "payday loans", "!!!", "!!!"]
    groups = [
        Group(label=0, members=(1, 2), head=1, mean_similarity=1.0),
        Group(label=1, members=(3, 4), head=3, mean_similarity=1.0),
        Group(label=2, members=(0,), head=0, mean_similarity=1.0),
        Group(label=3, members=(5,), head=5, mean_similarity=1.0),
        Group(label=4, members=(6,), head=6, mean_similarity=1.0),
        Group(label=5, members=(7,), head=7, mean_similarity=1.0),
        Group(label=6, members=(8,), head=8, mean_similarity=1.0),
    ]
    names = name_groups(texts, groups)
    assert names[:5] == [
        "Payday Loans Work",
        "Payday Loans in Texas",
        "Payday Loans",
        "Payday Loans 2",
        "Payday Loans 3",
    ]
    assert len(set(names)) == len(groups)
    assert name_groups(texts, []) == []


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
