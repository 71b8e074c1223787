"""What an account is entered by, told of and left by."""

from fastapi import APIRouter

from functions.api.account import address_change, session, sign_in
from functions.api.pages import account_pages, following_pages, key_pages, leaving_pages, session_pages, sign_in_pages

SIGNING_IN: tuple[APIRouter, ...] = (sign_in.router, sign_in_pages.router)
"""Those by whose routes one signs in."""

ROUTERS: tuple[APIRouter, ...] = (
    sign_in.router,
    session.router,
    address_change.router,
    sign_in_pages.router,
    account_pages.router,
    session_pages.router,
    following_pages.router,
    key_pages.router,
    leaving_pages.router,
)
