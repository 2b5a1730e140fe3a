"""The tests mirror the rooms of the service by name.

Beside them stand `services/` (real servers, fetched by the tests themselves), `tooling/`
(what keeps this house in order), and `browser/`, `faults/`, `security/` by their subject.
"""
