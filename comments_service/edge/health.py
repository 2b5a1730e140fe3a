from flask import Blueprint

door = Blueprint("health", __name__)


@door.get("/healthz")
def alive() -> str:
    return "ok\n"
