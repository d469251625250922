"""The only room that talks to the database: tables once, queries by noun."""
