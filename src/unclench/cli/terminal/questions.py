# SPDX-License-Identifier: Apache-2.0
"""After it let go: three questions, each skipped with Enter, each answer kept at once."""

from __future__ import annotations

from collections.abc import Callable

from unclench.body.areas import title
from unclench.cli.terminal.keeping import Keeper
from unclench.cli.terminal.view import View
from unclench.diary import DOING_LABELS
from unclench.diary.events import LONGEST_NOTE
from unclench.relief import Session
from unclench.relief.machine import elapsed_ms
from unclench.web.words import seconds

__all__ = ["ask_afterwards"]


def ask_afterwards(session: Session, view: View, keeper: Keeper, now_ms: Callable[[], int]) -> bool:
    """Ask, and close the session: True. False where the person says that the spasm came back."""
    _say_what_helps(session)
    pain = _pain(view)
    if pain == "b":
        session.do("came_back", now_ms())
        keeper.keep(session)
        return False
    if pain:
        session.tell(now_ms(), pain=int(pain))
        keeper.keep(session)
    doing = _doing(view) if pain is not None else None
    if doing:
        session.tell(now_ms(), doing=doing)
        keeper.keep(session)
    different = view.ask("Anything different today? (Enter to skip): ") if doing is not None else None
    if different:
        session.tell(now_ms(), different=different[:LONGEST_NOTE])
    session.do("finish", now_ms())
    keeper.keep(session)
    return True


def _say_what_helps(session: Session) -> None:
    plan = session.plan
    print(f"It let go: {title(plan.area, plan.side)}, after {seconds(elapsed_ms(session.state) // 1000)}.")
    allowed = [
        step for step in plan.after if not (step.script.clot_question and session.state.clot_suspected)
    ]
    tips = [" ".join([step.reason, *step.cautions]) for step in allowed if step.reason]
    if tips:
        print("What can help now:")
        print("\n".join(f"- {tip}" for tip in tips))
    print()


def _pain(view: View) -> str | None:
    """Digits, "b" for came back, "" where skipped, None where nobody answers any more."""
    while True:
        said = view.ask("How strong was the pain, 0 to 10? (Enter to skip, b if it came back): ")
        if not said:
            return said
        if said.lower() == "b" or (said.isdecimal() and int(said) <= 10):
            return said.lower()
        print("Pain is a whole number from 0 to 10.")


def _doing(view: View) -> str | None:
    """The value of a Doing, "" where skipped, None where nobody answers any more."""
    choices = list(DOING_LABELS)
    print("What were you doing?")
    print("\n".join(f"  {number} {DOING_LABELS[one]}" for number, one in enumerate(choices, 1)))
    while True:
        said = view.ask("The number (Enter to skip): ")
        if not said:
            return said
        if said.isdecimal() and 1 <= int(said) <= len(choices):
            return choices[int(said) - 1].value
        print(f"It is a number from 1 to {len(choices)}.")
