"""Process capability: Cp, Cpk, Pp, Ppk with how sure they are, and what to know beside them."""
