"""Copying a starter kit to another region."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page

from cms import region_kits
from cms.actions.refusal import Refused
from cms.models import CollectionPage, ContentPage, PracticeExamplePage, Region, StarterKit

PERSONAL_BLOCKS = ("said",)  # somebody said this there, and agreed to it there


@transaction.atomic
def copy_kit(*, kit: StarterKit, region: Region, owner, actor) -> list[Page]:
    """Copy every page of the kit as a draft for `region`, beside its source and with a link to it.

    The copies belong to `owner`. What was said or recorded about people stays behind, a page that tells of people
    whole, and so do remarks, older versions and the dates of the review. Harmless when called twice: what was copied
    before is left as it is. Returns the drafts that were made now. Raises `Refused` for a kit without pages.
    """
    sources = [page for page in kit.pages() if not page.names_people]
    if not sources:
        raise Refused(_("In dit pakket zit nog geen pagina die mee kan."))
    before = copies_of(kit, region)
    made = {source.pk: _copy(source, region, owner=owner, actor=actor) for source in sources if source.pk not in before}
    for copy in made.values():
        _point_to_copies(copy, before | made)
        copy.save()
        copy.save_revision(user=actor, changed=False, clean=False)
    return list(made.values())


def copies_of(kit: StarterKit, region: Region) -> dict[int, Page]:
    """What was copied of this kit for the region, by the key of the source. One query per page type, and one more."""
    sources = {source.pk: source for source in kit.pages()}
    found = {}
    for model in {type(source) for source in sources.values()}:
        for copy in model.objects.filter(copied_from__in=sources, copied_for=region):
            found[copy.copied_from_id] = copy
    return found


def _copy(source: Page, region: Region, *, owner, actor) -> Page:
    copy = source.copy(
        update_attrs={
            "title": f"{source.title} ({region.name_nl})",
            "draft_title": f"{source.title} ({region.name_nl})",
            "slug": _free_slug(source, region),
            "owner": owner,
            "copied_from_id": source.pk,
            "copied_for_id": region.pk,
            **source.left_behind(),
        },
        exclude_fields=[COMMENTS_RELATION_NAME],
        copy_revisions=False,
        keep_live=False,
        user=actor,
        log_action="wagtail.copy",
    ).specific
    if isinstance(copy, ContentPage):
        copy.regions = [region]
    for field in copy._meta.fields:
        if isinstance(field, StreamField):
            blocks = getattr(copy, field.name)
            kept = [(block.block_type, block.value) for block in blocks if block.block_type not in PERSONAL_BLOCKS]
            setattr(copy, field.name, kept)
    region_kits.prepare(copy, region)
    return copy


def _free_slug(source: Page, region: Region) -> str:
    base = f"{source.slug[:180]}-{region.slug}"
    taken = set(source.get_siblings().filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 1000))) if slug not in taken)


def _point_to_copies(copy: Page, copies: dict[int, Page]) -> None:
    """What pointed to a page of the kit points to the copy of that page."""
    if isinstance(copy, CollectionPage):
        for item in copy.items.all():
            item.handvat_id = copies[item.handvat_id].pk if item.handvat_id in copies else item.handvat_id
            item.save()
    if isinstance(copy, PracticeExamplePage):
        copy.handvatten = [copies.get(handvat.pk, handvat) for handvat in copy.handvatten.all()]
