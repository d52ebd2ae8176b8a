"""The price list, how costs round, and its history."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igny8.billing.models import Price, PriceChange
from igny8.billing.selectors import PriceInfo, PriceUnknown, cost_centi, price_of
from igny8.billing.services.prices import price_update
from igny8.core.errors import InvalidInput, NotFound
from igny8.core.ids import uuid7


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("operation", "units", "expected"),
    [
        ("auto_cluster", 1, 1_000),
        ("generate_ideas", 3, 4_500),
        ("generate_content", 1_000, 1_000),
        ("generate_content", 550, 550),
        ("generate_content", 1, 1),
        ("generate_content", 0, 0),
        ("generate_images", 6, 3_000),
        ("generate_image_prompts", 1, 200),
        ("link_content", 1, 800),
        ("optimize_content", 200, 100),
        ("optimize_content", 201, 101),
        ("generate_site_structure", 1, 5_000),
        ("generate_page", 2, 4_000),
    ],
)
def test_the_price_list_of_the_product(operation: str, units: int, expected: int) -> None:
    assert cost_centi(operation, units) == expected


@given(units=st.integers(0, 10_000_000), centi=st.integers(0, 10**6), per=st.integers(1, 10**4))
def test_costs_are_proportional_and_round_up_to_the_hundredth(units: int, centi: int, per: int) -> None:
    cost = PriceInfo("x", centi, per, "word", "").cost_centi(units)
    assert units * centi <= cost * per < units * centi + per


@pytest.mark.parametrize("units", [-1, 10_000_001])
def test_senseless_units_are_refused(units: int) -> None:
    with pytest.raises(InvalidInput):
        PriceInfo("x", 100, 100, "word", "").cost_centi(units)


@pytest.mark.django_db
def test_an_unknown_operation_has_no_price() -> None:
    with pytest.raises(PriceUnknown, match="no price for the operation 'teleport'"):
        price_of("teleport")


@pytest.mark.django_db
def test_a_change_counts_at_once_and_is_kept(scope: Any) -> None:
    row = Price.objects.get(operation="generate_content")
    price_update(price_id=row.id, credits_centi=150)
    assert cost_centi("generate_content", 100) == 150
    price_update(price_id=row.id, credits_centi=150)
    price_update(price_id=row.id, per_units=50, description="Half")
    changes = PriceChange.objects.order_by("id")
    assert [(c.before["credits_centi"], c.after["credits_centi"], c.after["per_units"]) for c in changes] == [
        (100, 150, 100), (150, 150, 50),
    ]  # fmt: skip


@pytest.mark.django_db
def test_senseless_prices_are_refused(scope: Any) -> None:
    row = Price.objects.get(operation="generate_content")
    for wrong in ({"credits_centi": -1}, {"per_units": 0}):
        with pytest.raises(InvalidInput):
            price_update(price_id=row.id, **wrong)
    with pytest.raises(NotFound):
        price_update(price_id=uuid7(), credits_centi=1)
