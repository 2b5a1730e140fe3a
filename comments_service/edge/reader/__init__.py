"""Door 1, for anyone: read a thread, write to it, vote, report."""
