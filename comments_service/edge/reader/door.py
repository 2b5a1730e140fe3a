from flask import Blueprint

from comments_service.edge.calls import PREFIX

door = Blueprint("reader", __name__, url_prefix=PREFIX)
