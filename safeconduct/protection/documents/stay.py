"""Stay: the certificate of the recovery time, the options, permits, and the way to asylum."""

from collections.abc import Sequence
from datetime import datetime

from safeconduct.protection.documents.declared import (
    Choice,
    DocumentType,
    Filed,
    Proof,
    Reading,
    answer,
    given,
    same,
)
from safeconduct.protection.documents.fields import (
    C1,
    C3,
    asked,
    at_moment,
    line,
    on_day,
    one,
    rows,
    several,
    text,
)
from safeconduct.protection.documents.readers import NEAREST
from safeconduct.protection.documents.readings import (
    day,
    day_of,
    different,
    ever_given,
    filled,
    last_said,
    newest_in_force,
    said,
    together,
    yes_or_no,
)
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _


def certificate_in_hands(filed: Sequence[Filed], now: datetime) -> object:
    """Read whether the person holds the certificate; the day it was handed over says yes."""
    answered = yes_or_no(filed[-1].values.get("reflection_certificate"))
    return given("handed_over_on")(filed, now) if answered is None else answered


REFLECTION_CERTIFICATE = DocumentType(
    id="D12",
    title=_("Recovery time certificate"),
    purpose=_("Show from when to when the person may recover and decide, and that nobody may remove them."),
    phase="stay",
    authors=(Role.IMMIGRATION, Role.IDENTIFICATION_LEAD, Role.CASE_MANAGER),
    readers=(*NEAREST, Role.IMMIGRATION, Role.IDENTIFICATION_LEAD, Role.SHELTER, Role.REVIEWER),
    fields=(
        line("number", _("Number of the certificate"), data_class=C1),
        on_day("reflection_from", _("First day")),
        on_day("reflection_until", _("Last day"), _("It may move later; earlier only for a reason below.")),
        asked("bar_printed", _("Does it say that the person may not be removed?")),
        asked("reflection_certificate", _("Does the person hold the certificate?")),
        on_day("handed_over_on", _("When was it handed over?")),
        several("extended_for", _("Why is it longer?"), (
            Choice("health", _("Recovery takes longer")),
            Choice("intimidation", _("Threats")),
            Choice("child", _("A child")),
            Choice("pregnancy", _("Pregnancy or birth")),
            Choice("options_open", _("The options were not explained yet")),
            Choice("wish", _("The person needs more time")),
        ), _("Only what the person is willing to have on paper."), data_class=C3),
        one("reflection_early_end", _("Why does it end early?"), (
            Choice("person_chose", _("The person chose so, freely and knowing what follows")),
            Choice("public_order_individual", _("Public order, reasoned for this person")),
            Choice("improper_claim_proved", _("The claim was proved improper")),
            Choice("no_cooperation", _("The person does not cooperate with the police")),
            Choice("no_complaint", _("The person made no complaint")),
            Choice("left_shelter", _("The person left the shelter")),
            Choice("other", _("Another reason")),
        ), _("Only the first three can be a reason in law.")),
        text("early_end_reasons", _("Reasons for this person"),
             _("What the decision rests on; leave out opinions and names of others.")),
    ),
    proofs=(
        Proof("reflection_certificate", certificate_in_hands),
        Proof("reflection_from", day_of("reflection_from")),
        Proof("reflection_until", day_of("reflection_until")),
        Proof("reflection_early_end", same("reflection_early_end")),
    ),
    source="CETS 197 Art 13; SG-PR-02, SG-PR-03",
)  # fmt: skip

OPTIONS = (
    Choice("personal_situation", _("Permit because of the personal situation")),
    Choice("cooperation", _("Permit for cooperation with the authorities")),
    Choice("asylum", _("Asylum")),
    Choice("humanitarian", _("Humanitarian stay")),
    Choice("family", _("Family")),
    Choice("work_study", _("Work or study")),
    Choice("third_country", _("Another country")),
    Choice("return", _("Going home with help")),
)

FEWEST_OPTIONS = 3  # SG-ST-01, design default


def options_sheet_signed(filed: Sequence[Filed], now: datetime) -> object:
    """Read whether the person signed a sheet of at least three options that a lawyer explained."""
    newest = filed[-1].values
    count = different("options", "option")(filed, now)
    enough = count >= FEWEST_OPTIONS if isinstance(count, int) else None
    return together([
        yes_or_no(newest.get("options_sheet_signed")), yes_or_no(newest.get("options_legal_advice")), enough,
    ])  # fmt: skip


OPTIONS_SHEET = DocumentType(
    id="D14",
    title=_("Ways to stay"),
    purpose=_("Set all ways to stay, or to go, side by side, with what follows from each."),
    phase="stay",
    authors=(Role.LAWYER, Role.CASE_MANAGER),
    readers=(*NEAREST, Role.REVIEWER),
    fields=(
        rows("options", _("Options"), (
            one("option", _("Option"), OPTIONS),
            asked("open_to_person", _("Is it open to the person?")),
            text("follows", _("What follows from it?"),
                 _("Length, work, study, family, what it may cost. Leave out advice on what to choose.")),
        )),
        asked("options_legal_advice", _("Did a lawyer explain them?")),
        line("lawyer", _("Which lawyer?")),
        line("language", _("In which language?"), htcds="prs_PrimaryLanguage"),
        one("persons_choice", _("What does the person want?"), OPTIONS,
            _("May stay empty; may change."), C3),
        asked("options_sheet_signed", _("Did the person sign that they saw all of them?"),
              _("The signature chooses nothing.")),
        on_day("signed_on", _("When?")),
    ),
    proofs=(
        Proof("options_count", different("options", "option")),
        Proof("options_legal_advice", answer("options_legal_advice")),
        Proof("options_sheet_signed", options_sheet_signed),
    ),
    source="SG-ST-01; CETS 197 Art 14",
)  # fmt: skip


def granted(filed: Sequence[Filed], now: datetime) -> Filed | None:
    """Return the newest permit that was granted and has not run out; its last day counts in full."""
    for each in reversed(filed):
        until = day(each.values.get("permit_until"))
        if each.values.get("outcome") == "granted" and (until is None or now.date() <= until):
            return each
    return None


def permit_granted(filed: Sequence[Filed], now: datetime) -> object:
    """Read whether a permit stands now; false once an answer is there and none stands."""
    if granted(filed, now):
        return True
    answered = any(filled(each.values.get("outcome")) for each in filed)
    return False if answered else None


def permit_applied(filed: Sequence[Filed], now: datetime) -> object:
    """Read the answer given; a day on which an application was lodged says yes."""
    return ever_given("applied_on")(filed, now) or last_said("permit_applied")(filed, now)


def of_permit(reading: Reading) -> Reading:
    """Read from the permit that stands, else from the newest paper that is no refusal."""

    def read(filed: Sequence[Filed], now: datetime) -> object:
        others = [each for each in filed if each.values.get("outcome") != "refused"]
        permit = granted(filed, now) or (others[-1] if others else None)
        return None if permit is None else reading([permit], now)

    return read


def of_refusal(reading: Reading) -> Reading:
    """Read from the newest refusal, else from the newest paper that grants nothing."""

    def read(filed: Sequence[Filed], now: datetime) -> object:
        others = [each for each in filed if each.values.get("outcome") != "granted"]
        refusal = newest_in_force(filed, "outcome", "refused") or (others[-1] if others else None)
        return None if refusal is None else reading([refusal], now)

    return read


PERMIT = DocumentType(
    id="D15",
    title=_("Permit"),
    purpose=_("Hold an application to stay, its answer, and what the permit allows."),
    phase="stay",
    authors=(Role.IMMIGRATION, Role.CASE_MANAGER, Role.LAWYER, Role.PERSON, Role.GUARDIAN, Role.REVIEWER),
    readers=(*NEAREST, Role.IMMIGRATION, Role.REVIEWER),
    fields=(
        one("permit_kind", _("Which permit?"), (
            Choice("personal_situation", _("Because of the personal situation")),
            Choice("cooperation", _("For cooperation")),
            Choice("proceedings", _("For the time of proceedings")),
            Choice("toleration", _("Toleration")),
            Choice("long_term", _("Long-term or permanent")),
            Choice("protection", _("Protection or resettlement")),
        )),
        asked("permit_applied", _("Is an application lodged?")),
        on_day("applied_on", _("When was it lodged?")),
        line("number", _("Number"), _("The office's own number; never a name."), C1),
        one("outcome", _("What is the answer?"), (
            Choice("pending", _("None yet")),
            Choice("granted", _("Granted")),
            Choice("refused", _("Refused; protection stays while a remedy is open")),
            Choice("not_needed", _("Not needed: the person may live here")),
        )),
        on_day("decided_on", _("When was it decided?")),
        on_day("permit_from", _("First day")),
        on_day("permit_until", _("Last day")),
        asked("permit_work_stated", _("Does the permit say whether work is allowed?")),
        asked("work_allowed", _("Is work allowed?")),
        asked("permit_study_stated", _("Does the permit say whether study is allowed?")),
        asked("study_allowed", _("Is study allowed?")),
        line("seen_by", _("Who saw the proof of nationality or residence?"),
             _("For someone who may live here.")),
        line("seen_by_second", _("Who else saw it?"), _("Someone from another agency.")),
        asked("status_proof_seen_by_two", _("Did two people from two agencies see it?")),
        asked("stay_reasons_written", _("Does the person have a refusal's reasons in their own language?")),
        asked("stay_refusal_final", _("Is no remedy against the refusal left?")),
        on_day("remedy_until", _("Last day to appeal the refusal")),
        asked("reentry_agreed", _("Is lawful re-entry agreed?"),
              _("For work, for testimony, or out of danger.")),
    ),
    proofs=(
        Proof("permit_applied", permit_applied),
        Proof("permit_granted", permit_granted),
        Proof("permit_kind", of_permit(same("permit_kind"))),
        Proof("permit_work_stated", of_permit(answer("permit_work_stated"))),
        Proof("permit_study_stated", of_permit(answer("permit_study_stated"))),
        Proof("permit_until", of_permit(day_of("permit_until"))),
        Proof("status_proof_seen_by_two", last_said("status_proof_seen_by_two")),
        Proof("stay_reasons_written", of_refusal(answer("stay_reasons_written"))),
        Proof("stay_refusal_final", of_refusal(answer("stay_refusal_final"))),
        Proof("reentry_agreed", last_said("reentry_agreed")),
    ),
    many=True,
    source="CETS 197 Art 14; SG-ST-01, SG-ST-03, SG-ST-04",
)  # fmt: skip

ASYLUM_REFERRAL = DocumentType(
    id="D23",
    title=_("Asylum referral"),
    purpose=_("Send the person to the asylum authority as they wish; nobody else sees that it exists."),
    phase="stay",
    authors=(Role.LAWYER, Role.CASE_MANAGER),
    readers=(Role.LAWYER, Role.CASE_MANAGER, Role.ASYLUM_AUTHORITY, Role.GUARDIAN),
    fields=(
        asked("asylum_agreed", _("Does the person agree to be referred?")),
        asked("asked_in_private", _("Did you talk about it in private, with a lawyer?")),
        line("referred_to", _("Where to?"), _("The asylum authority or the refugee agency.")),
        at_moment("referred_at", _("When?")),
        line("reference", _("Their reference")),
        asked("guardian_agrees", _("Does the guardian agree?"), _("For a child.")),
        text("for_authority", _("What does the person want the authority to know?"),
             _("As little as the person wishes; the lawyer adds the rest. Leave out names of others.")),
    ),
    proofs=said("asylum_agreed"),
    source="SG-PR-10, SG-DP-06; Refugee Convention 1951 Art 33",
)  # fmt: skip

TYPES = (REFLECTION_CERTIFICATE, OPTIONS_SHEET, PERMIT, ASYLUM_REFERRAL)
