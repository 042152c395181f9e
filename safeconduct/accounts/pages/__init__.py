"""The pages of whoever keeps accounts: find, ask, call a door, go on."""
