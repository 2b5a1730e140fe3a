"""Sign in and out. A link opens a page and no more: mail scanners follow links."""

from flask import Response, request

from comments_service.actions import signing
from comments_service.edge.fields import Plain
from comments_service.edge.limits import charge
from comments_service.edge.moderator.desk import forms, session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm
from comments_service.edge.moderator.desk.pages import led_to, show
from comments_service.edge.shapes import In


class SignInForm(In):
    link = Plain(least=1, most=200, required=True)


@door.get("/sign-in")
def offer() -> Response:
    return show("sign_in", link=request.args.get("link", ""))


@door.post("/sign-in")
def sign_in() -> Response:
    charge("sign_in")
    token = signing.sign_in(forms.sent(SignInForm())["link"])
    response = led_to("/desk")
    session.hand_out(response, token)
    return response


@door.post("/sign-out")
def sign_out() -> Response:
    signed, _ = forms.entered(DeskForm())
    signing.sign_out(signed.session)
    response = led_to("/desk/sign-in")
    session.take_back(response)
    return response
