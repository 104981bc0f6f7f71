"""What production plugs into documents: products, routes, instructions, each with its own rules."""
