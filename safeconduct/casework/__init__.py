"""The case file: the only home of personal data."""
