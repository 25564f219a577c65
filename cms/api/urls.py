"""Addresses of the API: no language prefix, and no slash at the end."""

from django.urls import path

from cms.api import views

urlpatterns = [
    path("openapi.json", views.openapi, name="api_document"),
    path("api/v1/<str:name>", views.collection, name="api_collection"),
    path("api/v1/<str:name>/<str:record>", views.item, name="api_item"),
    path("api/", views.nothing, name="api_root"),
    path("api/<path:rest>", views.nothing, name="api_nothing"),
]
