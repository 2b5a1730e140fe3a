"""Real bug reports of other systems, as small inputs with the right behaviour.

Each test carries the number of its case; a case that is answered otherwise here stands in
docs/decisions.md, and `test_all_cases.py` watches over both.
"""
