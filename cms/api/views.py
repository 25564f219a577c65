"""The API over HTTP: JSON out, problems as `application/problem+json`, open to every site and never a 500 page."""

import hashlib
import logging
import uuid
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from cms.api.document import PREFIX, PROBLEM_TYPE, VERSION, document
from cms.api.resources import COMMON, PER_PAGE, Problem, Resource, checked, registered
from cms.limits import counted, visitor_address

logger = logging.getLogger(__name__)
READING = ("GET", "HEAD", "OPTIONS")
SECONDS_KEPT = 60
HOUR = 3600
EXPOSED = "API-Version, ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"


def reading(view):
    """For every address of the API: what it answers, problems included, and the headers that go with all."""

    @csrf_exempt
    @wraps(view)
    def answer(request, *args, **kwargs):
        limits = {}
        try:
            if request.method not in READING:
                raise Problem(405, "De API is alleen om te lezen.")
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
            else:
                limits = _limits(request)
                response = _kept(request, view(request, *args, **kwargs))
        except Problem as problem:
            response = _problem(problem)
        except Exception:
            logger.exception("the API could not answer %s", request.path)
            response = _problem(Problem(500, "Er ging iets mis bij ons. Probeer het later nog eens."))
        for name, value in {
            **limits,
            "API-Version": VERSION,
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": ", ".join(READING),
            "Access-Control-Allow-Headers": "Accept, If-None-Match",
            "Access-Control-Expose-Headers": EXPOSED,
        }.items():
            response[name] = value
        if response.status_code == 405:
            response["Allow"] = ", ".join(READING)
        return response

    return answer


def _limits(request) -> dict[str, str]:
    """The headers that tell how much may still be asked; raises Problem (429) when it is too much."""
    allowed = settings.API_REQUESTS_PER_HOUR
    if not allowed:
        return {}
    used, seconds = counted("api", visitor_address(request), seconds=HOUR)
    headers = {
        "RateLimit-Limit": str(allowed),
        "RateLimit-Remaining": str(max(allowed - used, 0)),
        "RateLimit-Reset": str(seconds),
    }
    if used > allowed:
        problem = Problem(429, f"Je hebt dit uur {allowed} vragen gesteld. Wacht {seconds} seconden.")
        problem.headers = headers | {"Retry-After": str(seconds)}
        raise problem
    return headers


def _problem(problem: Problem) -> JsonResponse:
    data = {"status": problem.status, "title": HTTPStatus(problem.status).phrase, "detail": problem.detail}
    if problem.invalid:
        data["invalidParams"] = [{"name": name, "reason": reason} for name, reason in problem.invalid.items()]
    response = JsonResponse(data, status=problem.status, content_type=PROBLEM_TYPE)
    for name, value in getattr(problem, "headers", {}).items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    return response


def _kept(request, response):
    """With an ETag, so that who has it already gets 304."""
    response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _json(data) -> JsonResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _resource(name: str) -> Resource:
    found = next((resource for resource in registered() if resource.name == name), None)
    if found is None:
        raise Problem(404, "Dit adres bestaat niet. Kijk in /openapi.json wat er wel is.")
    return found


def _address(path: str, asked: dict[str, list[str]] | None = None) -> str:
    query = urlencode(asked or {}, doseq=True)
    return f"{settings.BASE_URL}{PREFIX}/{path}" + (f"?{query}" if query else "")


@reading
def openapi(request):
    """`/openapi.json`: what there is to ask."""
    checked(request.GET.lists(), {})
    return _json(document())


@reading
def collection(request, name):
    """`/api/v1/<name>`: a page of a collection."""
    resource = _resource(name)
    asked = checked(request.GET.lists(), {**COMMON, **resource.parameters})
    page = int(asked.get("pagina", ["1"])[0])
    per_page = int(asked.get("paginaGrootte", [str(PER_PAGE)])[0])
    language = asked.get("taal", ["nl"])[0]
    found = resource.find(asked, language, page, per_page)
    last = max(-(-found.total // per_page), 1)
    numbers = {"self": page, "first": 1, "prev": page - 1, "next": page + 1, "last": last}
    links = {
        relation: _address(name, asked | {"pagina": [str(number)]})
        for relation, number in numbers.items()
        if relation == "self" or 1 <= number <= last
    }
    response = _json(
        {
            "items": [_linked(resource, item, language) for item in found.items],
            "totaal": found.total,
            "pagina": page,
            "paginaGrootte": per_page,
            "_links": {relation: {"href": address} for relation, address in links.items()},
        }
    )
    response["Link"] = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links.items())
    return response


@reading
def item(request, name, record):
    """`/api/v1/<name>/<id>`: one item."""
    resource = _resource(name)
    language = checked(request.GET.lists(), {"taal": COMMON["taal"]}).get("taal", ["nl"])[0]
    try:
        found = resource.get(uuid.UUID(record), language)
    except ValueError:
        found = None
    if found is None:
        raise Problem(404, "Dit is er niet, of niet meer.")
    return _json(_linked(resource, found, language))


@reading
def nothing(request, rest=""):
    """Every other address below `/api/`."""
    raise Problem(404, "Dit adres bestaat niet. Kijk in /openapi.json wat er wel is.")


def _linked(resource: Resource, data: dict, language: str) -> dict:
    asked = {} if language == "nl" else {"taal": [language]}
    return data | {"_links": {"self": {"href": _address(f"{resource.name}/{data['id']}", asked)}}}
