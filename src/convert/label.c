/* Labels of encodings and what they are read as: the largest set that pages
 * use under that name. Refuses to know how bytes are decoded. */
#include <string.h>

#include "convert/internal.h"

/* What can be read: name, what iconv(3) calls it, and the labels, folded to
 * letters and digits in upper case. The labels follow the WHATWG Encoding
 * Standard, section 4.2, with the numbers of code pages added; but ISO-8859-1 is
 * read as such, since each of its bytes means itself and repairs build on that.
 * HZ and ISO-2022-CN, which the standard no longer reads, are read here, since
 * mail and news of the nineties are in them; UTF-7 and the rest of ISO-2022 are
 * not. */
static const struct {
  jy__encoding encoding;
  const char *labels;
} known[] = {
    {{"UTF-8", NULL, JY__ENC_UTF8, false},
     " ASCII UNICODE11UTF8 UNICODE20UTF8 USASCII UTF8 XUNICODE20UTF8 "},
    {{"GB18030", "GB18030", JY__ENC_GB18030, false},
     " 936 CHINESE CP936 CSGB2312 CSISO58GB231280 EUCCN GB18030 GB180302000 GB180302005 "
     "GB180302022 GB2312 GB231280 GBK ISOIR58 MS936 WINDOWS936 XGBK "},
    {{"BIG5-HKSCS", "BIG5-HKSCS", JY__ENC_BIG5, false},
     " 950 BIG5 BIG5ETEN BIG5HKSCS CNBIG5 CP950 CSBIG5 MS950 WINDOWS950 XXBIG5 "},
    {{"UTF-16", NULL, JY__ENC_UTF16, false}, " UTF16 "},
    {{"UTF-16LE", NULL, JY__ENC_UTF16, false},
     " CSUNICODE ISO10646UCS2 UCS2 UNICODE UNICODEFEFF UTF16LE "},
    {{"UTF-16BE", NULL, JY__ENC_UTF16, true}, " UNICODEFFFE UTF16BE "},
    {{"UTF-32", NULL, JY__ENC_UTF32, false}, " UTF32 "},
    {{"UTF-32LE", NULL, JY__ENC_UTF32, false}, " UTF32LE "},
    {{"UTF-32BE", NULL, JY__ENC_UTF32, true}, " UTF32BE "},
    {{"CP932", "CP932", JY__ENC_DOUBLE, false},
     " CP932 CSSHIFTJIS MS932 MSKANJI SHIFTJIS SJIS WINDOWS31J XSJIS "},
    {{"CP949", "CP949", JY__ENC_DOUBLE, false},
     " CP949 CSEUCKR CSKSC56011987 EUCKR ISOIR149 KOREAN KSC5601 KSC56011987 KSC56011989 UHC "
     "WINDOWS949 "},
    {{"EUC-JP", "EUC-JP", JY__ENC_EUCJP, false}, " CSEUCPKDFMTJAPANESE EUCJP XEUCJP "},
    {{"EUC-TW", "EUC-TW", JY__ENC_EUCTW, false}, " CNS11643 EUCTW XEUCTW "},
    {{"HZ", NULL, JY__ENC_ESCAPES, false}, " HZ HZGB2312 "},
    {{"ISO-2022-CN", NULL, JY__ENC_ESCAPES, false}, " CSISO2022CN CSISO2022CNEXT ISO2022CN ISO2022CNEXT "},
    {{"ISO-8859-1", "ISO-8859-1", JY__ENC_SINGLE, false},
     " CP819 CSISOLATIN1 IBM819 ISO88591 ISO885911987 ISOIR100 L1 LATIN1 "},
    {{"ISO-8859-2", "ISO-8859-2", JY__ENC_SINGLE, false},
     " CSISOLATIN2 ISO88592 ISO885921987 ISOIR101 L2 LATIN2 "},
    {{"ISO-8859-3", "ISO-8859-3", JY__ENC_SINGLE, false},
     " CSISOLATIN3 ISO88593 ISO885931988 ISOIR109 L3 LATIN3 "},
    {{"ISO-8859-4", "ISO-8859-4", JY__ENC_SINGLE, false},
     " CSISOLATIN4 ISO88594 ISO885941988 ISOIR110 L4 LATIN4 "},
    {{"ISO-8859-5", "ISO-8859-5", JY__ENC_SINGLE, false},
     " CSISOLATINCYRILLIC CYRILLIC ISO88595 ISO885951988 ISOIR144 "},
    {{"ISO-8859-6", "ISO-8859-6", JY__ENC_SINGLE, false},
     " ARABIC ASMO708 CSISO88596E CSISO88596I CSISOLATINARABIC ECMA114 ISO88596 ISO885961987 "
     "ISO88596E ISO88596I ISOIR127 "},
    {{"ISO-8859-7", "ISO-8859-7", JY__ENC_SINGLE, false},
     " CSISOLATINGREEK ECMA118 ELOT928 GREEK GREEK8 ISO88597 ISO885971987 ISOIR126 SUNEUGREEK "},
    {{"ISO-8859-8", "ISO-8859-8", JY__ENC_SINGLE, false},
     " CSISO88598E CSISO88598I CSISOLATINHEBREW HEBREW ISO88598 ISO885981988 ISO88598E "
     "ISO88598I ISOIR138 LOGICAL VISUAL "},
    {{"ISO-8859-10", "ISO-8859-10", JY__ENC_SINGLE, false},
     " CSISOLATIN6 ISO885910 ISOIR157 L6 LATIN6 "},
    {{"ISO-8859-13", "ISO-8859-13", JY__ENC_SINGLE, false}, " ISO885913 "},
    {{"ISO-8859-14", "ISO-8859-14", JY__ENC_SINGLE, false}, " ISO885914 "},
    {{"ISO-8859-15", "ISO-8859-15", JY__ENC_SINGLE, false}, " CSISOLATIN9 ISO885915 L9 "},
    {{"ISO-8859-16", "ISO-8859-16", JY__ENC_SINGLE, false}, " ISO885916 "},
    {{"KOI8-R", "KOI8-R", JY__ENC_SINGLE, false}, " CSKOI8R KOI KOI8 KOI8R "},
    {{"KOI8-U", "KOI8-U", JY__ENC_SINGLE, false}, " KOI8RU KOI8U "},
    {{"IBM852", "CP852", JY__ENC_SINGLE, false}, " 852 CP852 IBM852 "},
    {{"IBM866", "CP866", JY__ENC_SINGLE, false}, " 866 CP866 CSIBM866 IBM866 "},
    {{"MACINTOSH", "MACINTOSH", JY__ENC_SINGLE, false}, " CSMACINTOSH MAC MACINTOSH XMACROMAN "},
    {{"MAC-CYRILLIC", "MACCYRILLIC", JY__ENC_SINGLE, false},
     " MACCYRILLIC XMACCYRILLIC XMACUKRAINIAN "},
    {{"WINDOWS-874", "CP874", JY__ENC_SINGLE, false}, " CP874 DOS874 ISO885911 TIS620 WINDOWS874 "},
    {{"WINDOWS-1250", "CP1250", JY__ENC_SINGLE, false}, " CP1250 WINDOWS1250 XCP1250 "},
    {{"WINDOWS-1251", "CP1251", JY__ENC_SINGLE, false}, " CP1251 WINDOWS1251 XCP1251 "},
    {{"WINDOWS-1252", "CP1252", JY__ENC_SINGLE, false}, " CP1252 WINDOWS1252 XCP1252 "},
    {{"WINDOWS-1253", "CP1253", JY__ENC_SINGLE, false}, " CP1253 WINDOWS1253 XCP1253 "},
    {{"WINDOWS-1254", "CP1254", JY__ENC_SINGLE, false},
     " CP1254 CSISOLATIN5 ISO88599 ISO885991989 ISOIR148 L5 LATIN5 WINDOWS1254 XCP1254 "},
    {{"WINDOWS-1255", "CP1255", JY__ENC_SINGLE, false}, " CP1255 WINDOWS1255 XCP1255 "},
    {{"WINDOWS-1256", "CP1256", JY__ENC_SINGLE, false}, " CP1256 WINDOWS1256 XCP1256 "},
    {{"WINDOWS-1257", "CP1257", JY__ENC_SINGLE, false}, " CP1257 WINDOWS1257 XCP1257 "},
    {{"WINDOWS-1258", "CP1258", JY__ENC_SINGLE, false}, " CP1258 WINDOWS1258 XCP1258 "},
};

/* The label as it stands in a list of labels, between spaces. */
static void fold(char *to, size_t size, const char *label) {
  size_t n = 0;
  to[n++] = ' ';
  for (; *label && n + 2 < size; label++) {
    char c = *label;
    if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) to[n++] = c;
  }
  to[n++] = ' ';
  to[n] = '\0';
}

jy__encoding jy__encoding_of(const char *label) {
  char folded[32];
  fold(folded, sizeof folded, label);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strstr(known[i].labels, folded)) return known[i].encoding;
  return (jy__encoding){label, NULL, JY__ENC_OTHER, false};
}

const char *jy_encoding_name(const char *label) {
  return jy__encoding_of(label).name;
}

bool jy_encoding_known(const char *label) {
  return jy__encoding_of(label).family != JY__ENC_OTHER;
}

const char *jy_encoding_at(size_t i) {
  return i < sizeof known / sizeof *known ? known[i].encoding.name : NULL;
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
