"""Asks the rules about the book, and after an edit again of what it can have changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from budgettool.model import Ceiling, Facts
from budgettool.rules.book.book_rule import BookRule, BookState
from budgettool.rules.book.sums import (
    CEILINGS,
    RUNNING,
    ceilings_tally,
    make_tallies,
    running_tally,
)
from budgettool.rules.context import Context
from budgettool.rules.finding import Finding
from budgettool.rules.rule import Rule
from budgettool.rules.tallies import Member, Tallies


class BookChecks:
    """What the rules about the book find."""

    def __init__(
        self, context: Context, rules: Sequence[BookRule], packed: Mapping[str, Rule]
    ) -> None:
        self._packed = packed
        self._rules = [each for each in rules if not packed[each.rule.code].off]
        tallies = Tallies(context.cube, make_tallies(context))
        self._state = BookState(context, tallies, _by_id(context.facts))
        self._found: dict[str, dict[Member, Finding]] = {}
        self._lacking: dict[str, str] = {}

    def all(self) -> None:
        """Ask every rule of everything."""
        for each in self._rules:
            self._ask_all(each)
        self._state.tallies.settle()

    def follow(self, lines: Iterable[str]) -> None:
        """Ask again of what lines that were added, changed or removed can have changed."""
        self._state.tallies.follow(lines)
        for each in self._rules:
            if not each.tally:
                continue
            if each.lacks(self._state) != self._lacking[each.rule.code]:
                self._ask_all(each)
            elif not self._lacking[each.rule.code]:
                self._ask(each, self._state.tallies.changed(each.tally))
        self._state.tallies.settle()

    def reread(self, facts: Facts) -> None:
        """Take over ceilings and fields that have changed; units and projects have not."""
        before = self._state.context.facts
        context = replace(self._state.context, facts=facts)
        self._state = BookState(context, self._state.tallies, _by_id(facts))
        if facts.ceilings != before.ceilings:
            self._state.tallies.put(CEILINGS, ceilings_tally(context))
        if facts.fields != before.fields:
            self._state.tallies.put(RUNNING, running_tally(context))
        self.all()

    def findings(self) -> Iterator[Finding]:
        """Walk everything that is wrong."""
        return chain.from_iterable(found.values() for found in self._found.values())

    @property
    def unknown(self) -> dict[str, str]:
        """Why rules could not be evaluated, wholly or in part, by code."""
        reasons = {
            each.rule.code: self._lacking[each.rule.code] or each.misses(self._state)
            for each in self._rules
        }
        return {code: reason for code, reason in reasons.items() if reason}

    def _ask_all(self, each: BookRule) -> None:
        code = each.rule.code
        self._found[code] = {}
        self._lacking[code] = each.lacks(self._state)
        if not self._lacking[code]:
            self._ask(each, each.subjects(self._state))

    def _ask(self, each: BookRule, subjects: Iterable[Member]) -> None:
        rule, found = self._packed[each.rule.code], self._found[each.rule.code]
        for subject in subjects:
            finding = each.check(self._state, rule, subject)
            if finding is None:
                found.pop(subject, None)
            else:
                found[subject] = finding


def _by_id(facts: Facts) -> dict[str, Ceiling]:
    return {ceiling.id: ceiling for ceiling in facts.ceilings}
