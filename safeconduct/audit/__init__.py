"""Who saw and did what, when and why: written with the act itself, never changed, verifiable by anyone."""
