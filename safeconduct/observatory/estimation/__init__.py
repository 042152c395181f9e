"""How many people were trafficked and not found: multiple systems estimation from overlapping lists.

Stands alone: needs NumPy, SciPy and Numba, and nothing else of the product.
"""
