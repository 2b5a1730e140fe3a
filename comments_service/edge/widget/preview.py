"""What a text would look like."""

from flask import Response
from markupsafe import Markup

from comments_service.domain import text
from comments_service.edge import bodies, limits
from comments_service.edge.widget import answers, asked, origins
from comments_service.edge.widget.asked import PreviewForm
from comments_service.edge.widget.door import door

FORM = PreviewForm()


@door.post("/embed/v1/preview")
def preview() -> Response:
    origins.admit_any()
    body = asked.form(FORM, bodies.COMMENT_BYTES)
    limits.charge("preview")
    clean = Markup(text.render(body["text"]).html)  # noqa: S704 our own sanitiser made it
    return answers.section(body, template="preview", html=clean)
