"""A change of address: asked for by whoever is signed in, confirmed at both addresses before it holds.

Both mails are requests as those to sign in are, and are confirmed as they are: in the browser that asked, while it is
signed in. What can follow links in one mailbox, or has taken a session, changes nothing alone.
"""

from dataclasses import replace
from datetime import timedelta

from functions.api.account.signing_in import TooMany
from functions.api.settings import SignInSettings
from shared.domain.accounts.sign_in import SIGN_IN_SECONDS, Purpose, Withheld, too_many, withheld
from shared.domain.accounts.signing import link_token, subject_mark
from shared.domain.mailing.mail import MailKind, NewMail, new_mail
from shared.domain.mailing.mail_address import checked
from shared.platform.ports import Platform, Statement
from shared.store.accounts import sign_ins
from shared.store.accounts.sessions import Holder
from shared.store.mailing import mails


class SameAddress(Exception):
    """The account has this address."""


async def ask(platform: Platform, held: Holder, address: str, browser: str, network: str) -> None:
    """Have both mails sent, if that may be; nothing tells whether the new address is somebody's.

    Raises:
        ValueError: the text is no address.
        SameAddress: it is the account's own.
        TooMany: the network asked for too many.
    """
    address, key = checked(address), SignInSettings.read(platform.env).signing_key
    if address.lower() == held.email.lower():
        raise SameAddress
    now, marked = platform.clock.now(), subject_mark(key, "network", network)
    found = await sign_ins.standing(platform.db, address, marked, now, asker=held.user_id)
    stranger = replace(found.standing, known_hour=None)
    if too_many(stranger):
        raise TooMany
    # The old address is the account's own: neither another's standing nor the new one's limits hold for it.
    old_why = withheld(replace(stranger, blocked=False, disabled=False, address_hour=0, address_network_hour=0))
    new_why = withheld(stranger, taken=found.user_id is not None)
    change = platform.entropy.token()
    both: list[tuple[Purpose, MailKind, str, Withheld | None]] = [
        ("old_address", MailKind.ADDRESS_OLD, held.email, old_why),
        ("new_address", MailKind.ADDRESS_NEW, address, new_why),
    ]
    until = now + timedelta(seconds=SIGN_IN_SECONDS)
    writes: list[Statement] = []
    asked: list[NewMail] = []
    for purpose, kind, to, why in both:
        id = platform.entropy.token()
        mail = new_mail(kind, to, user_id=held.user_id, about={"sign_in": id}, not_after=until, once=[id])
        writes.append(
            sign_ins.asked(
                id,
                purpose,
                to,
                user_id=held.user_id,
                change=change,
                browser=browser,
                token=link_token(key, id),
                network=marked,
                withheld=why,
                now=now,
                next="/account",
            )
        )
        asked.append(mail)
    await platform.db.batch([*writes, *mails.request(asked, now)])
    await mails.send(platform, asked)
    platform.log.info("address_change_asked", change=change, withheld=new_why)
