"""Addresses of this app, inside the language prefix."""

urlpatterns = []
