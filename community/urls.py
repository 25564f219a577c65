"""Addresses of this app, inside the language prefix."""

from allauth.urls import urlpatterns as allauth_urls
from django.urls import include, path

from community.views import account, ambassadors, my_data, own_profile, plans, regions, teams

urlpatterns = [
    path("ambassadeurs/", ambassadors.index, name="ambassadors"),
    path("ambassadeurs/<slug:slug>/", ambassadors.detail, name="ambassador"),
    path("ambassadeurs/<slug:slug>/foto/", ambassadors.photo, name="ambassador_photo"),
    path("ambassadeurs/<slug:slug>/contact/", ambassadors.contact, name="ambassador_contact"),
    path("ambassadeurs/<slug:slug>/contact/verstuurd/", ambassadors.contact_sent, name="ambassador_contact_sent"),
    path("regio/<slug:slug>/bewerken/", regions.edit, name="region_edit"),
    path("regio/<slug:slug>/nieuws/", regions.add_news, name="region_news"),
    path("regio/<slug:slug>/nieuws/<int:news>/", regions.edit_news, name="region_news_edit"),
    path("regio/<slug:slug>/nieuws/<int:news>/weg/", regions.drop_news, name="region_news_drop"),
    path("account/", account.account, name="account"),
    path("account/gegevens/", account.details, name="account_details"),
    path("account/mijn-gegevens.json", my_data.download, name="my_data"),
    path("account/verwijderen/", my_data.remove, name="remove_account"),
    path("account/ambassadeur/", own_profile.edit, name="account_ambassador"),
    path("account/ambassadeur/voorbeeld/", own_profile.preview, name="account_ambassador_preview"),
    path("account/ambassadeur/status/", own_profile.change_status, name="account_ambassador_status"),
    path("account/teams/", teams.index, name="teams"),
    path("account/teams/meedoen/<uuid:invitation>/", teams.join, name="team_join"),
    path("account/teams/<uuid:team>/", teams.detail, name="team"),
    path("account/teams/<uuid:team>/uitnodigen/", teams.invite, name="team_invite"),
    path("account/teams/<uuid:team>/intrekken/", teams.withdraw, name="team_withdraw"),
    path("account/teams/<uuid:team>/leden/<int:member>/", teams.change_member, name="team_member"),
    path("account/teams/<uuid:team>/verwijderen/", teams.delete, name="team_delete"),
    path("account/teams/<uuid:team>/gegevens/", teams.export, name="team_export"),
    path("account/plannen/nieuw/<uuid:source>/", plans.new, name="new_plan"),
    path("account/plannen/<uuid:plan>/", plans.detail, name="plan"),
    path("account/plannen/<uuid:plan>/titel/", plans.rename, name="plan_rename"),
    path("account/plannen/<uuid:plan>/erbij/", plans.add, name="plan_add"),
    path("account/plannen/<uuid:plan>/pdf/", plans.as_pdf, name="plan_pdf"),
    path("account/plannen/<uuid:plan>/agenda/", plans.as_calendar, name="plan_calendar"),
    path("account/plannen/<uuid:plan>/stap/<int:step>/", plans.item, name="plan_item"),
    path("account/plannen/<uuid:plan>/stap/<int:step>/afvinken/", plans.tick, name="plan_tick"),
    path("account/plannen/<uuid:plan>/stap/<int:step>/weghalen/", plans.remove, name="plan_remove"),
    path("account/", include(allauth_urls)),
]
