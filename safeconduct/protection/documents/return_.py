"""Return, until it is decided: options, the person's own wish, identity and papers, risk.

What follows a decision to go stands in `departure`. In the words of these papers, *this country* leads the
case and the *country of return* would receive the person.
"""

from collections.abc import Sequence
from datetime import datetime

from safeconduct.protection.documents import departure
from safeconduct.protection.documents.choices import LEVELS
from safeconduct.protection.documents.declared import Choice, DocumentType, Filed, Proof, hours_between
from safeconduct.protection.documents.fields import (
    C1,
    asked,
    at_moment,
    line,
    on_day,
    one,
    rows,
    several,
    text,
)
from safeconduct.protection.documents.open_matters import chosen, days_ago, hours_ago
from safeconduct.protection.documents.readers import LEADS, NEAREST
from safeconduct.protection.documents.readings import (
    codes,
    entries,
    filled,
    last_said,
    newest_in_force,
    said,
    yes_or_no,
)
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

OWN_WORDS = _("In the person's own words. It may stay empty.")
NO_ACCOUNT = _("What happened to the person does not belong here, nor do names of others.")

WAYS = (
    Choice("stay_for_now", _("Stay here for a time")),
    Choice("stay_long", _("Stay here for good")),
    Choice("protection", _("Ask for international protection")),
    Choice("third_country", _("Go to another country")),
    Choice("return_home", _("Go back home")),
    Choice("return_elsewhere", _("Go back, to another place in that country")),
    Choice("decide_later", _("Decide later; help goes on")),
)


def options_count(filed: Sequence[Filed], _now: datetime) -> object:
    """Count the different ways that were explained, return among them."""
    explained = {
        row.get("way") for row in entries(filed[-1], "options") if yes_or_no(row.get("explained")) is True
    }
    return len([way for way in explained if isinstance(way, str) and way])


D24 = DocumentType(
    id="D24",
    title=_("Return options sheet"),
    purpose=_("Lay every way open side by side, so that going back is one choice among several."),
    phase="return",
    authors=(Role.CASE_MANAGER, Role.LAWYER, Role.ADVOCATE, Role.INTERNATIONAL_ORGANISATION),
    readers=(*NEAREST, Role.REVIEWER),
    fields=(
        rows("options", _("Which ways were explained?"), (
            one("way", _("Way"), WAYS),
            asked("explained", _("Explained?")),
            asked("support_told", _("Was it said what help there is, and what there is not?")),
        ), _("One line for each. The person needs at least three to choose from.")),
        text("support_and_limits", _("Help and limits of each way"), NO_ACCOUNT),
        asked("legal_advice_given", _("Did a lawyer advise the person about return?")),
        at_moment("legal_advice_at", _("When did they talk?")),
        asked("counsellor_independent", _("Is whoever explains this free of any interest in the return?"),
              _("Paid the same whatever the person decides; not from immigration or the police.")),
        asked("interpreter_used", _("Was it explained in the person's language?")),
        asked("fear_asked", _("Did you ask, in private, whether the person is afraid to go back?")),
        asked("fear_of_return", _("Is the person afraid to go back?"),
              _("No reason is needed. Nobody in the home country is contacted after a yes.")),
        asked("said_back", _("Did the person say in own words what each way means?")),
        text("persons_words", _("What matters to the person?"), OWN_WORDS),
    ),
    proofs=(
        Proof("return_options_count", options_count),
        *said("legal_advice_given", "counsellor_independent"),
        Proof("fear_asked", last_said("fear_asked")),
        Proof("fear_of_return", last_said("fear_of_return")),
    ),
    source="CETS 197 Art 16; SG-RT-01; referral mechanism, section 5",
)  # fmt: skip

WITNESSES = (
    Choice("case_manager", _("Case manager")),
    Choice("lawyer", _("Lawyer")),
    Choice("advocate", _("Independent advocate")),
    Choice("guardian", _("Guardian")),
    Choice("io", _("International organisation")),
    Choice("interpreter", _("Interpreter")),
    Choice("other", _("Somebody else the person chose")),
)


def withdrawn(filed: Sequence[Filed], _now: datetime) -> object:
    """A wish stands until it is taken back. A doubt that is written down takes it back until it is said anew."""
    newest = filed[-1].values
    if newest.get("withdrawn") in ("yes", "no"):
        return newest.get("withdrawn") == "yes"
    wished = yes_or_no(newest.get("return_declared")) is True
    return filled(newest.get("withdrawn")) if wished else None


D25 = DocumentType(
    id="D25",
    title=_("Voluntary return declaration and second confirmation"),
    purpose=_("Keep the person's own wish to go back: asked twice, by two people, free to be taken back."),
    phase="return",
    authors=(Role.PERSON, Role.GUARDIAN, Role.CASE_MANAGER, Role.LAWYER, Role.ADVOCATE),
    readers=(*LEADS, Role.REVIEWER),
    fields=(
        asked("return_declared", _("Do you want to go back?"),
              _("You can change your mind until you leave.")),
        text("persons_words", _("What do you want to say about it?"), OWN_WORDS),
        line("place", _("Where do you want to go?"), _("A town or a province is enough.")),
        asked("guardian_agrees", _("Does the guardian agree?"), _("For a child or when age is in doubt.")),
        at_moment("advice_at", _("When did a lawyer talk with the person?")),
        at_moment("signed_at", _("When did the person sign?"),
                  _("At least 72 hours after the lawyer's advice.")),
        one("first_witness_role", _("Who was there?"), WITNESSES),
        line("first_witness", _("Name of that witness")),
        at_moment("second_confirmed_at", _("When was the person asked again?"),
                  _("In the last 24 hours before leaving.")),
        asked("second_witness_differs", _("Was the second witness somebody else?")),
        one("second_witness_role", _("Who asked again?"), WITNESSES),
        line("second_witness", _("Name of the second witness")),
        asked("withdrawn", _("Did the person take the wish back?"), _("Said once, by any means, to anyone.")),
        at_moment("withdrawn_at", _("When?")),
    ),
    proofs=(
        *said("return_declared", "second_witness_differs"),
        Proof("hours_between_advice_and_signature", hours_between("advice_at", "signed_at")),
        Proof("second_confirmation_age_h", hours_ago("second_confirmed_at")),
        Proof("withdrawn", withdrawn),
    ),
    source="CETS 197 Art 16; SG-RT-01",
)  # fmt: skip

SENT_FIELDS = (
    Choice("reference", _("Reference number")),
    Choice("names", _("Names")),
    Choice("former_names", _("Former names")),
    Choice("date_of_birth", _("Date of birth")),
    Choice("place_of_birth", _("Place of birth")),
    Choice("parents_names", _("Names of the parents, if the register needs them")),
    Choice("document_type", _("Kind of identity document")),
    Choice("document_number", _("Number of that document")),
    Choice("photo", _("Photo, if the person agreed")),
    Choice("biometric_photo", _("Passport photo, for a travel paper only")),
)


def verification_answered(filed: Sequence[Filed], _now: datetime) -> object:
    """Read the newest request: confirmed and not confirmed are answers, a question back is none."""
    answer = chosen(filed[-1], "answer")
    return answer in ("confirmed", "not_confirmed") if answer else None


def verification_fields(filed: Sequence[Filed], _now: datetime) -> object:
    sent = [codes(each.values.get("fields")) for each in filed]
    return next((each for each in reversed(sent) if each), None)


def travel_document(filed: Sequence[Filed], _now: datetime) -> object:
    newest = newest_in_force(filed, "travel_document", "valid", "requested", "none")
    return None if newest is None else chosen(newest, "travel_document")


D26 = DocumentType(
    id="D26",
    title=_("Verification request and answer"),
    purpose=_("Ask the country of return who the person is or for papers, and say nothing else."),
    phase="return",
    authors=(Role.FOCAL_POINT, Role.CASE_MANAGER),
    readers=(*NEAREST, Role.FOCAL_POINT, Role.REVIEWER),
    fields=(
        one("message", _("What is asked for?"), (
            Choice("M02", _("To confirm identity or nationality")),
            Choice("M03", _("A travel paper")),
            Choice("not_needed", _("Nothing: valid papers are in the person's hands")),
        ), needed=True),
        several("fields", _("What is sent?"), SENT_FIELDS,
                _("Nothing beyond this list. Never why the person is abroad.")),
        on_day("sent_on", _("When was it sent?"), _("An answer is due after 14 days, a paper after 30.")),
        one("answer", _("What came back?"), (
            Choice("waiting", _("Nothing yet")),
            Choice("confirmed", _("Confirmed")),
            Choice("not_confirmed", _("Not confirmed")),
            Choice("more_asked", _("They ask for more")),
        ), _("No answer takes protection away.")),
        on_day("answered_on", _("When did the answer come?")),
        one("travel_document", _("Travel paper"), (
            Choice("valid", _("Valid, in the person's hands")),
            Choice("requested", _("Asked for")),
            Choice("none", _("None")),
        )),
        on_day("document_until", _("Valid until")),
        asked("document_marked", _("Does the paper show trafficking or a deportation?"),
              _("A stamp, a note, a special series. Have it issued again if so.")),
        line("reference", _("Reference number"), data_class=C1),
    ),
    proofs=(
        Proof("verification_answered", verification_answered),
        Proof("verification_fields", verification_fields),
        Proof("travel_document", travel_document),
        Proof("document_marked", last_said("document_marked")),
    ),
    many=True,
    source="CETS 197 Art 16(3) and (4); SG-ID-09; SG-RT-04",
)  # fmt: skip

DANGERS = (
    Choice("reach", _("Traffickers can reach the person")),
    Choice("debt", _("Debts")),
    Choice("family", _("Part of the family in what happened")),
    Choice("reprisal", _("Revenge for a complaint or testimony")),
    Choice("stigma", _("Shame or rejection")),
    Choice("health", _("Treatment not to be had")),
    Choice("housing", _("No safe place to live")),
    Choice("income", _("No income")),
    Choice("officials", _("Officials who work with traffickers")),
    Choice("dependants", _("Danger to those who depend on the person")),
    Choice("again", _("Trafficked again")),
)

MEASURES = (
    Choice("other_place", _("Live in another place")),
    Choice("safe_housing", _("Safe housing first")),
    Choice("protection", _("Protection by authorities")),
    Choice("debt_settled", _("Debt settled or contested")),
    Choice("treatment", _("Treatment arranged")),
    Choice("income", _("Work, training or money for the start")),
    Choice("family_work", _("Work with the family, if wished")),
    Choice("contact", _("Contact more often")),
    Choice("other", _("Something else")),
)


def _levels(document: Filed) -> tuple[str, str]:
    return chosen(document, "level_here"), chosen(document, "level_there")


def risk_level(filed: Sequence[Filed], _now: datetime) -> object:
    """The higher of two views counts. One high is enough; anything lower needs both to be known."""
    levels = _levels(filed[-1])
    if "HIGH" in levels:
        return "HIGH"
    if not set(levels) <= {"LOW", "MEDIUM"}:
        return None
    return "MEDIUM" if "MEDIUM" in levels else "LOW"


def both_countries(filed: Sequence[Filed], _now: datetime) -> object:
    given = [level in ("LOW", "MEDIUM", "HIGH") for level in _levels(filed[-1])]
    return all(given) if any(given) else None


def open_mitigations(filed: Sequence[Filed], _now: datetime) -> object:
    """Count the measures that are not known to be done; unknown while nobody filled the list in."""
    if not isinstance(filed[-1].values.get("measures"), list | tuple):
        return None
    return sum(yes_or_no(row.get("done")) is not True for row in entries(filed[-1], "measures"))


D27 = DocumentType(
    id="D27",
    title=_("Return risk assessment"),
    purpose=_("Judge together, for this person, how safe life after a return would be."),
    phase="return",
    authors=(Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.INTERNATIONAL_ORGANISATION),
    readers=(*LEADS, Role.REVIEWER),
    fields=(
        on_day("assessed_on", _("When was it assessed?"), _("It holds for 30 days."), needed=True),
        several("dangers", _("Which dangers are there?"), DANGERS),
        one("level_here", _("How does this country see the risk?"), LEVELS),
        one("level_there", _("How does the country of return see it?"), LEVELS,
            _("From the receiving case manager, not from the family or the village.")),
        text("persons_view", _("How does the person see it?"), OWN_WORDS),
        rows("measures", _("What has to be done first?"), (
            one("danger", _("Against which danger?"), DANGERS),
            one("measure", _("Measure"), MEASURES),
            on_day("due", _("Until when?")),
            asked("done", _("Done?")),
        ), _("With a medium risk, each measure is done before the person leaves.")),
        text("notes", _("What stands behind this?"),
             _("Facts only. No names of others, nobody's testimony.")),
        asked("medium_risk_accepted", _("Does the person accept in writing what is not done yet?"),
              _("Only an adult can.")),
        asked("dependants_settled", _("Is it settled what becomes of those who depend on the person?"),
              _("Custody, papers, school, income. Choose yes if nobody does.")),
    ),
    proofs=(
        Proof("risk_level", risk_level),
        Proof("risk_age_d", days_ago("assessed_on")),
        Proof("risk_inputs_both_countries", both_countries),
        Proof("open_mitigations", open_mitigations),
        *said("medium_risk_accepted"),
        Proof("dependants_settled", last_said("dependants_settled")),
    ),
    source="CETS 197 Art 16(2); SG-RT-02",
)  # fmt: skip

TYPES = (D24, D25, D26, D27, *departure.TYPES)
