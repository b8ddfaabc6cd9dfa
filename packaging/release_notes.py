#!/usr/bin/env python3
"""Prints the part of CHANGELOG.md for a version, and fails if the files of the project do not agree about it.

    packaging/release_notes.py VERSION
"""

import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main(version):
    cargo = tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]["package"]["version"]
    if cargo != version:
        sys.exit(f"Cargo.toml has version {cargo}, not {version}")
    metainfo = next(ROOT.glob("packaging/linux/*.metainfo.xml")).read_text()
    newest = re.search(r'<release version="([^"]+)"', metainfo)[1]
    if newest != version:
        sys.exit(f"the newest release of the metainfo is {newest}, not {version}")
    changes = (ROOT / "CHANGELOG.md").read_text()
    part = re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d\n(.*?)(?=^## |\Z)", changes, re.M | re.S)
    if not part or not part[1].strip():
        sys.exit(f"CHANGELOG.md has no dated part for {version}")
    print(part[1].strip())


if __name__ == "__main__":
    main(*sys.argv[1:])
