"""Small makers of people and profiles for tests."""

import io
import json
import uuid
import zipfile

from cms.mirror import mirror
from cms.models import MaterialIndexPage, MaterialPage
from community.actions.accounts import create_member
from community.actions.ambassadors import create_published
from community.actions.circles import make_circle
from community.actions.conversations import answer, begin
from community.actions.letters import write_to_ambassador
from community.actions.members import save_member
from community.actions.orders import add_stock, order
from community.models import AmbassadorProfile, Circle, ConsentField, Conversation, MemberProfile, Post, SeenBy

ALL = [field for field in ConsentField if field != ConsentField.NAME]


def own_copy(response) -> dict:
    """What the copy of one's own data says, as another program reads it."""
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as packed:
        assert packed.namelist() == ["mijn-gegevens.html", "mijn-gegevens.json"]
        return json.loads(packed.read("mijn-gegevens.json"))


def member(email="lid@example.org", **kwargs):
    """A member with a verified address."""
    return create_member(email=email, **kwargs)


def ambassador(name="Noor Hagens", **kwargs) -> AmbassadorProfile:
    """A visible profile that shows everything it holds."""
    kwargs.setdefault("email", f"{name.split()[0].lower()}@geheim.example.org")
    kwargs.setdefault("consents", ALL)
    kwargs.setdefault("role_label", "Wijkverpleegkundige")
    kwargs.setdefault("organisation", "Zorggroep Lindeveen")
    kwargs.setdefault("ask_me_about", "Hoe je een gesprek begint")
    return create_published(display_name=name, **kwargs)


def written_to(profile, email="vera@example.org", message="Mag ik een keer met je meelopen?"):
    """A letter of a visitor to an ambassador."""
    return write_to_ambassador(
        profile=profile, key=uuid.uuid4(), name="Vera Vraag", email=email, message=message, language="nl", quote=False
    )


def seen_member(user, circle=SeenBy.MEMBERS, **data) -> MemberProfile:
    """A profile that shows everything it holds to `circle`."""
    data.setdefault("name", user.get_full_name() or "Zichtbaar Lid")
    return save_member(user=user, data=data | {f"{field}_for": circle for field in MemberProfile.FIELDS})


def circle_of(host, access="open", *, slug="", **data) -> Circle:
    """A group with a host."""
    words = {"name": "Groep Heide", "summary": "Over de heide.", "welcome": "Welkom allemaal."}
    circle = make_circle(user=host, key=uuid.uuid4(), data=words | data | {"access": access})
    if slug:
        Circle.objects.filter(pk=circle.pk).update(slug=slug)
        circle.slug = slug
    return circle


def said(circle, title, text="Wat denken jullie?", *, by=None, **data) -> Conversation:
    """A topic in a group, by default of its host."""
    author = by or circle.members.first().user
    return begin(author=author, circle=circle, key=uuid.uuid4(), title=title, text=text, **data)


def asked(title="Hoe begin je?", text="We willen beginnen.", *, by=None, slug="", **data) -> Conversation:
    """A question to everyone."""
    question = begin(author=by or member("vrager@example.org"), key=uuid.uuid4(), title=title, text=text, **data)
    if slug:
        Conversation.objects.filter(pk=question.pk).update(slug=slug)
        question.slug = slug
    return question


def answered(conversation, text="Gewoon beginnen.", *, by, **data) -> Post:
    """An answer."""
    return answer(conversation=conversation, author=by, key=uuid.uuid4(), text=text, **data)


def material_order(number: int = 10, amount: int = 2, title: str = "Folder"):
    """A material with some copies on the shelf, of which some are ordered: the order, and the page."""
    page = MaterialPage(title=title, slug=title.lower(), rights_holder="Stichting", rights="free")
    MaterialIndexPage.objects.get(locale__language_code="nl").add_child(instance=page)
    mirror(page)
    stock = add_stock(material=page, number=number, most=25)
    address = {"name": "Truus", "street": "Dorpsstraat 1", "postcode": "1234 AB", "town": "Oosterdam"}
    return order(key=uuid.uuid4(), stock=stock, amount=amount, email="truus@example.org", **address), page
