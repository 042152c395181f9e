"""A study as pages of a report in the reader's language: what was asked, then what the run found."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from safeconduct.observatory.models import Study

if TYPE_CHECKING:
    from safeconduct.observatory.blocks import Page
    from safeconduct.observatory.estimation.report import Report


def told(study: Study, report: "Report") -> "Page":
    """Return what the run found as blocks, under the study's title."""
    from safeconduct.observatory.estimation.report_words import page

    found = page(report, say=_, lang=(get_language() or "en").split("-")[0], rtl=get_language_bidi())
    return replace(found, title=study.title)


def paper(study: Study, report: "Report") -> "Page":
    """Return the same for paper, with what the lists tell of at its end."""
    from safeconduct.observatory.blocks import Points, Section

    found = told(study, report)
    asked = [f"{label}: {value}" for label, value in what_lists_tell(study)]
    return replace(found, blocks=[*found.blocks, Section(_("What the lists tell of")), Points(asked)])


def what_lists_tell(study: Study) -> list[tuple[str, str]]:
    """Return what must be the same for all lists, so that a reader can check it."""
    return [
        (_("Period"), study.period),
        (_("Territory"), study.territory),
        (_("Who is counted"), study.definition),
    ]
