"""Keys, sealing and shredding: what is confidential is sealed with its case's own key."""
