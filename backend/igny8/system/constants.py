"""Words and limits of the system domain."""

from django.db import models

PROMPT_MAX_CHARS = 20_000
EXTRA_MAX_BYTES = 2_000
HEARTBEAT_KEY = "system:worker_heartbeat"
HEARTBEAT_FRESH_SECONDS = 60  # beat sends one every 15 seconds; three may be lost


class ProviderKind(models.TextChoices):
    CHAT = "chat"
    IMAGES = "images"
    EMBEDDINGS = "embeddings"


class ProviderName(models.TextChoices):
    OPENAI = "openai"
    OPENAI_COMPATIBLE = "openai_compatible"
    RUNWARE = "runware"
    LOCAL = "local"


#: What each provider can do.
PROVIDER_KINDS: dict[str, frozenset[str]] = {
    ProviderName.OPENAI: frozenset(ProviderKind.values),
    ProviderName.OPENAI_COMPATIBLE: frozenset(ProviderKind.values),
    ProviderName.RUNWARE: frozenset({ProviderKind.IMAGES}),
    ProviderName.LOCAL: frozenset(ProviderKind.values),
}
