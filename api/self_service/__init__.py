"""What self-service features share: whose matter it is, the checker's word on a trade, and what is approved at once."""
