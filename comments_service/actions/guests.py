"""Become a guest of a site."""

from comments_service.actions import clock
from comments_service.actions.acting import GUEST_NAME, Charge
from comments_service.domain import names
from comments_service.domain.errors import GuestsRefused, NameReserved
from comments_service.storage import authors, policies, sites
from comments_service.storage.db import restarting, transaction
from comments_service.storage.models import Author


@restarting
def become(site_id: int, name: str | None, *, charge: Charge) -> Author:
    """Make a guest; refuses a name that looks like staff's, and sites without guests."""
    with transaction():
        if policies.of_site(site_id).over().guests == "refused":
            raise GuestsRefused
        refuse_staff_name(name, site_id, field="name")
        charge("guest")
        return authors.add_guest(site_id, name or GUEST_NAME, clock.now())


def refuse_staff_name(name: str | None, site_id: int, *, field: str) -> None:
    if name and names.reserved(name, sites.staff(site_id)):
        raise NameReserved.field(field, "looks like the name of somebody of the staff")
