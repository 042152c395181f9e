"""What a careful worker would have written: a sound set of values for each of the forty papers.

A sound paper says what is so after good work was done. It is what a played journey files when a safeguard asks
for it; it is never a default of a form.
"""

from collections.abc import Callable, Mapping

from safeconduct.demo.sound import care, first_contact, going, rights, stay
from safeconduct.demo.sound.moment import Moment, Values

Writing = Callable[[Moment], Values]

SOUND: Mapping[str, Writing] = {
    "D01": first_contact.contact_note,
    "D02": first_contact.rights_told,
    "D03": first_contact.screening,
    "D04": first_contact.reasonable_grounds,
    "D05": first_contact.hold_notice,
    "D06": first_contact.lead,
    "D07": care.safety,
    "D08": care.needs,
    "D09": first_contact.consent,
    "D10": first_contact.interview,
    "D11": first_contact.interpreter,
    "D12": stay.certificate,
    "D13": first_contact.decision,
    "D14": stay.ways_to_stay,
    "D15": stay.permit,
    "D16": care.plan,
    "D17": care.guardian,
    "D18": care.interests,
    "D19": care.determination,
    "D20": care.age,
    "D21": rights.lawyer,
    "D22": rights.charge,
    "D23": stay.asylum_referral,
    "D24": going.options,
    "D25": going.declaration,
    "D26": going.verification,
    "D27": going.risk,
    "D28": going.assurance,
    "D29": going.acceptance,
    "D30": going.travel,
    "D31": going.handover,
    "D32": going.arrival,
    "D33": going.follow_up,
    "D34": going.contact,
    "D35": going.alert,
    "D36": rights.claim,
    "D37": rights.views,
    "D38": rights.voice,
    "D39": rights.checklist,
    "D40": rights.retention,
}


def values(type_id: str, moment: Moment) -> Values:
    """Return a sound set of values for one paper. Raises KeyError for an unknown type."""
    return SOUND[type_id](moment)


__all__ = ["SOUND", "Moment", "Values", "values"]
