"""What a new member could do first: one person, one meeting, one handvat. Each app registers what it can suggest."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Value
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.models import HandvatPage, published
from community.models import MemberProfile, SeenBy, User
from community.rules.members import shown_of


@dataclass(frozen=True, slots=True)
class Tastes:
    """What the suggestions may go by: what somebody told of themselves, if anything; sets of ids."""

    user: User
    regions: frozenset[int] = frozenset()
    sectors: frozenset[int] = frozenset()
    themes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to do: what kind, what, where, and why this one."""

    kind: str
    title: str
    url: str
    text: str = ""
    icon: str = "arrow"


Source = Callable[[Tastes], Suggestion | None]
_sources: dict[str, tuple[int, Source]] = {}


def register(name: str, source: Source, *, order: int = 100) -> None:
    """Add something to suggest; two queries at most. The same name again replaces it."""
    _sources[name] = order, source


def tastes_of(user: User) -> Tastes:
    """What somebody's profile says they care for: one query."""
    held = []
    for name in ("regions", "sectors", "themes"):
        relation = MemberProfile._meta.get_field(name)
        through = relation.remote_field.through.objects.filter(memberprofile__user=user)
        held.append(through.annotate(kind=Value(name)).values_list("kind", f"{relation.m2m_reverse_field_name()}_id"))
    rows = list(held[0].union(*held[1:], all=True))
    return Tastes(
        user, **{name: frozenset(pk for kind, pk in rows if kind == name) for name in ("regions", "sectors", "themes")}
    )


def suggestions(tastes: Tastes) -> list[Suggestion]:
    """One of each kind, as far as there is one."""
    found = (source(tastes) for _order, source in sorted(_sources.values(), key=lambda pair: pair[0]))
    return [suggestion for suggestion in found if suggestion]


def _person(tastes: Tastes) -> Suggestion | None:
    """A member who can help: of the same region, theme or setting if there is one, else who came last."""
    helping = (
        MemberProfile.objects.shown_to(SeenBy.MEMBERS).filter(can_help_for__gte=SeenBy.MEMBERS).exclude(can_help="")
    )
    near = {
        f"near_{name}": Exists(
            MemberProfile.objects.filter(
                pk=OuterRef("pk"), **{f"{name}_for__gte": SeenBy.MEMBERS, f"{name}__in": wanted}
            )
        )
        for name in ("regions", "themes", "sectors")
        if (wanted := getattr(tastes, name))
    }
    others = helping.exclude(user=tastes.user).annotate(**near)
    found = others.order_by(*(f"-{name}" for name in near), "-created_at", "-pk").first()
    if not found:
        return None
    shown = shown_of(found, SeenBy.MEMBERS, lists=False)
    return Suggestion(
        _("Iemand"), shown["name"], reverse("member", args=[found.public_id]), shown["can_help"], "person"
    )


def _handvat(tastes: Tastes) -> Suggestion | None:
    """A handvat on one of the themes, or the first one there is."""
    locale = Locale.objects.filter(language_code=get_language()).values("pk")[:1]
    pages = published(HandvatPage, locale)
    fits = Exists(HandvatPage.objects.filter(pk=OuterRef("pk"), themes__in=tastes.themes))
    page = pages.select_related("locale").annotate(fits=fits).in_order(("-fits",)).first()
    return Suggestion(_("Een handvat"), page.title, page.url, page.summary, "leaf") if page else None


def register_own() -> None:
    """What this app and the one below it suggest; called when the app is ready."""
    register("person", _person, order=10)
    register("handvat", _handvat, order=30)
