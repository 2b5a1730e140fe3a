"""The demo: articles as a news aggregator shows them, with their comments below.

It stands for a publisher's page: all that it knows of the service is the two lines that
anyone pastes, and one call for the counts.
"""

from comments_service.edge.showcase.door import door

__all__ = ["door"]
