# SPDX-License-Identifier: Apache-2.0
"""What the guided session says, beside the steps themselves. The scripts hold no sentence of their own."""

from __future__ import annotations

__all__ = ["CLAIMS", "SESSION_WORDS"]

SESSION_WORDS = {
    "step": "{title} · step {n} of {of}",
    "get_ready": "Get ready",
    "hold": "Hold",
    "hold_of": "Hold {n} of {of}",
    "resting": "Rest",
    "switching": "Change",
    "paused": "Paused",
    "rest": "Let the muscle go soft.",
    "switch": "Change sides.",
    "ask": "Has it let go? If not, hold on, or tap Next.",
    "clot": "Is this leg swollen, warm, red, or sore all the time?",
    "pause": "Pause",
    "go_on": "Go on",
    "since": "Since it began: {span}",
    "since_only": "since it began",
    "let_go": "It let go.",
    "let_go_after": "It let go after {span}",
    "ease": "Ease off slowly.",
    "check_flags": "Still locked after 10 minutes.",
    "check_same_day": "It has not eased in 15 minutes. Get medical advice today.",
    "see_signs": "See the warning signs",
    "time_it": "{name}: start a clock of {span}",
    "time_up": "Time is up",
    "kept": "Written in your diary.",
    "kept_here": "Kept on this phone. It goes to your diary when the network is back.",
    "not_kept": "This browser cannot keep entries. Leave this page open until the network is back.",
    "no_voice": "This browser has no voice: read along.",
    "no_tone": "It plays no tones.",
    "no_vibration": "It cannot vibrate.",
    "no_wake_lock": "It may let the screen go dark.",
    "no_wake_lock_http": "The screen may go dark: keeping it on needs https.",
}

CLAIMS = {
    "check_flags": "conflict_duration",
    "check_same_day": "conflict_duration",
    "clot": "rule_clot_question",
}
"""Words that say something about health -> the record of content that they rest on."""
