"""Addresses of the notice board, below `/prikbord/`."""

from django.urls import path

from community.views import notices

urlpatterns = [
    path("", notices.index, name="notices"),
    path("nieuw/", notices.new, name="new_notice"),
    path("<uuid:notice>/", notices.detail, name="notice"),
    path("<uuid:notice>/antwoord/", notices.answer, name="notice_answer"),
    path("<uuid:notice>/verstuurd/", notices.answered, name="notice_answered"),
]
