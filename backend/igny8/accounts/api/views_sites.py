"""Sites, sectors, who sees them, and their keys."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.accounts.api import filters
from igny8.accounts.api import serializers_sites as s
from igny8.accounts.selectors import api_key_get, api_key_list, sector_list, site_access_list, site_list
from igny8.accounts.services import api_keys, sectors, site_access, sites
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.roles import Role

READ_ALL: dict[str, Role] = {"list": Role.VIEWER, "retrieve": Role.VIEWER}
WRITE_ADMIN: dict[str, Role] = {"create": Role.ADMIN, "partial_update": Role.ADMIN, "destroy": Role.ADMIN}


class SiteViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(site_list)
    output = s.SiteOut
    filterset_class = filters.SitesFilter
    search_fields = ("name", "domain", "slug")
    ordering_fields = ("created_at", "name", "status")
    roles: ClassVar[dict[str, Role]] = READ_ALL | WRITE_ADMIN

    @extend_schema(responses={200: s.SiteOut(many=True)}, operation_id="sites", tags=["accounts"])
    def list(self, request: Request, **_: Any) -> Response:
        """The sites this person may see."""
        return super().list(request)

    @extend_schema(responses={200: s.SiteOut}, operation_id="site", tags=["accounts"])
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        """One of them."""
        return super().retrieve(request, pk)

    @extend_schema(request=s.SiteIn, responses={201: s.SiteOut}, operation_id="site_create", tags=["accounts"])
    def create(self, request: Request) -> Response:
        """Add a site. Its slug gets an ending when it is taken."""
        return self.present(s.SiteOut, sites.site_create(**self.parse(s.SiteIn)), status=201)

    @extend_schema(request=s.SitePatchIn, responses={200: s.SiteOut}, operation_id="site_update", tags=["accounts"])
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change a site; ``status`` archives it and brings it back."""
        return self.present(s.SiteOut, sites.site_update(site_id=pk, changes=self.parse(s.SitePatchIn)))

    @extend_schema(responses={200: s.RemovedOut}, operation_id="site_remove", tags=["accounts"])
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Delete an empty site; one with content is archived instead."""
        return self.present(s.RemovedOut, sites.site_remove(site_id=pk))


class SectorViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(sector_list)
    output = s.SectorOut
    filterset_class = filters.SectorsFilter
    search_fields = ("name",)
    ordering_fields = ("created_at", "name")
    roles: ClassVar[dict[str, Role]] = READ_ALL | WRITE_ADMIN

    @extend_schema(responses={200: s.SectorOut(many=True)}, operation_id="sectors", tags=["accounts"])
    def list(self, request: Request, **_: Any) -> Response:
        """Sectors of the sites this person may see."""
        return super().list(request)

    @extend_schema(responses={200: s.SectorOut}, operation_id="sector", tags=["accounts"])
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        """One of them."""
        return super().retrieve(request, pk)

    @extend_schema(request=s.SectorIn, responses={201: s.SectorOut}, operation_id="sector_create", tags=["accounts"])
    def create(self, request: Request) -> Response:
        """Add a topic area; a site has at most five active ones."""
        return self.present(s.SectorOut, sectors.sector_create(**self.parse(s.SectorIn)), status=201)

    @extend_schema(
        request=s.SectorPatchIn, responses={200: s.SectorOut}, operation_id="sector_update", tags=["accounts"]
    )
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change name, kind or status."""
        return self.present(s.SectorOut, sectors.sector_update(sector_id=pk, changes=self.parse(s.SectorPatchIn)))

    @extend_schema(responses={200: s.RemovedOut}, operation_id="sector_remove", tags=["accounts"])
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Delete an empty sector; one with keywords is archived instead. The last active one stays."""
        return self.present(s.RemovedOut, sectors.sector_remove(sector_id=pk))


class SiteAccessViewSet(ListMixin, BaseViewSet):
    selector = staticmethod(site_access_list)
    output = s.SiteAccessOut
    filterset_class = filters.SiteAccessFilter
    roles: ClassVar[dict[str, Role]] = {"list": Role.ADMIN, "create": Role.ADMIN, "destroy": Role.ADMIN}

    @extend_schema(responses={200: s.SiteAccessOut(many=True)}, operation_id="site_access", tags=["accounts"])
    def list(self, request: Request, **_: Any) -> Response:
        """Which person sees which site; owners and admins see all without a grant."""
        return super().list(request)

    @extend_schema(
        request=s.SiteAccessIn, responses={201: s.SiteAccessOut}, operation_id="site_access_grant", tags=["accounts"]
    )
    def create(self, request: Request) -> Response:
        """Let a person see a site."""
        return self.present(s.SiteAccessOut, site_access.site_access_grant(**self.parse(s.SiteAccessIn)), status=201)

    @extend_schema(responses={204: None}, operation_id="site_access_revoke", tags=["accounts"])
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Take it away again."""
        site_access.site_access_revoke(access_id=pk)
        return Response(status=204)


class ApiKeyViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    replays = False
    selector = staticmethod(api_key_list)
    output = s.ApiKeyOut
    filterset_class = filters.SiteFilter
    search_fields = ("name", "prefix")
    roles: ClassVar[dict[str, Role]] = {
        "list": Role.ADMIN,
        "retrieve": Role.ADMIN,
        "create": Role.ADMIN,
        "destroy": Role.ADMIN,
        "rotate": Role.ADMIN,
    }

    @extend_schema(responses={200: s.ApiKeyOut(many=True)}, operation_id="api_keys", tags=["accounts"])
    def list(self, request: Request, **_: Any) -> Response:
        """Keys of the account's sites, live and ended."""
        return super().list(request)

    @extend_schema(responses={200: s.ApiKeyOut}, operation_id="api_key", tags=["accounts"])
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        """One of them."""
        return super().retrieve(request, pk)

    @extend_schema(
        request=s.ApiKeyIn, responses={201: s.NewApiKeyOut}, operation_id="api_key_create", tags=["accounts"]
    )
    def create(self, request: Request) -> Response:
        """Make a key for a site's plugin. The answer is the only place that ever shows it."""
        return self._shown(*api_keys.api_key_create(**self.parse(s.ApiKeyIn)))

    @extend_schema(request=None, responses={201: s.NewApiKeyOut}, operation_id="api_key_rotate", tags=["accounts"])
    @action(detail=True, methods=["post"])
    def rotate(self, request: Request, pk: UUID) -> Response:
        """Make a successor; the older key works until it is revoked."""
        return self._shown(*api_keys.api_key_rotate(key_id=pk))

    @extend_schema(responses={204: None}, operation_id="api_key_revoke", tags=["accounts"])
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Revoke: the key stops working at once."""
        api_keys.api_key_revoke(key_id=pk)
        return Response(status=204)

    def _shown(self, key: Any, secret: str) -> Response:
        key.key = secret
        return self.present(s.NewApiKeyOut, key, status=201)


class CurrentKeyView(BaseView):
    roles: ClassVar[dict[str, Role]] = {"get": Role.API_KEY}

    @extend_schema(responses={200: s.CurrentKeyOut}, operation_id="api_key_current", tags=["accounts"])
    def get(self, request: Request) -> Response:
        """For the plugin: which site this key opens and what it may do there."""
        return self.present(s.CurrentKeyOut, api_key_get(self.principal.actor.id))
