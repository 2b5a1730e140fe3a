"""Door 2, for moderators: the API under /moderation, and their desk in HTML."""
