"""Prints what Python's zoneinfo knows of all zones from 2020 to 2030, as JSON, for zonesOfPython.ts to read.

{"release": "2026c" or null, "zones": {name: [[first second of an offset since the epoch, offset in seconds], ...]}}
"""

import json
import os
import sys
import zoneinfo
from datetime import datetime, timezone

start = int(datetime(2020, 1, 1, tzinfo=timezone.utc).timestamp())
end = int(datetime(2031, 1, 1, tzinfo=timezone.utc).timestamp())
half_day = 43200


def release():
    for folder in zoneinfo.TZPATH:
        for name, prefix in (("tzdata.zi", "# version "), ("+VERSION", "")):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                with open(path, encoding="utf-8") as file:
                    return file.readline().removeprefix(prefix).strip()
    try:
        import tzdata
    except ImportError:
        return None
    return tzdata.IANA_VERSION


def offset_at(zone, second):
    offset = datetime.fromtimestamp(second, zone).utcoffset()
    return offset.days * 86400 + offset.seconds


def periods(zone):
    found = [[start, offset_at(zone, start)]]
    for before in range(start, end, half_day):
        offset = offset_at(zone, before + half_day)
        if offset != found[-1][1]:
            low, high = before, before + half_day
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (low, middle) if offset_at(zone, middle) == offset else (middle, high)
            found.append([high, offset])
    return [period for period in found if period[0] < end]


# No zones of the tz database: what this computer is set to, and what an installer sets before anybody chose.
names = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
json.dump({"release": release(), "zones": {name: periods(zoneinfo.ZoneInfo(name)) for name in names}}, sys.stdout)
