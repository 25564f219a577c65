"""`/kijk-eens/a5.pdf`: the six lines on paper, from the same definition as the page."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import pdf, reflection


@require_safe
def sheet(request):
    """One page of A5, tagged, to print in black and white; the QR code leads to the aid on a screen."""
    if not reflection.offers_own_aid():
        raise Http404
    address = reflection.address()
    words = {
        "title": _("Kijk eens naar jezelf"),
        "introduction": _(
            "Zet op elke lijn een kruisje. Sla over wat je wilt. Dit blad is van jou: je hoeft het niemand te laten zien."
        ),
        "lines": [{"name": line.name, "question": line.question} for line in reflection.lines()],
        "stops": reflection.STOPS,
        "open_questions": reflection.OPEN_QUESTIONS,
        "screen": _("Liever op een scherm? Er wordt niets verstuurd."),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "qr": pdf.qr(address),
        "qr_alt": _("QR-code met het adres van dit blad op een scherm"),
        "not_official": _(
            "Dit is niet Mijn Positieve Gezondheid, en niet gemaakt door of namens het instituut daarachter."
        ),
    }
    return pdf.response(pdf.make("cms/typst/six_lines.typ", words), "kijk-eens-a5.pdf")
