"""What does not belong to the service and is measured or used beside it, each locked in NAME.txt.

To add one: write NAME.in, name it in the Makefile's `lock`, and copy isso.py.
"""
