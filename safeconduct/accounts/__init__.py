"""The people who work with Safe Conduct: agencies, units, roles held, training held, absence, and signing in."""
