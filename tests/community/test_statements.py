"""Barriers without names, counted once per person; statements that stand still with the first signature."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from cms import clock
from cms.models import Sector
from community.actions import barriers, statements
from community.actions.moderation import blocks
from community.actions.refusal import Refused
from community.actions.removal import hand_out, remove_person
from community.models import Barrier, BarrierSupport, OutgoingMail, Signature, Statement
from community.personal_data import Person, person_of
from community.statement_links import signature_token, support_token
from community.statement_totals import totals
from tests.cms.places import organisation, region
from tests.community.factories import member
from tests.community.statements import EFFECT, RULE, TEXT, known_barrier, open_statement, signed

pytestmark = pytest.mark.django_db
LIST = "/actiecentrum/belemmeringen/"
ALL = "/actiecentrum/verklaringen/"


def told(**changes):
    return {"key": str(uuid.uuid4()), "rule": RULE, "effect": EFFECT} | changes


def test_barrier_is_told_without_a_name_and_shown_after_a_look(client):
    data = told()
    assert client.post(f"{LIST}nieuw/", data).status_code == 302
    client.post(f"{LIST}nieuw/", data)
    barrier = Barrier.objects.get()
    assert not {field.name for field in Barrier._meta.get_fields()} & {"user", "name", "email", "author"}
    assert RULE not in client.get(LIST).content.decode()
    address = f"{LIST}{barrier.public_id}/"
    assert client.get(address).status_code == 404
    client.force_login(member("moderator@example.org", groups=["moderatie"]))
    assert "Alleen jullie zien dit" in client.get(address).content.decode()
    client.post(f"{address}besluit/", {"step": "show"})
    client.logout()
    assert EFFECT in client.get(address).content.decode()


def test_name_in_a_barrier_is_asked_about(client):
    text = "Mevrouw Jansen kreeg daarom drie keer een brief van de verzekeraar."
    response = client.post(f"{LIST}nieuw/", told(effect=text))
    assert "lijkt een naam" in response.content.decode() and text in response.content.decode()
    assert (
        "effect"
        in client.post(f"{LIST}nieuw/", told(effect="Bel 06-12345678 voor het hele verhaal")).context["form"].errors
    )
    assert not Barrier.objects.exists()


def test_support_counts_each_person_once_with_and_without_an_account(client):
    barrier = known_barrier()
    address = f"{LIST}{barrier.public_id}/"
    for _again in range(2):
        client.post(f"{address}steun/", {"email": "Lies@Example.org"})
    assert BarrierSupport.objects.count() == 0
    mail = OutgoingMail.objects.filter(kind="community/barrier_support").last()
    link = next(word for word in mail.text.split() if "/meetellen/" in word).split("example.org")[-1]
    link = link[link.index("/actiecentrum") :]
    assert client.get(link).status_code == 200 and BarrierSupport.objects.count() == 0
    client.post(link, {"step": "give"})
    client.post(link, {"step": "give"})
    client.force_login(member("lies@example.org"))
    client.post(f"{address}steun/", {"step": "give"})
    assert BarrierSupport.objects.count() == 1
    assert "mens herkent dit" in client.get(address).content.decode()
    assert "lies" not in BarrierSupport.objects.get().person
    client.post(f"{address}steun/", {"step": "back"})
    assert BarrierSupport.objects.count() == 0
    assert client.post(f"{LIST}meetellen/vals.abc/").status_code == 404


def test_link_to_count_ends_after_a_month_with_a_way_to_another(client):
    barrier = known_barrier()
    link = f"{LIST}meetellen/{support_token(barrier, barriers.person_hash(barrier, 'lies@example.org'))}/"
    with time_machine.travel(clock.now() + timedelta(days=32), tick=False):
        page = client.post(link, {"step": "give"})
        assert (page.status_code, f"{LIST}{barrier.public_id}/steun/" in page.text) == (410, True)
        assert client.get(f"{LIST}{barrier.public_id}/steun/").status_code == 200
    assert not BarrierSupport.objects.exists()


def test_list_is_narrowed_down_by_sector_and_place(client):
    zorg = Sector.objects.get(slug="zorg")
    known_barrier(sector=zorg, region=region("oosterdam", parent="nederland"))
    known_barrier("Elders en anders")
    html = client.get(f"{LIST}?sector=zorg&regio=oosterdam&page=x").content.decode()
    assert RULE in html and "Elders en anders" not in html


def test_signing_mails_the_registered_contact_and_locks_the_text(client):
    statement = open_statement()
    partner = organisation("Huisartsen Beekzicht", contact_email="praktijk@beekzicht.example")
    organisation("Zonder adres")
    client.force_login(member("beleid@example.org", name="Bas Rietveen"))
    address = f"{ALL}{statement.public_id}/"
    form = client.get(f"{address}tekenen/").content.decode()
    assert "Huisartsen Beekzicht" in form and "Zonder adres" not in form
    for _again in range(2):
        client.post(f"{address}tekenen/", {"organisation": partner.pk})
    signature = Signature.objects.get()
    mail = OutgoingMail.objects.get(kind="community/statement_signed")
    assert mail.to_email == "praktijk@beekzicht.example" and signature_token(signature) in mail.text
    assert "Versie 1" in client.get(address).content.decode()
    assert totals(statement).number == 0  # the contact did not confirm it yet
    link = f"{ALL}contact/{signature_token(signature)}/"
    client.logout()
    assert client.get(link).status_code == 200 and totals(statement).number == 0
    client.post(link, {"step": "confirm"})
    page = client.get(address).content.decode()
    assert "Huisartsen Beekzicht" in page and "De tekst ligt vast" in page
    assert "Bas Rietveen" not in page and "beekzicht.example" not in page


def test_text_cannot_change_after_the_first_signature(client):
    statement = open_statement()
    same = {"closes_at": statement.closes_at}
    changed = statements.write(statement=statement, title="Andere titel", text=TEXT, **same)
    assert changed.version == 2
    before = changed.digest
    signature = signed(statement=changed)
    assert (signature.version, signature.digest) == (2, before)
    for words in ({"title": "Weer anders", "text": TEXT}, {"title": "Andere titel", "text": TEXT + " En meer."}):
        with pytest.raises(Refused):
            statements.write(statement=changed, **words, **same)
    with pytest.raises(Refused):
        statements.write(statement=changed, title="Andere titel", text=TEXT, closes_at=clock.now())
    statements.withdraw(signature=signature)
    with pytest.raises(Refused):  # once signed is signed
        statements.write(statement=changed, title="Weer anders", text=TEXT, **same)
    assert Statement.objects.get().digest == before
    client.force_login(member("moderator@example.org", groups=["moderatie"]))
    data = {"title": "Weer anders", "text": TEXT, "last_day": "2099-01-01", "version": 2}
    assert "liggen vast" in client.post(f"{ALL}{statement.public_id}/wijzigen/", data).content.decode()


def test_withdrawing_is_possible_until_the_closing_day(client):
    signature = signed(confirmed=True)
    link = f"{ALL}contact/{signature_token(signature)}/"
    with time_machine.travel(signature.statement.closes_at + timedelta(seconds=1)):
        assert "gesloten" in client.post(link, {"step": "withdraw"}).content.decode()
        assert totals(signature.statement).number == 1
    client.post(link, {"step": "withdraw"})
    assert totals(signature.statement).number == 0
    assert OutgoingMail.objects.filter(kind="community/statement_withdrawn").count() == 1
    again = statements.sign(
        statement=signature.statement, organisation=signature.organisation, by=member("x@example.org")
    )
    assert again.pk != signature.pk


def test_who_signed_withdraws_and_nobody_else(client):
    signature = signed(by="tekent@example.org", confirmed=True)
    address = f"{ALL}handtekening/{signature.public_id}/intrekken/"
    client.force_login(member("ander@example.org"))
    assert client.post(address).status_code == 404
    client.force_login(member("tekent@example.org"))
    client.post(address)
    assert Signature.objects.get().withdrawn_at


def test_nobody_floods_an_organisation_by_signing_and_withdrawing(client):
    statement, user = open_statement(), member("pestkop@example.org")
    partner = organisation("Bakkerij Zonder Haast", contact_email="info@haast.example")
    client.force_login(user)
    address = f"{ALL}{statement.public_id}/tekenen/"
    with time_machine.travel("2026-11-23T12:00:00+01:00", tick=False):
        statement.closes_at = clock.now() + timedelta(days=9)
        statement.save()
        for _round in range(6):
            page = client.post(address, {"organisation": partner.pk})
            for signature in statement.signatures.filter(withdrawn_at=None):
                client.post(f"{ALL}handtekening/{signature.public_id}/intrekken/")
        assert (page.status_code, "Wacht tot morgen" in page.text) == (429, True)
        assert OutgoingMail.objects.filter(to_email="info@haast.example").count() == 10
        other = organisation("Andere Bakker", contact_email="info@ander.example")
        blocks.start(email=user.email, user=user, days=7)
        assert "Je kunt tot" in client.post(address, {"organisation": other.pk}).text
    assert not OutgoingMail.objects.filter(to_email="info@ander.example").exists()


def test_contact_who_signs_confirms_at_once():
    partner = organisation("Eigen Baas", contact_email="baas@eigen.example")
    signature = statements.sign(statement=open_statement(), organisation=partner, by=member("baas@eigen.example"))
    assert signature.confirmed_at


def test_totals_per_sector_are_right():
    statement = open_statement()
    signed("Zorg Alleen", sectors=("zorg",), statement=statement, confirmed=True)
    signed("Zorg en Winkel", sectors=("zorg", "winkeliers"), statement=statement, confirmed=True)
    signed("Nog niet bevestigd", sectors=("zorg",), statement=statement)
    statements.withdraw(signature=signed("Weer weg", sectors=("zorg",), statement=statement, confirmed=True))
    found = totals(statement)
    names = {slug: Sector.objects.get(slug=slug).name for slug in ("zorg", "winkeliers")}
    assert found.number == 2
    assert found.sectors == [(names["zorg"], 2), (names["winkeliers"], 1)]


def test_closed_statement_cannot_be_signed_and_an_unopened_one_not_be_seen(client):
    statement = statements.write(title="Concept", text=TEXT, closes_at=clock.now() + timedelta(days=1))
    assert client.get(f"{ALL}{statement.public_id}/").status_code == 404
    statements.open_for_signing(statement=statement)
    partner = organisation("Te Laat", contact_email="info@laat.example")
    with time_machine.travel(clock.now() + timedelta(days=2)), pytest.raises(Refused):
        statements.sign(statement=statement, organisation=partner, by=member("x@example.org"))


def test_team_writes_opens_and_delivers(client):
    client.force_login(member("moderator@example.org", groups=["moderatie"]))
    data = {"title": "Minder formulieren", "text": TEXT, "last_day": "2000-01-01"}
    assert "voorbij" in client.post(f"{ALL}nieuw/", data).content.decode()
    client.post(f"{ALL}nieuw/", data | {"last_day": "2099-01-01", "barriers": [known_barrier().pk]})
    statement = Statement.objects.get()
    address = f"{ALL}{statement.public_id}/"
    client.post(f"{address}openen/")
    client.post(
        f"{address}bezorgd/", {"delivered_to": "Zorgkantoor Lindeveen", "delivered_on": "2026-11-02", "answer": ""}
    )
    client.logout()
    page = client.get(address).content.decode()
    assert "Zorgkantoor Lindeveen" in page and RULE in page


def test_person_is_handed_out_and_forgotten_but_the_organisation_stays():
    signature = signed(by="tekent@example.org", confirmed=True)
    barrier = known_barrier()
    barriers.support(barrier=barrier, person=barriers.person_hash(barrier, "tekent@example.org"))
    user = signature.signed_by
    rows = hand_out(person_of(user))["belemmeringen en verklaringen"]
    assert {key for row in rows for key in row} >= {"getekend voor", "je steunt"}
    remove_person(person_of(user))
    assert not BarrierSupport.objects.exists() and Signature.objects.get().signed_by is None
    assert totals(signature.statement).number == 1
    assert hand_out(Person("tekent@example.org"))["belemmeringen en verklaringen"] == []
