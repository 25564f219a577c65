"""The pages of places and partners as a browser sees them: axe, and no sideways scrolling at 320 px."""

import pytest

from cms.models import Region
from community.actions.regions import appoint, keep_news, save_region_text
from tests.cms import places
from tests.community.factories import member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, axe, scheme, width):
    region = places.region("lindeveen", "Regio Lindeveen")
    places.region("oosterdam", "Oosterdam", parent="lindeveen", kind=Region.Kind.MUNICIPALITY)
    appoint(user=member("lina@example.org", name="Lina"), region=region, shows_name=True)
    save_region_text(
        region=region, data={"introduction": "Welkom.", "facts": "Een feit.", "contact_email": "a@b.example"}
    )
    keep_news(region=region, title="Zaal vrij", text="Op dinsdag.")
    partner = places.organisation("Woningcorporatie Het Anker", regions=["lindeveen"], pledge="We luisteren.")
    fresh = places.offer("Soep", region="oosterdam", groups=["ouderen"])
    places.offer("Dansen", region="oosterdam", verified_on=None)
    addresses = ["/organisaties/", partner.get_absolute_url(), "/regio/", "/regio/lindeveen/", fresh.get_absolute_url()]
    addresses += ["/sociale-kaart/?gemeente=oosterdam", "/sociale-kaart/?vorm=tabel", "/sociale-kaart/poster/"]
    page = open_page(width=width, height=800, color_scheme=scheme)
    findings = []
    for address in addresses:
        page.goto(address)
        findings += [f"{address}: {finding}" for finding in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            findings.append(f"{address}: scrolls sideways")
    assert findings == []
