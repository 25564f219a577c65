"""Addresses of the day itself and of what comes after it: for everybody (`urlpatterns`) and in the admin."""

from django.urls import path

from events.views import door, harvest, proofs
from events.views.organise import attendance as organise_attendance
from events.views.organise import harvest as organise_harvest
from events.views.organise import proofs as organise_proofs

urlpatterns = [
    path("oogst/<str:note_token>/", harvest.group_note, name="group_note"),
    path("oogst/<str:note_token>/punten/<uuid:point>/", harvest.note_item, name="note_item"),
    path("oogst/<str:note_token>/inleveren/", harvest.hand_in_note, name="hand_in_note"),
    path("oogst/<str:note_token>/heropenen/", harvest.reopen_note, name="reopen_note"),
    path("kaartje/<str:ticket>/", door.ticket, name="ticket"),
    path("deur/<uuid:door>/", door.door, name="door"),
    path("deur/<uuid:door>/inloop/", door.walk_in, name="door_walk_in"),
    path("deur/<uuid:door>/scans/", door.scans, name="door_scans"),
    path("deur/<uuid:door>/lijst.json", door.door_list, name="door_list"),
    path("deur/<uuid:door>/zalen/", door.rooms, name="door_rooms"),
    path("deur/<uuid:door>/klok/", door.round_clock, name="door_clock"),
    path("bewijs/", proofs.check_proof, name="check_proof"),
    path("bewijs/<str:number>/", proofs.check_proof, name="check_proof_number"),
    path("mijn-bewijs/<str:proof>/", proofs.my_proof, name="my_proof"),
    path("mijn-bewijs/<str:proof>/bewijs.pdf", proofs.my_proof_file, name="my_proof_file"),
    path("mijn-aanmelding/<str:token>/punten/", proofs.my_points, name="my_points"),
]

# Below `/beheer/bijeenkomsten/`, in the namespace of the organisers' pages.
organise_patterns = [
    path("<uuid:event>/oogst/", organise_harvest.Harvest.as_view(), name="harvest"),
    path("<uuid:event>/oogst/concepten/", organise_harvest.MakeDrafts.as_view(), name="make_drafts"),
    path("<uuid:event>/oogst/notulist/", organise_harvest.AskForNotes.as_view(), name="ask_for_notes"),
    path("<uuid:event>/oogst/herkomst/", organise_harvest.TiePage.as_view(), name="tie_page"),
    path("<uuid:event>/oogst/punten/<uuid:point>/", organise_harvest.AnswerPoint.as_view(), name="answer_point"),
    path("<uuid:event>/aanwezig/", organise_attendance.AttendanceList.as_view(), name="attendance"),
    path("<uuid:event>/aanwezig/iedereen/", organise_attendance.Everybody.as_view(), name="everybody_present"),
    path("<uuid:event>/deuren/", organise_attendance.NewDoor.as_view(), name="new_door"),
    path("<uuid:event>/deuren/<uuid:door>/intrekken/", organise_attendance.RevokeDoor.as_view(), name="revoke_door"),
    path("<uuid:event>/badges.pdf", organise_attendance.Badges.as_view(), name="badges"),
    path("<uuid:event>/tafelkaarten.pdf", organise_attendance.TableCards.as_view(), name="table_cards"),
    path("<uuid:event>/bewijzen/", organise_proofs.Proofs.as_view(), name="proofs"),
    path("<uuid:event>/bewijzen/voorwaarden/", organise_proofs.Terms.as_view(), name="proof_terms"),
    path("<uuid:event>/bewijzen/geven/", organise_proofs.Release.as_view(), name="release_proofs"),
    path("<uuid:event>/bewijzen/<int:proof_pk>/intrekken/", organise_proofs.Revoke.as_view(), name="revoke_proof"),
    path("<uuid:event>/accreditaties/nieuw/", organise_proofs.AccreditationView.as_view(), name="new_accreditation"),
    path(
        "<uuid:event>/accreditaties/<int:accreditation>/",
        organise_proofs.AccreditationView.as_view(),
        name="accreditation",
    ),
    path(
        "<uuid:event>/accreditaties/<int:accreditation>/lijst/",
        organise_proofs.RegisterExport.as_view(),
        name="register_export",
    ),
    path(
        "<uuid:event>/accreditaties/<int:accreditation>/doorgegeven/",
        organise_proofs.PassedOn.as_view(),
        name="register_passed_on",
    ),
]
