"""Lead, consent and plan."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.documents.case_management import REACHES_ORIGIN, in_force
from safeconduct.protection.documents.choices import CONSENT_PURPOSES

TODAY = date(2031, 5, 20)
AGREED = {"purpose": "referral", "recipient": "Harbour House", "until": "2031-06-30", "given": "yes",
          "understood": "yes"}  # fmt: skip


def test_a_lead_who_met_the_person_has_met_them_when_a_hand_over_begins(known):
    facts = known(
        ("D06", {"lead_met_person": "yes"}), ("D06", {"next_lead_named": "yes", "note": "Court in June."})
    )
    assert facts["lead_met_person"] is True
    assert facts["handover_note"] is True
    assert "next_lead_met_person" not in facts


def test_an_earlier_hand_over_does_not_vouch_for_the_next_one(known):
    facts = known(("D06", {"next_lead_met_person": "yes", "person_told_of_handover": "yes"}), ("D06", {}))
    assert "next_lead_met_person" not in facts
    assert "person_told_of_handover" not in facts


def test_consent_holds_through_its_last_day_and_not_after(known, now):
    last = AGREED | {"until": TODAY.isoformat()}
    assert known(("D09", last))["consented_purposes"] == ["referral"]
    assert known(("D09", last), at=now + timedelta(days=1))["consented_purposes"] == []


@pytest.mark.parametrize("changed", [
    {"given": "no"},
    {"given": "not_now"},
    {"understood": "unknown"},
    {"withdrawn_on": "2031-05-19"},
    {"until": None},
    {"until": "whenever"},
])  # fmt: skip
def test_a_consent_not_given_not_understood_taken_back_or_without_end_holds_for_nothing(known, changed):
    assert known(("D09", AGREED | changed))["consented_purposes"] == []


def test_one_consent_for_one_purpose_says_nothing_about_another(known):
    facts = known(("D09", AGREED), ("D09", AGREED | {"purpose": "police_contact", "given": "no"}))
    assert facts["consented_purposes"] == ["referral"]
    assert [row["in_force"] for row in facts["consents"]] == [True, False]


def test_taking_one_consent_back_leaves_the_other_one_standing(known):
    facts = known(("D09", AGREED), ("D09", AGREED | {"purpose": "service", "withdrawn_on": "2031-05-20"}))
    assert facts["consented_purposes"] == ["referral"]
    assert [row["withdrawn"] for row in facts["consents"]] == [False, True]


@given(
    st.fixed_dictionaries({}, optional={
        "given": st.sampled_from(["yes", "no", "not_now"]),
        "understood": st.sampled_from(["yes", "no", "unknown"]),
        "until": st.dates(date(2031, 1, 1), date(2032, 1, 1)).map(str),
    }),
    st.datetimes(),
)  # fmt: skip
def test_taking_consent_back_never_widens_what_holds(consent, moment):
    assert not in_force(consent | {"withdrawn_on": "2031-05-20"}, moment)


@given(
    st.dates(date(2031, 1, 1), date(2032, 1, 1)),
    st.datetimes(),
    st.timedeltas(timedelta(), timedelta(days=900)),
)
def test_waiting_never_makes_a_consent_hold(until, moment, later):
    consent = AGREED | {"until": until.isoformat()}
    try:
        then = moment + later
    except OverflowError:
        return
    assert in_force(consent, moment) or not in_force(consent, then)


def test_a_wish_stands_until_the_person_says_otherwise(known):
    pause = ("D09", {"wish": "pause_identification"})
    assert known(pause, ("D09", AGREED))["wish_on_file"] is True
    assert known(pause, ("D09", {"wish": "none"}))["wish_on_file"] is False
    assert "wish_on_file" not in known(("D09", AGREED))


def test_every_consent_that_reaches_home_needs_the_lawyer(known):
    home = AGREED | {"purpose": "identity_verification", "with_lawyer": "yes", "in_writing": "yes"}
    assert known(("D09", home))["consent_with_lawyer"] is True
    assert known(("D09", home), ("D09", home | {"with_lawyer": "no"}))["consent_with_lawyer"] is False
    assert "consent_with_lawyer" not in known(("D09", AGREED | {"with_lawyer": "yes", "in_writing": "yes"}))


def test_purposes_that_reach_home_can_be_chosen():
    assert set(REACHES_ORIGIN) <= {choice.code for choice in CONSENT_PURPOSES}


def line(**changed):
    return {"what": "Room", "owner": "Harbour House", "country": "XA", "funding": "Fund 3",
            "starts": "2031-06-01", "status": "planned"} | changed  # fmt: skip


def test_a_plan_is_funded_when_each_line_has_owner_money_and_start(known):
    assert known(("D16", {"plan_lines": [line(), line()]}))["plan_lines_funded"] is True
    for part in ("owner", "funding", "starts"):
        assert known(("D16", {"plan_lines": [line(), line(**{part: ""})]}))["plan_lines_funded"] is False
    assert "plan_lines_funded" not in known(("D16", {}))


def test_a_line_the_person_dropped_needs_no_money(known):
    facts = known(("D16", {"plan_lines": [line(), line(funding="", status="dropped")]}))
    assert facts["plan_lines_funded"] is True


def test_money_in_both_countries_is_not_believed_against_an_unfunded_line(known):
    assert known(("D16", {"plan_budget_both": "yes", "plan_lines": [line()]}))["plan_budget_both"] is True
    broken = {"plan_budget_both": "yes", "plan_lines": [line(funding="")]}
    assert known(("D16", broken))["plan_budget_both"] is False


@pytest.mark.parametrize(("host", "vetted"), [
    ({"passed": "yes", "vetted_on": "2030-05-20"}, True),
    ({"passed": "yes", "vetted_on": "2030-05-19"}, False),
    ({"passed": "no", "vetted_on": "2031-05-01"}, False),
    ({"passed": "yes"}, None),
])  # fmt: skip
def test_a_host_is_vetted_within_twelve_months(known, host, vetted):
    good = {"name": "Bakery", "passed": "yes", "vetted_on": "2031-05-01"}
    assert known(("D16", {"hosts": [good, {"name": "Mill"} | host]})).get("host_vetted") is vetted


def test_a_plan_without_hosts_has_nobody_to_vet(known):
    assert known(("D16", {"hosts_involved": "no"}))["host_vetted"] is True
    assert "host_vetted" not in known(("D16", {"hosts_involved": "yes"}))


def test_goals_in_own_words_can_still_be_denied(known):
    assert known(("D16", {"goals": "My own bakery."}))["plan_in_persons_words"] is True
    denied = {"goals": "To be reintegrated.", "plan_in_persons_words": "no"}
    assert known(("D16", denied))["plan_in_persons_words"] is False
