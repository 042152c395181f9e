"""The story of a man from a fishing boat who stays and claims his wages."""

from datetime import timedelta

from safeconduct.demo.telling import Telling
from safeconduct.protection.words import Role

TITLE = "A man from a fishing boat, who stays and claims his wages"
LASTS = timedelta(days=280)


def tell(t: Telling) -> None:
    """Play it from the pier to the closed file."""
    _first_days(t)
    _peace(t)
    _decision(t)
    _wages(t)
    _close(t)


def _first_days(t: Telling) -> None:
    t.note("A port chaplain called the hotline: a man had slept on the pier for two nights.")
    t.step(
        "identification.start_screening",
        "Lucía Prado found a quiet room, told him his rights and asked a few questions.",
    )
    t.paper(
        "D03",
        "identification.record_indicators",
        "Fourteen months on board, no pay, his papers in the captain's safe: she wrote it down.",
    )
    t.refused(
        "identification.close_no_indicators",
        "The harbour office would have liked the matter closed the same evening.",
        role=Role.FIRST_RESPONDER,
    )
    t.step(
        "identification.record_indicators",
        "He was presumed a victim. Removal was barred and help was opened in the same minute.",
    )
    t.after(hours=15)
    t.step("lifecycle.assign_lead", "Amaru Vela became his one case manager, and they met the next morning.")
    t.after(hours=5)
    t.refused("stay.lift_bar", "The shipping agent asked the migration office to put him on the next boat.")
    t.step(
        "assistance.stabilise", "A bed with a key, a doctor for his hand, a phone. He took them one by one."
    )


def _peace(t: Telling) -> None:
    t.after(days=2)
    t.step(
        "stay.grant_reflection",
        "The migration office gave him the certificate: time to rest, whatever he decides.",
    )
    t.after(days=1)
    t.step(
        "charges.allegation",
        "A fine for overstaying came to light. It was written down before anybody acted on it.",
    )
    t.step("charges.screen", "The prosecution service looked at the fine together with the screening.")
    t.paper("D22", "charges.screen", "The link was plain: he had overstayed because he was kept on board.")
    t.refused(
        "charges.continue",
        "The file was already on its way to collection.",
        second=t.journey.cast.named("ximena"),
    )
    t.after(days=2)
    t.step("charges.drop", "The fine was dropped and the entry removed.")
    t.after(days=2)
    t.step("criminal_case.inform", "With a lawyer beside him he heard what a complaint would mean.")
    t.step("criminal_case.decline", "He did not want to complain for now. Nothing else changed by that.")
    t.after(days=3)
    t.refused(
        "stay.end_reflection",
        "After ten days a clerk wanted to end his period of rest, since he had not complained.",
        role=Role.SYSTEM,
    )
    t.after(days=4)
    t.step(
        "assistance.agree_plan", "His plan was written in his words: a room, work with papers, and his wages."
    )


def _decision(t: Telling) -> None:
    t.after(days=4)
    t.step(
        "identification.open_identification",
        "The identification team was called together. Nobody asked him to tell it all again.",
    )
    for name in ("first", "second"):
        opinion = {
            "profession": "police",
            "agency": "National Police",
            "state_member": "yes",
            "opinion": "identified",
            "conflict_declared": "yes",
        }
        t.paper(
            "D13",
            "opinion",
            f"A {name} police officer gave an opinion.",
            {"team_opinions": [opinion]},
            role=Role.IDENTIFICATION_TEAM,
            by=t.journey.cast.named("police_team"),
        )
    t.refused(
        "identification.decide_identified",
        "Two officers of one profession had spoken, and that was meant to do.",
    )
    t.after(days=3)
    t.step(
        "identification.decide_identified",
        "Social work, law and an organisation were heard too. He was identified as a victim.",
    )
    t.step(
        "stay.end_reflection", "His lawyer had explained every way to stay, and the period came to its end."
    )
    t.after(days=12)
    t.step("stay.grant_temporary", "He got a permit for a year, with the right to work and to study.")
    t.step(
        "assistance.commit_long_term",
        "A room of his own and a course in engine repair began, both with money behind them.",
    )


def _wages(t: Telling) -> None:
    t.after(days=9)
    t.step("claims.assess", "A lawyer and he worked out fourteen months of wages, and the last day to file.")
    t.refused("claims.file", "She was ready to file that afternoon.", role=Role.LAWYER)
    t.step(
        "claims.file", "First he said yes to what would be sent, to whom and for how long. Then it was filed."
    )
    t.after(days=60)
    t.step("claims.award", "The labour court awarded the whole sum.")
    t.step("lifecycle.propose_closure", "The file looked finished and its closing was proposed.")
    t.ready("lifecycle.close")
    t.paper(
        "D39",
        "lifecycle.propose_closure",
        "On the list it was honest: nobody could be sure of reaching him for the money.",
        {"closure_reachable": "no"},
    )
    t.refused(
        "lifecycle.close",
        "Ximena Paz, outside the case, looked through the twelve lines.",
        second=t.journey.cast.named("andres"),
    )
    t.step("lifecycle.send_back", "She sent it back. It stayed open for as long as the money was.")
    t.after(days=21)
    t.step("claims.enforce", "The owner of the boat had a house. It was enough.")
    t.paper(
        "D36",
        "claims.enforce",
        "The owner offered to pay through the agent who had recruited him.",
        {"safe_payment_channel": "no", "payment_in_own_hands": "no"},
    )
    t.refused("claims.pay", "The agent called it paid.")
    t.after(days=14)
    t.step("claims.pay", "The money came to an account that is his alone. He bought tools.")


def _close(t: Telling) -> None:
    t.after(days=20)
    t.step("assistance.step_down", "He needed less: a call a month, at his wish.")
    t.step("assistance.finish", "The plan was done. He said how the help had been.")
    t.step("lifecycle.propose_closure", "He agreed to close the file.")
    t.step(
        "lifecycle.close",
        "Two people from two agencies signed. Little is kept, and the day of deletion is set.",
    )
    t.note("He has the numbers. The file opens again on his word.")
