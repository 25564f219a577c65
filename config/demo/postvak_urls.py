"""Addresses of the demo's inbox."""

from django.urls import path

from config.demo import postvak

urlpatterns = [
    path("", postvak.inbox, name="postvak"),
    path("<str:name>/", postvak.letter, name="postvak_letter"),
    path("<str:name>/html/", postvak.letter_html, name="postvak_html"),
    path("<str:name>/bijlage/<int:number>/", postvak.letter_file, name="postvak_file"),
]
