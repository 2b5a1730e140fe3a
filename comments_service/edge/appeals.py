"""An appeal, whichever door it comes in by."""

APPEAL_CHARACTERS = 5000
