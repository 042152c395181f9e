"""Acts that safeguards speak about and that are not steps of a case, in plain words."""

from django.utils.translation import gettext as _

from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.safeguards.declared import Safeguard
from safeconduct.protection.words import gettext_noop as mark

ACTS = {
    "accredit_worker": mark("accredit somebody who works in a diplomatic household"),
    "approve_plan": mark("approve a plan"),
    "assign_case_manager": mark("name a case manager"),
    "bid_eligibility": mark("admit a firm to bid for a public contract"),
    "break_glass": mark("open a file in an emergency"),
    "compel_testimony": mark("compel somebody to testify"),
    "consent": mark("take a consent"),
    "contact_consulate": mark("contact a consulate"),
    "contact_family": mark("contact the family"),
    "correct_own_file": mark("correct one’s own file"),
    "cross_border_transfer": mark("send data to another country"),
    "decide_identification": mark("decide on identification"),
    "deny_access": mark("turn somebody away"),
    "depart_worker": mark("let a domestic worker leave for work abroad"),
    "detain": mark("detain somebody"),
    "disclose_file": mark("disclose a file in proceedings"),
    "end_reflection_early": mark("end the reflection period early"),
    "execute_dublin_transfer": mark("carry out a transfer to the state responsible for asylum"),
    "execute_removal": mark("carry out a removal"),
    "export_statistics": mark("give out statistics"),
    "family_reunification": mark("reunite a family"),
    "give_own_copy": mark("give the person a copy of their own file"),
    "issue_removal_paper": mark("issue a removal paper"),
    "licence_agency": mark("license an agency"),
    "mark_done": mark("report a duty as done"),
    "match_biometric": mark("compare fingerprints or faces"),
    "medical_procedure": mark("carry out a medical procedure"),
    "notify_origin": mark("tell the country of origin"),
    "override": mark("depart from a safeguard"),
    "place": mark("place somebody in a shelter or another home"),
    "place_worker": mark("place a worker in a job"),
    "postpone_own_copy": mark("put off giving the person a copy of their own file"),
    "publish_information": mark("publish something"),
    "query": mark("search in files"),
    "read": mark("read a file"),
    "refer_for_prosecution": mark("refer the person for prosecution"),
    "refuse_referral": mark("refuse a referral"),
    "refuse_service": mark("refuse a service"),
    "register_contract": mark("register a contract of work"),
    "register_marriage_signal": mark("pass on a signal about a marriage across a border"),
    "reinstate_agency": mark("admit an agency again"),
    "release_match": mark("pass on that two files match"),
    "replace_case_manager": mark("replace a case manager"),
    "rights_briefing": mark("explain the rights"),
    "schedule_hearing": mark("fix a hearing"),
    "schedule_interview": mark("arrange an interview"),
    "send_origin_enquiry": mark("send an enquiry to the country of origin"),
    "set_entry_ban": mark("forbid somebody to enter again"),
    "share_data": mark("share data"),
    "start_interview": mark("begin an interview"),
    "stop_interview": mark("stop an interview"),
    "withdraw_consent": mark("take back a consent"),
}


def outside(safeguard: Safeguard) -> list[str]:
    """Name the acts outside the steps of a case about which a safeguard speaks."""
    return [_(ACTS[act]) for act in safeguard.acts if act not in TRANSITIONS]
