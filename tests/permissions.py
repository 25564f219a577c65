"""What the permission matrix is made of: the addresses there are, the roles, and the objects in the addresses."""

import tomllib
import uuid
from pathlib import Path

from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver, reverse

from cms import clock
from cms.models import HandvatIndexPage, HandvatPage, HomePage, OfferImport, Quote, Region, RolePlay, Sector, StarterKit
from cms.steps import Step
from community.actions import learning_log
from community.actions.area_roles import offer_role
from community.actions.barriers import person_hash
from community.actions.experiences import tell
from community.actions.maps import add_node, make_map, share
from community.actions.matches import connect
from community.actions.moderation.contributing import to_queue
from community.actions.plans import make_plan
from community.actions.regions import appoint, keep_news
from community.actions.teams import make_team
from community.data_links import data_token
from community.letter_links import letters_token
from community.links import decision_token, subscription_token
from community.models import Appeal, HouseRule, ModerationDecision, NewsletterIssue, Notice, Subscription, SupportOffer
from community.post_links import post_token
from community.statement_links import signature_token, support_token
from events.actions.attendance import make_door
from events.actions.evaluation import open_evaluation
from events.actions.follow import follow
from events.actions.harvest import ask_for_notes, save_item
from events.actions.organise import appoint_host, create_series, publish_page
from events.actions.organise.programme import note_change
from events.actions.polls import make_poll
from events.actions.speakers import add_material
from events.actions.training import give_voucher
from events.links import follower_token, registration_token
from events.models import (
    Accreditation,
    Allocation,
    Attendance,
    Cohort,
    Enrolment,
    Practice,
    Proof,
    ProofTerms,
    Register,
    Speaker,
    TrainingPlan,
    TrainingProgramme,
    Webhook,
)
from events.secret_links import enrolment_token, note_token, proof_token, ticket_token
from events.speaker_links import speaker_token
from tests.cms.places import offer, organisation
from tests.community.buddies import buddy_pair
from tests.community.cases.matrix import case_keys, case_values
from tests.community.factories import (
    ambassador,
    asked,
    circle_of,
    material_order,
    member,
    said,
    seen_member,
    written_to,
)
from tests.community.ideas import put_up
from tests.community.policies import policy
from tests.community.statements import known_barrier, signed
from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round

MATRIX = tomllib.loads(Path(__file__).with_name("permission_matrix.toml").read_text())
ROLES = MATRIX["roles"]
OURS = ("cms.", "community.", "config.", "events.")


def patterns(found=None, namespace="", route=""):
    """(name, route, pattern, whether the view is ours) of every address."""
    for pattern in get_resolver().url_patterns if found is None else found:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern.url_patterns, inner, route + str(pattern.pattern))
        else:
            view = getattr(pattern.callback, "view_class", pattern.callback)
            ours = view.__module__.startswith(OURS)
            yield namespace + (pattern.name or ""), route + str(pattern.pattern), pattern, ours


def statuses(cells: str) -> dict[str, int]:
    """Expected status per role from "200", or one number per role in the order of `roles`."""
    numbers = [int(number) for number in cells.split()]
    return dict(zip(ROLES, numbers * len(ROLES) if len(numbers) == 1 else numbers, strict=True))


def make_people() -> dict:
    """A user per role; None for the stranger. Nobody owns any of the objects below."""
    people = {role: None if role == "anonymous" else member(f"{role}@example.org", groups=[]) for role in ROLES}
    for role in ("redactie", "organisatie", "moderatie"):
        member(f"{role}@example.org", groups=[role])
    people["beheerder"] = member("beheerder@example.org", superuser=True)
    ambassador("Eigen Profiel", slug="eigen-profiel", user=people["ambassadeur"])
    return people


def make_objects() -> dict:
    """A value for every name in an address."""
    event = make_event()
    breakout = make_round(event, 10)[0]
    item = make_plenary(event)
    page = make_page(event)
    registration = confirmed(event, breakout)
    profile = ambassador()
    team = make_team(user=member("een-ander@example.org"), name="Team van een ander")
    plan = make_plan(team=team, source=uuid.uuid4(), kind="checklist", title="Geheim", steps=[Step("1", "Eén")])
    partner = organisation("Wijkbakkerij", slug=profile.slug)
    region = Region.objects.create(slug=profile.slug, name_nl="Elders")
    news = keep_news(region=region, title="Nieuws", text="Tekst")
    listed = offer("Soep", region=region)
    run = OfferImport.objects.create(file_name="lijst.csv")
    coordinator = appoint(user=member("coordinator@example.org"), region=region)
    course = share(map=make_map(team=team, goal="Geheim doel"), on=True)
    node = add_node(map=course, parent=None, kind="step", text="Een stap", by=None)
    handvat = HandvatPage(title="Begin", slug="begin")
    HandvatIndexPage.objects.get(locale__language_code="nl").add_child(instance=handvat)
    experience = tell(key=uuid.uuid4(), handvat=handvat, worked=True, situation="We begonnen gewoon.")
    series = create_series(name="Reeks van een ander", kind="other", actor=None)
    series_page = publish_page(page=series.pages.get(), actor=None)
    host = appoint_host(series=series, email="een-ander@example.org", actor=None)
    speaker = Speaker.objects.create(event=event, name="Sprekende", email="spreker2@example.org", fee_rule="Niets")
    material = add_material(speaker=speaker, name="Dia's", file=ContentFile(b"%PDF-1.7", "dia.pdf"))
    follower = follow(series=series, email="volger@example.org", language="nl", is_known=True)
    note = ask_for_notes(event=event, breakout=breakout, name="Noor", email="noor@example.org")
    point = save_item(note=note, key=uuid.uuid4(), kind="stap", title="Een stap")
    attendance = Attendance.objects.create(event=event, registration=registration)
    proof = Proof.objects.create(attendance=attendance, name="Anke Anders", minutes=60)
    ProofTerms.objects.create(event=event, minimum_minutes=60, signer_name="Lina", signer_role="organisator")
    register = Register.objects.first()
    accreditation = Accreditation.objects.create(event=event, register=register, minimum_minutes=60)
    circle = circle_of(member("een-ander@example.org"), slug=profile.slug)
    topic = said(circle, "Een gesprek")
    asked(slug=profile.slug)
    log_entry = learning_log.note(user=member("een-ander@example.org"), key=uuid.uuid4(), prompt="tried", text="Geheim")
    order, paper = material_order()
    play = RolePlay.objects.create(
        slug=profile.slug, title="Spel", setting="Thuis", situation="Iets", roles="A: x\nB: y", watch="z"
    )
    quotation = Quote.objects.create(text="Gezegd", role="kok", consent_reference="x", said_on="2026-01-01")
    idea = put_up()
    support = put_up("Zaal", model=SupportOffer, email="gerda@example.org")
    barrier, signature = known_barrier(), signed()
    open_evaluation(event=event)
    poll = make_poll(event=event, question="Wat eerst?", points=["Soep", "Brood"])
    trained = make_training()
    return {
        "deed": note_change(event, "Plenair", None).pk,
        "shared": uuid.uuid4(),  # an example of somebody else: nobody's here
        **trained,
        "poll": poll.key,
        "poll_point": poll.points.first().pk,
        "ticket": ticket_token(registration),
        "door": make_door(event=event, label="Voordeur", actor=None).key,
        "proof": proof_token(proof),
        "proof_pk": proof.pk,
        "accreditation": accreditation.pk,
        "notice": put_up("Zoekt een partner", model=Notice, kind="zoekt").public_id,
        "barrier": barrier.public_id,
        "support_link": support_token(barrier, person_hash(barrier, "iemand@example.org")),
        "signature": signature.public_id,
        "statement": signature.statement.public_id,
        "contact_link": signature_token(signature),
        "note_token": note_token(note),
        "point": point.key,
        **moderated(experience, profile),
        **case_values(event.starts_at),
        "paper": paper.translation_key,
        "pair": buddy_pair().public_id,
        "idea": idea.public_id,
        "offer": put_up("Nog een zaal", model=SupportOffer, email="gerda@example.org").public_id,
        "link": post_token(idea),
        "match": connect(idea=idea, offer=support, by=None).pk,
        "map": course.public_id,
        "node": node.pk,
        "key": course.share_key,
        "handvat": handvat.translation_key,
        "team": team.public_id,
        "line": uuid.uuid4(),
        "member": team.members.get().pk,
        "invitation": team.invitations.create(email="genodigd@example.org").public_id,
        "person": seen_member(member("gezien-lid@example.org")).public_id,
        "topic": topic.slug,
        "post": topic.posts.get().public_id,
        "asked": 1,
        "entry": log_entry.public_id,
        "source": plan.source,
        "plan": plan.public_id,
        "step": plan.items.get().pk,
        "slug": profile.slug,
        "pk": profile.pk,
        "page": HomePage.objects.get(locale__language_code="nl").pk,
        "pk of": {
            **case_keys(),
            "policies_admin": policy("Plan", slug=profile.slug).pk,
            "wagtailsnippets_cms_organisation": partner.pk,
            "wagtailsnippets_cms_region": region.pk,
            "coordinators_admin": coordinator.pk,
            "offer": listed.pk,
            "offer_confirm": listed.pk,
            "wagtailsnippets_cms_offer": listed.pk,
            "wagtailsnippets_cms_provider": listed.provider_id,
            "wagtailsnippets_cms_quote": quotation.pk,
            "wagtailsnippets_cms_roleplay": play.pk,
            "starter_kit_copy": StarterKit.objects.create(name="Pakket").pk,
            "offer_import": run.pk,
            "offer_import_refused": run.pk,
            "material_order_sent": order.pk,
            "material_order_cancelled": order.pk,
            "experience_approve": experience.pk,
            "experience_reject": experience.pk,
            "experiences_admin": experience.pk,
        },
        "event": event.public_id,
        "public_id": event.public_id,
        "round": breakout.round_id,
        "item": item.pk,
        "breakout": breakout.public_id,
        "allocation": Allocation.objects.create(event=event, status=Allocation.Status.READY).public_id,
        "registration": registration.public_id,
        "token": registration_token(registration),
        "token of": {
            "letters": letters_token(written_to(profile), "bezoeker"),
            "follow": follower_token(follower),
            "speaker": speaker_token(speaker),
        },
        "speaker": speaker.public_id,
        "question": event.questions.create(label="Wat neem je mee?", sort_order=1).pk,
        "material": material.public_id,
        "webhook": Webhook.objects.create(name="Intranet", url="https://example.org/", topics=[]).public_id,
        "series": series.pk,
        "host": host.pk,
        "series_path": series_page.url.removeprefix("/agenda/").strip("/"),
        "page_path": page.url.removeprefix("/agenda/").strip("/"),
        "area_role": offer_role(region=region, user=coordinator.user, kind="wijkmanager", shows_name=False).public_id,
        "news": news.pk,
        "name": "1-bericht",
        "number": 1,
        "record": "bestaat-niet",
        "rest": "v1/handvatten/",
        "path": "bestaat-niet.png",
        "card": "gesprekskaart",
        "task": "bijeenkomst-plannen",
    }


def moderated(experience, profile) -> dict:
    """What moderators look at, and the newsletter; `of` holds values for one address only."""
    waiting = to_queue(kind="ervaring", key=str(experience.key), rank=1)
    by = member("besliste@example.org")
    decided = ModerationDecision.objects.create(item=waiting, act="hidden", by=by, role="moderator")
    appeal = Appeal.objects.create(decision=decided, text="Ik ben het er niet mee eens.")
    issue = NewsletterIssue.objects.create(slug="brief", title="Brief", send_at=clock.now(), status="sent")
    planned = NewsletterIssue.objects.create(slug="concept", title="Concept", send_at=clock.now())
    reader = Subscription.objects.create(email="lezer@example.org")
    return {
        "kind": "ambassadeur",
        "act": "oppakken",
        "year": 2026,
        "appeal": appeal.pk,
        "of": {
            "report": {"key": profile.slug},
            "newsletter_issue": {"slug": issue.slug},
            "newsletter_confirm": {"token": subscription_token(reader, "confirm")},
            "newsletter_stop": {"token": subscription_token(reader, "stop")},
            "newsletter_choices": {"token": subscription_token(reader, "choose")},
            "newsletter_preview": {"pk": planned.pk},
            "newsletter_proof": {"pk": planned.pk},
            "newsletter_ready": {"pk": planned.pk},
            "newsletter_back": {"pk": planned.pk},
            "newsletter_admin:edit": {"pk": planned.pk},
            "appeal": {"token": decision_token(decided)},
            "my_data_link": {"token": data_token("gast@example.org")},
            "my_data_copy": {"token": data_token("gast@example.org")},
            "moderation:item": {"item": waiting.pk},
            "moderation:act": {"item": waiting.pk},
            "house_rules_admin:delete": {"pk": HouseRule.objects.first().pk},
        },
    }


def make_training() -> dict:
    """A training with a plan, a practice, a group and somebody in it."""
    region = Region.objects.create(slug="scholing", name_nl="Scholing")
    plan = TrainingPlan.objects.create(slug="plan", title="Plan", region=region, pot=10)
    programme = TrainingProgramme.objects.create(title="Training", plan=plan)
    practice = Practice.objects.create(programme=programme, name="De Linde", email="linde@example.org")
    cohort = Cohort.objects.create(programme=programme, title="Groep 1", starts_on=clock.today())
    person = Enrolment.objects.create(
        programme=programme,
        cohort=cohort,
        name="Anke",
        email="anke@example.net",
        practice=practice,
        sector=Sector.objects.first(),
    )
    give_voucher(enrolment=person, ends_on=clock.today())
    return {
        "training_plan": plan.pk,
        "programme": programme.public_id,
        "cohort": cohort.public_id,
        "practice": practice.pk,
        "enrolment": enrolment_token(person),
        "enrolment_id": person.public_id,
    }


def address(name: str, pattern, objects: dict) -> str:
    """The address of a named pattern, filled with the objects."""
    pk = objects["pk of"].get(name.split(":")[0], objects["pk"])
    token = objects["token of"].get(name.split("_")[0], objects["token"])
    values = dict(objects, pk=pk, token=token, part=objects["item"] if name.endswith("item") else objects["round"])
    values |= objects["of"].get(name, {})
    return reverse(name, kwargs={key: values[key] for key in pattern.pattern.converters})
