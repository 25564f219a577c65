"""What this app adds to the admin."""

from django.urls import path
from wagtail import hooks

from community.views import moderation


@hooks.register("register_admin_viewset")
def ambassadors_viewset():
    """The list of profiles for moderators."""
    return moderation.AmbassadorViewSet()


@hooks.register("register_admin_urls")
def ambassador_decisions():
    """The two decisions about a profile."""
    return [
        path("ambassadeurs/<int:pk>/goedkeuren/", moderation.approve, name="ambassador_approve"),
        path("ambassadeurs/<int:pk>/terugsturen/", moderation.send_back, name="ambassador_send_back"),
    ]
