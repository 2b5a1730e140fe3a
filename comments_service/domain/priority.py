"""How urgent a comment is: as if it had waited so much longer than it has.

So an order by one moment is an order by reports, by the author's record and by the time that a
comment has waited, and needs nothing to be reckoned again while time goes by.
"""

from datetime import datetime, timedelta

UNKNOWN = 100
# A report by somebody unknown counts as so many hours of waiting, and all together as so many days.
A_REPORT = timedelta(hours=6)
ALL_REPORTS = timedelta(days=5)
# Everything that an author wrote last was rejected or spam.
WORST_RECORD = timedelta(days=1)
# It reads like spam and like nothing else; what is as likely to be honest gains nothing.
SUREST_SPAM = timedelta(days=1)
EVEN, WHOLE = 50, 100
# As far back as an author's or a reporter's record is read.
RECORD = 10


def trust(upheld: int, answered: int) -> int:
    """Return what a report weighs, in hundredths of one by somebody unknown.

    Rises to nearly 200 with reports that were upheld, falls to nearly 0 with others.
    """
    return 2 * UNKNOWN * (upheld + 1) // (answered + 2)


def queue_at(written: datetime, *, weight: int, bad: int, spamness: int = 0) -> datetime:
    """Return from when a comment counts as waiting.

    `weight`: of all its open reports; `bad`: how many of its author's last were put away;
    `spamness`: how much it reads like spam, in percent.
    """
    by_reports = min(A_REPORT * weight / UNKNOWN, ALL_REPORTS)
    by_score = SUREST_SPAM * max(0, spamness - EVEN) / (WHOLE - EVEN)
    return written - by_reports - WORST_RECORD * bad / RECORD - by_score
