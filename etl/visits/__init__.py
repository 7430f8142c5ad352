"""Visit lists: out as a workbook to print and fill in (write), back as events of the ledger (read, check).

What a row tells goes through the ledger's own functions (ledger/targets.py) and therefore through their checks. A row
is recorded whole or not at all, and once, however often its file is loaded.
"""
