"""Products and their categories in a WooCommerce shop, beside what the rest of the website is published with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from igny8.integration.base import Permanent
from igny8.integration.platforms.woocommerce.client import WooClient
from igny8.integration.platforms.wordpress.places import Place
from igny8.publishing.adapters import woo_category, woo_product
from igny8.publishing.adapters.details_text import with_details
from igny8.publishing.adapters.woo_product import Media
from igny8.publishing.adapters.wordpress_pictures import Attachment, File, Library, Pictures, html_with_attachments
from igny8.publishing.base import Picture, PublishPayload, PublishResult, Target


class NoLibrary:
    """A consumer key opens the shop and not the media library."""

    def held(self, sums: Sequence[str]) -> Mapping[str, Attachment]:
        """Nothing can be told."""
        return {}

    def upload(self, file: File) -> Attachment:
        """:raises Permanent: always."""
        raise Permanent(
            "NO_MEDIA_LIBRARY",
            "A consumer key of WooCommerce opens no media library. Connect the IGNY8 plugin, or enter an application password.",
            status=415,
        )


@dataclass(slots=True)
class ShopWay:
    """Calls to one shop.

    :param library: where images go.
    """

    client: WooClient
    target: Target
    library: Library

    def held(self, sums: Sequence[str]) -> Mapping[str, Attachment]:
        """Which images are certainly in the media library. :raises PlatformError:"""
        return self.library.held(sums)

    def upload(self, file: File) -> Attachment:
        """An image into the media library, twice is once. :raises PlatformError:"""
        return self.library.upload(file)

    def post_save(self, payload: PublishPayload, place: Place, pictures: Pictures) -> PublishResult:
        """Make the product be as the payload says. :raises PublishError:"""
        html, media = _text(payload, pictures), _media(pictures)
        return woo_product.product_publish(payload, self.target, self.client, media, html=html)

    def post_remove(self, payload: PublishPayload, place: Place) -> PublishResult | None:
        """Take the product off the shelf. :raises PublishError:"""
        return woo_product.product_unpublish(payload, self.target, self.client)

    def post_find(self, payload: PublishPayload, place: Place) -> PublishResult | None:
        """The product of a content. :raises PublishError: it cannot be told."""
        return woo_product.product_look_up(payload, self.target, self.client)

    def term_save(self, payload: PublishPayload, place: Place, pictures: Pictures) -> PublishResult:
        """Make the description of a product category be the text. :raises PublishError:"""
        html, media = _text(payload, pictures), _media(pictures)
        payload = replace(payload, remote=None)  # whose text it is, the mark in it tells: nothing was agreed on
        return woo_category.category_publish(payload, self.target, self.client, media, html=html)

    def term_remove(self, payload: PublishPayload, place: Place) -> None:
        """Empty the description. :raises PublishError:"""
        woo_category.category_unpublish(payload, self.target, self.client)

    def term_find(self, payload: PublishPayload, place: Place) -> PublishResult | None:
        """The product category of a content. :raises PublishError: it cannot be told."""
        return woo_category.category_look_up(payload, self.target, self.client)


def _text(payload: PublishPayload, pictures: Pictures) -> str:
    html = with_details(payload.html, payload.details, but=("attributes",))  # the shop has a place for those
    return html_with_attachments(html, payload.images, pictures.by_file)


def _media(pictures: Pictures) -> Media:
    def number(picture: Picture) -> int | None:
        found = pictures.by_file.get(picture.file)
        return found.id if found is not None else None

    return number
