"""The server of a plant: takes in events, gives them their place, hands them out. No Qt."""
