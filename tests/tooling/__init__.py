"""What keeps the house in order, and the proof that it does."""
