"""Addresses of the day itself and of what comes after it: for everybody (`urlpatterns`) and in the admin."""

from django.urls import path

from events.views import after, door, harvest, proofs, training
from events.views.organise import after as organise_after
from events.views.organise import attendance as organise_attendance
from events.views.organise import desk
from events.views.organise import harvest as organise_harvest
from events.views.organise import history as organise_history
from events.views.organise import proofs as organise_proofs
from events.views.organise import training as organise_training
from events.views.organise import webhooks as organise_webhooks

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
    path("mijn-aanmelding/<str:token>/evaluatie/", after.evaluate, name="evaluate"),
    path("peiling/<uuid:poll>/", after.poll, name="poll"),
    path("peiling/<uuid:poll>/uitslag/", after.poll_result, name="poll_result"),
    path("peiling/<uuid:poll>/papier.pdf", after.poll_paper, name="poll_paper"),
    path("trainingen/", training.trainings, name="trainings"),
    path("trainingen/<uuid:programme>/", training.programme, name="training"),
    path("trainingen/<uuid:programme>/ingeschreven/", training.enrolled, name="training_enrolled"),
    path("mijn-training/<str:enrolment>/", training.my_training, name="my_training"),
    path("mijn-training/<str:enrolment>/kaart.pdf", training.voucher_card, name="voucher_card"),
    path("mijn-training/<str:enrolment>/evaluatie/", after.evaluate_training, name="evaluate_training"),
    path("scholingsplan/<slug:slug>/", training.plan, name="training_plan"),
]

# Below `/beheer/bijeenkomsten/`, in the namespace of the organisers' pages.
organise_patterns = [
    path("koppelingen/", organise_webhooks.Webhooks.as_view(), name="webhooks"),
    path("koppelingen/nieuw/", organise_webhooks.WebhookForm.as_view(), name="new_webhook"),
    path("koppelingen/<uuid:webhook>/", organise_webhooks.WebhookLog.as_view(), name="webhook"),
    path("koppelingen/<uuid:webhook>/wijzigen/", organise_webhooks.WebhookForm.as_view(), name="change_webhook"),
    path("koppelingen/<uuid:webhook>/proef/", organise_webhooks.SendTest.as_view(), name="test_webhook"),
    path("koppelingen/<uuid:webhook>/hervatten/", organise_webhooks.Resume.as_view(), name="resume_webhook"),
    path("koppelingen/<uuid:webhook>/weg/", organise_webhooks.Delete.as_view(), name="delete_webhook"),
    path("<uuid:event>/geschiedenis/", organise_history.History.as_view(), name="history"),
    path("<uuid:event>/geschiedenis/<int:deed>/terug/", organise_history.PutBack.as_view(), name="put_back"),
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
    path("<uuid:event>/reacties/", organise_after.Feedback.as_view(), name="feedback"),
    path("<uuid:event>/reacties/evaluatie/", organise_after.OpenEvaluation.as_view(), name="open_evaluation"),
    path("<uuid:event>/reacties/<slug:kind>.csv", organise_after.EvaluationFile.as_view(), name="evaluation_file"),
    path("<uuid:event>/peilingen/nieuw/", organise_after.NewPoll.as_view(), name="new_poll"),
    path("<uuid:event>/peilingen/<uuid:poll>/", organise_after.ChangePoll.as_view(), name="change_poll"),
    path(
        "<uuid:event>/peilingen/punten/<int:poll_point>/",
        organise_after.AnswerPollPoint.as_view(),
        name="answer_poll_point",
    ),
    path("trainingen/", organise_training.Trainings.as_view(), name="trainings"),
    path("trainingen/nieuw/", organise_training.ProgrammeView.as_view(), name="new_training"),
    path("trainingen/<uuid:programme>/", organise_training.Training.as_view(), name="training"),
    path("trainingen/<uuid:programme>/wijzigen/", organise_training.ProgrammeView.as_view(), name="change_training"),
    path("trainingen/<uuid:programme>/groepen/nieuw/", organise_training.NewCohort.as_view(), name="new_cohort"),
    path(
        "trainingen/<uuid:programme>/groepen/<uuid:cohort>/",
        organise_training.ChangeCohort.as_view(),
        name="change_cohort",
    ),
    path(
        "trainingen/<uuid:programme>/groepen/<uuid:cohort>/afgerond/",
        organise_training.Finish.as_view(),
        name="finish_cohort",
    ),
    path(
        "trainingen/<uuid:programme>/groepen/<uuid:cohort>/sluiten/",
        organise_training.CloseCohort.as_view(),
        name="close_cohort",
    ),
    path(
        "trainingen/<uuid:programme>/praktijken/<int:practice>/uitnodigen/",
        organise_training.InvitePractice.as_view(),
        name="invite_practice",
    ),
    path(
        "trainingen/<uuid:programme>/mensen/<uuid:enrolment_id>/",
        organise_training.PlaceEnrolment.as_view(),
        name="place_enrolment",
    ),
    path(
        "trainingen/<uuid:programme>/evaluatie/",
        organise_training.OpenEvaluation.as_view(),
        name="open_training_evaluation",
    ),
    path(
        "trainingen/<uuid:programme>/evaluatie/<slug:kind>.csv",
        organise_training.EvaluationFile.as_view(),
        name="training_evaluation_file",
    ),
    path("trainingen/<uuid:programme>/vouchers/", organise_training.GiveVouchers.as_view(), name="give_vouchers"),
    path("scholingsplannen/nieuw/", organise_training.PlanView.as_view(), name="new_training_plan"),
    path("scholingsplannen/<int:training_plan>/", organise_training.PlanView.as_view(), name="training_plan"),
    path("scholingsplannen/<int:training_plan>/uitgave/", organise_training.Spend.as_view(), name="spend"),
    path("<uuid:event>/overzicht/", desk.DeskView.as_view(), name="desk"),
]
