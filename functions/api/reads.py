"""The routes that show what is published."""

from fastapi import APIRouter

from functions.api.mcp import protocol as mcp
from functions.api.published import (
    bibliography,
    changelog,
    comparing,
    exports,
    history,
    methodology,
    peptides,
    searching,
    studies,
)

ROUTERS: tuple[APIRouter, ...] = (
    bibliography.router,
    changelog.router,
    comparing.router,
    exports.router,
    history.router,
    mcp.router,
    methodology.router,
    peptides.router,
    searching.router,
    studies.router,
)
