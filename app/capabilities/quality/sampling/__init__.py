"""Sampling by attributes, lot by lot: a lot's plan, its verdict, and when inspection switches.

Standard: GB/T 2828.1-2012 = ISO 2859-1:1999, single plans.
"""
