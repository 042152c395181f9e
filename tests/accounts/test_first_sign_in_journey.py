"""A new worker's first morning, in a real browser: password, second factor, recovery codes, and out again."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class FirstMorning:
    def __init__(self, page, worker):
        self.page, self.worker = page, worker
        self.complaints = []
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def given_nothing_but_a_password(self):
        Authenticator.objects.filter(user=self.worker).delete()
        self.page.goto("/accounts/second-factor/")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Sign in")

    def when_the_password_is_given(self, password):
        self.page.get_by_label("Name you sign in with").fill(self.worker.login)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Continue").click()

    def then_a_second_factor_is_asked_for(self):
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Set up your second factor")
        shown = self.page.locator("img[src^='data:image/svg']").evaluate("picture => picture.naturalWidth")
        assert shown > 0, "the picture for the app is not shown"

    def when_the_code_of_the_app_is_typed(self):
        secret = self.page.locator("code").inner_text()
        self.page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
        self.page.get_by_role("button", name="Turn it on").click()

    def then_ten_recovery_codes_are_shown_once_and_the_door_is_open(self):
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
        expect(self.page.locator("main li code")).to_have_count(10)
        self.page.goto("/accounts/second-factor/")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Your sign-in")

    def when_they_sign_out(self):
        self.page.get_by_role("link", name="Sign out").click()
        self.page.get_by_role("button", name="Sign out").click()

    def then_nothing_is_open_any_more(self):
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Sign in")
        assert [kept["name"] for kept in self.page.context.cookies()] == [
            "csrftoken"
        ]  # of the new sign-in form
        self.page.goto("/accounts/second-factor/")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Sign in")

    def then_everybody_can_read_it(self):
        found = Axe().run(self.page).response["violations"]
        assert [one["id"] for one in found] == []
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.viewport_size["width"]


@pytest.mark.parametrize("width", [320, 1280])
def test_a_first_morning(browse, case_manager, width):
    page = browse(viewport={"width": width, "height": 800})
    morning = FirstMorning(page, case_manager)
    morning.given_nothing_but_a_password()
    morning.then_everybody_can_read_it()
    morning.when_the_password_is_given("wrong")
    expect(page.get_by_role("main")).to_contain_text("The name or the password is not right.")
    morning.then_everybody_can_read_it()
    morning.when_the_password_is_given("a long and quiet sentence")
    morning.then_a_second_factor_is_asked_for()
    morning.then_everybody_can_read_it()
    morning.when_the_code_of_the_app_is_typed()
    morning.then_ten_recovery_codes_are_shown_once_and_the_door_is_open()
    morning.then_everybody_can_read_it()
    morning.when_they_sign_out()
    morning.then_nothing_is_open_any_more()
    assert morning.complaints == []


def test_the_pages_run_from_the_right_in_arabic_and_need_no_script(browse):
    page = browse(java_script_enabled=False)
    page.goto("/accounts/login/")
    page.context.add_cookies([{"name": "language", "value": "ar", "url": page.url}])
    page.reload()
    assert page.locator("html[dir=rtl][lang=ar]").count() == 1
