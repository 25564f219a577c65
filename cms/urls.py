"""Addresses of this app, inside the language prefix."""

from django.urls import path

from cms.views import dossier, reflection, search

urlpatterns = [
    path("dossier/", dossier.show, name="dossier"),
    path("dossier/pdf/", dossier.as_pdf, name="dossier_pdf"),
    path("zoeken/", search.find, name="search"),
    path("kijk-eens/a5.pdf", reflection.sheet, name="reflection_sheet"),
]
