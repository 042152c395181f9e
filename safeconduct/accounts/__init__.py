"""Who works with Safe Conduct: agencies, units, roles and training held, absence, and signing in."""
