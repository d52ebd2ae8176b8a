"""Posts and pages through WordPress's own API, products through WooCommerce's: one website."""

from datetime import datetime

from igny8.integration.base import ActionRequired
from igny8.integration.platforms.items import Page, Source
from igny8.integration.platforms.woocommerce.source import WooSource

_SHOP = ("product", "product_cat", "product_tag")


class BesideSource:
    """What WordPress shows of a shop is left to WooCommerce, where it lets us read it."""

    def __init__(self, core: Source, shop: WooSource) -> None:
        self._core = core
        self._shop = shop

    def parts(self) -> list[str]:
        core = self._core.parts()
        try:
            shop = self._shop.parts()
        except ActionRequired as exc:
            if exc.code != "SHOP_NOT_READ":
                raise
            return core  # an editor without rights in the shop: its products come as visitors see them
        kept = [part for part in core if not _is_of_shop(part)]
        terms = [part for part in kept if part.startswith("terms:")]
        of_shop = [part for part in shop if part.startswith("terms:")]
        return [*terms, *of_shop, *kept[len(terms) :], *shop[len(of_shop) :]]

    def total(self, part: str) -> int | None:
        return self._of(part).total(part)

    def pull(self, part: str, *, cursor: str, modified_after: datetime | None) -> Page:
        return self._of(part).pull(part, cursor=cursor, modified_after=modified_after)

    def _of(self, part: str) -> Source:
        route = part.split(":", 2)[2]
        return self._shop if route.split("/")[0] == "products" else self._core


def _is_of_shop(part: str) -> bool:
    name = part.split(":")[1]
    return name in _SHOP or name.startswith("pa_")
