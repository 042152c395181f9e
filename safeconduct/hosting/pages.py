"""Pages of the node itself: a sign of life and the language switch."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.i18n import set_language

__all__ = ["alive", "set_language"]


@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """Answer that the process serves; tells nothing else."""
    return HttpResponse("alive\n", content_type="text/plain")
