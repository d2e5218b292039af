/* Labels of encodings and what they are read as: the largest set that pages
 * use under that name. Refuses to know how bytes are decoded. */
#include <string.h>

#include "convert/internal.h"

static const jy__encoding kinds[] = {
    {"UTF-8", JY__ENC_UTF8, false},          {"GB18030", JY__ENC_GB18030, false},
    {"BIG5-HKSCS", JY__ENC_BIG5, false},     {"UTF-16", JY__ENC_UTF16, false},
    {"UTF-16LE", JY__ENC_UTF16, false},      {"UTF-16BE", JY__ENC_UTF16, true},
    {"UTF-32", JY__ENC_UTF32, false},        {"UTF-32LE", JY__ENC_UTF32, false},
    {"UTF-32BE", JY__ENC_UTF32, true},
};

/* Folded labels (letters and digits in upper case), sorted, with their kind.
 * The GB and Big5 groups follow the WHATWG Encoding Standard, section 4.2. */
static const struct {
  const char *label;
  int kind;
} labels[] = {
    {"936", 1}, {"950", 2}, {"ASCII", 0}, {"BIG5", 2}, {"BIG5ETEN", 2}, {"BIG5HKSCS", 2},
    {"CHINESE", 1}, {"CNBIG5", 2}, {"CP936", 1}, {"CP950", 2}, {"CSBIG5", 2}, {"CSGB2312", 1},
    {"CSISO58GB231280", 1}, {"EUCCN", 1}, {"GB18030", 1}, {"GB180302000", 1}, {"GB2312", 1},
    {"GB231280", 1}, {"GBK", 1}, {"ISOIR58", 1}, {"MS936", 1}, {"MS950", 2}, {"UNICODE11UTF8", 0},
    {"USASCII", 0}, {"UTF16", 3}, {"UTF16BE", 5}, {"UTF16LE", 4}, {"UTF32", 6}, {"UTF32BE", 8},
    {"UTF32LE", 7}, {"UTF8", 0}, {"WINDOWS936", 1}, {"WINDOWS950", 2}, {"XGBK", 1}, {"XXBIG5", 2},
};

static void fold(char *to, size_t size, const char *label) {
  size_t n = 0;
  for (; *label && n + 1 < size; label++) {
    char c = *label;
    if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) to[n++] = c;
  }
  to[n] = '\0';
}

jy__encoding jy__encoding_of(const char *label) {
  char folded[24];
  fold(folded, sizeof folded, label);
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
    if (strcmp(labels[i].label, folded) == 0) return kinds[labels[i].kind];
  return (jy__encoding){label, JY__ENC_OTHER, false};
}

const char *jy_encoding_name(const char *label) {
  return jy__encoding_of(label).name;
}

static bool opens(jy_str bytes, const char *mark, size_t len) {
  return bytes.len >= len && memcmp(bytes.ptr, mark, len) == 0;
}

size_t jy__bom_size(const jy__encoding *e, jy_str bytes) {
  switch (e->family) {
    case JY__ENC_UTF8:
      return opens(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    case JY__ENC_GB18030:
      return opens(bytes, "\x84\x31\x95\x33", 4) ? 4 : 0;
    case JY__ENC_UTF16:
      return opens(bytes, e->big_endian ? "\xFE\xFF" : "\xFF\xFE", 2) ? 2 : 0;
    case JY__ENC_UTF32:
      return opens(bytes, e->big_endian ? "\0\0\xFE\xFF" : "\xFF\xFE\0\0", 4) ? 4 : 0;
    default:
      return 0;
  }
}
