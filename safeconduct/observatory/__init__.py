"""Figures about many cases: estimates of how many people nobody has met, and open data that shows no one."""
