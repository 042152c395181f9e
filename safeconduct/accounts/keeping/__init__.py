"""Keeping accounts: the doors through which agencies, units, accounts, roles and training come and go.

Each door names who acts, when, and its idempotency key; checks how far the accounts of that person reach; and
writes its audit leaf in the same transaction. None of them can reach a case.
"""
