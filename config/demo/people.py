"""Demo accounts, with password "demo", and the ambassadors."""

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from community.actions.accounts import create_member
from community.actions.ambassadors import create_published
from community.models import AmbassadorProfile, Consent, ConsentField, User
from community.search import ambassadors as search
from config.demo.content import read
from config.demo.knowledge import terms

PASSWORD = "demo"  # noqa: S105 - the demo says so in a banner on every page
EVERYTHING = [field for field in ConsentField.values if field != ConsentField.PHOTO]


def load() -> tuple[int, int]:
    """Make the accounts and profiles, unless they were made before; returns how many of each were made."""
    file = read("people")
    if User.objects.filter(email=file["account"][0]["email"]).exists():
        return 0, 0
    accounts = {row["email"]: create_member(**row) for row in file["account"]}
    # Hashed once for all: it is the slowest thing there is, on purpose.
    User.objects.filter(email__in=accounts).update(password=make_password(PASSWORD))
    for row in file["ambassador"]:
        _ambassador(row, accounts.get(row.get("account")))
    return len(accounts), len(file["ambassador"])


def _ambassador(row: dict, user: User | None) -> None:
    texts = ("display_name", "role_label", "organisation", "ask_me_about", "bio", "languages")
    profile = create_published(
        slug=row["slug"],
        user=user,
        email=user.email if user else f"{row['slug']}@example.com",
        consents=row.get("consents", EVERYTHING),
        **{name: row[name] for name in texts},
        **{name: chosen for name, chosen in terms(row).items() if name in ("regions", "themes", "sectors")},
    )
    if row.get("status") == "draft":
        Consent.objects.filter(profile=profile).delete()
        AmbassadorProfile.objects.filter(pk=profile.pk).update(status=AmbassadorProfile.Status.DRAFT, confirmed_at=None)
        search.refresh(profile)


def participants() -> list[tuple[str, str]]:
    """Name and address of everybody who signs up without an account."""
    return [
        (name, f"{slugify(name).replace('-', '.')}@example.com") for name in read("people")["participants"]["names"]
    ]
