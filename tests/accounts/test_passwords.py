"""Passwords that are easily guessed are refused, and phrases are not."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

BAD = [
    "aaaaaaaaaaaa",
    "abababababab",
    "111122223333",
    "123456789012",
    "098765432109",
    "1234567890123456",
    "abcdefghijkl",
    "zyxwvutsrqpo",
    "qwertyuiop12",
    "qwertyasdfgh",
    "1qaz2wsx3edc4rfv",
    "poiuytrewq123",
    "passwordpassword",
    "password1234",
    "Password123!",
    "P@ssw0rd2026",
    "PASSWORD!!!!!!",
    "p4ssw0rdp4ssw0rd",
    "pass-word-pass-word",
    "2026password",
    "!!letmein2026!!",
    "monkeymonkeymonkey",
    "monkey-dragon-1",
    "dragonmonkey12",
    "iloveyou2026",
    "football123456",
    "sunshine!sunshine!",
    "Ｐａｓｓｗｏｒｄ１２３４",
    "welcome12345",
    "trustno1trustno1",
    "procurement2026",
    "Decisions2026!",
    "editoreditor",
    "localhost1234",
    "marguerite12",
    "MargueriteMarguerite",
    "m4rgu3r1te!!!",
    "delacroix2026",
    "short",
    "elevenchar1",
]
GOOD = [
    "walnut gravel oboe tangent",
    "correct horse battery staple",
    "pebble-harbour-lantern-moss",
    "vK7#qLm2!xTz9",
    "hfj3kq9zl2mx",
    "Seven otters read the minutes",
    "drie fietsen in de regen",
    "крыжовник под дождём",
    "梅雨の坂道をゆっくり歩く猫と傘",
    "quinze girafes jaunes",
    "tram 9 stops at the kiln",
    "x" * 60 + "some long tail of words",
    "word " * 40 + "end",
]


def refused(password):
    user = User(username="marguerite", last_name="Delacroix", email="m.dlx@example.org")
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize("password", BAD)
def test_refused_with_a_sentence(password):
    messages = refused(password)

    assert messages
    assert all(message.endswith(".") for message in messages)


@pytest.mark.parametrize("password", GOOD)
def test_taken(password):
    assert refused(password) == []


def test_a_password_without_an_account_is_looked_at_too():
    with pytest.raises(ValidationError):
        validate_password("passwordpassword")
    validate_password("walnut gravel oboe tangent")


def test_a_very_long_one_takes_no_time(django_assert_num_queries):
    assert refused("ab1!c" * 200_000) == []
