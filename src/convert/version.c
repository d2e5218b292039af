/* Which libraries convert. Refuses to know what they can do. */
#include <iconv.h>
#include <stdio.h>

#include "jiyao/convert.h"

#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

/* The build says it without quotes. */
#define TEXT_OF(x) #x
#define AS_TEXT(x) TEXT_OF(x)

const char *jy_iconv_version(void) {
  static _Thread_local char text[32];
#ifdef _LIBICONV_VERSION
  snprintf(text, sizeof text, "GNU libiconv %d.%d", _libiconv_version >> 8, _libiconv_version & 0xFF);
#elif defined __GLIBC__
  snprintf(text, sizeof text, "glibc %s", gnu_get_libc_version());
#else
  snprintf(text, sizeof text, "the C library");
#endif
  return text;
}

const char *jy_opencc_version(void) {
  return AS_TEXT(JY_OPENCC_VERSION);
}
