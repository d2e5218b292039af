/* Going through a text by characters from an offset. Texts are valid UTF-8. */
#ifndef JY_TEXT_CUT_H
#define JY_TEXT_CUT_H

#include "base/internal.h"

/* The boundary of a character at an offset of the text or, where it lies inside
 * one, to the left or the right of it. */
size_t jy__cut_left(jy_str s, size_t at);
size_t jy__cut_right(jy_str s, size_t at);

/* Whether a character starts there, or the text ends. */
static inline bool jy__cut_is_boundary(jy_str s, size_t at) {
  return at >= s.len || ((unsigned char)s.ptr[at] & 0xC0) != 0x80;
}

/* The last character before `stop` that is one of `marks`; an empty span, where
 * the search ended, where there is none: at `floor` or before it. */
jy_span jy__cut_back(jy_str s, size_t stop, size_t floor, jy_str marks);

/* Where the first white space of ASCII stands, or the length. */
size_t jy__cut_white(jy_str s);

/* Appends the text without it. JY_OK or JY_ENOMEM. */
int jy__cut_squeeze(jy_buf *out, jy_str s);

#endif
