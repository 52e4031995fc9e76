"""The archive: versions deposited whole, verified and rebuilt."""
