"""What is typed while a form is on its way, and what is sent twice: nothing is lost, and nothing is saved twice."""

import pytest
from playwright.sync_api import expect

from procurement.models import Claim

from .test_desk_pages import contract, page  # noqa: F401 -- fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Holds the answers to forms for as long as the page says: one number of milliseconds each.
SLOW = """(waits) => {
    const real = window.fetch;
    window.fetch = async (...args) => {
        const answer = await real(...args);
        if (args[1]?.method === "POST") await new Promise(done => setTimeout(done, waits.shift() ?? 0));
        return answer;
    };
}"""
TYPED = "The mayor asked in a letter that the council think again."


@pytest.fixture
def act(page, contract):  # noqa: F811
    """The form of a new act, of a type that says what it asks."""
    page.goto(f"/admin/procurement/contract/{contract.pk}/statement/add/intervention/?type=hold")
    page.wait_for_load_state("networkidle")
    return page


@pytest.fixture
def claim(page, contract):  # noqa: F811
    """The form of a new claim, filled in."""
    page.goto(f"/admin/procurement/contract/{contract.pk}/statement/add/claim/?fact=value")
    page.wait_for_load_state("networkidle")
    page.fill("[name=value_minor]", "£343,434")
    return page


def saved():
    return Claim.objects.filter(value_minor=34343400).count()


def test_what_is_typed_while_the_form_is_asked_for_anew_stays_with_its_caret(act):
    act.fill("[name=summary]", "!")
    act.evaluate(SLOW, [800])
    old = act.locator("form#statement").element_handle()
    act.select_option("[name=type]", "objection")
    act.focus("[name=summary]")
    act.keyboard.press("Home")
    act.keyboard.type(TYPED[:20])
    act.wait_for_function("old => !old.isConnected", arg=old)
    act.keyboard.type(TYPED[20:])

    expect(act.locator("[name=summary]")).to_have_value(f"{TYPED}!")
    expect(act.locator("[name=type]")).to_have_value("objection")


def test_a_late_answer_turns_no_later_choice_back(act):
    act.evaluate(SLOW, [1200, 0])
    act.select_option("[name=type]", "objection")
    act.select_option("[name=type]", "ruling")
    act.wait_for_timeout(2000)

    expect(act.locator("[name=type]")).to_have_value("ruling")


def test_a_second_press_of_save_saves_nothing_more(claim):
    claim.evaluate(SLOW, [500, 0])
    claim.locator(".statement-save").dblclick()
    claim.wait_for_url("**/change/**")

    assert saved() == 1


def test_a_lost_answer_is_told_and_nothing_is_sent_again(claim):
    sent = []

    def lose(route):
        sent.append(route.fetch(max_redirects=0).status)
        route.abort()

    claim.route("**/statement/**", lose)
    claim.locator(".statement-save").click()
    expect(claim.locator(".no-answer")).to_contain_text("No answer came. Look whether it was saved")
    expect(claim.locator(".no-answer")).to_be_focused()
    expect(claim.locator("[name=value_minor]")).to_have_value("£343,434")
    assert (sent, saved()) == ([204], 1)
    # Pressed all the same, it is known to be saved.
    claim.unroute("**/statement/**")
    claim.locator(".statement-save").click()
    expect(claim.locator(".messagelist")).to_contain_text("It was saved already")

    assert saved() == 1
