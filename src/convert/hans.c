/* Single characters of OpenCC's "t2s", for whoever asks what script a character
 * is of. Refuses to know phrases. */
#include <stdatomic.h>

#include "base/embed.h"
#include "convert/chains.h"
#include "convert/internal.h"

static uint32_t first_char(jy_str s) {
  uint32_t cp = 0;
  return jy__utf8_next(s.ptr, s.ptr + s.len, &cp) ? cp : 0;
}

/* Asked for every character of a text, so without a lock after the first time. */
static const jy__dict *t2s(void) {
  static _Atomic(const jy__dict *) known;
  const jy__dict *t = atomic_load_explicit(&known, memory_order_acquire);
  const jy__chain *chain;
  if (t || jy__chain_of(&chain, "t2s") < 0 || !chain) return t;
  atomic_store_explicit(&known, chain->links[0], memory_order_release);
  return chain->links[0];
}

uint32_t jy__hans_char(uint32_t cp) {
  const jy__dict *t = t2s();
  if (!t) return cp;
  if (cp >= 0x800 && cp < 0x10000 && !(t->forms[cp] & JY__ODD)) return jy__three(t->forms[cp]);
  jy_buf one = JY_BUF_INIT;
  size_t len = 0;
  jy__utf8_put(&one, cp);
  const jy__value *v = jy__dict_match(t, jy_buf_str(&one).ptr, jy_buf_str(&one).ptr + one.len, &len);
  uint32_t to = v ? first_char((jy_str){jy__value_text(v), v->to_len}) : 0;
  jy_buf_free(&one);
  return to ? to : cp;
}

int jy__hans_each(void (*each)(void *data, uint32_t from, uint32_t to), void *data) {
  jy_str text, from, to;
  if (!jy__embedded_find("opencc/TSCharacters.txt", &text))
    return jy__fail(JY_ENOTFOUND, NULL, JY_NO_OFFSET, "the OpenCC dictionaries are not in this program");
  while (jy__dict_line(&text, &from, &to)) {
    uint32_t a = first_char(from), b = first_char(to);
    if (a && b && a != b) each(data, a, b);
  }
  return JY_OK;
}
