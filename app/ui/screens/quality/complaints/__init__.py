"""The screen of complaints: taken in by a scan of the device's UDI, dealt with, closed."""
