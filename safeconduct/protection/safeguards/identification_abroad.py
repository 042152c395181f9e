"""Identification with another country: ask at home, check identity, honour their decision."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, offered, word, words
from safeconduct.protection.safeguards.data_messages import CARRIES
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.words import Check
from safeconduct.protection.words import gettext_noop as _

LATE_ANSWER = frozenset(
    {"verification_pending", "verification_late", "not_verified", "identity_not_confirmed"}
)


@safeguard(
    "SG-ID-08",
    group="identification",
    title=_("Questions in the home country only if needed, and safely"),
    rule=_(
        "The identification and investigation may include enquiries at home (recruiter, debt, "
        "family situation), through a vetted focal point, with consent, without revealing to "
        "local actors that the person may be a victim."
    ),
    enforcement="require",
    legal_force="seed",
    kind="obligation",
    due=Due(30, "days", "request sent", "design default", "identification does not wait for the answer"),
    override=Override(
        True,
        roles=("case manager + national focal point",),
        second_person=True,
        justification=_(
            "Consent cannot be obtained and there is an imminent threat to life of a family member"
        ),
        review_working_days=5,
    ),
    children=_(
        "For children through child-protection or social-welfare channel, not police alone; "
        "ties to SG-CH-06 family tracing."
    ),
    seeds=(
        Seed("ASEM", "slide 8, I.11; slide 10, III.1"),
        Seed("NANJING", "Session 2 (Spain-China case); Guizhou rec 2"),
    ),
    instruments=(
        Instrument("UNTIP", "10", Check.KNOWLEDGE),
        Instrument("CETS197", "10(2) (cooperation between parties)", Check.READ),
        Instrument("ICMPD-TRM", "identification measure", Check.READ_SECONDARY),
    ),
    acts=("send_origin_enquiry", "cross_border_transfer"),
)
def enquiry_at_home(case: CaseFacts, act: Act) -> Answered:
    """Let a question go home only with consent, to a vetted counterpart, and with the family in mind.

    Offered: `message` (M05 is such a question), `fields`, `counterpart_vetted`, `family_risk_assessed`;
    with criminal_case.open_investigation also `origin_enquiry`, when one is meant.
    """
    match act.name:
        case "send_origin_enquiry":
            return _safe_question(case, act)
        case "cross_border_transfer" if word(act, "message") == "m05":
            return _safe_question(case, act)
        case "criminal_case.open_investigation" if offered(act, "origin_enquiry"):
            return _safe_question(case, act)
        case "criminal_case.open_investigation":
            return met(_("No question goes to the home country with this step."))
    return not_concerned()


def _safe_question(case: CaseFacts, act: Act) -> Answered:
    if "origin_enquiry" not in case.words("consented_purposes"):
        return refused(
            _(
                "The person has not agreed to questions in the home "
                "country. Ask first; identification does not wait."
            ),
            missing=case.unknown("consented_purposes"),
        )
    if not offered(act, "counterpart_vetted"):
        return refused(
            _("It is not sure that the person asked at home can be trusted. Use a vetted focal point.")
        )
    if not offered(act, "family_risk_assessed"):
        return refused(_("Nobody has looked at what the question could do to the family. Assess that first."))
    fields = words(act, "fields")
    if not fields or not fields <= CARRIES["M05"]:
        return refused(
            _("The question carries more than it may, or nobody said what it carries: {extra}."),
            extra=sorted(fields - CARRIES["M05"]),
        )
    return met(_("The person agreed, and the question carries only what is needed."))


@safeguard(
    "SG-ID-09",
    group="identification",
    title=_("Checking identity with the other country"),
    rule=_(
        "Requested state answers without undue delay. Verification covers identity and "
        "residence right only. It must not carry the story of exploitation, health data, "
        "asylum facts or location, and a late answer must not suspend protection or lengthen "
        "confinement in a shelter."
    ),
    enforcement="deadline",
    legal_force="binding",
    kind="obligation",
    due=Due(
        14,
        "days",
        "request received",
        "design default",
        "treaty words: 'without undue or unreasonable delay'",
    ),
    override=Override(
        True,
        roles=("national focal point",),
        second_person=True,
        justification=_("Longer period agreed bilaterally and recorded"),
        review_working_days=5,
    ),
    children=_("Child cases go first; family identity is checked before any address is given to anyone."),
    seeds=(
        Seed("ASEM", "slide 7, I.6"),
        Seed(
            "NANJING",
            "Session 1 (agreements and regular meetings with competent authorities); Guizhou recs 2-3",
        ),
        Seed("ASEM_KEY", "rec 10"),
    ),
    instruments=(
        Instrument("UNTIP", "8(3)-(4)", Check.KNOWLEDGE),
        Instrument("ACTIP", "15(3)-(4)", Check.READ),
        Instrument("CETS197", "16(3)-(4)", Check.READ),
    ),
    acts=("cross_border_transfer", "refuse_service", "place"),
)
def verification(case: CaseFacts, act: Act) -> Answered:
    """Let only identity and residence right be checked; a late answer changes nothing for the person.

    Offered: `fields` sent (else those on file), `message` (M02, M03), `reason_code` of a refusal or placement.
    """
    match act.name:
        case "return.send_verification":
            return _identity_only(case, act)
        case "cross_border_transfer" if word(act, "message") in {"m02", "m03"}:
            return _identity_only(case, act)
        case "return.verification_answered":
            return met(_("The answer is noted. Help, shelter and stay do not depend on it."))
        case "refuse_service" | "place" if word(act, "reason_code") in LATE_ANSWER:
            return refused(_("A late or open check is no reason to refuse help or to keep anyone inside."))
    return not_concerned()


def _identity_only(case: CaseFacts, act: Act) -> Answered:
    fields = words(act, "fields") or frozenset(case.words("verification_fields"))
    if not fields:
        return refused(
            _("Write down first which details are sent. Only identity and residence right may be checked."),
            missing=case.unknown("verification_fields"),
        )
    paper = word(act, "message") != "m02"  # a passport needs the photo that its rules ask for
    extra = fields - CARRIES["M03" if paper else "M02"]
    if extra:
        return refused(
            _("Only identity and residence right may be checked. Take out: {extra}."), extra=sorted(extra)
        )
    return met(_("Only identity and residence right are checked."))


@safeguard(
    "SG-ID-10",
    group="identification",
    title=_("An identification made in another country counts here"),
    rule=_(
        "The receiving side accepts the identification and does not re-test it. Among ACTIP "
        "parties the identification is notified to the sending state without unreasonable "
        "delay unless the victim says no."
    ),
    enforcement="require",
    legal_force="binding-regional",
    kind="obligation",
    due=Due(7, "days", "identification decision", "design default", "ACTIP: 'without unreasonable delay'"),
    override=Override(
        True,
        roles=("receiving national coordinator",),
        second_person=True,
        justification=_("Attestation proved forged"),
        review_working_days=5,
    ),
    children=_("Objection may be made by guardian and child together; when in doubt do not notify."),
    seeds=(Seed("ASEM", "slide 4 (cross-border referral mechanism)"), Seed("ASEM_KEY", "recs 9-10")),
    instruments=(Instrument("ACTIP", "14(2)-(3)", Check.READ), Instrument("CETS197", "32", Check.KNOWLEDGE)),
    acts=("schedule_interview", "start_interview", "cross_border_transfer", "notify_origin"),
)
def recognition(case: CaseFacts, act: Act) -> Answered:
    """Honour an attested decision without a new test; tell the origin only without objection.

    Offered: `purpose` of an interview (identification), `message` (M04 is the notice).
    """
    match act.name:
        case "identification.recognise_foreign_decision":
            return _attested(case)
        case "schedule_interview" | "start_interview" if word(act, "purpose") == "identification":
            return _no_second_test(case)
        case "notify_origin":
            return _no_objection(case)
        case "cross_border_transfer" if word(act, "message") == "m04":
            return _no_objection(case)
    return not_concerned()


def _attested(case: CaseFacts) -> Answered:
    if case.yes("foreign_attestation_forged"):
        return refused(
            _("The attestation was proved forged. Presume that the person is a victim and go on here.")
        )
    if not case.yes("foreign_decision_attested"):
        return refused(
            _("No authority has attested the decision yet. Ask for it, and presume meanwhile."),
            missing=case.unknown("foreign_decision_attested"),
        )
    return met(_("Another country identified the person. It counts here without a new interview."))


def _no_second_test(case: CaseFacts) -> Answered:
    if case.yes("foreign_decision_attested") and not case.yes("foreign_attestation_forged"):
        return refused(_("The person was identified elsewhere. Do not test again: recognise the decision."))
    return met(_("No decision of another country is on file."))


def _no_objection(case: CaseFacts) -> Answered:
    if case.no("objects_to_origin_notice"):
        return met(_("The person was asked and does not object to the notice."))
    return refused(
        _("The state of origin is told only when the person was asked and does not object."),
        missing=case.unknown("objects_to_origin_notice"),
    )
