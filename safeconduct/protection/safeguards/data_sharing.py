"""What may leave a case: only what the person agreed to, to whom, for what, and never to those they fear."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, word, words
from safeconduct.protection.safeguards.conditions import need
from safeconduct.protection.safeguards.data_consent import asked_for, covers, with_guardian
from safeconduct.protection.safeguards.data_messages import ABOUT_NOBODY, CARRIES
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.words import Check, Role
from safeconduct.protection.words import gettext_noop as _

SHARING = frozenset({"share_data", "cross_border_transfer"})
CLOSE_TO_HOME = frozenset({"family", "community", "employer"})

# Steps that share by their nature: the purposes one of which must be agreed, and a fact that says the same.
_AGREED_BY = {
    "identification.open_identification": (("identification",), ""),
    "asylum.refer": (("asylum_referral",), "asylum_agreed"),
    "return.send_verification": (("identity_verification", "travel_document"), ""),
    "return.agree_monitoring": (("monitoring",), "monitoring_agreed"),
    "claims.file": (("compensation",), ""),
    "lifecycle.offer_transfer": (("case_transfer",), ""),
}


@safeguard(
    "SG-DP-01",
    group="data",
    title=_("Informed consent for each share"),
    rule=_(
        "Consent is specific: what fields, to whom, why, until when, what happens if refused. "
        "One blanket signature is not accepted. Refusing a share never reduces assistance."
    ),
    enforcement="block",
    legal_force="binding+soft",
    kind="obligation",
    due=Due(90, "days", "consent given", "design default", "consent expires; renewed at review"),
    override=Override(
        True,
        roles=("case manager + data-protection officer",),
        second_person=True,
        justification=_(
            "Vital interest of the person or a named other, or a legal duty to report harm to "
            "a child; the person is told as soon as safe"
        ),
        review_working_days=5,
    ),
    children=_("Child's assent plus guardian's consent; parent suspected of involvement never counts."),
    seeds=(
        Seed("ASEM", "slide 8, I.10 (confidentiality)"),
        Seed("ASEM_KEY", "rec 2(a); rec 9"),
        Seed("RSIS", "trust"),
    ),
    instruments=(
        Instrument("UNTIP", "6(1)", Check.READ),
        Instrument("CETS197", "11", Check.KNOWLEDGE),
        Instrument("IOM07", "informed consent, confidentiality", Check.READ_SECONDARY),
        Instrument("GDPR", "5, 6, 7, 9", Check.KNOWLEDGE),
        Instrument("ICMPD-TRM", "data transfer in referral", Check.READ_SECONDARY),
    ),
    acts=("share_data", "cross_border_transfer"),
)
def consent_for_each_share(case: CaseFacts, act: Act) -> Answered:
    """Let nothing leave without a consent in force for this receiver, this purpose and each of these fields.

    Offered: `recipient`, `purpose`, `fields`, `message` (M01 to M16, for a message across a border).
    """
    if act.name in _AGREED_BY:
        return _agreed(case, act)
    if act.name not in SHARING:
        return not_concerned()
    message = word(act, "message").upper()
    if message in ABOUT_NOBODY:
        return met(_("The message says nothing about one person."))
    if message == "M04":
        return _no_objection(case)
    if message == "M12" and case.yes("monitoring_agreed"):
        return met(_("The person agreed beforehand that help is called in danger."))
    return _unsound(case) or _covered(case, act)


def _agreed(case: CaseFacts, act: Act) -> Answered:
    purposes, fact = _AGREED_BY[act.name]
    if act.name == "lifecycle.offer_transfer" and act.by.role is Role.PERSON:
        return met(_("The person asks for it."))
    if case.child_mode and not case.yes("guardian_appointed"):
        return _guardian_first(case)
    if fact and case.yes(fact):
        return met(_("The person agreed."))
    if frozenset(purposes) & frozenset(case.words("consented_purposes")):
        if case.child_mode and not with_guardian(case, purposes):
            return _guardian_agrees_too()
        return _unsound(case) or met(_("The person agreed."))
    return refused(
        _("The person has not agreed to this, or the agreement has ended. Ask; help does not depend on it."),
        missing=case.unknown("consented_purposes"),
        purposes=list(purposes),
    )


def _guardian_first(case: CaseFacts) -> Answered:
    return refused(
        _("A child agrees together with a guardian. Appoint one first."),
        missing=case.unknown("guardian_appointed"),
    )


def _guardian_agrees_too() -> Answered:
    return refused(
        _("The child agreed; the guardian has not yet. Ask the guardian, and write down the answer.")
    )


def _no_objection(case: CaseFacts) -> Answered:
    return (
        met(_("The person was asked and does not object."))
        if case.no("objects_to_origin_notice")
        else refused(
            _("Ask the person first. Without a clear answer no notice is sent."),
            missing=case.unknown("objects_to_origin_notice"),
        )
    )


def _unsound(case: CaseFacts) -> Answered | None:
    """Refuse when consent was taken in a way that makes it void, whatever it says."""
    if case.child_mode and not case.yes("guardian_appointed"):
        return _guardian_first(case)
    if case.child_mode and case.no("guardian_conflict_free"):
        return refused(_("The guardian has a conflict of interest. Replace the guardian first."))
    # Each consent that counts was said back in own words; here only a known no about rights is left to refuse.
    if case.no("rights_understood"):
        return refused(
            _("The person did not understand their rights, so the consent does not count. Ask again.")
        )
    if case.no("interpreter_conflict_free") and not case.no("interpreter_needed"):
        return refused(_("The interpreter has ties to someone involved. Ask again through another one."))
    if case.yes("interpreter_needed") and not case.yes("interpreter_conflict_free"):
        return refused(
            _(
                "The interpreter has ties to someone involved, or nobody looked. Ask again through another one."
            ),
            missing=case.unknown("interpreter_conflict_free"),
        )
    return None


def _covered(case: CaseFacts, act: Act) -> Answered:
    matching = asked_for(case, act)
    if not matching:
        return refused(
            _("The person has not agreed to share with this receiver for this purpose. Ask first."),
            missing=case.unknown("consents"),
        )
    covering = [consent for consent in matching if covers(consent, act)]
    if covering and case.child_mode and not any(consent.get("guardian") is True for consent in covering):
        return _guardian_agrees_too()
    if covering:
        return met(_("The person agreed to this."))
    return refused(
        _("The agreement has ended or does not name all that would leave. Send less, or ask again.")
    )


@safeguard(
    "SG-DP-02",
    group="data",
    title=_("Consent can be withdrawn at any time"),
    rule=_(
        "Further sharing stops at once; recipients are told and confirm deletion or "
        "restriction; services continue."
    ),
    enforcement="require",
    legal_force="binding+soft",
    kind="entitlement",
    due=Due(24, "hours", "withdrawal", "design default"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_(
            "Right of the person; statutory records already in court files are listed "
            "honestly as not recallable."
        ),
        review_working_days=None,
    ),
    children=_("Child of sufficient maturity can withdraw alone."),
    seeds=(Seed("ASEM", "slide 10, III.5 (preference)"), Seed("RSIS", "voluntary cooperation")),
    instruments=(
        Instrument("GDPR", "7(3), 17", Check.KNOWLEDGE),
        Instrument("IOM07", "consent may be withdrawn", Check.KNOWLEDGE),
    ),
    acts=("withdraw_consent", "share_data", "cross_border_transfer"),
)
def consent_withdrawn(case: CaseFacts, act: Act) -> Answered:
    """Let the person take consent back at any time; from then on nothing more leaves under it."""
    match act.name:
        case "return.withdraw" | "withdraw_consent":
            return met(
                _("The person may take it back at any time, to anybody, without a reason. Help goes on.")
            )
        case "share_data" | "cross_border_transfer":
            matching = asked_for(case, act)
            taken_back = any(consent.get("withdrawn") is True for consent in matching)
            if taken_back and not any(covers(consent, act) for consent in matching):
                return refused(
                    _("The person took this agreement back. Nothing more is sent; what waits is dropped.")
                )
            return met(_("No agreement for this was taken back."))
    return not_concerned()


@safeguard(
    "SG-DP-04",
    group="data",
    title=_("As little as possible across borders"),
    rule=_(
        "Each message type has an allow-list. Narrative of abuse, health, sexuality, "
        "religion, immigration offences, asylum claim, shelter location, informant identity "
        "and biometric templates are out unless that exact purpose needs them and consent "
        "names them."
    ),
    enforcement="block",
    legal_force="binding+soft",
    kind="obligation",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        True,
        roles=("case manager + national focal point",),
        second_person=True,
        justification=_("Medical continuity or imminent safety, consented"),
        review_working_days=5,
    ),
    children=_("No photograph or address of a child to any party not on the tracing team."),
    seeds=(
        Seed("ASEM_KEY", "rec 9"),
        Seed("ASEM", "slide 4"),
        Seed("NANJING", "Jiangxi and Guizhou recs on information exchange"),
    ),
    instruments=(
        Instrument("GDPR", "5(1)(c), 44-49", Check.KNOWLEDGE),
        Instrument("CETS197", "11, 33", Check.KNOWLEDGE),
        Instrument("BSR-TRM", "contact-point consult without naming (Finland)", Check.READ_SECONDARY),
    ),
    acts=("cross_border_transfer",),
)
def minimum_across_borders(case: CaseFacts, act: Act) -> Answered:
    """Stop a message that carries more than its type allows.

    Offered: `message` (M01 to M16) and `fields`. For return.send_verification the fields on file count.
    """
    match act.name:
        case "return.send_verification":
            fields = words(act, "fields") or frozenset(case.words("verification_fields"))
            message = word(act, "message").upper() or "M03"
            return _within(message, fields, missing=case.unknown("verification_fields"))
        case "return.contact_done" if case.yes("contact_free_text_sent"):
            return refused(_("Free text about a contact must not leave the case. Send the codes only."))
        case "return.contact_done":
            return met(_("Only codes about the contact leave the case."))
        case "cross_border_transfer":
            return _within(word(act, "message").upper(), words(act, "fields"))
    return not_concerned()


def _within(message: str, fields: frozenset[str], missing: tuple[str, ...] = ()) -> Answered:
    if message not in CARRIES or not fields:
        return refused(
            _("Nobody has said which message this is and what it carries. Nothing leaves."), missing=missing
        )
    extra = fields - CARRIES[message]
    if extra:
        return refused(_("This kind of message may not carry: {extra}. Take it out."), extra=sorted(extra))
    return met(_("The message carries nothing beyond its kind."))


@safeguard(
    "SG-DP-05",
    group="data",
    title=_("Family, village and employer learn nothing without the person's wish"),
    rule=_(
        "Relatives, village leaders and employers are not told that the person was "
        "trafficked, or how. Enquiries use a neutral reason."
    ),
    enforcement="block",
    legal_force="soft",
    kind="prohibition",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Person's choice; for small children decided by guardian after BIA."),
        review_working_days=None,
    ),
    children=_("Parent told only after involvement is ruled out."),
    seeds=(Seed("RSIS", "stigma"), Seed("ASEM", "slide 5, I.1 (shame)")),
    instruments=(
        Instrument("MN-2012", "10.2", Check.READ),
        Instrument("OHCHR02", "Guideline 6", Check.KNOWLEDGE),
    ),
    acts=("share_data", "cross_border_transfer"),
)
def nothing_to_family(case: CaseFacts, act: Act) -> Answered:
    """Tell relatives, neighbours and employers nothing that the person did not wish them to know.

    Offered: `recipient_type` (family, community, employer), `recipient`, `purpose`, `fields`;
    with child.start_tracing `script`, the words that will be used on the visit.
    """
    match act.name:
        case "claims.pay":
            return need(
                case,
                "safe_payment_channel",
                because=_("Agree first on a way to pay that nobody else sees."),
                holds=_("The money reaches the person without anybody else learning why."),
            )
        case "child.start_tracing":
            return _neutral_words(act)
        case "share_data" | "cross_border_transfer" if word(act, "recipient_type") in CLOSE_TO_HOME:
            return _by_wish(case, act)
    return not_concerned()


def _neutral_words(act: Act) -> Answered:
    script = word(act, "script")
    telling = sorted(mark for mark in ("traffick", "victim", "exploit", "safe conduct") if mark in script)
    if telling:
        return refused(
            _("The words for the visit tell why someone asks. Use a neutral reason."), telling=telling
        )
    return met(_("Questions to the family use a neutral reason."))


def _by_wish(case: CaseFacts, act: Act) -> Answered:
    if case.child_mode and not case.yes("family_involvement_ruled_out"):
        return refused(
            _("Nobody has ruled out that the family had a part in it. Until then they are told nothing."),
            missing=case.unknown("family_involvement_ruled_out"),
        )
    if any(covers(consent, act) for consent in asked_for(case, act)):
        return met(_("The person wishes them to know this."))
    return refused(
        _("The person has not asked that family, village or employer be told. Say nothing."),
        missing=case.unknown("consents"),
    )
