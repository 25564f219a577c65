"""The language of an answer follows its address alone, so that a cached page is the same for every reader."""

from django.middleware.locale import LocaleMiddleware


class PathLocaleMiddleware(LocaleMiddleware):
    """Django's locale middleware without `Vary: Accept-Language`: `/…` is Dutch, `/en/…` is English, always."""

    def process_response(self, request, response):
        response = super().process_response(request, response)
        vary = [name for name in response.get("Vary", "").split(", ") if name and name.lower() != "accept-language"]
        if vary:
            response["Vary"] = ", ".join(vary)
        else:
            response.headers.pop("Vary", None)
        return response
