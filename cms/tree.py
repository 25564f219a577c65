"""Planting pages from a data migration, where Wagtail's own tree methods do not exist."""

import uuid

STEP = 4


def plant(
    apps, model: str, parent, *, title: str, slug: str, locale, translation_key: uuid.UUID | None = None, **fields
):
    """Add a live page of `model` ("cms.HandvatIndexPage") as the last child of `parent` (any page; a historical row).

    Returns the new row. A translation gets the `translation_key` of the page it belongs to. `fields` are the page
    type's own. Safe only in a migration: no signals, no revisions, no search entry.
    """
    # This is how treebeard numbers its children: four characters per level, counting in base 36.
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    Page = apps.get_model("wagtailcore", "Page")
    Class = apps.get_model(model)
    ContentType = apps.get_model("contenttypes", "ContentType")
    app_label, name = model.split(".")
    content_type, _created = ContentType.objects.get_or_create(app_label=app_label, model=name.lower())
    parent = Page.objects.get(pk=parent.pk)
    siblings = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("-path")
    last = siblings.values_list("path", flat=True).first()
    number = int(last[-STEP:], 36) + 1 if last else 1
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = alphabet[rest] + digits
    page = Class.objects.create(
        title=title,
        draft_title=title,
        slug=slug,
        content_type=content_type,
        path=parent.path + digits.rjust(STEP, "0"),
        depth=parent.depth + 1,
        numchild=0,
        url_path=f"{parent.url_path}{slug}/",
        locale=locale,
        translation_key=translation_key or uuid.uuid4(),
        live=True,
        **fields,
    )
    Page.objects.filter(pk=parent.pk).update(numchild=siblings.count())
    return page


def plant_everywhere(apps, model: str, slug: str, texts: dict[str, dict], **fields) -> None:
    """Add a live page of `model` under the home page of each language, as translations of each other.

    `texts`: per language code the fields that differ (`title` among them); `fields`: those that do not. A home page
    that has a page at this address already keeps that one.
    """
    Page = apps.get_model("wagtailcore", "Page")
    key = uuid.uuid4()
    for home in apps.get_model("cms", "HomePage").objects.select_related("locale").order_by("path"):
        if not Page.objects.filter(path__startswith=home.path, depth=home.depth + 1, slug=slug).exists():
            words = texts[home.locale.language_code]
            plant(apps, model, home, slug=slug, locale=home.locale, translation_key=key, **words, **fields)
