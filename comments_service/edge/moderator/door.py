from flask import Blueprint

from comments_service.edge.calls import PREFIX

door = Blueprint("moderator", __name__, url_prefix=PREFIX)
