"""Addresses of buddies, below `/account/maatjes/`."""

from django.urls import path

from community.views import buddies

urlpatterns = [
    path("", buddies.index, name="buddies"),
    path("zoeken/", buddies.profile, {"side": "vraagt"}, name="buddy_ask"),
    path("aanbieden/", buddies.profile, {"side": "biedt"}, name="buddy_offer"),
    path("zoeken/stand/", buddies.change, {"side": "vraagt"}, name="buddy_ask_change"),
    path("aanbieden/stand/", buddies.change, {"side": "biedt"}, name="buddy_offer_change"),
    path("<uuid:pair>/", buddies.detail, name="buddy_match"),
    path("<uuid:pair>/stap/", buddies.step, name="buddy_step"),
    path("<uuid:pair>/terugblik/", buddies.reflect, name="buddy_reflect"),
]
