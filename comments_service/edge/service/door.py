from flask import Blueprint

from ..calls import PREFIX

door = Blueprint("service", __name__, url_prefix=PREFIX)
