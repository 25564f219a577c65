"""Addresses of the day itself and of what comes after it: for everybody (`urlpatterns`) and in the admin."""

from django.urls import path

from events.views import harvest
from events.views.organise import harvest as organise_harvest

urlpatterns = [
    path("oogst/<str:note_token>/", harvest.group_note, name="group_note"),
    path("oogst/<str:note_token>/punten/<uuid:point>/", harvest.note_item, name="note_item"),
    path("oogst/<str:note_token>/inleveren/", harvest.hand_in_note, name="hand_in_note"),
    path("oogst/<str:note_token>/heropenen/", harvest.reopen_note, name="reopen_note"),
]

# Below `/beheer/bijeenkomsten/`, in the namespace of the organisers' pages.
organise_patterns = [
    path("<uuid:event>/oogst/", organise_harvest.Harvest.as_view(), name="harvest"),
    path("<uuid:event>/oogst/concepten/", organise_harvest.MakeDrafts.as_view(), name="make_drafts"),
    path("<uuid:event>/oogst/notulist/", organise_harvest.AskForNotes.as_view(), name="ask_for_notes"),
    path("<uuid:event>/oogst/herkomst/", organise_harvest.TiePage.as_view(), name="tie_page"),
    path("<uuid:event>/oogst/punten/<uuid:point>/", organise_harvest.AnswerPoint.as_view(), name="answer_point"),
]
