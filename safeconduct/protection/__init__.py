"""The rules. Standard library only: no framework, no clock, no case data of its own."""
