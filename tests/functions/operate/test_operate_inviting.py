"""Invitations as an operator makes them and takes them back."""

import pytest
from rigs.offices import act

from functions.operate.readers.inviting import INVITE, Invite
from functions.operate.readers.subscribing import SHOW, ShowSubscriber
from shared.domain.mailing.mail_address import checked
from shared.platform.errors import PermanentError
from shared.platform.ports import Statement


async def test_an_address_is_invited_once_and_uninvited_with_both_on_record(desk, platform):
    first = await desk.ask(INVITE, Invite(email="new@example.com", act=act(1, "asked us")))
    again = await desk.ask(INVITE, Invite(email="NEW@example.com", act=act(2)))
    shown = await desk.ask(SHOW, ShowSubscriber(email="new@example.com"))
    await desk.ask(INVITE, Invite(email="new@example.com", revoke=True, act=act(3)))

    later = await desk.ask(SHOW, ShowSubscriber(email="new@example.com"))
    assert (first.changed, again.changed) == (True, False)
    assert (shown.user.invited_at is not None, shown.user.invited_by) == (True, "ada")
    assert (later.user.id, later.user.invited_at, later.user.invited_by) == (shown.user.id, None, None)
    said = await platform.db.all(Statement("SELECT action, reason, subject FROM audit ORDER BY id"))
    assert [(row["action"], row["reason"]) for row in said] == [("invite", "asked us"), ("uninvite", None)]
    assert "example.com" not in str(said)


@pytest.mark.parametrize(
    ("email", "revoke", "says"),
    [
        ("no address", False, "is no address"),
        ("ann@example.com,bob@example.com", False, "the part before the @"),
        ("ann@example", False, "no domain"),
        ("ann@example.com\r\nBcc: bob@example.com", False, "the part before the @"),
        ("bob@example.com", True, "is not invited"),
        ("bob", True, "is not invited"),
    ],
)
async def test_an_invitation_that_cannot_be_says_why(email, revoke, says, desk):
    with pytest.raises(PermanentError, match=says):
        await desk.ask(INVITE, Invite(email=email, revoke=revoke, act=act()))


async def test_an_address_is_kept_in_the_form_that_a_sign_in_keeps(desk, platform):
    await desk.ask(INVITE, Invite(email=" new@Bücher.example ", act=act(1)))
    again = await desk.ask(INVITE, Invite(email="new@bücher.example", act=act(2)))
    gone = await desk.ask(INVITE, Invite(email="new@bücher.example", revoke=True, act=act(3)))

    (user,) = await platform.db.all(Statement("SELECT email FROM users"))
    assert (user["email"], again.changed, gone.changed) == (checked("new@bücher.example"), False, True)
