"""The characters that no reader sees and that can split a word, so that no check would recognise it."""

from __future__ import annotations

UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but those that end a line or part words
    # Unicode's Default_Ignorable_Code_Point: soft hyphen, joiners, zero-width spaces, marks of writing direction,
    # fillers, variation selectors, byte order mark, tags.
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What stands between the brackets of a regular expression that matches one of them."""
