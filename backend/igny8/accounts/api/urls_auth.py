"""Addresses under ``auth/``."""

from django.urls import path

from igny8.accounts.api import views_auth as public
from igny8.accounts.api import views_me as me
from igny8.core.api.routers import Router

router = Router()
router.register("sessions", me.SessionViewSet, basename="sessions")
urlpatterns = [
    path("register/", public.RegisterView.as_view()),
    path("login/", public.LoginView.as_view()),
    path("refresh/", public.RefreshView.as_view()),
    path("logout/", public.LogoutView.as_view()),
    path("logout-all/", me.LogoutAllView.as_view()),
    path("me/", me.MeView.as_view()),
    path("preferences/", me.PreferencesView.as_view()),
    path("password/", me.PasswordView.as_view()),
    path("password-reset/", public.PasswordResetView.as_view()),
    path("password-reset/confirm/", public.PasswordResetConfirmView.as_view()),
    path("verify-email/", public.VerifyEmailView.as_view()),
    path("verify-email/resend/", me.VerifyEmailResendView.as_view()),
    path("accept-invitation/", public.AcceptInvitationView.as_view()),
    *router.urls,
]
