"""First contact: the contact note and what the person was told about rights."""

from collections.abc import Sequence
from datetime import datetime

from safeconduct.protection.documents.choices import AGES
from safeconduct.protection.documents.declared import Choice, DocumentType, Filed, Proof, days_since
from safeconduct.protection.documents.fields import C1, C3, asked, at_moment, line, one, several, text
from safeconduct.protection.documents.readers import CARE, IDENTIFYING
from safeconduct.protection.documents.readings import last_one_of, last_said, said, yes_or_no
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

HOW_MET = (
    Choice("self", _("The person came or called")),
    Choice("hotline", _("Telephone line or chat")),
    Choice("outreach", _("Outreach by an organisation")),
    Choice("service", _("Health, school or another service")),
    Choice("inspection", _("Labour inspection")),
    Choice("police", _("Police")),
    Choice("border", _("Border or immigration service")),
    Choice("consulate", _("Consulate")),
    Choice("public", _("Neighbour, employer, friend or relative")),
    Choice("abroad", _("Message from another country")),
    Choice("other", _("Another way")),
)

CONTACT_NOTE = DocumentType(
    id="D01",
    title=_("Contact note"),
    purpose=_("Note how you met and whether it is safe to talk; the person's account comes later."),
    phase="identification",
    authors=(Role.FIRST_RESPONDER, Role.CASE_MANAGER, Role.POLICE, Role.LABOUR_INSPECTOR, Role.HEALTH,
             Role.SHELTER, Role.CONSULATE, Role.FOCAL_POINT),
    readers=(Role.FIRST_RESPONDER, *CARE, *IDENTIFYING[-3:]),
    fields=(
        at_moment("met_at", _("When did you meet?"), htcds="cas_IncomingReferralDate", needed=True),
        one("how_met", _("How did contact come about?"), HOW_MET),
        line("place", _("Where did you meet?"),
             _("A district is enough. Leave out the address of a shelter.")),
        asked("safe_to_talk", _("Can the person talk now without danger?")),
        asked("private_place", _("Is the place private, so that nobody else can hear?")),
        asked("companions_apart", _("Does anyone who came along wait elsewhere?"),
              _("Give a neutral reason for asking them to wait. Choose yes if nobody came along.")),
        line("call_name", _("What should we call the person?"), _("Any name the person likes."),
             htcds="prs_FirstName"),
        line("language", _("Which language does the person feel at home in?"),
             _("Name the dialect too if it matters."), htcds="prs_PrimaryLanguage"),
        asked("interpreter_needed", _("Do you and the person need an interpreter?")),
        one("age", _("How old is the person?"), AGES,
            _("If nobody is sure, child rules apply until it is settled.")),
        several("urgent", _("What is urgent?"), (
            Choice("medical", _("Medical care")),
            Choice("danger", _("Danger from someone")),
            Choice("bed", _("A safe bed tonight")),
            Choice("food", _("Food, water, warmth")),
            Choice("child_with", _("A child is with the person")),
            Choice("removal", _("A removal or a transfer is planned")),
            Choice("held", _("The person is held")),
        ), data_class=C3),
        line("contact_way", _("How can we reach the person?"), _("Telephone, chat name or another way."),
             htcds="prs_MobilePhone"),
        asked("contact_way_safe", _("Is it safe to use this?")),
        line("contact_when", _("When is it safe?")),
        line("contact_cover", _("What should we say if someone else answers?")),
        line("referred_by", _("Who told you about the person?"),
             _("The organisation is enough. Leave out people who wish to stay unnamed."),
             htcds="cas_ReferringOrganisation"),
        text("note", _("What else must the next worker know?"),
             _("Only what is needed today. Leave out the account, opinions and names of others.")),
    ),
    proofs=(
        *said("safe_to_talk", "private_place", "companions_apart"),
        Proof("interpreter_needed", last_said("interpreter_needed")),
        Proof("age_in_doubt", last_one_of("age", ("under_18", "unsure"), ("adult",))),
    ),
    many=True,
    check_answers=False,
    source="referral mechanism, section 5; identification, sections 4.1 and 4.2",
)  # fmt: skip

TOPICS = (
    Choice("identification", _("How identification works")),
    Choice("reflection", _("Time to recover and decide")),
    Choice("help", _("Help that does not depend on a statement")),
    Choice("stay", _("Ways to stay")),
    Choice("asylum", _("Asylum")),
    Choice("lawyer", _("A free lawyer")),
    Choice("compensation", _("Wages and compensation")),
    Choice("data", _("Who sees what, and taking consent back")),
    Choice("complaint", _("How to complain")),
    Choice("return", _("Ways to go home safely, only if wished")),
)


def rights_told(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether rights were told at least once; a time of telling or a chosen topic shows it."""
    answers = [yes_or_no(each.values.get("rights_told")) for each in filed]
    if True in answers or any(each.values.get("told_at") for each in filed):
        return True
    return answers[-1]


RIGHTS_TOLD = DocumentType(
    id="D02",
    title=_("Rights told"),
    purpose=_("Show what the person was told about rights, how, and whether it was understood."),
    phase="identification",
    authors=(Role.FIRST_RESPONDER, Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.LAWYER, Role.GUARDIAN,
             Role.ADVOCATE, Role.POLICE, Role.LABOUR_INSPECTOR, Role.HEALTH, Role.SHELTER),
    readers=(Role.FIRST_RESPONDER, *CARE, *IDENTIFYING[-3:]),
    fields=(
        asked("rights_told", _("Were rights told?")),
        at_moment("told_at", _("When were they told?"), needed=True),
        several("topics", _("What was talked about?"), TOPICS),
        line("language", _("In which language?"), htcds="prs_PrimaryLanguage"),
        asked("rights_in_own_language", _("Did the person choose this language?")),
        several("form", _("How were they told?"), (
            Choice("spoken", _("Spoken")),
            Choice("audio", _("Recording")),
            Choice("leaflet", _("Leaflet")),
            Choice("pictures", _("Pictures")),
            Choice("sign", _("Sign language")),
            Choice("child", _("Version for children")),
        )),
        asked("rights_understood", _("Did the person say in own words what the rights mean?"),
              _("Ask: what will you remember from this? Explain again what was not clear.")),
        asked("leaflet_safe", _("Is it safe for the person to keep paper?")),
        asked("fear_asked", _("Did you ask, in private, whether the person is afraid to go back?")),
        asked("fear_of_return", _("Is the person afraid to go back?"),
              _("No reason is needed. Nobody in the home country is contacted after a yes.")),
        asked("guardian_told", _("Was the guardian told as well?"),
              _("For a child, or when age is in doubt.")),
        line("told_by", _("Who told them?"), _("Your name or staff number."), C1),
    ),
    proofs=(
        Proof("rights_told", rights_told),
        *said("rights_in_own_language", "rights_understood"),
        Proof("rights_told_age_d", days_since("told_at")),
        Proof("fear_asked", last_said("fear_asked")),
        Proof("fear_of_return", last_said("fear_of_return")),
    ),
    many=True,
    source="SG-CM-06; referral mechanism, section 5",
)  # fmt: skip

TYPES = (CONTACT_NOTE, RIGHTS_TOLD)
