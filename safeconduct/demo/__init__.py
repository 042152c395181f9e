"""Invented people in two invented countries, and what plays their journeys through the real doors."""
