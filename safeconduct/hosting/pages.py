"""Pages of the node itself: a sign of life, the language switch and what is said when something goes wrong."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.i18n import set_language as django_set_language

set_language = django_set_language


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answer that the process serves; tells nothing else."""
    return HttpResponse("alive\n", content_type="text/plain")
