"""Finding a case by its number: whole numbers open it, mistyped ones are said, what is not yours is not found."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.casework import numbers
from safeconduct.casework.numbers import as_number, holds, new_alias, new_number

CASELOAD = "/cases"
MISTYPED = "A letter or a digit of this number is mistyped"


def other(sign):
    alphabet = numbers._LETTERS if sign in numbers._LETTERS else numbers._DIGITS
    return alphabet[(alphabet.index(sign) + 1) % len(alphabet)]


def spoilt(number, place=3):
    return number[:place] + other(number[place]) + number[place + 1 :]


@given(st.data())
def test_one_wrong_sign_or_two_swapped_ones_never_hold(data):
    signs = [data.draw(st.sampled_from(signs)) for signs in [numbers._LETTERS] * 2 + [numbers._DIGITS] * 4]
    body = "".join(signs)
    number = f"XA-{body[:3]}-{body[3:]}-{numbers.check_letter(body)}"
    assert holds(number)
    places = [place for place, sign in enumerate(number) if sign != "-" and place > 2]
    place = data.draw(st.sampled_from(places))
    wrong = data.draw(st.sampled_from([sign for sign in "ABCDEFGHIJ0123456789" if sign != number[place]]))
    assert not holds(number[:place] + wrong + number[place + 1 :])
    first, second = data.draw(st.sampled_from([(3, 4), (4, 5), (5, 7), (7, 8), (8, 9), (3, 8)]))
    signs = list(number)
    signs[first], signs[second] = signs[second], signs[first]
    assert holds("".join(signs)) == (signs[first] == signs[second])


@pytest.mark.parametrize(
    "typed", ["xa-kt4-792-h", "XAKT4792H", " XA KT4 792 H ", "XA-KT٤-٧٩٢-H", "XA–KT4–792–H"]
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert as_number(typed) == "XA-KT4-792-H"


def test_an_alias_or_a_part_of_a_number_is_not_taken_for_a_number():
    assert [as_number(text) for text in ("XA-KT4", "", "Still Star", *(new_alias() for _ in range(200)))] == [
        ""
    ] * 203


def test_a_whole_number_opens_the_case(case, case_manager, sign_in):
    page = sign_in(case_manager).get(CASELOAD, {"text": case.number.lower().replace("-", " ")})
    assert (page.status_code, page["Location"]) == (302, reverse("case", args=[case.pk]))


def test_a_part_of_a_number_narrows_the_list(case, case_manager, sign_in):
    page = sign_in(case_manager).get(CASELOAD, {"text": case.number[:6]})
    assert case.number in page.content.decode()


def test_a_mistyped_number_is_said_and_kept(case, case_manager, sign_in):
    typed = spoilt(case.number)
    text = sign_in(case_manager).get(CASELOAD, {"text": typed}).content.decode()
    assert MISTYPED in text
    assert f'value="{typed}"' in text
    assert 'aria-describedby="text_error"' in text


def test_somebody_elses_case_and_a_number_that_nobody_has_are_answered_alike(
    case, other_agency_worker, sign_in
):
    client, nobodys = sign_in(other_agency_worker), new_number("XA")
    answers = [
        client.get(CASELOAD, {"text": number}).content.decode().replace(number, "NUMBER")
        for number in (case.number, nobodys)
    ]
    assert "No case matches" in answers[0]
    assert MISTYPED not in answers[0]
    assert _without_keys(answers[0]) == _without_keys(answers[1])


def _without_keys(text):
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_supervisor_opens_a_case_of_the_unit_by_its_number(case, supervisor, sign_in):
    page = sign_in(supervisor).get("/unit", {"text": case.number})
    assert (page.status_code, page["Location"]) == (302, reverse("case", args=[case.pk]))
    assert MISTYPED in sign_in(supervisor).get("/unit", {"text": spoilt(case.number)}).content.decode()


def test_today_has_the_box_as_well(case_manager, sign_in):
    text = sign_in(case_manager).get("/").content.decode()
    assert f'action="{CASELOAD}"' in text


def test_the_way_to_a_page_is_marked_on_the_pages_below_it(case, case_manager, sign_in):
    client = sign_in(case_manager)
    for address, way in (("/reference/safeguards/SG-RT-02", "/reference"), (f"/cases/{case.pk}", CASELOAD)):
        assert f'<a href="{way}" aria-current="true">' in client.get(address).content.decode()
    text = client.get("/reference").content.decode()
    assert '<a href="/reference" aria-current="page">' in text
    assert '<a href="/"' in text
    assert '<a href="/" aria-current' not in text
