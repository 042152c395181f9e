"""The story of a girl of about sixteen, with a guardian and a best-interests panel."""

from datetime import timedelta

from safeconduct.demo.telling import Telling
from safeconduct.protection.words import Role

TITLE = "A girl of about sixteen, with a guardian and a best-interests panel"
LASTS = timedelta(days=190)


def tell(t: Telling) -> None:
    """Play it from a school corridor to a room on the hill."""
    _found(t)
    _guardian(t)
    _interests(t)
    _panel(t)


def _found(t: Telling) -> None:
    t.note("A teacher noticed that a new girl cleaned a house before school and slept in its kitchen.")
    t.step(
        "identification.start_screening",
        "Lucía Prado met her in the school library. Nobody was sure of her age, so child rules came on.",
    )
    t.step(
        "identification.record_indicators",
        "She was presumed a victim that day. No means had to be shown: she may be under eighteen.",
    )
    t.after(hours=4)
    t.step("lifecycle.assign_lead", "Amaru Vela became her case manager.")
    t.after(hours=3)
    t.step(
        "assistance.stabilise",
        "She moved to a family that had been checked, and saw a doctor because she wished to.",
    )
    t.after(days=1)
    t.refused(
        "assistance.agree_plan", "A plan with her signature lay ready the next day.", role=Role.CASE_MANAGER
    )
    t.refused(
        "criminal_case.report",
        "An officer wanted her complaint on paper before the weekend.",
        role=Role.PERSON,
    )


def _guardian(t: Telling) -> None:
    t.after(hours=5)
    t.paper(
        "D17",
        "child.appoint_guardian",
        "An uncle of the house where she had worked offered to be her guardian.",
        {"guardian_conflict_free": "no"},
    )
    t.refused("child.appoint_guardian", "The paper was ready to be stamped.")
    t.after(hours=20)
    t.step(
        "child.appoint_guardian",
        "Pilar Ocampo of the Guardians’ Office accepted, and the girl had been asked.",
    )
    t.after(days=4)
    t.step("assistance.agree_plan", "Now the plan was made: school first, football on Saturdays, a phone.")
    t.after(days=6)
    t.paper(
        "D20",
        "child.proved_adult",
        "A clinic sent an X-ray of her wrist that was said to show twenty.",
        {"several_professions": "no", "last_resort": "no", "age_assessment_guardian_present": "no"},
    )
    t.refused("child.proved_adult", "The migration office asked to treat her as an adult.")
    t.paper(
        "D20", "child.doubt_or_child", "The doubt stayed with her, and she stayed a child before the law."
    )


def _interests(t: Telling) -> None:
    t.after(days=2)
    t.paper(
        "D18",
        "child.assess_interests",
        "The first assessment of her interests was written without her.",
        {"child_view": None, "child_view_written": "no"},
    )
    t.refused("child.assess_interests", "It was to be filed as it was.")
    t.after(days=3)
    t.step(
        "child.assess_interests",
        "She was asked. What she said stands in it, and she was told how it counted.",
    )
    t.after(days=2)
    t.paper(
        "D18",
        "child.start_tracing",
        "Somebody at home had taken money for her. Nobody knew yet who.",
        {"family_involvement_ruled_out": "unknown"},
    )
    t.refused("child.start_tracing", "A search for her parents was about to begin.")
    t.note("The search waited until it was clear that her parents had no part in it.")
    t.after(days=8)
    t.step(
        "child.start_tracing", "Then it began, with a neutral reason. Her mother was found, and they spoke."
    )


def _panel(t: Telling) -> None:
    t.after(days=30)
    seats = [{"profession": "social_worker", "vote": "return"}, {"profession": "police", "vote": "return"}]
    t.paper(
        "D19",
        "child.determine",
        "A panel of two met and found that she should go home.",
        {"panel": seats, "bid": "return", "options": [{"option": "return"}]},
    )
    t.refused("child.determine", "Its minute was to count as the determination.")
    t.after(days=9)
    t.step(
        "child.determine",
        "A panel of four professions weighed three ways, and answered her: she stays until school ends.",
    )
    t.after(days=3)
    t.step(
        "child.implement",
        "The family on the hill became her home, with school and a visit of her mother each spring.",
    )
    t.after(days=5)
    t.step(
        "identification.open_identification", "The identification team met once, in a room made for children."
    )
    t.after(days=4)
    t.step("identification.decide_identified", "She was identified as a victim.")
    t.after(days=3)
    t.step("stay.apply_early", "Her guardian applied for a permit with her.")
    t.after(days=11)
    t.step("stay.grant_temporary", "It was granted for a year, with the right to go to school.")
    t.step("claims.assess", "With her and her guardian a lawyer worked out two years of unpaid housework.")
    t.step("claims.waive", "Knowing what it is worth, she does not want to claim it now. She may later.")
    t.after(days=21)
    t.step("child.go_missing", "One evening she did not come home. The alarm went out within the hour.")
    t.after(hours=2)
    t.refused(
        "child.found",
        "She was at a friend’s. Somebody meant to take her phone away for it.",
        role=Role.CASE_MANAGER,
        evidence={"penalty": True},
    )
    t.step("child.found", "She was safe, and there was no penalty.")
    t.after(days=2)
    t.step(
        "child.assess_interests",
        "Her guardian and she looked anew at what she needs: a lift home after training.",
    )
