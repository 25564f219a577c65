"""Addresses of this app, inside the language prefix."""

from django.urls import path

from cms.views import cards, dossier, organisations, reflection, regions, search

urlpatterns = [
    path("dossier/", dossier.show, name="dossier"),
    path("dossier/pdf/", dossier.as_pdf, name="dossier_pdf"),
    path("zoeken/", search.find, name="search"),
    path("kijk-eens/a5.pdf", reflection.sheet, name="reflection_sheet"),
    path("organisaties/", organisations.index, name="organisations"),
    path("organisaties/<slug:slug>/", organisations.detail, name="organisation"),
    path("regio/", regions.index, name="regions"),
    path("regio/<slug:slug>/", regions.detail, name="region"),
    path("gesprekskaart/<slug:card>.pdf", cards.sheet, name="conversation_card"),
]
