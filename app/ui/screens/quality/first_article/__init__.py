"""First articles: what waits, and letting production go on."""
