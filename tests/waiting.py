"""Let everything wait: comments that came through the bulk path, as if each had been held."""

from sqlalchemy import Connection, text


def hold_everything(connection: Connection) -> None:
    """Hold every comment, with what follows from it in comments and articles."""
    connection.execute(
        text(
            "UPDATE comment SET status = 'held', shown = (1 = 0), reply_count = 0, pinned = (1 = 0)"
        )
    )
    connection.execute(text("UPDATE article SET comment_count = 0, last_comment_at = NULL"))
    connection.execute(text("ANALYZE"))
