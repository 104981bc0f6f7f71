"""Equipment and where it stands: machines by work centre, work centres by station (ISA-95)."""
