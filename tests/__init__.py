"""The tests, and the measuring of the product against the gold annotations in `tests/gold/`."""
