#!/usr/bin/env python3
"""Texts about the parts of a package, from the crates that are compiled into the program.

    packaging/third_party.py licences TARGET                   the licence texts of the crates
    packaging/third_party.py sbom TARGET VERSION LIBRARIES [RUNTIME]
                                                               the list of parts (CycloneDX), with the files of folder
                                                               LIBRARIES and the models; RUNTIME is the version of the
                                                               ONNX Runtime, if the name of its file does not say it

Both print to standard output. `sbom` needs cargo-cyclonedx.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LICENCE_NAME = re.compile(r"^(licen[cs]e|copying|copyright|notice|unlicense|ofl|ufl)", re.IGNORECASE)
NOT_LICENCES = {".rs", ".toml", ".py", ".json"}
ORT_VERSION = re.compile(r"^libonnxruntime\.so\.([\d.]+)$")


def crates(target):
    """The crates from the registry that are linked into the program for `target`, by name and version."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    metadata = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    waiting, seen = [metadata["resolve"]["root"]], set()
    while waiting:
        package = waiting.pop()
        if package in seen:
            continue
        seen.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    linked = (packages[package] for package in seen if packages[package]["source"])
    return sorted(linked, key=lambda package: (package["name"], package["version"]))


def licences(target):
    """Prints each licence text once, with the crates that have it."""
    by_text, without = {}, []
    for package in crates(target):
        name = f"{package['name']} {package['version']} ({package['license']})"
        folder = pathlib.Path(package["manifest_path"]).parent
        files = [f for f in sorted(folder.rglob("*")) if LICENCE_NAME.match(f.name) and f.is_file()]
        files = [f for f in files if f.suffix not in NOT_LICENCES]
        for file in files:
            text = file.read_text(errors="replace").replace("\r\n", "\n").strip()
            by_text.setdefault(text, []).append(name)
        if not files:
            without.append(name)
    print("Rust crates that are compiled into Plumbline, with their licences.\n")
    for text, names in sorted(by_text.items(), key=lambda item: item[1]):
        print("=" * 78, *dict.fromkeys(names), "-" * 78, text, "", sep="\n")
    print("=" * 78)
    print("Crates whose package has no licence text; the licence they name is in brackets:")
    print(*without, sep="\n")


def sbom(target, version, libraries, runtime=None):
    """Prints the list of parts in the format CycloneDX."""
    file_name = "sbom-of-packaging"
    command = ["cargo", "cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5", "--target", target,
               "--override-filename", file_name]
    written = [ROOT / folder / f"{file_name}.json" for folder in [".", *ROOT.glob("crates/*")]]
    try:
        subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
        text = written[0].read_text()
    finally:
        for file in written:
            file.unlink(missing_ok=True)
    # Packages of the workspace are named by their folder, which differs between machines.
    parts = json.loads(text.replace(ROOT.as_uri(), "file:///plumbline"))
    parts["metadata"]["component"]["version"] = version
    # Both would differ at each run.
    parts.pop("serialNumber", None)
    parts["metadata"].pop("timestamp", None)
    found = (path for path in sorted(pathlib.Path(libraries).iterdir()) if ".so" in path.name or path.suffix == ".dll")
    parts["components"] += [library(path, runtime) for path in found]
    parts["components"] += [model(path) for path in sorted(ROOT.glob("models/*.onnx"))]
    json.dump(parts, sys.stdout, indent=1, sort_keys=True)
    print()


def part(kind, path, licence, **more):
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"type": kind, "bom-ref": path.name, "hashes": [{"alg": "SHA-256", "content": digest}],
            "licenses": [{"license": {"id": licence}}], **more}


def library(path, version):
    version = version or ORT_VERSION.match(path.name)[1]
    return part("library", path, "MIT", name="onnxruntime", version=version, purl=f"pkg:pypi/onnxruntime@{version}",
                supplier={"name": "Microsoft Corporation"})


def model(path):
    return part("machine-learning-model", path, "Apache-2.0", name=path.name, supplier={"name": "Google LLC"})


if __name__ == "__main__":
    {"licences": licences, "sbom": sbom}[sys.argv[1]](*sys.argv[2:])
