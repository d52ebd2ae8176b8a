from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "igny8.core"
    label = "core"

    def ready(self) -> None:
        from igny8.core.http import set_network_guard
        from igny8.core.tenancy import refuse_network_in_scope

        set_network_guard(refuse_network_in_scope)
