"""Rule packs put into departments that are kept, or tried on them."""

from collections.abc import Callable

from api.auth.caller import Caller
from api.departments import service as departments
from api.departments.composition import composed
from api.errors import NotFoundError
from api.packs.apply import Applied, apply
from api.packs.library import pack_named, packs, state_named, states
from api.packs.schemas import PackOrder, PackOutcome, Packs, PackSummary
from api.packs.unmet import unmet
from api.storage.database import Database
from models.department import Department


def listed() -> Packs:
    """The packs and state profiles that come along."""
    found = (
        PackSummary(id=one.id, title=one.title, version=one.version, items=len(one.items)) for one in packs().values()
    )
    return Packs(packs=tuple(found), states={letters: one.name for letters, one in states().items()})


def put_in(
    database: Database, caller: Caller, department: str, pack: str, order: PackOrder, *, expected: int | None,
    why: str = "",
) -> PackOutcome:  # fmt: skip
    """Apply a pack to the newest document and store it as the next version, but for a dry run.

    What nobody can keep is told of the department as it is composed: with time off and equipment out of order.
    """
    caller.require_department(department)
    done: list[Applied] = []
    edit = _edit(pack, order, done)
    if order.dry_run:
        kept = departments.get(database, caller, department)
        edit(kept.document)
        version, place = kept.version, done[-1].department
    else:
        version = departments.revise(database, caller, department, edit, expected=expected, why=why).version
        with database.read() as session:
            place = composed(session, department, version)[0]
    return PackOutcome(
        department=department, version=version, stored=not order.dry_run, applied=done[-1].applied, idle=done[-1].idle,
        unmet=unmet(place, done[-1].applied),
    )  # fmt: skip


def _edit(pack: str, order: PackOrder, done: list[Applied]) -> Callable[[Department], Department]:
    if pack not in packs():
        raise NotFoundError.of("pack", pack)
    chosen = pack_named(pack)
    profile = None if order.state is None else state_named(order.state)

    def edited(document: Department) -> Department:
        done.append(apply(document, chosen, without=order.without, state=profile))
        return done[-1].department

    return edited
