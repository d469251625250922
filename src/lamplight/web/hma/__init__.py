"""HMA's HTTP interface over Lamplight's banks, for programs that were written for HMA.

The paths, shapes and status codes are those of Hasher-Matcher-Actioner 1.1.7, at commit
baefb4ed67b6cdc1d4c82dbaef858d50866ac424 of facebook/ThreatExchange; docs/hma.md tables each route.
"""
