"""How the product is hosted: what the environment says, headers on every page, logs that tell no values."""
