"""Addresses of this app, inside the language prefix."""

from django.urls import path

from cms.views import search

urlpatterns = [path("zoeken/", search.find, name="search")]
