"""How days and times are written where we differ from Django; FORMAT_MODULE_PATH points here."""
