"""What a screening comes to: each reason with the fact behind it, what was not asked, and what to do now."""

from collections.abc import Iterable
from uuid import uuid5

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from safeconduct.casework import services
from safeconduct.casework.access import author_role, author_roles
from safeconduct.casework.forms.screening import SOURCES, OtherStep
from safeconduct.casework.services.file_document import NotSound
from safeconduct.casework.views import words
from safeconduct.casework.views.asking import writer
from safeconduct.casework.views.chosen import role_for
from safeconduct.casework.views.document_ways import refused
from safeconduct.casework.views.frame import Asked, announce, bar, now, op_id, shown
from safeconduct.casework.views.move import done_words
from safeconduct.casework.views.screening_story import as_document, as_grounds
from safeconduct.casework.views.screening_way import D03, Screening, first_open, keep, way
from safeconduct.protection.documents.identification import RECOMMENDATIONS
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.screening import NextStep, Recommendation, Result, Said, may_change
from safeconduct.protection.screening.elements import Proof
from safeconduct.protection.screening.reasons import Reason
from safeconduct.protection.words import Answer, Role, gettext_noop
from safeconduct.ui.shapes import Refusal, Row

D04, PRESUME = "D04", "identification.record_indicators"
SHOWN_QUESTIONS = 8

NEXT_STEPS = {
    NextStep.URGENT_SAFETY: gettext_noop("Bring the person to safety first. Everything else can wait."),
    NextStep.REFER_TO_IDENTIFICATION: gettext_noop(
        "File the screening and presume. Protection begins at once."
    ),
    NextStep.FULL_ASSESSMENT: gettext_noop(
        "Presume, protect, and leave the closer look to the identification team."
    ),
    NextStep.ASK_NEXT: gettext_noop("Ask on when it is safe and the person is willing; there is no hurry."),
    NextStep.LABOUR_RIGHTS: gettext_noop(
        "Offer help with wages and working conditions, and say that you can be found again."
    ),
    NextStep.CHILD_PROTECTION: gettext_noop("Bring in child protection today."),
    NextStep.ASYLUM_OR_OTHER: gettext_noop(
        "Ask what the person needs, asylum included, and lead to who can help."
    ),
    NextStep.NONE_NOW: gettext_noop("Leave the door open: give a way to reach you that is safe to keep."),
}
ELEMENT_NAMES = (
    ("act", gettext_noop("An act")),
    ("means", gettext_noop("A means of control")),
    ("purpose", gettext_noop("A purpose of exploitation")),
)
ANSWERS = {
    Answer.YES: gettext_noop("Seen"),
    Answer.NO: gettext_noop("Ruled out by what is known"),
    Answer.UNKNOWN: gettext_noop("Not known yet"),
}


def result_page(request: Asked, on_way: Screening) -> HttpResponse:
    """Explain the result; file it, ask on, or choose another step with a reason."""
    result = on_way.story.result(str(request.user))
    others = [(c.code, _(c.label)) for c in RECOMMENDATIONS if c.code != result.recommendation]
    wish = request.POST.get("then", "")
    form = OtherStep(others, request.POST if wish == "other" else None)
    if wish == "more":
        on_way.story.going_on, on_way.story.ended = True, "finished"
        keep(request, on_way)
        return redirect(way(on_way, first_open(on_way)))
    if wish in {"file", "presume"}:
        return _file(request, on_way, result, presume=wish == "presume")
    if wish == "other" and form.is_valid():
        step, reason = Recommendation(form.cleaned_data["step"]), form.cleaned_data["reason"]
        finding = may_change(result, step, reason=reason)
        if finding.allowed:
            return _other_step(request, on_way, result, step, reason)
        form.add_error(
            "reason", _("Going down to this step needs a reason, so that another worker can follow it.")
        )
    return _shown(request, on_way, result, form)


def _shown(request: Asked, on_way: Screening, result: Result, form: OtherStep) -> HttpResponse:
    story = on_way.story
    more = _could_ask_more(on_way, result)
    context = {
        "case": on_way.case.case,
        "bar": bar(on_way.case.case),
        "title": _label(result.recommendation),
        "next_step": _(NEXT_STEPS[result.next_step]),
        "reasons": [(_said(reason), [_proof(each) for each in reason.evidence]) for reason in result.because],
        "cautions": [_(each) for each in result.cautions],
        "could_change": [_(each.label) for each in result.ask_next[:SHOWN_QUESTIONS]],
        "could_change_more": max(len(result.ask_next) - SHOWN_QUESTIONS, 0),
        "declined": sum(1 for each in story.answers.values() if each.answer == Said.DECLINED),
        "elements": [
            Row(_(name), _(ANSWERS[getattr(result.elements, key).answer])) for key, name in ELEMENT_NAMES
        ],
        "means_needed": result.elements.means_needed,
        "refers": result.recommendation is Recommendation.REFER,
        "presumes": result.recommendation is Recommendation.REFER and _presuming_role(on_way) is not None,
        "ask_more": more,
        "form": form,
        "stopped": story.ended == "stopped",
        "kept": on_way.draft is not None,
        "back_href": way(on_way, story.before("")),
        "ruleset": f"{result.ruleset} {result.ruleset_version}",
    }
    return shown(request, "casework/screening_result.html", context)


def _could_ask_more(on_way: Screening, result: Result) -> bool:
    on_way.story.going_on, before = True, on_way.story.going_on
    more = on_way.story.next_question(result) is not None
    on_way.story.going_on = before
    return more and on_way.story.consent_to_talk == "yes" and on_way.story.safe_now == "yes"


def _label(recommendation: Recommendation) -> str:
    return next(_(choice.label) for choice in RECOMMENDATIONS if choice.code == recommendation)


def _said(reason: Reason) -> str:
    return _(reason.because).format(**{name: words.told(value) for name, value in reason.told.items()})


def _proof(proof: Proof) -> tuple[str, str, str]:
    """Return a sign in words, the note behind it, and who noted it."""
    heard = proof.heard
    return _(proof.label), heard.fact if heard else "", heard.by if heard else ""


def _presuming_role(on_way: Screening) -> Role | None:
    if on_way.case.case.identification not in TRANSITIONS[PRESUME].sources:
        return None
    return role_for(TRANSITIONS[PRESUME], on_way.case.related)


def _other_step(
    request: Asked, on_way: Screening, result: Result, step: Recommendation, reason: str
) -> HttpResponse:
    """Referring is always open, as the worker's concern; asking on leads to the questions; else it is filed."""
    if step is Recommendation.REFER:
        on_way.story.worker_concern, on_way.story.concern = True, on_way.story.concern or reason
        keep(request, on_way)
        return redirect(way(on_way, "result"))
    chosen = _("Chosen instead: {step}.").format(step=_label(step))
    return _file(request, on_way, result, presume=False, reason=f"{chosen} {reason}".strip())


def _file(
    request: Asked, on_way: Screening, result: Result, *, presume: bool, reason: str = ""
) -> HttpResponse:
    """File the screening and, where it refers, the grounds and the presumption: all of it or nothing."""
    case, here = on_way.case.case, way(on_way, "result")
    role = _presuming_role(on_way) if presume else None
    try:
        with transaction.atomic():
            _document(request, on_way, D03, as_document(on_way.story, result, reason))
            if role is not None:
                _presume(request, on_way, result, role)
    except services.NotAllowed as not_allowed:
        return refused(
            request, case, words.refusals(not_allowed.findings, writer(on_way.case, here)), back=here
        )
    except NotSound as wrong:
        reasons = [Refusal(_("An answer cannot be filed"), _(problem.because)) for problem in wrong.problems]
        return refused(request, case, reasons, back=here)
    filed = _("On file: {document}.").format(document=words.document(D03))
    announce(request, filed if role is None else done_words(case, TRANSITIONS[PRESUME]))
    return redirect("case", case.pk)


def _presume(request: Asked, on_way: Screening, result: Result, role: Role) -> None:
    writes = bool(author_roles(on_way.case.related, D04))
    if writes and D04 not in on_way.at.filed:
        spoken = {code: str(text) for code, text in SOURCES.items()}
        sentences = _sentences(result.because)
        _document(request, on_way, D04, as_grounds(on_way.story, now(), spoken, sentences))
    key = uuid5(op_id(request), PRESUME)
    services.move(on_way.case.case.pk, PRESUME, by=request.user, role=role, now=now(), op_id=key)


def _sentences(reasons: Iterable[Reason]) -> str:
    return "\n".join(_said(reason) for reason in reasons)


def _document(request: Asked, on_way: Screening, type_id: str, values: dict[str, object]) -> None:
    base = on_way.base.pk if type_id == D03 and on_way.base else None
    services.file_document(
        on_way.case.case.pk,
        type_id,
        values,
        by=request.user,
        role=author_role(on_way.case.related, type_id),
        now=now(),
        op_id=uuid5(op_id(request), type_id),
        base=base,
    )
