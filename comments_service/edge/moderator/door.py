from flask import Blueprint

from ..calls import PREFIX

door = Blueprint("moderator", __name__, url_prefix=PREFIX)
