"""What the server tells to programs outside: each connector is one way there."""
