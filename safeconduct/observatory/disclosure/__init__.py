"""What may be published about people without exposing one: safe tables, noise with a budget, synthetic records.

Stands alone: needs NumPy, SciPy, Numba and OpenDP, and nothing else of the product.
"""
