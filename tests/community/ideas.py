"""Small makers of what people put up, for tests."""

import uuid

from community.actions import posts
from community.models import Idea, SupportOffer

WALK = "Wandelgroep zoekt ruimte"
TEXT = "We lopen elke dinsdag en willen daarna ergens zitten."


def put_up(title=WALK, *, model=Idea, email="sjoerd@example.org", confirmed=True, **fields):
    """An idea (or an offer, by `model`) without an account, confirmed unless said otherwise."""
    defaults = {Idea: {"needs": ["ruimte"]}, SupportOffer: {"gives": ["ruimte"]}}.get(model, {})
    given = {"title": title, "text": TEXT, "name": "Sjoerd Polder", "email": email, "key": uuid.uuid4()}
    post = posts.put_up(model=model, user=None, language="nl", **{**defaults, **given, **fields})
    return posts.confirm(post=post) if confirmed else post
