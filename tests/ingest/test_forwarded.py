"""Mails that were passed on: whose they are, and what is left of them."""

# ruff: noqa: E501  (mails as programs write them)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest.forwarded import split

BODY = "Two people were hurt when the Maren dam burst, the mayor said.\n\nForty streets are closed.\n"
GMAIL = "FYI, see below.\n\n---------- Forwarded message ---------\nFrom: Harbour Post <brief@hp.example>\nDate: Fri, May 2, 2031 at 7:30 AM\nSubject: Dam bursts\nTo: <ann@desk.example>\n\n"  # fmt: skip
OUTLOOK = "\n-----Original Message-----\nFrom: Harbour Post [mailto:brief@hp.example]\nSent: Friday, 2 May 2031 07:30\nTo: Ann Moe\nSubject: Dam bursts\n\n"
APPLE = "Begin forwarded message:\n\nFrom: Harbour Post <brief@hp.example>\nSubject: Dam bursts\nDate: 2 May 2031 at 07:30:00 CEST\nTo: ann@desk.example\n\n"
LINE = "________________________________\nFrom: Harbour Post <brief@hp.example>\nSent: 2 May 2031 07:30\nTo: Ann Moe <ann@desk.example>\nSubject: Dam bursts\n\n"
MAIL_RU = "-------- Пересланное сообщение --------\nОт: Harbour Post <brief@hp.example>\nКому: ann@desk.example\nДата: пятница, 2 мая 2031, 07:30\nТема: Dam bursts\n\n"


@pytest.mark.parametrize("head", [GMAIL, OUTLOOK, APPLE, LINE, MAIL_RU, GMAIL + OUTLOOK])
def test_a_mail_passed_on_is_its_first_senders(head: str) -> None:
    text, said = split(head + BODY)
    assert text == BODY
    assert said is not None
    assert (said.outlet, said.title) == ("Harbour Post", "Dam bursts")
    assert (said.published or "")[:10] == "2031-05-02"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"From: the river came a roar.\nDate: unknown.\n\n{BODY}",
        f"{BODY}\n> -----Original Message-----\n> From: Ann\n> Sent: 2 May 2031\n> What of the dam?",
        f"The forwarded message was read out on Monday.\n\n{BODY}",
        f"{BODY * 30}{GMAIL}{BODY}",
    ],
)
def test_other_mails_stay_as_they_are(text: str) -> None:
    assert split(text) == (text, None)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "From: ",
                "Date: ",
                "Sent: ",
                "\n",
                "2 May 2031",
                "a <b@c>",
                "-----Original Message-----",
                "words",
                "__________",
                "Subject:",
                "[mailto:",
                "От: ",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_any_mess_is_split(text: str) -> None:
    rest, _ = split(text)
    assert text.endswith(rest)
