from flask import Blueprint

from ..calls import PREFIX

door = Blueprint("reader", __name__, url_prefix=PREFIX)
