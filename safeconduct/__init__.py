"""Safe Conduct: protects people who were trafficked, from first contact to years after, across borders."""
