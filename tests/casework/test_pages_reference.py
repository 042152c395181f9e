"""The reference: every safeguard, country, region and document type has a page, for anybody who is signed in."""

import gzip
import re

import pytest
from django.urls import reverse

from safeconduct.casework.views import law_words, reference_country
from safeconduct.casework.views.reference_country import MEANING, WARNING
from safeconduct.protection.acts import IN_A_CASE, no_door_asks, some_door_asks
from safeconduct.protection.country import catalogue, load_all
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.declared import FieldKind
from safeconduct.protection.mechanism import REGIONS
from safeconduct.protection.mechanism.layout import BOX_HEIGHT, BOX_WIDTH, picture
from safeconduct.protection.safeguards import SAFEGUARDS

pytestmark = pytest.mark.django_db

PAGES = [
    ("reference", []),
    ("safeguard", ["SG-RT-01"]),
    ("country", ["XA"]),
    ("mechanism", ["return"]),
    ("document_type", ["D27"]),
]


@pytest.fixture
def reader(sign_in, other_agency_worker):
    """Anybody with an account: the reference is about no case."""
    return sign_in(other_agency_worker)


def shown(client, name, *args, **query):
    answered = client.get(reverse(name, args=args, query=query or None))
    assert answered.status_code == 200
    return answered.content.decode()


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_a_stranger_is_sent_to_sign_in(name, args, stranger):
    answered = stranger.get(reverse(name, args=args))
    assert answered.status_code == 302
    assert answered.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_pages_of_the_reference_ask_the_database_next_to_nothing(
    name, args, reader, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        shown(reader, name, *args)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_safeguard_has_its_page_with_rule_time_sources_and_doors(reader, lang):
    reader.cookies["language"] = lang
    for each in SAFEGUARDS.values():
        page = shown(reader, "safeguard", each.id)
        assert each.id in page
        assert len(re.findall("<h1", page)) == 1
        assert page.count('class="instrument"') == len(each.instruments)


def test_a_rule_says_where_it_is_asked_or_that_no_door_asks_it_yet(reader):
    unasked = {each.id for each in SAFEGUARDS.values() if no_door_asks(each)}
    assert 0 < len(unasked) < 10
    for each in SAFEGUARDS.values():
        assert ("Not yet asked by any door" in shown(reader, "safeguard", each.id)) == (each.id in unasked)


def test_acts_outside_the_steps_of_a_case_are_named_in_plain_words(reader):
    page = shown(reader, "safeguard", "SG-LB-01")
    assert "Place a worker in a job" in page
    assert "place_worker" not in page


NO_DOOR, IN_A_CASE_ASKED = "where no door asks it yet", "Asked in each case before somebody does one of these"


def test_an_act_is_listed_without_door_exactly_where_no_door_asks_it(reader):
    for each in SAFEGUARDS.values():
        page = shown(reader, "safeguard", each.id)
        assert (NO_DOOR in page) == any(not some_door_asks(each, act) for act in each.acts), each.id
        assert (IN_A_CASE_ASKED in page) == any(act in IN_A_CASE for act in each.acts), each.id
    page = shown(reader, "safeguard", "SG-LT-02")
    before, after = page.split(NO_DOOR)
    assert "Share data" in before
    assert "Place a worker in a job" in after


def test_the_first_page_lists_exactly_what_no_door_asks(reader):
    answered = reader.get(reverse("reference"))
    listed = {name for name, _link in answered.context["unasked"]}
    assert listed == {each.id for each in SAFEGUARDS.values() if no_door_asks(each)}
    asked = {act for each in SAFEGUARDS.values() for act in each.acts if some_door_asks(each, act)}
    spoken_of = {act for each in SAFEGUARDS.values() for act in each.acts}
    assert len(answered.context["unasked_acts"]) == len(spoken_of - asked)
    page = answered.content.decode()
    assert "License an agency" in page
    assert "Arrange an interview" not in page


def test_the_public_count_of_departures_is_one_step_from_the_rules(reader):
    count = f'href="{reverse("overrides_counted")}"'
    assert count in shown(reader, "reference")
    assert count in shown(reader, "safeguard", "SG-PR-02")
    assert count not in shown(reader, "safeguard", "SG-RT-01")  # nobody may depart from it


def test_a_rule_without_exception_says_that_nobody_may_decide_otherwise(reader):
    assert "No role exists that may." in shown(reader, "safeguard", "SG-RT-01")
    page = shown(reader, "safeguard", "SG-PR-02")
    assert "Two people from two agencies" in page
    assert "within 5 working days" in page


def test_every_country_has_its_page_with_the_warning_and_a_period_for_adult_and_child(reader):
    for each in load_all().values():
        page = shown(reader, "country", each.iso2)
        assert "Unknown never means none." in page
        assert page.count('class="long"') == 2


def test_what_is_not_known_is_said_as_such(reader):
    page = shown(reader, "country", "KH")
    assert "Not known, ask counsel" in page
    assert "30 days" in page
    assert "60 days" in page


def test_a_number_that_nobody_called_is_for_staff_and_says_so(reader):
    assert "Test before giving it to anyone" in shown(reader, "country", "KH")
    before = shown(reader, "country", "XA", on="2026-06-30")
    assert "Test-called" in before
    assert "Test before giving it to anyone" not in before


def test_languages_have_names_not_codes(reader):
    assert "Khmer" in shown(reader, "country", "KH")
    assert "Lao<" in shown(reader, "country", "LA")
    for each in load_all().values():
        said = reference_country._languages(each.languages.value or ())
        assert not re.search(r"\b[a-z]{2,3}\b", said), (each.iso2, said)


def test_a_country_page_shows_the_law_of_the_day_and_what_changes_later(reader):
    before = shown(reader, "country", "XA", on="2026-06-30")
    assert "30 days" in before
    assert "National law gives 10 days less." in before
    assert "1 July 2026" in before
    after = shown(reader, "country", "XA", on="2026-07-01")
    assert "45 days" in after
    assert "120 days" in after
    assert "No change that is already known." in after


def test_a_day_that_is_no_day_is_named_and_today_is_shown(reader):
    page = shown(reader, "country", "XA", on="soon")
    assert 'value="soon"' in page
    assert "Enter a valid date." in page


def test_small_letters_find_a_country_too(reader):
    assert "Estrella Norte" in shown(reader, "country", "xa")


@pytest.mark.parametrize(
    ("name", "unknown"),
    [("safeguard", "SG-XX-99"), ("country", "ZZ"), ("mechanism", "kitchen"), ("document_type", "D99")],
)
def test_what_does_not_exist_is_not_found(name, unknown, reader):
    assert reader.get(reverse(name, args=[unknown])).status_code == 404


def test_every_region_has_its_picture_and_the_same_in_words(reader):
    for region, table in REGIONS.items():
        page = shown(reader, "mechanism", region)
        assert 'role="img"' in page
        assert page.count('class="state-box') == len(table.states)
        for step in table.transitions:
            assert f'id="{step.event}"' in page


@pytest.mark.parametrize("table", REGIONS.values(), ids=str)
def test_no_two_states_are_drawn_over_each_other_and_every_step_is_drawn(table):
    laid = picture(table)
    for at, one in enumerate(laid.boxes):
        assert BOX_WIDTH / 2 <= one.x <= laid.width - BOX_WIDTH / 2
        assert BOX_HEIGHT / 2 <= one.y <= laid.height - BOX_HEIGHT / 2
        for other in laid.boxes[at + 1 :]:
            assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
    drawn = {
        step for part in (laid.arrows, laid.from_many, laid.staying) for one in part for step in one.steps
    }
    assert drawn == {step.event for step in table.transitions}


def test_every_document_type_has_its_page(reader):
    for each in DOCUMENTS.values():
        page = shown(reader, "document_type", each.id)
        assert page.count('class="said"') == len(each.fields)


def test_a_field_that_is_sealed_says_so(reader):
    assert "Sealed with the case" in shown(reader, "document_type", "D01")


def test_plain_words_find_rules_papers_steps_and_countries(reader):
    assert reverse("country", args=["KH"]) in shown(reader, "reference", text="cambodia")
    assert reverse("safeguard", args=["SG-CM-04"]) in shown(reader, "reference", text="interpreter")
    assert reverse("safeguard", args=["SG-RT-02"]) in shown(reader, "reference", text="sg-rt-02")
    assert f"{reverse('mechanism', args=['return'])}?step=depart#step" in shown(
        reader, "reference", text="depart"
    )


def test_words_that_are_nowhere_find_nothing_and_stay_in_the_box(reader):
    page = shown(reader, "reference", text="zzz <b>")
    assert "Nothing holds all these words" in page
    assert 'value="zzz &lt;b&gt;"' in page


def test_every_code_a_rule_uses_has_its_words():
    moments = set(law_words.COUNTED_FROM) | set(law_words._MOMENTS) | {""}
    for each in SAFEGUARDS.values():
        assert each.group in law_words.FAMILIES
        assert each.enforcement in law_words.ENFORCEMENT
        assert each.kind in law_words.KINDS
        assert each.legal_force in law_words.FORCE
        assert each.due.basis in law_words.BASIS
        assert each.due.counted_from in moments
        assert set(each.override.roles) <= set(law_words.DECIDERS)
        assert law_words.due(each.due)
    assert {each.phase for each in DOCUMENTS.values()} == set(law_words.PHASES)
    assert set(FieldKind) == set(law_words.FIELD_KINDS)


def test_the_warning_and_the_words_for_confidence_are_those_of_the_catalogue():
    assert catalogue().warning == WARNING
    assert dict(catalogue().confidence) == MEANING


def test_a_step_is_told_in_full_with_its_rules_papers_and_what_follows(reader):
    page = shown(reader, "mechanism", "identification", step="record_indicators")
    assert 'id="step"' in page
    assert reverse("safeguard", args=["SG-ID-01"]) in page
    assert "Another step follows by itself: Bar removal" in page
    assert 'id="step"' not in shown(reader, "mechanism", "identification", step="nonsense")


def test_a_family_opens_by_its_link_and_alone(reader):
    page = shown(reader, "reference", family="return")
    assert reverse("safeguard", args=["SG-RT-01"]) in page
    assert reverse("safeguard", args=["SG-ID-01"]) not in page


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_stays_light(reader, region):
    assert len(gzip.compress(shown(reader, "mechanism", region).encode())) < 10_000  # as it is sent


def test_what_binds_all_members_of_a_union_stands_on_the_pages_of_its_members(reader):
    assert "As a member of the European Union" in shown(reader, "country", "DE")
    assert "As a member of the European Union" not in shown(reader, "country", "KH")


def test_a_phone_gets_the_states_and_their_ways_as_a_list(case_manager, sign_in):
    page = sign_in(case_manager).get(reverse("mechanism", args=["return"]))
    ready = next(each for each in page.context["states"] if each["title"] == "Ready to depart")
    assert {"Depart", "Take back the wish to return"} <= {way["title"] for way in ready["ways"]}
    depart = next(way for way in ready["ways"] if way["title"] == "Depart")
    assert depart["to"] == "Travelling"
    assert f'href="?step={depart["event"]}#step"' in page.content.decode()
