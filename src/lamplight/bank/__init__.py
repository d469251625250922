"""Lists of known signals: signal -> BankHit. Pure."""
