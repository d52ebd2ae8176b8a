"""What is needed to reach one WordPress."""

from dataclasses import dataclass, field

from igny8.integration.platforms.wordpress.addresses import pretty_root


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Address and credentials; ``secret`` is the bridge's, empty when there is no bridge. Never stored or shown as it is.

    A consumer key of WooCommerce with its secret stands where an application password would be: ``ck_...`` and ``cs_...``.
    """

    base_url: str
    rest_url: str = ""
    username: str = ""
    app_password: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    allow_private: bool = False

    @property
    def root(self) -> str:
        """Where the REST API is, as far as we know."""
        return self.rest_url or pretty_root(self.base_url)

    @property
    def has_password(self) -> bool:
        """Whether there is an application password, which WordPress's own routes take."""
        return bool(self.username and self.app_password) and not self.has_keys

    @property
    def has_keys(self) -> bool:
        """Whether there is a consumer key, which only WooCommerce's routes take."""
        return self.username.startswith("ck_") and self.app_password.strip().startswith("cs_")
