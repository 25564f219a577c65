"""Addresses of this app, inside the language prefix."""

from django.urls import path

from cms.views import (
    cards,
    dossier,
    feeds,
    handbook,
    organisations,
    reflection,
    regions,
    role_plays,
    search,
    social_map,
)

urlpatterns = [
    path("handboek/", handbook.index, name="handbook"),
    path("handboek/<slug:task>/", handbook.task, name="handbook_task"),
    path("dossier/", dossier.show, name="dossier"),
    path("dossier/pdf/", dossier.as_pdf, name="dossier_pdf"),
    *(path(f"{name}/feed.atom", feeds.ListFeed(), {"name": name}, name=f"{name}_feed") for name in feeds.LISTS),
    path("gidsen/feed.atom", feeds.GuideFeed(), name="gidsen_feed"),
    path("zoeken/", search.find, name="search"),
    path("kijk-eens/a5.pdf", reflection.sheet, name="reflection_sheet"),
    path("organisaties/", organisations.index, name="organisations"),
    path("organisaties/<slug:slug>/", organisations.detail, name="organisation"),
    path("regio/", regions.index, name="regions"),
    path("regio/<slug:slug>/", regions.detail, name="region"),
    path("gesprekskaart/<slug:card>.pdf", cards.sheet, name="conversation_card"),
    path("rollenspel/", role_plays.index, name="role_plays"),
    path("rollenspel/trek/", role_plays.draw, name="role_play_draw"),
    path("rollenspel/<slug:slug>/", role_plays.detail, name="role_play"),
    path("rollenspel/<slug:slug>/kaarten.pdf", role_plays.sheets, name="role_play_cards"),
    path("sociale-kaart/", social_map.index, name="social_map"),
    path("sociale-kaart.csv", social_map.open_csv, name="social_map_csv"),
    path("sociale-kaart.json", social_map.open_json, name="social_map_json"),
    path("sociale-kaart/poster/", social_map.poster, name="social_map_poster"),
    path("sociale-kaart/poster.pdf", social_map.poster_pdf, name="social_map_poster_pdf"),
    path("sociale-kaart/<int:pk>/", social_map.detail, name="offer"),
]
