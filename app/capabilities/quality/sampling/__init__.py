"""Sampling by attributes, lot by lot: the plan for a lot, its verdict, and when inspection switches.

Standard: GB/T 2828.1-2012 = ISO 2859-1:1999, single plans.
"""
