"""What this app keeps of people, for the register."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from cms.models import Provider
from community.actions.ambassadors import remove_profile
from community.actions.area_roles import forget_area_roles
from community.actions.letters import KEPT_FOR, forget_letters
from community.actions.regions import remove_coordinator
from community.holdings import buddies, cases, moderation, newsletter, orders, posts, statements, teams, together
from community.mail_backends import forget_files
from community.models import (
    AdviceContact,
    AmbassadorProfile,
    AreaRole,
    Coordinator,
    Correspondence,
    OutgoingMail,
    User,
)
from community.personal_data import Holding, Person, declare_fixed, declare_free, during, register


def _account(person: Person) -> Iterator[dict]:
    if user := person.user:
        yield {
            "e-mail": user.email,
            "naam": user.get_full_name(),
            "lid sinds": user.date_joined.isoformat(),
            "laatst ingelogd": user.last_login and user.last_login.isoformat(),
            "groepen": list(user.groups.values_list("name", flat=True)),
        }


def _remove_account(person: Person) -> int:
    if not person.user or not User.objects.filter(pk=person.user.pk).exists():
        return 0
    pk = str(person.user.pk)
    for session in Session.objects.iterator():  # the user stands inside, encoded
        if session.get_decoded().get("_auth_user_id") == pk:
            session.delete()
    return User.objects.filter(pk=person.user.pk).delete()[0]


def _profile(person: Person) -> Iterator[dict]:
    for profile in AmbassadorProfile.objects.filter(user=person.user) if person.user else ():
        yield {
            "naam": profile.display_name,
            "rol": profile.role_label,
            "organisatie": profile.organisation,
            "vraag mij over": profile.ask_me_about,
            "over mij": profile.bio,
            "wanneer": profile.availability,
            "talen": profile.languages,
            "foto": profile.photo.name,
            "op de foto": profile.photo_alt,
            "regio's": [str(term) for term in profile.regions.all()],
            "thema's": [str(term) for term in profile.themes.all()],
            "status": profile.get_status_display(),
            "toestemming": [
                {
                    "voor": consent.get_field_display(),
                    "gegeven": consent.given_at.isoformat(),
                    "ingetrokken": consent.withdrawn_at and consent.withdrawn_at.isoformat(),
                }
                for consent in profile.consents.all()
            ],
        }


def _remove_profile(person: Person) -> int:
    found = AmbassadorProfile.objects.filter(user=person.user) if person.user else AmbassadorProfile.objects.none()
    count = found.count()
    if count:
        remove_profile(user=person.user)
    return count


def _letters(person: Person) -> Iterator[dict]:
    for row in Correspondence.objects.filter(email__iexact=person.email).select_related("profile"):
        yield {"schreef aan": row.profile.display_name, "begonnen": row.began_at.isoformat()}
    for row in Correspondence.objects.filter(profile__user=person.user) if person.user else ():
        yield {"kreeg brieven van": row.name, "begonnen": row.began_at.isoformat()}


def _forget_letters(person: Person) -> int:
    return forget_letters(email=person.email, user=person.user)


def _coordinated(person: Person) -> Iterator[dict]:
    for row in Coordinator.objects.filter(user=person.user).select_related("region") if person.user else ():
        yield {
            "regio": row.region.name,
            "rol": row.role_label,
            "naam op de regiopagina": row.shows_name,
            "vanaf": row.starts_on.isoformat(),
            "tot": row.ends_on and row.ends_on.isoformat(),
        }


def _remove_coordinated(person: Person) -> int:
    return remove_coordinator(user=person.user) if person.user else 0


def _area_roles(person: Person) -> Iterator[dict]:
    for row in AreaRole.objects.filter(user=person.user).select_related("region") if person.user else ():
        yield {
            "gebied": row.region.name,
            "rol": row.get_kind_display(),
            "organisatie": row.organisation,
            "waarom": row.words,
            "naam op de regiopagina": row.shows_name,
            "aangeboden": row.offered_at.isoformat(),
            "vanaf": row.starts_on and row.starts_on.isoformat(),
            "tot": row.ends_on and row.ends_on.isoformat(),
        }


def _leave_area_roles(person: Person) -> int:
    return forget_area_roles(user=person.user) if person.user else 0


def _kept_providers(person: Person) -> Iterator[dict]:
    for provider in Provider.objects.filter(owner_email__iexact=person.email):
        yield {"aanbieder die je bijhoudt": provider.name}


def _advice(person: Person) -> Iterator[dict]:
    for contact in AdviceContact.objects.filter(email__iexact=person.email):
        yield {"adviseur als": contact.role_label}


def _leave_advice(person: Person) -> int:
    """The contact goes with its address; who is next nearest answers from now on."""
    return AdviceContact.objects.filter(email__iexact=person.email).delete()[0]


def _leave_providers(person: Person) -> int:
    return Provider.objects.filter(owner_email__iexact=person.email).update(owner_email="")


def _mails(person: Person) -> Iterator[dict]:
    for mail in OutgoingMail.objects.filter(to_email__iexact=person.email):
        yield {
            "onderwerp": mail.subject,
            "tekst": mail.text,
            "gemaakt": mail.created_at.isoformat(),
            "verstuurd": mail.sent_at and mail.sent_at.isoformat(),
        }


def _disown(person: Person) -> int:
    forget_files(person.email)
    return OutgoingMail.objects.disown(person.email)


def register_holdings() -> None:
    """Called when the app is ready."""
    register(Holding("account", ("community.User",), _account, _remove_account, turn=90))
    register(
        Holding(
            "ambassadeursprofiel",
            ("community.AmbassadorProfile", "community.Consent"),
            _profile,
            _remove_profile,
        )
    )
    # Before the profile, which takes the rows along and leaves the mails.
    register(
        Holding(
            "brieven",
            ("community.Correspondence",),
            _letters,
            _forget_letters,
            turn=-10,
            kept=(during(_("Wie er met een ambassadeur schreef: tot %(time)s na het laatste bericht."), KEPT_FOR),),
        )
    )
    teams.register_holdings()
    together.register_holdings()
    posts.register_holdings()
    statements.register_holdings()
    buddies.register_holdings()
    register(Holding("regiocoördinator", ("community.Coordinator",), _coordinated, _remove_coordinated))
    register(Holding("rollen in een gebied", ("community.AreaRole",), _area_roles, _leave_area_roles))
    register(Holding("sociale kaart", (), _kept_providers, _leave_providers))
    cases.register_holdings()
    register(Holding("adviseur", ("community.AdviceContact",), _advice, _leave_advice))
    text_of = timedelta(days=settings.MAIL_BODY_DAYS)
    register(
        Holding(
            "mails",
            ("community.OutgoingMail",),
            _mails,
            _disown,
            turn=80,
            kept=(during(_("De tekst van mails die we stuurden: %(time)s."), text_of),),
        )
    )
    moderation.register_holdings()
    newsletter.register_holdings()
    orders.register_holdings()
    # The actor's row names the person only as long as the account is there; the hash names nobody.
    # Experiences are told without a name or an address.
    declare_free("community.Experience")
    log = ("community.AuditActor", "community.AuditEntry", "community.AuditMonth", "community.ErasedAddress")
    declare_free(*log)
    for model in ("community.User", *log):  # sealed
        declare_fixed(model)
    declare_fixed("community.AmbassadorProfile", "display_name", "slug")
    declare_fixed("community.Correspondence", "name")
    declare_fixed("community.OutgoingMail", "to_name")
