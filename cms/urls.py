"""Addresses of this app, inside the language prefix."""

from django.urls import path

from cms.views import reflection, search

urlpatterns = [
    path("zoeken/", search.find, name="search"),
    path("kijk-eens/a5.pdf", reflection.sheet, name="reflection_sheet"),
]
