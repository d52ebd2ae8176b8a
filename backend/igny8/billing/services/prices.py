"""Changes of the price list, kept for ever."""

from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.billing.constants import MAX_CENTI, UNIT_MAX
from igny8.billing.models import Price, PriceChange
from igny8.core.errors import InvalidInput, NotFound
from igny8.core.tenancy import current_actor

FIELDS = ("credits_centi", "per_units", "description")


@transaction.atomic
def price_update(
    *,
    price_id: UUID,
    credits_centi: int | None = None,
    per_units: int | None = None,
    description: str | None = None,
) -> Price:
    """Change a price for reservations from now on; what runs hold already stays as it was reserved.

    :raises NotFound: no such price. :raises InvalidInput: a figure that makes no sense.
    """
    row = Price.objects.select_for_update().filter(pk=price_id).first()
    if row is None:
        raise NotFound("No such price.")
    if credits_centi is not None and not 0 <= credits_centi <= MAX_CENTI:
        raise InvalidInput(errors={"credits": ["Not below 0."]})
    if per_units is not None and not 1 <= per_units <= UNIT_MAX:
        raise InvalidInput(errors={"per_units": [f"From 1 to {UNIT_MAX}."]})
    asked = {"credits_centi": credits_centi, "per_units": per_units, "description": description}
    wanted = {name: value for name, value in asked.items() if value is not None}
    before = {name: getattr(row, name) for name in FIELDS}
    after: dict[str, Any] = {**before, **wanted}
    if after == before:
        return row
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save(update_fields=[*wanted, "updated_at"])
    actor = current_actor()
    PriceChange.objects.create(price=row, before=before, after=after, actor_kind=actor.kind, actor_id=actor.id)
    return row
