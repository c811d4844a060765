"""What the nodes of several packages share."""
