"""The demo: a plant as data, a plan as its ERP would write it, the first job played by itself."""
