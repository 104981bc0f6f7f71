"""How readings are distributed, as a picture shows it: bars and the normal curve over them."""
