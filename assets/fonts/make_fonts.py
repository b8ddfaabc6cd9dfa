#!/usr/bin/env python3
"""Makes the window's fonts from the npm packages `inter-ui` 4.1.1 and `@phosphor-icons/web` 2.1.2.

    npm pack inter-ui@4.1.1 && npm pack @phosphor-icons/web@2.1.2    (unpack both)
    pip install fonttools brotli
    make_fonts.py INTER_PACKAGE PHOSPHOR_PACKAGE

Inter becomes one variable font of the weights 400 to 600, for Latin, Greek and Cyrillic. Its usual
figures are the tabular ones, because numbers that change in place must not move. The icons are the
ones in `ICONS`; the script writes their names and code points to `src/ui/theme/icons.rs`.
"""

import io
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = pathlib.Path(__file__).parent

# Latin, Latin-1, Latin Extended A and B, Greek, Cyrillic, Latin Extended Additional, punctuation, currency,
# letterlike signs, arrows and the mathematical signs that texts use.
RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x45F),
    (0x490, 0x4FF), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x203A), (0x20A0, 0x20BF),
    (0x2116, 0x2122), (0x2190, 0x2193), (0x2200, 0x2265),
]

ICONS = [
    "activity", "arrow-clockwise", "arrow-counter-clockwise", "arrow-left", "arrow-right", "barbell", "bell",
    "bell-slash", "bell-z", "calendar-blank", "camera", "camera-slash", "caret-down", "caret-left", "caret-right",
    "caret-up", "chart-bar", "check", "check-circle", "clock", "coffee", "database", "desktop", "download-simple",
    "eye", "faders", "fire", "floppy-disk", "hand-palm", "heartbeat", "house", "image", "info", "keyboard",
    "list", "lock-key", "magnifying-glass", "map-pin", "minus", "moon", "monitor", "palette", "pause",
    "person", "person-arms-spread", "person-simple-tai-chi", "pencil-simple", "play", "plus", "power", "question",
    "seal-check", "shield-check", "skip-back", "skip-forward", "sliders-horizontal", "speaker-high", "speaker-slash",
    "squares-four", "star", "stop", "sun", "target", "thumbs-down", "timer", "trash", "trend-down", "trend-up",
    "upload-simple", "user", "video-camera", "warning", "warning-circle", "x", "gear-six", "user-focus",
    "dots-three", "repeat", "circle-half", "heart", "prohibit",
]


def inter(package: pathlib.Path) -> None:
    font = TTFont(package / "variable" / "InterVariable.woff2")
    font = instancer.instantiateVariableFont(font, {"wght": (400, 600), "opsz": 14})
    # The instancer leaves glyphs without variations that the subsetter expects; a saved font has them.
    font.flavor = None
    saved = io.BytesIO()
    font.save(saved)
    font = TTFont(saved)
    tabular(font)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    keep = subset.Subsetter(options)
    keep.populate(unicodes=[c for low, high in RANGES for c in range(low, high + 1)])
    keep.subset(font)
    font.save(HERE / "Inter-subset.ttf")


def tabular(font: TTFont) -> None:
    """Maps the digits and the signs among them to their tabular forms."""
    gsub = font["GSUB"].table
    forms = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    forms.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code in [*range(0x30, 0x3A)]:
                if table.cmap.get(code) in forms:
                    table.cmap[code] = forms[table.cmap[code]]


def icons(package: pathlib.Path) -> None:
    """The outline and the filled icons, at the same code points in two fonts."""
    codes = {}
    for line in (package / "src/regular/style.css").read_text().splitlines():
        if line.startswith(".ph.ph-") and ":before" in line:
            name = line[len(".ph.ph-"):line.index(":before")]
            codes[name] = None
        elif "content:" in line and codes:
            last = next(reversed(codes))
            codes[last] = int(line.split('"')[1].lstrip("\\"), 16)
    missing = [name for name in ICONS if name not in codes]
    print("not in the package:", missing)
    wanted = {name: codes[name] for name in ICONS if name in codes}
    for source, target in [("regular/Phosphor.ttf", "Phosphor-subset.ttf"),
                           ("fill/Phosphor-Fill.ttf", "Phosphor-Fill-subset.ttf")]:
        options = subset.Options()
        options.layout_features = []
        options.hinting = False
        options.name_IDs = [0, 1, 2, 13, 14]
        font = TTFont(package / "src" / source)
        keep = subset.Subsetter(options)
        keep.populate(unicodes=list(wanted.values()))
        keep.subset(font)
        font.save(HERE / target)
    rust(wanted)


def rust(codes: dict[str, int]) -> None:
    """Writes the enum of the icons."""
    lines = ["//! The icons of the window. Written by `assets/fonts/make_fonts.py`; do not edit.", ""]
    lines += ["/// An icon of the Phosphor set; the name is Phosphor's own.", "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]"]
    lines += ["pub enum Icon {"]
    names = sorted(codes)
    camel = {name: "".join(part.title() for part in name.split("-")) for name in names}
    lines += [f"    {camel[name]}," for name in names] + ["}", "", "impl Icon {"]
    lines += ["    /// All icons.", f"    pub const ALL: [Self; {len(names)}] = ["]
    lines += [f"        Self::{camel[name]}," for name in names] + ["    ];", ""]
    lines += ["    /// The code point in the icon fonts.", "    #[must_use]", "    pub const fn code_point(self) -> char {", "        match self {"]
    lines += [f"            Self::{camel[name]} => '\\u{{{codes[name]:X}}}'," for name in names] + ["        }", "    }", "}", ""]
    (HERE / "../../src/ui/theme/icons.rs").write_text("\n".join(lines))


if __name__ == "__main__":
    inter(pathlib.Path(sys.argv[1]))
    icons(pathlib.Path(sys.argv[2]))
