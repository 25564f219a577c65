"""Who may see and do what with people. Views, templates, search, mail and exports ask here and nowhere else."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Subquery

from cms.areas import Areas
from cms.models import Offer, Region
from community.models import (
    AmbassadorProfile,
    AreaRole,
    ChangeMap,
    Circle,
    ConsentField,
    Coordinator,
    Plan,
    Team,
    TeamMember,
    User,
)
from community.models.circles import AMBASSADOR_ROOM


def visible_fields(profile: AmbassadorProfile, *, lists: bool = True) -> dict:
    """What a visitor may see of this profile: field name to value, only with consent and only what is filled.

    Lists (regions, themes, sectors) come as lists, unless `lists` leaves them out. The e-mail address is never among
    them. This is the one place that decides; it says nothing about whether the profile itself is public (`is_public`).
    """
    consented = profile.consented
    shown = {}
    if ConsentField.NAME in consented:
        shown["name"] = profile.display_name
        shown["initials"] = profile.initials
        shown["slug"] = profile.slug
    for field in ("role_label", "organisation", "ask_me_about", "bio", "availability", "languages"):
        if field in consented and getattr(profile, field):
            shown[field] = getattr(profile, field)
    for field in ("regions", "themes", "sectors") if lists else ():
        if field in consented and (terms := list(getattr(profile, field).all())):
            shown[field] = terms
    if ConsentField.PHOTO in consented and profile.photo:
        shown["photo"] = profile.photo
        shown["photo_alt"] = profile.photo_alt
    if ConsentField.CONTACT in consented:
        shown["contact"] = True
    return shown


def may_see_photo(user, profile: AmbassadorProfile) -> bool:
    """Anybody, while the profile is public and its owner agreed; the owner in the preview, if they agreed."""
    return "photo" in visible_fields(profile) and (
        is_public(profile) or (user.is_authenticated and profile.user_id == user.pk)
    )


def is_public(profile: AmbassadorProfile) -> bool:
    """Whether anybody may see it now."""
    return AmbassadorProfile.objects.public().filter(pk=profile.pk).exists()


def may_write_to(profile: AmbassadorProfile) -> bool:
    """Whether a visitor may use the contact form of this (public) profile."""
    return ConsentField.CONTACT in profile.consented


def may_moderate_ambassadors(user) -> bool:
    """May read every profile and decide on publication."""
    return user.is_active and user.has_perm("community.approve_ambassadorprofile")


def ambassador_moderators():
    """Who is told of requests that wait: the moderators, or where there are none the administrators."""
    active = User.objects.filter(is_active=True)
    found = active.filter(groups__permissions__codename="approve_ambassadorprofile").distinct()
    return found if found.exists() else active.filter(is_superuser=True)


def account_of(user) -> User:
    """The account with both its profiles, `has_second_factor`, and `ambassador_room`: its slug, for who is in it.

    One query.
    """
    room = Circle.objects.filter(key=AMBASSADOR_ROOM, members__user=OuterRef("pk")).values("slug")[:1]
    second = Exists(Authenticator.objects.filter(user=OuterRef("pk")))
    found = User.objects.annotate(ambassador_room=Subquery(room), has_second_factor=second)
    return found.select_related("member_profile", "ambassador").get(pk=user.pk)


def may_handle_orders(user) -> bool:
    """May see who ordered paper materials, send them, and keep the shelf."""
    return user.is_active and user.has_perm("community.handle_materialorder")


def may_decide_on_experiences(user) -> bool:
    """May decide which experiences with a handvat readers see."""
    return user.is_active and user.has_perm("community.decide_experience")


def may_enter_admin(user) -> bool:
    """Whether any page under `/beheer/` opens for this person."""
    return user.is_active and (user.is_superuser or user.has_perm("wagtailadmin.access_admin"))


def must_have_second_factor(user) -> bool:
    """Staff, organisers, editors and moderators need one, unless the site is set to do without (the demo)."""
    return settings.SECOND_FACTOR_FOR_STAFF and may_enter_admin(user)


def teams_of(user):
    """The teams this person is in. Nobody else sees a team or what it made, administrators neither."""
    return Team.objects.filter(members__user=user) if user.is_active else Team.objects.none()


def plans_of(user):
    """The plans of this person's teams."""
    return Plan.objects.filter(team__in=teams_of(user)).select_related("team")


def processes_at(user, organisation):
    """The work processes of one's own teams at an organisation, each with how many steps there are and are done."""
    found = plans_of(user).filter(kind=Plan.Kind.PROCESS, team__organisation=organisation)
    return found.annotate(total=Count("items"), done=Count("items__done_at")).order_by("title", "pk")


def maps_of(user):
    """The course maps of this person's teams."""
    return ChangeMap.objects.filter(team__in=teams_of(user)).select_related("team")


def may_manage_team(user, team: Team) -> bool:
    """May invite and remove people, and delete the team or what it made."""
    return TeamMember.objects.filter(team=team, user=user, is_owner=True).exists()


def may_remove_member(user, member: TeamMember) -> bool:
    """Owners remove anybody; everybody may leave."""
    return member.user_id == user.pk or may_manage_team(user, member.team)


def may_edit_region(user, region: Region) -> bool:
    """May change the page of this region: its own coordinator of today, and the editors."""
    if not (user.is_authenticated and user.is_active):
        return False
    return Coordinator.objects.now(user).filter(region=region).exists() or user.has_perm("cms.change_region")


def who_keeps(region: Region):
    """Who hears what is asked of a region: its coordinators of today, or where there are none the editors."""
    coordinators = User.objects.filter(pk__in=Coordinator.objects.active().filter(region=region).values("user"))
    if coordinators.exists():
        return coordinators
    active = User.objects.filter(is_active=True)
    return active.filter(groups__permissions__codename="change_region").distinct()


def area_roles_of(user, region: Region):
    """The roles that somebody may decide on here: all for who keeps the region, for others their own."""
    found = AreaRole.objects.filter(region=region).select_related("region", "user")
    return found if may_edit_region(user, region) else found.filter(user=user)


def may_confirm_offer(user, offer: Offer) -> bool:
    """May say that an offer still holds: the editors, its provider's own account, and who coordinates its area or one
    that it lies in, as *Mijn regio* asks them."""
    if not (user.is_authenticated and user.is_active):
        return False
    if user.has_perm("cms.change_offer") or offer.provider.owner_email.lower() == user.email.lower():
        return True
    held = set(Coordinator.objects.now(user).values_list("region_id", flat=True))
    return bool(held) and any(
        pk in held for pk in (offer.region_id, *(area.pk for area in Areas().above(offer.region_id)))
    )


def area_card(row: dict) -> dict:
    """What a visitor may see of who coordinates or holds a role: the role, and the name where they agreed.

    `row` has `first_name`, `last_name`, `role`, `organisation` and `shows_name`. Never the address.
    """
    name = f"{row['first_name'] or ''} {row['last_name'] or ''}".strip() if row["shows_name"] else ""
    return {"name": name, "role": row["role"], "organisation": row["organisation"]}


def may_make_newsletter(user) -> bool:
    """May plan issues of the newsletter and let them leave."""
    return user.is_active and user.has_perm("community.change_newsletterissue")
