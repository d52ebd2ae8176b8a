"""A stand-in of WooCommerce's REST API, for tests of what talks to one."""

from tests.support.woocommerce.server import APP_PASSWORD, KEY, SECRET, USER, Shop

__all__ = ["APP_PASSWORD", "KEY", "SECRET", "USER", "Shop"]
