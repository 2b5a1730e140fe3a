"""The blueprint inside the widget's: programs are refused as problem+json, not in HTML."""

from flask import Blueprint
from werkzeug.exceptions import HTTPException

from comments_service.domain.errors import Refused
from comments_service.edge import errors

door = Blueprint("feeds", __name__)
door.register_error_handler(Refused, errors.refused)
door.register_error_handler(HTTPException, errors.of_http)
door.register_error_handler(Exception, errors.unforeseen)
