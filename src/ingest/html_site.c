/* Whose site a page is of: what its head and its footer state. Knows where sites put their
 * names; refuses to tell which part of a name is the institution's. */
#include <string.h>

#include "ingest/html_page.h"

enum { LONGEST = 300, CLAIMS = 3 }; /* bytes of a line; lines of the footer */

static int put_line(jy_buf *out, jy_str line) {
  jy_buf one = JY_BUF_INIT;
  jy_buf_put(&one, line.ptr, line.len);
  jy__squeeze(&one);
  if (one.len && one.len <= LONGEST) {
    if (out->len) jy_buf_put(out, "\n", 1);
    jy_buf_put(out, one.ptr, one.len);
  }
  int status = jy_buf_status(&one);
  jy_buf_free(&one);
  return status < 0 ? status : jy_buf_status(out);
}

/* The signs that part a headline from the site. */
static jy_str past_signs(jy_str s) {
  static const uint32_t signs[] = {0xFF5C, 0x2014, 0x2013, 0xBB, 0x4E28};
  uint32_t cp;
  for (size_t n; s.len && (n = jy__utf8_next(s.ptr, s.ptr + s.len, &cp)) != 0; s.ptr += n, s.len -= n) {
    bool is_sign = cp < '0' || (cp > '9' && cp < 'A') || (cp > 'Z' && cp < 'a') || (cp > 'z' && cp < 0x80);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) is_sign |= cp == signs[i];
    if (!is_sign) break;
  }
  return s;
}

/* 会议召开-云岭大学新闻网: what the title element says behind the headline. */
static int put_behind(jy_buf *out, jy_str title) {
  jy_buf head = JY_BUF_INIT;
  jy_buf_put(&head, title.ptr, title.len);
  jy__squeeze(&head);
  jy_str all = jy_buf_str(&head), named = jy__without_site(all);
  int status = jy_buf_status(&head);
  if (status == JY_OK && named.len < all.len)
    status = put_line(out, past_signs((jy_str){all.ptr + named.len, all.len - named.len}));
  jy_buf_free(&head);
  return status;
}

/* 版权所有：云岭大学. */
static bool claims(jy_str line) {
  static const char *const words[] = {"版权所有", "版權所有", "主办单位", "主辦單位", "Copyright", "copyright", "COPYRIGHT", "©"};
  for (size_t i = 0; line.len <= LONGEST && i < sizeof words / sizeof *words; i++)
    if (memmem(line.ptr, line.len, words[i], strlen(words[i]))) return true;
  return false;
}

int jy__html_site(jy_buf *out, const jy__html *r) {
  int status = put_line(out, r->tree.stated.at[JY__FACT_SITE]);
  if (status == JY_OK) status = put_behind(out, r->tree.head_title);
  for (size_t i = 0, n = 0; i < r->flow.rows_len && n < CLAIMS && status == JY_OK; i++) {
    if (r->flow.rows[i].keep || !claims(jy__row_text(r, i))) continue;
    status = put_line(out, jy__row_text(r, i));
    n++;
  }
  return status;
}
