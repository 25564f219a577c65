"""Addresses of meetings, inside the language prefix."""

from django.urls import include, path

from events.views import calendar, follow, my_registration, my_settings, proposals, sign_up

urlpatterns = [
    path("", include("events.day_urls")),
    path("agenda.ics", calendar.agenda_feed, name="agenda_feed"),
    path("bijeenkomst/<uuid:public_id>.ics", calendar.event_calendar, name="event_calendar"),
    path("mijn-aanmelding/<str:token>/agenda.ics", calendar.my_calendar, name="my_calendar"),
    path("agenda/<path:page_path>/aanmelden/", sign_up.sign_up, name="sign_up"),
    path("agenda/<path:page_path>/aanmelden/verstuurd/", sign_up.sign_up_done, name="sign_up_done"),
    path("agenda/<path:series_path>/volgen/", follow.follow, name="follow"),
    path("agenda/<path:series_path>/volgen/verstuurd/", follow.follow_sent, name="follow_sent"),
    path("volgen/<str:token>/", follow.follow_confirm, name="follow_confirm"),
    path("volgen/<str:token>/stoppen/", follow.follow_stop, name="follow_stop"),
    path("vragen/<slug:slug>/voorstellen/", proposals.propose, name="propose"),
    path("groepen/<slug:slug>/agenda/", proposals.circle_agenda, name="circle_agenda"),
    path("mijn-aanmelding/<str:token>/", my_registration.my_registration, name="my_registration"),
    path("mijn-aanmelding/<str:token>/gegevens/", my_registration.my_data, name="registration_data"),
    path("mijn-aanmelding/<str:token>/gegevens.json", my_registration.my_data_file, name="registration_data_file"),
    path("mijn-aanmelding/<str:token>/bevestigen/", my_registration.confirm_registration, name="confirm_registration"),
    path("mijn-aanmelding/<str:token>/aannemen/", my_registration.answer_offer, name="answer_offer"),
    path("mijn-aanmelding/<str:token>/waar/", my_registration.switch_attendance, name="switch_attendance"),
    path("mijn-aanmelding/<str:token>/herinneringen/", my_settings.reminders, name="registration_reminders"),
    path("mijn-aanmelding/<str:token>/terug/", my_settings.undo_cancellation, name="undo_cancellation"),
    path("mijn-aanmelding/<str:token>/agenda-adres/", my_settings.feed_address, name="feed_address"),
    path("mijn-agenda/<str:key>.ics", my_settings.personal_feed, name="personal_feed"),
    path("techniek/", my_settings.technical_check, name="technical_check"),
    path("mijn-aanmelding/<str:token>/kiezen/", my_registration.choose_breakouts, name="choose_breakouts"),
    path("mijn-aanmelding/<str:token>/afmelden/", my_registration.cancel_registration, name="cancel_registration"),
]
