"""The story of a woman who returns with an assurance, is in danger after six weeks and comes back."""

from datetime import datetime, timedelta

from safeconduct.demo.telling import Telling
from safeconduct.protection.words import Role

TITLE = "A woman who goes home with an assurance, is in danger after six weeks, and comes back"
LASTS = timedelta(days=150)


def tell(t: Telling) -> None:
    """Play it from the hotline, over the border, and back."""
    _first_days(t)
    _wish(t)
    _risk(t)
    _assurance(t)
    _departure(t)
    _home(t)
    _back(t)


def _first_days(t: Telling) -> None:
    t.step(
        "identification.self_report",
        "A woman called the hotline from a hotel laundry and told what had happened. Her word was enough.",
    )
    t.after(hours=3)
    t.step("lifecycle.assign_lead", "Amaru Vela became her case manager.")
    t.after(hours=2)
    t.step("assistance.stabilise", "She chose the house by the park, and a doctor who speaks her language.")
    t.after(days=1)
    t.step("stay.grant_reflection", "She got the certificate for her time of rest.")
    t.after(days=4)
    t.step(
        "assistance.agree_plan",
        "Her plan, in her words: sleep, her mother’s voice on the phone, and then see.",
    )
    t.after(days=20)


def _wish(t: Telling) -> None:
    t.refused(
        "return.open_counselling",
        "The migration office asked her whether she would not rather go home.",
        role=Role.IMMIGRATION,
    )
    t.after(days=5)
    t.step(
        "return.open_counselling",
        "When she asked herself, stay, a third country and return were explained, with a lawyer.",
    )
    early = _hours_after_advice(t, 48)
    t.after(hours=49)
    t.paper(
        "D25",
        "return.request_return",
        "Two days later she signed that she wished to go.",
        {"signed_at": early},
    )
    t.refused("return.request_return", "The paper was taken to the focal point.", role=Role.PERSON)
    t.step("return.request_return", "She slept on it again, and signed again. It was still her wish.")


def _hours_after_advice(t: Telling, hours: int) -> str:
    advised = datetime.fromisoformat(str(t.journey.said("D24", "legal_advice_at")))
    return (advised + timedelta(hours=hours)).isoformat()


def _risk(t: Telling) -> None:
    t.after(days=1)
    t.paper("D26", "return.send_verification", "A request for her papers was drafted.")
    t.refused("return.send_verification", "It was about to be sent to her home country.")
    t.step(
        "return.send_verification",
        "She read which five details would go, and agreed. Then the focal point sent it.",
    )
    t.after(days=9)
    t.step("return.verification_answered", "Her country answered after nine days. Nothing had waited for it.")
    t.after(days=4)
    t.paper(
        "D27", "return.assess_risk_high", "Marawan wrote: the recruiter lives two streets from her mother."
    )
    t.refused("return.assess_risk_acceptable", "Her ticket home was already reserved.")
    t.after(days=6)
    t.step(
        "return.assess_risk_acceptable",
        "She chose another town, where her aunt lives. Both countries looked again: low.",
    )


def _assurance(t: Telling) -> None:
    few = dict.fromkeys(
        ("services_dated", "no_prosecution", "no_forced_shelter", "danger_contact", "lead_named"), "no"
    )
    t.after(days=3)
    t.paper("D28", "return.assurance_given", "A letter came: she would be welcome.", few)
    t.refused("return.assurance_given", "It was taken for an assurance.")
    t.after(days=5)
    t.step(
        "return.assurance_given", "Marawan assured all eight points, and Sami Khoury accepted to receive her."
    )
    t.after(days=2)
    t.ready("return.clear_gate")
    t.paper(
        "D26", "return.clear_gate", "Her passport came with a stamp: repatriated.", {"document_marked": "yes"}
    )
    t.refused("return.clear_gate", "The flight was the next day.")
    t.after(days=5)
    t.paper("D26", "return.clear_gate", "A new one was asked for, and came with no mark.")
    t.ready("return.clear_gate")
    t.paper("D29", "return.clear_gate", "She and Sami Khoury had not talked yet.", {"intro_call_done": "no"})
    t.paper(
        "D31",
        "return.clear_gate",
        "Her file for the journey was ready, with a copy for her.",
        {"intro_call_done": "no"},
    )
    t.refused("return.clear_gate", "Everything else was in order.")
    t.after(days=1)
    t.step("return.clear_gate", "They talked for an hour. All fifteen tests held.")


def _departure(t: Telling) -> None:
    t.after(days=2)
    t.paper(
        "D25",
        "return.depart",
        "On the last evening the same lawyer asked her once more.",
        {"second_witness_differs": "no", "second_witness_role": "lawyer"},
    )
    t.refused("return.depart", "The car was at the door.", role=Role.PERSON)
    t.after(hours=2)
    t.step(
        "return.depart",
        "Félix Amaya, whom she had chosen, asked her again. She said yes, and left as she wished.",
    )
    t.after(hours=10)
    t.paper(
        "D32",
        "return.arrive",
        "At the border an officer asked her what she had done abroad.",
        {"questioned": "yes"},
    )
    t.refused("return.arrive", "The arrival was to be noted as complete.")
    t.note("Sami Khoury spoke with the officer’s superior. There were no more questions.")
    t.after(hours=2)
    t.step("return.arrive", "He met her, and she confirmed: here, well, with phone and money.")
    t.after(hours=4)
    t.step("return.agree_monitoring", "She chose messages, Tuesdays, and who may ask.")


def _home(t: Telling) -> None:
    for days, sentence in (
        (3, "After three days: she had slept, and the aunt is kind."),
        (11, "After two weeks: the first day at work."),
        (16, "After a month: her own mark for safety was four of five."),
    ):
        t.after(days=days)
        t.step("return.contact_done", sentence)
    t.after(days=11)
    t.step("return.danger_sign", "After six weeks the recruiter stood at the bus stop. She sent one word.")
    t.after(hours=3)
    t.refused(
        "return.made_safe_here", "Somebody wrote: talked to her, all fine.", role=Role.RECEIVING_CASE_MANAGER
    )


def _back(t: Telling) -> None:
    t.after(hours=4)
    t.step("return.way_back", "Both countries talked the same night. The way back was opened.")
    t.refused(
        "lifecycle.propose_closure",
        "The yearly report was due, and closing the file was suggested.",
        role=Role.CASE_MANAGER,
    )
    t.after(days=2)
    t.step("stay.return_to_country", "She came back lawfully, with a permit, to the house by the park.")
    t.paper("D35", "return.made_safe_here", "She is safe. The alert was settled on her word.")
    t.after(days=5)
    t.step("claims.assess", "A lawyer worked out what the hotel owes her.")
    t.note("Her plan is being written anew, in her words.")
