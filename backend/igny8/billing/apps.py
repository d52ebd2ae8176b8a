from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "igny8.billing"
    label = "billing"

    def ready(self) -> None:
        from igny8.billing import subscribers  # noqa: F401
