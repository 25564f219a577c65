"""`/dossier/`: the pages a reader picked, on one page and in one PDF. Nothing is stored; the address is the dossier."""

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import get_page_models

from cms import clock, dossier, pdf
from cms.models import ContentPage
from cms.search import search
from cms.search.sources import kind_of


@require_safe
def show(request):
    """What was picked; `q` looks for more to add."""
    gathered = dossier.gather(request, get_language())
    keys = gathered.keys
    title = request.GET.get(dossier.TITLE) and gathered.title
    context = {
        "dossier": gathered,
        "query": dossier.query(keys, title),
        "pieces": [
            {"piece": piece, "without": dossier.query([key for key in keys if key != piece.pk], title)}
            for piece in gathered.pieces
        ],
        "is_full": len(keys) >= dossier.MOST,
        "title": title or "",
        "question": request.GET.get("q", "")[:200],
        "found": _found(request.GET.get("q", ""), keys, title),
    }
    return render(request, "cms/dossier.html", context)


@require_safe
def as_pdf(request):
    """The same, tagged, to send along or to print."""
    gathered = dossier.gather(request, get_language())
    address = f"{reverse('dossier')}?{request.GET.urlencode()}"
    if not gathered.pieces:
        return redirect("dossier")
    data = dossier.pdf_data(gathered, settings.BASE_URL + address, timezone.localdate(clock.now()))
    return pdf.response(pdf.make("cms/typst/dossier.typ", data), f"{slugify(gathered.title) or 'dossier'}.pdf")


def _found(question: str, keys: list[int], title) -> list[dict]:
    """Pages that answer the question, each with the address of the dossier that has it too."""
    if not question.strip():
        return []
    kinds = {kind_of(model) for model in get_page_models() if issubclass(model, ContentPage)}
    pages = [
        (int(line.key.removeprefix("page:")), line)
        for line in search(question, get_language(), QueryDict()).page_obj.object_list
        if line.kind in kinds
    ]
    return [
        {
            "title": "".join(segment.text for segment in line.title),
            "label": line.label,
            "text_language": line.text_language,
            "url": line.url,
            "more": dossier.query([*keys, pk], title),
        }
        for pk, line in pages
        if pk not in keys
    ]
