"""The reading of a case: what people did, played over its chart, says where the case stands."""
