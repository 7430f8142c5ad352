"""The bench of linking: awkward ledgers over invented names, what is known to be true of them, and who finds it.

`registry` invents the enterprises, `ledger` the unions as clerks write them, `decidable` says which pairs a person
could decide, `methods` and `project` link, `scoring` counts. `python -m benchmarks.linking --seeds 5` prints the table.
"""
