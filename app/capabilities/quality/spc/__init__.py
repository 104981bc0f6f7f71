"""Control charts: what is charted, the limits fixed in phase I, points judged by them.

Standard: ISO 7870-2 = GB/T 17989.2 (Shewhart charts).
"""
