"""Makes the three font files of src/plotting/font.

Needs fonttools, and Debian's packages fonts-noto-cjk and fonts-dejavu-core.
Usage: python scripts/fonts/subset.py src/plotting/font
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

NOTO = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def save_subset(font, characters, path):
    options = subset.Options()
    options.layout_features = ["kern", "ccmp", "mark", "mkmk"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["FFTM"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(path)


def main(folder):
    noto = next(f for f in TTCollection(NOTO).fonts if f["name"].getDebugName(4) == "Noto Sans CJK KR")
    dejavu = TTFont(DEJAVU)
    noto_map, dejavu_map = noto.getBestCmap(), dejavu.getBestCmap()

    hangul = set(range(0xAC00, 0xD7A4)) | set(range(0x3131, 0x318F))
    punctuation = set(range(0x3000, 0x3020))
    latin = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180))
    greek = set(range(0x370, 0x400))
    # arrows, maths, boxes, shapes, ticks, super- and subscripts, combining hat and bar
    symbols = set(range(0x2010, 0x2300)) | set(range(0x2460, 0x2474)) | set(range(0x2500, 0x2607))
    symbols |= set(range(0x2700, 0x2720)) | set(range(0x1D62, 0x1D6B)) | set(range(0x300, 0x330))
    symbols |= set(range(0x27E6, 0x27F0)) | set(range(0x1E00, 0x1F00)) | {0x2C7C, 0x20A9}

    # Noto's CJK symbols are a full em wide, as among Hangul; in formulas DejaVu's widths read better.
    wide = {c for c in latin | greek | symbols if c in noto_map and noto["hmtx"][noto_map[c]][0] == 1000}
    from_noto = (hangul | punctuation | latin | greek | symbols) - (wide & set(dejavu_map))
    from_dejavu = (latin | greek | symbols) - (from_noto & set(noto_map)) | {0x20}
    save_subset(noto, from_noto, f"{folder}/NotoSansKR-Regular.otf")
    save_subset(dejavu, from_dejavu, f"{folder}/DejaVuSans-Symbols.ttf")
    # for pictures with nothing else: ASCII and the minus sign, as src/plotting/render/fonts.ts says
    noto = TTFont(f"{folder}/NotoSansKR-Regular.otf")
    save_subset(noto, set(range(0x20, 0x7F)) | {0x2212}, f"{folder}/NotoSansKR-Latin.otf")


if __name__ == "__main__":
    main(sys.argv[1])
