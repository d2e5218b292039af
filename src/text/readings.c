/* The table of readings, looked up in place. Refuses to know what is a gloss. */
#include "text/readings.h"

#include <pthread.h>
#include <string.h>

#include "base/data.h"
#include "jiyao/text.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static jy_buf own = JY_BUF_INIT;
static jy_str table; /* lives as long as the process */

static int get(jy_str *out) {
  pthread_mutex_lock(&lock);
  int status = table.ptr ? JY_OK : jy__resource_view(&table, &own, "jiyao/data/readings.tsv");
  *out = table;
  pthread_mutex_unlock(&lock);
  return status;
}

/* One spelling for what pages write in several: composed, with the plain g, and
 * carons where breves were typed. */
static int spell(jy_buf *out, jy_str s) {
  static const struct {
    const char *from, *to;
  } same[] = {{"ɡ", "g"}, {"ă", "ǎ"}, {"ĕ", "ě"}, {"ĭ", "ǐ"}, {"ŏ", "ǒ"}, {"ŭ", "ǔ"}};
  jy_buf plain = JY_BUF_INIT;
  int status = jy_nfkc(&plain, NULL, s);
  for (size_t i = 0; i < plain.len;) {
    size_t n = jy__utf8_len((unsigned char)plain.ptr[i]);
    jy_str one = {plain.ptr + i, n};
    for (size_t k = 0; k < sizeof same / sizeof *same; k++)
      if (jy_str_equal(one, jy_cstr(same[k].from))) one = jy_cstr(same[k].to);
    jy_buf_put(out, one.ptr, one.len);
    i += n;
  }
  jy_buf_free(&plain);
  return status < 0 ? status : jy_buf_status(out);
}

int jy__readings_of(jy_str *characters, jy_str syllable) {
  jy_str all;
  jy_buf key = JY_BUF_INIT;
  *characters = (jy_str){"", 0};
  int status = get(&all);
  if (status == JY_OK) status = spell(&key, syllable);
  if (status == JY_OK) jy__data_find(characters, all, jy_buf_str(&key));
  jy_buf_free(&key);
  return status;
}

jy__reading jy__reading_fits(uint32_t cp, jy_str syllable) {
  jy_str row;
  if (cp < 0x4E00 || cp > 0x9FA5 || jy__readings_of(&row, syllable) < 0 || row.len == 0)
    return JY__READING_UNKNOWN;
  for (size_t i = 0; i + 3 <= row.len; i += 3) {
    uint32_t one;
    jy__utf8_next(row.ptr + i, row.ptr + row.len, &one);
    if (one == cp) return JY__READING_YES;
  }
  return JY__READING_NO;
}
