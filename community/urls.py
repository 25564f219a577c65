"""Addresses of this app, inside the language prefix."""

from allauth.urls import urlpatterns as allauth_urls
from django.urls import include, path

from community.views import account, ambassadors, my_data, own_profile

urlpatterns = [
    path("ambassadeurs/", ambassadors.index, name="ambassadors"),
    path("ambassadeurs/<slug:slug>/", ambassadors.detail, name="ambassador"),
    path("ambassadeurs/<slug:slug>/foto/", ambassadors.photo, name="ambassador_photo"),
    path("ambassadeurs/<slug:slug>/contact/", ambassadors.contact, name="ambassador_contact"),
    path("ambassadeurs/<slug:slug>/contact/verstuurd/", ambassadors.contact_sent, name="ambassador_contact_sent"),
    path("account/", account.account, name="account"),
    path("account/gegevens/", account.details, name="account_details"),
    path("account/mijn-gegevens.json", my_data.download, name="my_data"),
    path("account/verwijderen/", my_data.remove, name="remove_account"),
    path("account/ambassadeur/", own_profile.edit, name="account_ambassador"),
    path("account/ambassadeur/voorbeeld/", own_profile.preview, name="account_ambassador_preview"),
    path("account/ambassadeur/status/", own_profile.change_status, name="account_ambassador_status"),
    path("account/", include(allauth_urls)),
]
