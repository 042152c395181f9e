"""How the product is hosted: what the environment says, headers on every page, and logs that tell no values."""
