"""A first responder meets somebody at the harbour and screens on a phone, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from safeconduct.casework.models import Case, DocumentVersion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEAVIEST = 30_000  # bytes of a page after the first visit (interface patterns)


class AtTheHarbour:
    def __init__(self, page):
        self.page = page
        self.heavy = {}
        page.on("response", self._weigh)

    def _weigh(self, response):
        if response.ok and "text/html" in response.headers.get("content-type", ""):
            weight = len(response.body())
            if weight > HEAVIEST and "/screening" in response.url:
                self.heavy[response.url] = weight

    # given

    def given_a_case_that_was_just_opened(self):
        self.page.goto("/cases/new")
        self.page.get_by_role("main").get_by_role("button").first.click()
        self._heading("Contact note")

    def given_a_contact_note_from_a_safe_and_private_place(self):
        for part, typed in (("Day", "3"), ("Month", "11"), ("Year", "2026"), ("Time", "14:30")):
            self.page.get_by_role("group", name="When did you meet?").get_by_label(part).fill(typed)
        self._choose("Can the person talk now without danger?", "Yes")
        self._choose("Is the place private", "Yes")
        self._choose("Does anyone who came along wait elsewhere?", "Yes")
        self._choose("Do you and the person need an interpreter?", "No")
        self._choose("How old is the person?", "18 or over")
        self.page.get_by_label("What should we call the person?").fill("Sunny")
        self.everybody_can_use_the_page()
        self._press("File this document")

    def given_rights_were_told_in_the_persons_own_language(self):
        self.page.goto(f"/cases/{self.case.pk}/screening")
        self._heading("Screening")
        self.everybody_can_use_the_page()
        self.page.get_by_role("link", name="Tell the person their rights").click()
        self._choose("Were rights told?", "Yes")
        for part, typed in (("Day", "3"), ("Month", "11"), ("Year", "2026"), ("Time", "14:45")):
            self.page.get_by_role("group", name="When were they told?").get_by_label(part).fill(typed)
        self._choose("Did the person choose this language?", "Yes")
        self._choose("Did the person say in own words what the rights mean?", "Yes")
        self._press("Continue and check")
        self._heading("Check before you file")
        self.everybody_can_use_the_page()
        self._press("File this document")

    # when

    def when_the_screening_starts(self):
        self._heading("Screening")
        self._press("Start the screening")

    def when_the_person_is_safe_and_agrees(self):
        self._answer("Is the person safe while you talk?", "Yes")
        self._answer("Does the person agree to a few questions now?", "Yes")
        self._heading("How old is the person?")
        expect(self.page.get_by_label("18 or over")).to_be_checked()
        self._press("Continue")
        self._heading("How old was the person when it began?")
        self._press("Continue")

    def when_nothing_is_chosen(self):
        self._press("Continue")

    def when_a_question_is_left_out(self):
        self.first = self.page.get_by_role("heading", level=1).inner_text()
        self.page.get_by_label("Not asked").check()
        self._press("Continue")

    def when_the_way_back_is_taken(self):
        self.page.get_by_role("link", name="Back", exact=True).click()

    def when_the_person_tells_that_papers_are_held(self):
        self.page.get_by_label("Yes").check()
        self.page.get_by_text("Note how you know, if you wish").click()
        self.page.get_by_label("How do you know?").select_option(label="The person said so")
        self.page.get_by_label("In the person's words").fill("The captain has my passport")
        self._press("Continue")

    def when_the_screening_is_filed(self):
        self._press("File the screening and presume")

    # then

    def then_the_page_says_what_to_do_and_leads_to_the_answers(self):
        expect(self.page).to_have_title(re.compile("^Error: "))
        summary = self.page.get_by_role("alert")
        expect(summary).to_be_focused()
        summary.get_by_role("link").click()
        expect(self.page.get_by_label("Yes")).to_be_focused()

    def then_the_first_question_is_there_with_its_answer(self):
        self._heading(self.first)
        expect(self.page.get_by_label("Not asked")).to_be_checked()
        self._press("Continue")

    def then_the_result_explains_itself(self):
        self._heading("Refer to identification, with all protection")
        main = self.page.get_by_role("main")
        expect(main).to_contain_text("One strong sign of control or deception is enough")
        expect(main).to_contain_text("The captain has my passport")
        expect(main).to_contain_text("no verdict and no decision about the person")

    def then_the_person_is_presumed_a_victim_and_protected(self):
        expect(self.page).to_have_url(re.compile(rf"/cases/{self.case.pk}$"))
        expect(self.page.get_by_role("status")).to_contain_text("Now: Presumed victim.")
        case = Case.objects.get()
        assert (case.identification, case.stay) == ("PRESUMED", "REMOVAL_BARRED")
        assert case.assistance != "NOT_OFFERED"
        types = DocumentVersion.objects.order_by("document__type_id").values_list(
            "document__type_id", flat=True
        )
        assert list(types) == ["D01", "D02", "D03", "D04"]

    def then_no_page_was_heavy(self):
        assert self.heavy == {}

    def everybody_can_use_the_page(self):
        found = Axe().run(self.page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.viewport_size["width"]
        small = self.page.evaluate(SMALL_TARGETS)
        assert small == []

    @property
    def case(self):
        return Case.objects.get()

    def _heading(self, words):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def _choose(self, question, answer):
        self.page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()

    def _answer(self, question, answer):
        self._heading(question)
        self.everybody_can_use_the_page()
        self.page.get_by_label(answer, exact=True).check()
        self._press("Continue")

    def _press(self, words):
        self.page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


# Buttons and answers in the form are at least 44 pixels high; an answer is as large as its label.
SMALL_TARGETS = """
[...document.querySelectorAll('main form .button, main form label:has(input[type=radio])')]
  .filter(each => !each.classList.contains('hidden') && each.getBoundingClientRect().height < 44)
  .map(each => each.textContent.trim())
"""


@pytest.mark.parametrize("width", [320, 360])
def test_from_first_contact_to_presumption(browse, first_responder, case_manager, width):
    page = browse(first_responder, viewport={"width": width, "height": 740}, has_touch=True)
    harbour = AtTheHarbour(page)
    harbour.given_a_case_that_was_just_opened()
    harbour.given_a_contact_note_from_a_safe_and_private_place()
    harbour.given_rights_were_told_in_the_persons_own_language()
    harbour.when_the_screening_starts()
    harbour.when_the_person_is_safe_and_agrees()
    harbour.everybody_can_use_the_page()
    harbour.when_nothing_is_chosen()
    harbour.then_the_page_says_what_to_do_and_leads_to_the_answers()
    harbour.everybody_can_use_the_page()
    harbour.when_a_question_is_left_out()
    harbour.when_the_way_back_is_taken()
    harbour.then_the_first_question_is_there_with_its_answer()
    harbour.when_the_person_tells_that_papers_are_held()
    harbour.then_the_result_explains_itself()
    harbour.everybody_can_use_the_page()
    harbour.when_the_screening_is_filed()
    harbour.then_the_person_is_presumed_a_victim_and_protected()
    harbour.then_no_page_was_heavy()
