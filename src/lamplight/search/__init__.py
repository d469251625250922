"""Words, values and pictures over what is stored: what a person typed or uploaded -> Page of Hits.

text -> query -> values or words -> Page; picture -> pictures -> Page

Each search takes the Actor who asks and writes an audit row in the caller's transaction.
"""
