"""Looking at peptides: which there are, and all that stands of one."""

from pydantic import Field

from functions.operate.naming import the_peptide
from functions.operate.usecase import Answer, Request, UseCase
from shared.platform.ports import Platform
from shared.store.publishing import peptide_state
from shared.store.publishing.peptide_state import Line, State


class ListPeptides(Request):
    """Active peptides; with `all` retired ones too."""

    all: bool = False


class PeptideList(Answer):
    """By name."""

    peptides: tuple[Line, ...]


class ShowPeptide(Request):
    """The peptide of this name, alias or slug."""

    name: str = Field(min_length=1, max_length=200)


class Shown(Answer):
    """What stands of it."""

    peptide: State


async def _list(platform: Platform, request: ListPeptides) -> PeptideList:
    return PeptideList(peptides=tuple(await peptide_state.listed(platform.db, all=request.all)))


async def _show(platform: Platform, request: ShowPeptide) -> Shown:
    return Shown(peptide=await peptide_state.of(platform.db, await the_peptide(platform.db, request.name)))


LIST = UseCase("peptides.list", ListPeptides, PeptideList, _list)
SHOW = UseCase("peptides.show", ShowPeptide, Shown, _show)

CASES = (LIST, SHOW)
