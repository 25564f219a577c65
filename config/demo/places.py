"""Partners and places of the demo."""

import io
import re
from datetime import timedelta
from pathlib import Path

from cms.actions.import_offers import ask_import, take_in
from cms.actions.organisations import keep_organisation
from cms.models import Offer, Organisation, Provider, Region, RegionText, Theme
from community.actions.area_roles import give_role, offer_role
from community.actions.regions import appoint, keep_news, save_region_text
from community.models import AdviceContact, AreaRole, User
from config.demo.content import read
from config.demo.knowledge import terms
from config.demo.moments import today

CONTENT = Path(__file__).parent / "content"
TEXTS = ("name", "slug", "summary", "website", "contact_role", "contact_email")
TEXTS_OF_REGION = ("introduction", "facts", "contact_role", "contact_email")


def load() -> int:
    """Make the organisations, unless they were made before; returns how many were made."""
    rows = read("organisations")["organisation"]
    if Organisation.objects.filter(slug=rows[0]["slug"]).exists():
        return 0
    for row in rows:
        _organisation(row)
    return len(rows)


def load_social_map() -> int:
    """The social map, taken in as an editor would; `@30` in the list is thirty days ago. Returns how many were made."""
    if Offer.objects.exists():
        return 0
    text = (CONTENT / "social_map.csv").read_text(encoding="utf-8")
    text = re.sub(r"@(\d+)", lambda match: (today() - timedelta(days=int(match[1]))).isoformat(), text)
    run = take_in(run=ask_import(upload=io.BytesIO(text.encode()), file_name="sociale-kaart.csv"))
    if run.refused or run.status != run.Status.DONE:
        raise ValueError(f"the demo's social map is not whole: {run.message} {list(run.refused_rows.all())}")
    Provider.objects.filter(name="Gemeente Oosterdam").update(owner_email="beleid@example.org")
    return run.made


def load_region_pages() -> int:
    """What the regions say of themselves, and who coordinates them; after the accounts. Returns how many were made."""
    rows = read("regions")["region"]
    if RegionText.objects.exists():
        return 0
    regions = {region.slug: region for region in Region.objects.all()}
    count = 0
    for row in rows:
        region = regions[row["slug"]]
        if texts := {name: row[name].strip() for name in TEXTS_OF_REGION if name in row}:
            save_region_text(region=region, data=texts)
            count += 1
        for news in row.get("news", []):
            day = today() - timedelta(days=news["days_ago"])
            keep_news(region=region, title=news["title"], text=news["text"].strip(), published_on=day)
        for coordinator in row.get("coordinators", []):
            user = User.objects.get(email=coordinator["account"])
            starts_on = today() - timedelta(days=400)
            appoint(user=user, region=region, role_label=coordinator["role"], shows_name=True, starts_on=starts_on)
        for held in row.get("roles", []):
            user = User.objects.get(email=held["account"])
            role = give_role(role=offer_role(region=region, user=user, shows_name=True, **held["role"]))
            AreaRole.objects.filter(pk=role.pk).update(starts_on=today() - timedelta(days=200))
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    for row in read("regions")["adviser"]:
        where = {"region": regions.get(row.get("region")), "theme": themes.get(row.get("theme"))}
        AdviceContact.objects.create(role_label=row["role"], email=row["email"], reply_days=row["days"], **where)
    return count


def _organisation(row: dict) -> None:
    texts = {name: row[name] for name in TEXTS if name in row}
    organisation = Organisation(people="\n".join(row.get("people", [])), **texts)
    chosen = {name: found for name, found in terms(row).items() if name in ("sectors", "regions")}
    keep_organisation(organisation=organisation, **chosen)
    for pledge in row.get("pledges", []):
        pledged_on = today() - timedelta(days=pledge["days_ago"])
        keep_organisation(organisation=organisation, pledge=pledge["text"], pledged_on=pledged_on)
