"""Mails to somebody about their own account."""

from functions.mail.content import Code, Content, Link, Words
from shared.domain.accounts.gate import SUBSCRIPTION
from shared.domain.accounts.sign_in import SIGN_IN_SECONDS, Purpose
from shared.domain.accounts.signing import confirm_url, typed_code

_MINUTES = SIGN_IN_SECONDS // 60
_NOT_YOU = (
    "If you did not ask for this, do nothing: without you nothing happens. Nobody of us will ever ask for the code."
)

_ACCOUNT = "You get this because of your account at PepTalk."


def confirmation(purpose: Purpose, origin: str, key: bytes, sign_in: str) -> Content:
    """The mail with the link and the code of a request: to sign in, or of one side of a change of address."""
    subject, asked, label, why = _ASKED[purpose]
    return Content(
        subject,
        (
            Words(asked),
            Link(label, confirm_url(origin, key, sign_in)),
            Words("The link works in the browser in which you asked. In any other, type this code where you asked:"),
            Code(typed_code(key, sign_in)),
            Words(f"Both work once, within {_MINUTES} minutes. {_NOT_YOU}"),
        ),
        why,
    )


_ASKED: dict[Purpose, tuple[str, str, str, str]] = {
    "sign_in": (
        "Sign in to PepTalk",
        "Somebody, we hope you, asked to sign in to PepTalk with this address.",
        "Sign in",
        "You get this because somebody asked to sign in with this address.",
    ),
    "old_address": (
        "Confirm that your PepTalk address shall change",
        "Your account is to get another address. Please confirm that this is your wish; the new address is asked too.",
        "Confirm the change",
        "You get this because the account with this address is to get another one.",
    ),
    "new_address": (
        "Confirm your new address at PepTalk",
        "An account at PepTalk is to have this address. Please confirm that it is yours; the old address is asked too.",
        "Confirm this address",
        "You get this because somebody gave this address as their new one.",
    ),
}


def welcome(origin: str) -> Content:
    return Content(
        "Your PepTalk subscription has begun",
        (
            Words("Thank you for subscribing. From now on every monograph is open to you, as a page and as a PDF."),
            Link("See what is published", f"{origin}/"),
            Words(
                "Each monograph says how sure the evidence is, quotes the studies that it rests on, and tells what "
                "changed since the version before. It describes what was studied. It is no medical advice, and nothing "
                "in it is meant for deciding on a treatment."
            ),
            Link("Invoices, means of payment and cancellation", f"{origin}{SUBSCRIPTION}"),
        ),
        _ACCOUNT,
    )


def payment_failed(origin: str) -> Content:
    return Content(
        "Your payment for PepTalk did not go through",
        (
            Words(
                "The payment for your subscription was declined. It will be tried again over the next days, and until "
                "then you can read on as before."
            ),
            Words("If your card has expired or was replaced, please give the new one:"),
            Link("Change the means of payment", f"{origin}{SUBSCRIPTION}"),
            Words("Once the payment goes through there is nothing else to do."),
        ),
        _ACCOUNT,
    )


def account_erased() -> Content:
    return Content(
        "Your PepTalk account is erased",
        (
            Words(
                "As you asked, your account and what belonged to it was erased. You are signed out everywhere; this "
                "is the last mail that you get from us."
            ),
            Words("Invoices are kept by our payment provider as long as tax law demands. Nothing else is kept of you."),
        ),
        "You get this because the account with this address was erased.",
    )
