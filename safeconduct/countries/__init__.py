"""One file of law and practice for each country; no code. `_sources.toml` names every source."""
