"""Equipment data: samples of parameters and states from machines, and segments of them."""
