"""Reads a CSV file with Python's own csv, datetime and zoneinfo: ids with instants, as JSON. Arguments: file, column, zone."""

import csv
import json
import sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

file, column, zone = sys.argv[1:]
rows = {}
with open(file, newline="", encoding="utf-8-sig") as source:
    for row in csv.DictReader(source):
        text = row[column]
        if not text:
            continue
        instant = datetime.fromisoformat(text.replace("Z", "+00:00"))
        # The offset in the file must be the one that the zone has at that instant.
        if zone and instant.utcoffset() != instant.astimezone(ZoneInfo(zone)).utcoffset():
            sys.exit(f"{text} has another offset than {zone}")
        rows[row["id"]] = instant.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
json.dump(rows, sys.stdout)
