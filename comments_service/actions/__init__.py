"""What can be done: one verb a file.

An action reads as a paragraph (look up, judge, write, note what happened) and owns its
transaction. It knows neither HTTP nor SQL.
"""
