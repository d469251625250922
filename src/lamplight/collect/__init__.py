"""Files of ads: bytes in, one Ad or SetAside out for each record, in the file's order.

path or standard input -> stream (gz, zst) -> formats (jsonl, csv, parquet, cdr) -> fields -> Ad
"""
