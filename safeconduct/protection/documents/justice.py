"""Justice: lawyers, charges against the person, claims, and what the person wants the court to know."""

from collections.abc import Sequence
from datetime import datetime

from safeconduct.protection.documents.declared import (
    Choice,
    DocumentType,
    Filed,
    Proof,
    Reading,
    Values,
    moment,
)
from safeconduct.protection.documents.fields import (
    C1,
    C4,
    asked,
    at_moment,
    line,
    number,
    on_day,
    one,
    rows,
    several,
    text,
)
from safeconduct.protection.documents.open_matters import chosen, in_any, in_each, open_or_newest
from safeconduct.protection.documents.readers import LEADS, NEAREST
from safeconduct.protection.documents.readings import day, entries, filled, last_said, yes_or_no
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

WITHOUT_NAMES = _("Facts only. Leave out opinions and the names of others.")

COUNTRY_ROLES = (
    Choice("this_country", _("This country, where the case is led")),
    Choice("other_country", _("The other country")),
)

MANDATES = (
    Choice("offered", _("Offered; the person has not chosen yet")),
    Choice("acting", _("Acts for the person")),
    Choice("declined", _("Declined after it was explained")),
    Choice("ended", _("Has ended")),
)


def _in_country(filed: Sequence[Filed], country_role: str) -> list[Filed]:
    return [each for each in filed if chosen(each, "country_role") == country_role]


def _acts(document: Filed, now: datetime) -> bool:
    """Tell whether a mandate is in force today; the day it ends still counts."""
    last_day = day(document.values.get("mandate_until"))
    return chosen(document, "mandate") == "acting" and (last_day is None or last_day >= now.date())


def lawyer_in(country_role: str) -> Reading:
    """Read whether a lawyer acts there now; unknown when nobody has looked for one there."""

    def read(filed: Sequence[Filed], now: datetime) -> object:
        there = _in_country(filed, country_role)
        return any(_acts(each, now) for each in there) if there else None

    return read


def declined_in(country_role: str) -> Reading:
    """Read whether the person declined a lawyer there; the newest word counts, an open offer says nothing."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        mandates = [chosen(each, "mandate") for each in _in_country(filed, country_role)]
        newest = mandates[-1] if mandates else ""
        return {"declined": True, "acting": False, "ended": False}.get(newest)

    return read


def lawyer_offered(filed: Sequence[Filed], _now: datetime) -> object:
    """Any mandate that was offered, runs, ended or was declined shows the offer."""
    return True if any(chosen(each, "mandate") for each in filed) else None


D21 = DocumentType(
    id="D21",
    title=_("Legal-aid assignment"),
    purpose=_("Show which lawyer acts for the person in a country, free of charge and independent."),
    phase="justice",
    authors=(Role.LAWYER, Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.FOCAL_POINT),
    readers=(*LEADS, Role.FOCAL_POINT),
    fields=(
        one("country_role", _("Which country is this lawyer for?"), COUNTRY_ROLES, needed=True),
        line("country", _("Name of that country"), data_class=C1),
        one("mandate", _("Where does it stand?"), MANDATES, needed=True),
        on_day("offered_on", _("When was a lawyer offered?")),
        line("lawyer", _("Name of the lawyer")),
        line("contact", _("How to reach the lawyer"), _("A number or an address of the office.")),
        asked("free_of_charge", _("Is the lawyer free for the person?")),
        asked("independent", _("Is the lawyer independent of police and of whoever pays for services?")),
        asked("own_language", _("Can they talk in the person's language, if need be with an interpreter?")),
        several("covers", _("What does the mandate cover?"), (
            Choice("stay", _("Stay and asylum")),
            Choice("charges", _("Charges against the person")),
            Choice("criminal_case", _("The criminal case")),
            Choice("wages", _("Wages")),
            Choice("compensation", _("Compensation")),
            Choice("family", _("Children and family")),
            Choice("return", _("Advice about return")),
        )),
        on_day("mandate_until", _("Last day of the power of attorney"), _("Leave empty if it has no end.")),
        asked("works_with_other_lawyer", _("Do the lawyers of both countries work together?")),
    ),
    proofs=(
        Proof("lawyer_offered", lawyer_offered),
        Proof("lawyer_destination", lawyer_in("this_country")),
        Proof("lawyer_origin", lawyer_in("other_country")),
        Proof("lawyer_declined", declined_in("this_country")),
        Proof("second_lawyer_refused_by_person", declined_in("other_country")),
    ),
    many=True,
    source="CETS 197 Art 15(2); SG-JU-01",
)  # fmt: skip

LINKS = (
    Choice("direct_result", _("The act came directly from the trafficking")),
    Choice("compelled", _("The person was made to do it")),
    Choice("none", _("No link was found")),
)

OUTCOMES = (
    Choice("not_charged", _("No charge")),
    Choice("fine_lifted", _("Fine or ban lifted")),
    Choice("set_aside", _("Old conviction set aside")),
    Choice("register_cleared", _("Register entry removed")),
    Choice("continues", _("Goes on, with written reasons")),
)


def charge_open(document: Filed) -> bool:
    return chosen(document, "outcome") in ("", "continues")


def nexus_found(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether a link was found in any act still open; one link is enough to hold charges back."""
    links = {chosen(each, "link") for each in open_or_newest(filed, charge_open)} - {""}
    return not links.isdisjoint({"direct_result", "compelled"}) if links else None


D22 = DocumentType(
    id="D22",
    title=_("Non-punishment note"),
    purpose=_("Look for a link between an act and the trafficking before anyone is charged or fined."),
    phase="justice",
    authors=(Role.PROSECUTOR, Role.LAWYER, Role.CASE_MANAGER, Role.REVIEWER),
    readers=(*NEAREST, Role.PROSECUTOR, Role.REVIEWER),
    fields=(
        several("acts", _("What is the person said to have done?"), (
            Choice("entry", _("Crossed a border without permission")),
            Choice("overstay", _("Stayed or worked without permission")),
            Choice("documents", _("Used false papers")),
            Choice("prostitution", _("Sold sex where that is punished")),
            Choice("drugs", _("Grew, carried or sold drugs")),
            Choice("fraud", _("Took part in fraud, on line or otherwise")),
            Choice("theft", _("Stole or begged")),
            Choice("recruiting", _("Recruited or watched others under control")),
            Choice("other", _("Something else")),
        ), needed=True),
        on_day("known_on", _("Since when is the act known?"),
               _("The link is looked at within ten working days of this day.")),
        asked("nexus_assessed", _("Was a link with the trafficking looked for?")),
        one("link", _("What was found?"), LINKS),
        text("reasons", _("Reasons"), WITHOUT_NAMES),
        asked("nexus_shared_with_lawyer", _("Does the person's lawyer have this note?")),
        one("outcome", _("How did it end?"), OUTCOMES, _("Leave empty while it is open.")),
        on_day("outcome_on", _("When did it end?")),
        asked("entry_ban_lifted", _("Is any entry ban lifted?")),
        line("reference", _("File number")),
    ),
    proofs=(
        Proof("nexus_assessed", in_each("nexus_assessed", charge_open)),
        Proof("nexus_found", nexus_found),
        Proof("nexus_shared_with_lawyer", in_each("nexus_shared_with_lawyer", charge_open)),
    ),
    many=True,
    source="CETS 197 Art 26; SG-PR-09",
)  # fmt: skip

HEADS = (
    Choice("wages", _("Wages not paid")),
    Choice("fees", _("Fees and debts the person had to pay")),
    Choice("injury", _("Injury and treatment")),
    Choice("moral", _("Suffering")),
    Choice("lost_income", _("Income lost since")),
    Choice("property", _("Things or papers taken")),
    Choice("travel", _("Travel and cost of living")),
    Choice("other", _("Something else")),
)

ROUTES = (
    Choice("criminal", _("In the criminal case")),
    Choice("civil", _("In a civil court")),
    Choice("labour", _("Before the labour authority or court")),
    Choice("state_fund", _("State compensation fund")),
    Choice("settlement", _("Agreement out of court")),
    Choice("abroad", _("In the other country")),
)

CLAIM_STANDINGS = (
    Choice("to_file", _("Not filed yet")),
    Choice("filed", _("Filed")),
    Choice("awarded", _("Awarded, not yet paid")),
    Choice("paid", _("Paid")),
    Choice("refused", _("Refused for good")),
    Choice("waived", _("The person does not want it, after advice")),
)


def claims_assessed(filed: Sequence[Filed], _now: datetime) -> object:
    """Losses are worked out when one has a head and a route, or when the note says that there is none."""
    losses = _losses(filed)
    if any(filled(row.get("head")) and filled(row.get("route")) for row in losses):
        return True
    if any(yes_or_no(each.values.get("no_loss")) is True for each in filed):
        return True
    return False if losses else None


def limitation_days_left(filed: Sequence[Filed], now: datetime) -> object:
    """Count days to the first day by which a claim must be filed; negative once it has passed."""
    waiting = [row for row in _losses(filed) if row.get("standing") in (None, "", "to_file")]
    last_days = [at for row in waiting if (at := moment(row.get("limitation_day")))]
    return min((at.date() - now.date()).days for at in last_days) if last_days else None


def claims_stated(filed: Sequence[Filed], _now: datetime) -> object:
    """Read what an advised person stands at, in the departure gate's words, while no claim is filed here.

    `none`: a lawyer looked and found no loss. `waived_after_advice`: the person wants none of them.
    """
    if not any(yes_or_no(each.values.get("claim_advice_given")) is True for each in filed):
        return None
    losses = _losses(filed)
    if losses:
        return "waived_after_advice" if all(row.get("standing") == "waived" for row in losses) else None
    return "none" if yes_or_no(filed[-1].values.get("no_loss")) is True else None


def _losses(filed: Sequence[Filed]) -> list[Values]:
    return [row for document in filed for row in entries(document, "losses")]


D36 = DocumentType(
    id="D36",
    title=_("Claim assessment"),
    purpose=_("Work out what the person lost, by which route to claim it, and until when."),
    phase="justice",
    authors=(Role.LAWYER, Role.LABOUR_INSPECTOR, Role.CASE_MANAGER),
    readers=(*LEADS, Role.LABOUR_INSPECTOR, Role.REVIEWER),
    fields=(
        rows("losses", _("Losses"), (
            one("head", _("For what?"), HEADS),
            number("sum", _("How much?"), _("A sum to start from; better figures can follow.")),
            line("currency", _("Currency"), _("Three letters, such as USD."), C1),
            one("route", _("By which route?"), ROUTES),
            on_day("limitation_day", _("Last day to file")),
            one("standing", _("Where does it stand?"), CLAIM_STANDINGS),
        ), _("One line for each loss and route.")),
        asked("no_loss", _("Did you look and find no loss to claim?")),
        text("proof", _("What shows the losses?"), _("Contracts, messages, days worked. No opinions.")),
        asked("claim_advice_given", _("Did a lawyer explain the claims and their chances?")),
        asked("assets_flagged", _("Were seized assets pointed out to the prosecutor?")),
        asked("safe_payment_channel", _("Can money reach the person safely, also abroad?"),
              _("An account of their own, not seen by family, employer or recruiter.")),
        line("payment_channel", _("How does money reach the person?")),
        asked("payment_in_own_hands", _("Does the person have the money?")),
        text("persons_wish", _("What does the person want?"), _("In the person's own words.")),
    ),
    proofs=(
        Proof("claims", claims_stated),
        Proof("claims_assessed", claims_assessed),
        Proof("claim_advice_given", in_any("claim_advice_given")),
        Proof("limitation_days_left", limitation_days_left),
        Proof("safe_payment_channel", last_said("safe_payment_channel")),
        Proof("payment_in_own_hands", last_said("payment_in_own_hands")),
    ),
    many=True,
    source="CETS 197 Art 15(3) and (4); SG-JU-02",
)  # fmt: skip


def proceedings_open(document: Filed) -> bool:
    return yes_or_no(document.values.get("over")) is not True


D37 = DocumentType(
    id="D37",
    title=_("Statement of views"),
    purpose=_("Note what the person wants a court to know, and how to take part safely. Never required."),
    phase="justice",
    authors=(Role.LAWYER, Role.PERSON, Role.GUARDIAN, Role.CASE_MANAGER),
    readers=(*LEADS, Role.PROSECUTOR),
    fields=(
        one("proceedings", _("Which proceedings?"), (
            Choice("criminal", _("Criminal case against those responsible")),
            Choice("charge", _("Charge against the person")),
            Choice("labour", _("Wages")),
            Choice("civil", _("Compensation")),
            Choice("other", _("Other")),
        )),
        line("reference", _("Court and file number")),
        at_moment("hearing_at", _("Next hearing")),
        asked("over", _("Are these proceedings over?")),
        asked("views_offered", _("Did the person have the chance to tell the court their views?")),
        text("views", _("What should the court know?"), _("In the person's own words. It may stay empty.")),
        asked("testimony_by_choice", _("Did the person choose freely whether to testify?"),
              _("Both answers are right. Help and stay do not depend on it.")),
        asked("measures_planned", _("Are measures for the hearing planned?")),
        several("measures", _("Which measures?"), (
            Choice("recorded", _("Recorded interview used instead")),
            Choice("video", _("Video link")),
            Choice("screen", _("Screen in the court room")),
            Choice("closed", _("Hearing without the public")),
            Choice("companion", _("A companion at their side")),
            Choice("no_private_life", _("No questions about private life")),
            Choice("breaks", _("Breaks, child-friendly room")),
            Choice("separate_entry", _("Separate way in and waiting room")),
        )),
        text("witness_protection", _("Protection as a witness"),
             _("Sealed to the people you name. Leave empty if there is none."), C4),
        asked("informed_choice", _("Advised by a lawyer, does the person choose to go while the case runs?")),
        asked("remote_or_return_trip_arranged", _("Is taking part from afar, or a trip back, arranged?")),
    ),
    proofs=tuple(
        Proof(name, in_each(name, proceedings_open))
        for name in ("informed_choice", "remote_or_return_trip_arranged", "measures_planned",
                     "testimony_by_choice", "views_offered")
    ),
    many=True,
    source="CETS 197 Art 30; SG-JU-04",
)  # fmt: skip

TYPES = (D21, D22, D36, D37)
