"""The rules, pure: no database, no clock of its own, no HTTP, nothing else of ours."""
