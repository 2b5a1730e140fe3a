from flask import Blueprint

door = Blueprint("desk", __name__, url_prefix="/desk", template_folder="templates")
