"""`/embed/doctor`: tells a publisher why the comments do not work on a page.

What the service knows is told here; what only the page knows is found out inside it, by
`/embed/v1/doctor.js`. The service itself never asks for a page of anybody's.
"""

from comments_service.edge.widget.doctor import view

__all__ = ["view"]
