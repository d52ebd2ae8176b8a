"""WooCommerce's refusals: sentence and cure, written once."""

from igny8.integration.base import ActionRequired, PlatformError

_RIGHTS = "Choose a user with the role Shop manager, or make a key with read and write permissions."
_BY_CODE = {
    "woocommerce_rest_cannot_view": ("SHOP_NOT_READ", "WooCommerce does not let us read this.", _RIGHTS),
    "woocommerce_rest_cannot_create": ("SHOP_NOT_WRITTEN", "WooCommerce does not let us add this.", _RIGHTS),
    "woocommerce_rest_cannot_edit": ("SHOP_NOT_WRITTEN", "WooCommerce does not let us change this.", _RIGHTS),
    "woocommerce_rest_cannot_delete": ("SHOP_NOT_WRITTEN", "WooCommerce does not let us remove this.", _RIGHTS),
    "rest_no_route": (
        "NO_WOOCOMMERCE",
        "This WordPress has no WooCommerce, or one that is older than 3.5.",
        "Install or update WooCommerce under Plugins.",
    ),
}
_KEY_CURE = "Make a new key with read and write permissions in WooCommerce under Settings, Advanced, REST API."


def of_shop(exc: PlatformError) -> PlatformError:
    """The same fault in the words of a shop, where there are any."""
    if exc.remote_code == "woocommerce_rest_authentication_error":
        return _again(
            exc, "CONSUMER_KEY_REFUSED", f"WooCommerce does not accept the consumer key: {exc.sentence}", _KEY_CURE
        )
    known = _BY_CODE.get(exc.remote_code)
    return _again(exc, *known) if known else exc


def _again(exc: PlatformError, code: str, sentence: str, cure: str) -> PlatformError:
    return ActionRequired(code, sentence, cure=cure, status=exc.status, remote_code=exc.remote_code)


def is_gone(exc: PlatformError) -> bool:
    """Whether an object was deleted for good."""
    return exc.remote_code in {"woocommerce_rest_product_invalid_id", "woocommerce_rest_term_invalid"}
