"""The desk's keys as they are delivered; each presses a button of the page by its name."""

KEYS = {
    "next": ("j", "Next comment"),
    "previous": ("k", "Previous comment"),
    "approve": ("a", "Approve"),
    "reject": ("r", "Reject, then 1 to 6 for the reason"),
    "spam": ("s", "Spam"),
    "hold": ("h", "Hold, with a note"),
    "skip": ("n", "Skip for now"),
    "more": ("o", "All about it, or not"),
    "ban": ("b", "Ban the author or the network"),
    "select": ("x", "Select, or not"),
    "undo": ("z", "Undo the last decision"),
    "search": ("/", "Search"),
    "help": ("?", "These keys"),
}
