"""Where stages are joined: find.py takes files to leads. No rules of the domain."""
