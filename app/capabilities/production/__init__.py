"""Production: products, routes, work orders, operations, reports; `plan` reads ERP plans."""
