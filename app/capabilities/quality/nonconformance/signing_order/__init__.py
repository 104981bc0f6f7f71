"""The order in which a proposal is signed: the flow's steps, and the approvals that must be."""
