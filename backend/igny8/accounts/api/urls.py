"""Addresses under ``accounts/``."""

from django.urls import path

from igny8.accounts.api import views_account as account
from igny8.accounts.api import views_reference as reference
from igny8.accounts.api import views_sites as sites
from igny8.core.api.routers import Router

router = Router()
router.register("users", account.UserViewSet, basename="users")
router.register("invitations", account.InvitationViewSet, basename="invitations")
router.register("sites", sites.SiteViewSet, basename="sites")
router.register("sectors", sites.SectorViewSet, basename="sectors")
router.register("site-access", sites.SiteAccessViewSet, basename="site-access")
router.register("api-keys", sites.ApiKeyViewSet, basename="api-keys")
router.register("plans", reference.PlanViewSet, basename="plans")
router.register("industries", reference.IndustryViewSet, basename="industries")
router.register("industry-sectors", reference.IndustrySectorViewSet, basename="industry-sectors")
router.register("seed-keywords", reference.SeedKeywordViewSet, basename="seed-keywords")
urlpatterns = [
    path("account/", account.AccountView.as_view()),
    path("settings/", account.SettingsView.as_view()),
    path("api-keys/current/", sites.CurrentKeyView.as_view()),
    *router.urls,
]
