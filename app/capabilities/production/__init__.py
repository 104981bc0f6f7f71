"""Production: from the ERP's plan to finished goods. Kept exemplary; look here when unsure.

Split by noun, each with the same rooms: `plan` (the ERP's file), `orders` (planned, released,
received), `operations` (dispatched, run, reported), `calls` (for help), `progress` (what the
screens ask). `bodies.py` holds the documents that production defines.
"""
