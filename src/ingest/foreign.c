/* What is certainly no text, by its first bytes, and what to do about it.
 * Refuses to read any of it. */
#include <string.h>

#include "ingest/reader.h"

typedef struct {
  size_t at; /* where the mark stands */
  const char *mark;
  size_t len;
  const char *is;
} foreign;

#define MARK(at, mark, is) {at, mark, sizeof(mark) - 1, is}

/* Marks as the formats' own definitions give them, each with a byte that no text
 * has where its letters alone could begin one (ID3 is also the name of a column). jy_detect() knows images and
 * archives that need no word of advice. */
static const foreign known[] = {
    MARK(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
         "an old Office file (.doc, .xls, .ppt): save it as .docx, a table as CSV"),
    MARK(8, "WEBPVP8", "a WebP image"),
    MARK(0, "II*\0", "a TIFF image"),
    MARK(0, "MM\0*", "a TIFF image"),
    MARK(0, "\0\0\0\x14" "ftyp", "a video or sound file (MP4)"),
    MARK(0, "\0\0\0\x18" "ftyp", "a video or sound file (MP4)"),
    MARK(0, "\0\0\0\x1C" "ftyp", "a video or sound file (MP4)"),
    MARK(0, "\0\0\0\x20" "ftyp", "a video or sound file (MP4)"),
    MARK(0, "ID3\2", "a sound file (MP3)"),
    MARK(0, "ID3\3", "a sound file (MP3)"),
    MARK(0, "ID3\4", "a sound file (MP3)"),
    MARK(8, "AVI LIST", "a video file (AVI)"),
    MARK(8, "WAVEfmt ", "a sound file (WAV)"),
    MARK(0, "FLV\1", "a video file (FLV)"),
    MARK(0, "\x28\xB5\x2F\xFD", "packed by zstd: unpack it first"),
    MARK(257, "ustar", "a tar archive: unpack it first"),
};

/* Of zip files: what a name inside tells. */
static const struct {
  const char *part, *is;
} zipped[] = {
    {"xl/", "a workbook (.xlsb): save its sheet as CSV"},
    {"ppt/", "a presentation (.pptx): save it as PDF"},
    {"mimetypeapplication/epub", "an e-book (.epub), which is not read yet"},
    {"mimetypeapplication/vnd.oasis", "an OpenDocument file: save it as .docx or PDF"},
    {"classes.dex", "a program"},
};

static const char *zip_is(jy_str bytes) {
  /* Names stand before each file and, all of them, at the end. */
  size_t tail = bytes.len < 65536 ? bytes.len : 65536;
  for (size_t i = 0; i < sizeof zipped / sizeof *zipped; i++) {
    const char *part = zipped[i].part;
    if (memmem(bytes.ptr, tail, part, strlen(part)) ||
        memmem(bytes.ptr + bytes.len - tail, tail, part, strlen(part)))
      return zipped[i].is;
  }
  return "a zip archive: unpack it first";
}

const char *jy__foreign(jy_str bytes) {
  if (bytes.len > 30 && memcmp(bytes.ptr, "PK\3\4", 4) == 0) return zip_is(bytes);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    const foreign *f = &known[i];
    if (bytes.len > f->at + f->len && memcmp(bytes.ptr + f->at, f->mark, f->len) == 0) return f->is;
  }
  return NULL;
}
