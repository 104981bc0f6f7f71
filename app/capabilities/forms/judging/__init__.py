"""What a filled form comes to: its verdict, what is missing, what its formulas say."""
