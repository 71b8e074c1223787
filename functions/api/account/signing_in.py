"""Signing in by mail: asked for in one browser, confirmed in that browser alone, by the mail's link or its code.

Whoever only reads the mail, a scanner that follows its link or presses its button, gets nowhere: the link does
something in the browser that asked, which holds a nonce, and in no other. There it says to type the code where it
was asked for. What was used is used up, but for a minute the same browser is given the same answer again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from functions.api.settings import SignInSettings
from queues.messages import AddressCustomer
from shared.domain.accounts.sign_in import SIGN_IN_SECONDS, Lifetimes, too_many, withheld
from shared.domain.accounts.signing import (
    hashed,
    is_known,
    known_browser,
    link_token,
    same,
    session_token,
    subject_mark,
    typed_code,
)
from shared.domain.mailing.mail import MailKind, new_mail
from shared.domain.mailing.mail_address import checked
from shared.domain.mailing.unsubscribing import address_mark
from shared.platform.configuration.session_settings import SessionSettings
from shared.platform.deliveries import work
from shared.platform.ports import Platform, Statement
from shared.store.accounts import sessions, sign_ins, users
from shared.store.accounts.sessions import Holder, Opened
from shared.store.accounts.sign_ins import Change, SignIn
from shared.store.billing import customers
from shared.store.mailing import mails, suppressions


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser holds and says: the nonce of what it asked for, the token of its session, who it is."""

    nonce: str | None
    session: str | None
    name: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The session that was opened: the token is for the browser's cookie and stands nowhere else; so is `known`, by
    which the browser is known from then on."""

    token: str
    known: str
    opened: Opened
    next: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An address of a change was confirmed."""

    change: Change


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The link was followed in another browser than the one that asked; nothing was used up."""


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such request any more: unknown, used, or too old."""


@dataclass(frozen=True, slots=True)
class WrongCode:
    """The code belongs to nothing that this browser asked for."""


class TooMany(Exception):
    """Too many requests came from one network within an hour."""


def nonce(platform: Platform) -> str:
    """A new nonce for a browser: 256 bits."""
    return platform.entropy.token() + platform.entropy.token()


def is_nonce(text: str) -> bool:
    """Whether it looks like one of ours."""
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None


async def ask(
    platform: Platform, address: str, browser: str, network: str, next: str, *, shown: str | None = None
) -> None:
    """Have a mail sent that signs in the browser of this nonce, if that may be; nothing tells whether it may. `shown`
    is what the browser keeps of an earlier sign-in: where it was this account's, strangers use up nothing of its share.

    What is done is the same for every address: one read, one batch of the same statements, one message. Whoever sends
    the mail looks at the request, and sends none that is withheld.

    Raises:
        ValueError: the text is no address; why is said, nothing of it is repeated.
        TooMany: the network asked for too many.
    """
    address, key = checked(address), SignInSettings.read(platform.env).signing_key
    now, marked = platform.clock.now(), subject_mark(key, "network", network)
    found = await sign_ins.standing(platform.db, address, marked, now, shown=shown)
    known = shown if shown and found.user_id and is_known(key, shown, found.user_id) else None
    standing = found.standing if known else replace(found.standing, known_hour=None)
    if too_many(standing):
        raise TooMany
    why = withheld(standing)
    id = platform.entropy.token()
    until = now + timedelta(seconds=SIGN_IN_SECONDS)
    mail = new_mail(MailKind.SIGN_IN, address, user_id=found.user_id, about={"sign_in": id}, not_after=until, once=[id])
    asked = sign_ins.asked(
        id,
        "sign_in",
        address,
        user_id=found.user_id,
        browser=browser,
        token=link_token(key, id),
        network=marked,
        withheld=why,
        now=now,
        next=next,
        known=known,
    )
    await platform.db.batch([asked, *mails.request([mail], now)])
    await mails.send(platform, [mail])
    platform.log.info("sign_in_asked", sign_in=id, withheld=why)


Came = SignedIn | Confirmed | Elsewhere | Gone | WrongCode


async def by_link(platform: Platform, token: str, browser: Browser) -> Came:
    """What comes of pressing the button on the page of a mail's link."""
    now = platform.clock.now()
    found, held = await _looked_up(platform, sign_ins.with_token(token), browser)
    one = next(iter(found), None)
    if one is None or not (one.is_open(now) or one.just_used(now)):
        return Gone()
    if browser.nonce is None or not same(one.browser, hashed(browser.nonce)):
        platform.log.info("sign_in_elsewhere", sign_in=one.id)
        return Elsewhere()
    return await _use(platform, one, browser.nonce, browser, held)


async def by_code(platform: Platform, code: str, browser: Browser) -> Came:
    """What comes of typing a code."""
    if browser.nonce is None:
        return Elsewhere()
    key, now = SignInSettings.read(platform.env).signing_key, platform.clock.now()
    found, held = await _looked_up(platform, sign_ins.attempt(browser.nonce, now), browser)
    if not found:
        return Gone()
    meant = [each for each in found if same(typed_code(key, each.id), code)]
    if meant:
        return await _use(platform, meant[0], browser.nonce, browser, held)
    platform.log.warning("sign_in_code_wrong", sign_in=found[0].id)
    return WrongCode()


async def _looked_up(platform: Platform, asked: Statement, browser: Browser) -> tuple[list[SignIn], Holder | None]:
    """What this statement finds of requests, and who is signed in in the browser: one question to the database."""
    holding = sessions.holding(browser.session or "", _lifetimes(platform), platform.clock.now())
    found, held = await platform.db.batch([asked, holding])
    return sign_ins.read(found.rows), sessions.read_holder(held.rows)


async def _use(platform: Platform, one: SignIn, nonce: str, browser: Browser, held: Holder | None) -> Came:
    return await (
        _sign_in(platform, one, nonce, browser)
        if one.purpose == "sign_in"
        else _confirm_address(platform, one, nonce, held)
    )


async def _sign_in(platform: Platform, one: SignIn, nonce: str, browser: Browser) -> Came:
    now, lifetimes, key = platform.clock.now(), _lifetimes(platform), SignInSettings.read(platform.env).signing_key
    token = session_token(key, one.id, nonce)
    writes: list[Statement] = [
        sign_ins.used(one, nonce, now),
        users.opened(platform.entropy.token(), one.id, now),
        *sessions.opened(one.id, token, nonce, browser.name, browser.session, lifetimes, now),
        sessions.just_opened(one.id, token, nonce, now),
    ]
    rows = (await platform.db.batch(writes))[-1].rows
    if not rows:
        platform.log.warning("sign_in_refused", sign_in=one.id)
        return Gone()
    opened = sessions.read_opened(rows[0])
    platform.log.info("signed_in", sign_in=one.id)
    return SignedIn(token, known_browser(key, one.id, opened.user_id), opened, one.next)


async def _confirm_address(platform: Platform, one: SignIn, nonce: str, held: Holder | None) -> Came:
    """Of a change of address: for whoever asked for it, while he is signed in."""
    now = platform.clock.now()
    if held is None or one.change is None or held.user_id != one.user_id:
        return Elsewhere()
    told = [customers.after_change(held.customer, one.change)] if held.customer else []
    writes = [
        sign_ins.used(one, nonce, now),
        *sign_ins.changed(one.change, held.user_id, now),
        sessions.others_ended(held.user_id, held.id, one.change, now),
        *(customers.owed(each, one.change, held.user_id, now) for each in told),
        sign_ins.of_change(one.change, held.user_id),
    ]
    change = sign_ins.read_change((await platform.db.batch(writes))[-1].rows[0])
    if not (change.old if one.purpose == "old_address" else change.new):
        # Blocked since it was asked for.
        platform.log.warning("sign_in_refused", sign_in=one.id)
        return Gone()
    if change.changed:
        key = SignInSettings.read(platform.env).signing_key
        old, new = (address_mark(key, each) for each in (change.old_address, change.new_address))
        await platform.db.run(suppressions.carried(old, new))
        await _send(told, platform)
    platform.log.info("address_confirmed", sign_in=one.id, change=one.change, changed=change.changed)
    return Confirmed(change)


async def _send(told: Sequence[AddressCustomer], platform: Platform) -> None:
    """What the queue does not take now, watch sends: the change of address stands."""
    try:
        await work.send(platform, [("peptalk-stripe-events", each.encode()) for each in told])
    except Exception as exc:
        platform.log.warning("address_unqueued", error=work.said(exc))


def _lifetimes(platform: Platform) -> Lifetimes:
    return SessionSettings.read(platform.env).lifetimes
