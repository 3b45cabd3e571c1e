"""Why something changed much on last year: written where the finding is, kept in the book's fields.

Unlike a waiver it is content: it can be undone, and the text to be published takes it up.
"""

from collections.abc import Sequence

from budgettool.gui.checks.items import Item
from budgettool.gui.checks.reason_form import ReasonForm
from budgettool.gui.session import Session
from budgettool.model import FieldKey
from budgettool.rules.book.last_year import REASON
from budgettool.rules.finding import SubjectPlace

_HINT = "写明增减变动的原因；编写公开说明时要用"


def wants_reason(items: Sequence[Item]) -> SubjectPlace | None:
    """Give the thing whose change is to be explained, where one finding is about that."""
    place = items[0].finding.place if len(items) == 1 else None
    if isinstance(place, SubjectPlace) and place.field == REASON:
        return place
    return None


def ask_reason(form: ReasonForm, session: Session, items: Sequence[Item]) -> None:
    """Ask for the reason of the change that a finding is about."""
    place = wants_reason(items)
    if place is None:
        return

    def keep(reason: str, _who: str) -> None:
        with session.edit("写明变动原因") as edit:
            edit.set_field(_key(session, place), reason.strip())

    form.fill(session.facts.fields.get(_key(session, place), ""), None)
    form.ask("", _HINT, "写入", keep)


def _key(session: Session, place: SubjectPlace) -> FieldKey:
    dimensions = session.cube.dimensions
    named = {"unit": dimensions.units, "project": dimensions.projects}
    known = named.get(place.kind, {}).get(place.name)  # type: ignore[attr-defined]
    return place.kind, known.id if known else place.name, REASON, 0
