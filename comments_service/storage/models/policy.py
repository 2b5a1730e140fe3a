from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, code_point


class PolicyLayer(Base):
    """What the whole instance (site 0, no section) or a section of a site has decided.

    A site's own policy stands in its row, and an article's in the article's.
    """

    __tablename__ = "policy_layer"

    site_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    section: Mapped[str] = mapped_column(code_point(200), primary_key=True)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
