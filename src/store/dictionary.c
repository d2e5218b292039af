/* The dictionaries of a store: what its pages have in common, that none has to tell anew.
 * Knows the one that ships, how one is made of the pages that the store holds, and by which
 * one a frame is opened. Refuses to know what the pages say.
 *
 * Pages of one site are built alike, and people who write of meetings use the same words: by
 * a dictionary of its own pages a page takes well under half of what it takes by the one that
 * ships. Frames name theirs, so an old one stays where a new one is made. */
#include <stdlib.h>
#include <string.h>
#include <zdict.h>

#include "store/packer.h"

/* It is made of no fewer documents than this, and anew when there are four times as many. */
enum { FEWEST = 64, TIMES = 4 };
/* What was stored before the first is packed again, where it is no more than this. */
enum { MOST_REPACKED = 1024 };
/* What it is made of. More takes longer, and gains nothing that was measured. */
enum { MOST_SAMPLES = 1024 };
static const char samples_sql[] = "SELECT substr(unpacked(bytes), 1, 16384) FROM content"
                                  " WHERE document_id <= ?1 AND document_id % (1 + ?1 / 1024) = 0"
                                  " ORDER BY document_id LIMIT 1024";
static const size_t MOST_SAMPLED = (size_t)4 << 20;
/* zstd's own advice: 100 KB or so, and ten times as much to learn from. */
static const size_t LARGEST = 112640, SAMPLES_EACH = 10, SMALLEST = 4096;

/* ---- which there are ---------------------------------------------------------------- */

void jy__packer_renew(jy__packer *p) {
  ZSTD_freeCDict(p->packs);
  p->packs = NULL;
  p->known = false;
}

static int damaged(const jy__packer *p) {
  return jy__fail(JY_EDB, p->store->path, JY_NO_OFFSET,
                  "a dictionary of packed texts is damaged: restore the file from a copy");
}

/* The number of the newest; *id stays where there is none. A file that is being brought up to
 * date may have but one yet, without what tells when it was made. */
static int newest(unsigned *id, jy_store *s) {
  jy_stmt *q;
  int64_t most = -1;
  int status = jy_stmt_new(&q, s, jy_cstr("SELECT * FROM dictionary"));
  while (status >= 0 && (status = jy_stmt_step(q)) > 0) {
    int64_t documents = jy_stmt_columns(q) > 2 ? jy_stmt_int(q, 2) : 0;
    if (documents <= most) continue;
    most = documents;
    *id = (unsigned)jy_stmt_int(q, 0);
  }
  jy_stmt_free(q);
  return status;
}

/* A statement that holds the bytes of that number; 0 where the store has none. */
static int look_up(jy_stmt **out, jy_str *bytes, const jy__packer *p, unsigned id) {
  int status = jy_stmt_new(out, p->store, jy_cstr("SELECT bytes FROM dictionary WHERE id = ?1"));
  if (status == JY_OK) status = jy_stmt_bind_int(*out, 1, id);
  if (status < 0 || (status = jy_stmt_step(*out)) <= 0) return status;
  if ((status = jy_stmt_str(bytes, *out, 0)) < 0) return status;
  return ZDICT_getDictID(bytes->ptr, bytes->len) == id ? 1 : damaged(p);
}

int jy__packer_ready(jy__packer *p) {
  if (p->known) return JY_OK;
  jy_stmt *q = NULL;
  jy_str bytes;
  unsigned id = 0;
  int status = newest(&id, p->store);
  if (status == JY_OK && id && (status = look_up(&q, &bytes, p, id)) > 0) {
    p->packs = ZSTD_createCDict(bytes.ptr, bytes.len, JY__LEVEL);
    status = p->packs ? JY_OK : damaged(p);
  }
  jy_stmt_free(q);
  p->known = status == JY_OK;
  return status;
}

static int add_opener(ZSTD_DDict **out, jy__packer *p, unsigned id, jy_str bytes) {
  jy__opener *more = realloc(p->openers, (p->opened + 1) * sizeof *more);
  if (!more) return jy__nomem();
  p->openers = more;
  *out = ZSTD_createDDict(bytes.ptr, bytes.len);
  if (!*out) return damaged(p);
  p->openers[p->opened++] = (jy__opener){id, *out};
  return JY_OK;
}

int jy__packer_opener(ZSTD_DDict **out, jy__packer *p, unsigned id) {
  *out = NULL;
  for (size_t i = 0; i < p->opened; i++)
    if (p->openers[i].id == id) *out = p->openers[i].unpacks;
  if (*out || !id) return JY_OK;
  jy_stmt *q = NULL;
  jy_str bytes;
  int status = look_up(&q, &bytes, p, id);
  if (status > 0) status = add_opener(out, p, id, bytes);
  jy_stmt_free(q);
  return status;
}

void jy__packer_free(jy__packer *p) {
  if (!p) return;
  for (size_t i = 0; i < p->opened; i++) ZSTD_freeDDict(p->openers[i].unpacks);
  free(p->openers);
  ZSTD_freeCDict(p->packs);
  ZSTD_freeCCtx(p->in);
  ZSTD_freeDCtx(p->out);
  free(p);
}

/* ---- a new one ---------------------------------------------------------------------- */

/* One number that a query gives. */
static int number_of(int64_t *out, jy_store *s, const char *sql) {
  jy_stmt *q;
  int status = jy_stmt_new(&q, s, jy_cstr(sql));
  if (status == JY_OK && (status = jy_stmt_step(q)) > 0) *out = jy_stmt_int(q, 0);
  jy_stmt_free(q);
  return status < 0 ? status : JY_OK;
}

typedef struct {
  jy_buf bytes;
  size_t sizes[MOST_SAMPLES];
  unsigned count;
} samples;

static int gather(samples *x, jy_store *s, int64_t documents) {
  jy_stmt *q;
  jy_str page;
  int status = jy_stmt_new(&q, s, jy_cstr(samples_sql));
  if (status == JY_OK) status = jy_stmt_bind_int(q, 1, documents);
  while (status >= 0 && x->count < MOST_SAMPLES && x->bytes.len < MOST_SAMPLED &&
         (status = jy_stmt_step(q)) > 0) {
    status = jy_stmt_str(&page, q, 0);
    if (status < 0 || page.len == 0) continue;
    jy_buf_put(&x->bytes, page.ptr, page.len);
    x->sizes[x->count++] = page.len;
  }
  jy_stmt_free(q);
  return status < 0 ? status : jy_buf_status(&x->bytes);
}

/* *size is 0 where the samples have too little in common. */
static void train(char *dictionary, size_t *size, const samples *x) {
  size_t room = x->bytes.len / SAMPLES_EACH < LARGEST ? x->bytes.len / SAMPLES_EACH : LARGEST;
  *size = room < SMALLEST ? 0 : ZDICT_trainFromBuffer(dictionary, room, x->bytes.ptr, x->sizes, x->count);
  if (ZDICT_isError(*size)) *size = 0;
}

/* One whose number is taken is none, as little as that is likely. */
static int keep(jy_store *s, jy_str dictionary, int64_t documents) {
  jy_stmt *q;
  int status = jy_stmt_new(&q, s, jy_cstr("INSERT OR IGNORE INTO dictionary (id, bytes, documents)"
                                          " VALUES (dictionary_id(?1), ?1, ?2)"));
  if (status == JY_OK) status = jy_stmt_bind_blob(q, 1, dictionary);
  if (status == JY_OK) status = jy_stmt_bind_int(q, 2, documents);
  if (status == JY_OK) status = jy_stmt_run(NULL, q);
  jy_stmt_free(q);
  return status;
}

static int make(bool *made, jy_store *s, int64_t documents) {
  char *dictionary = malloc(LARGEST);
  samples *x = calloc(1, sizeof *x);
  size_t size = 0;
  int status = dictionary && x ? gather(x, s, documents) : jy__nomem();
  if (status == JY_OK) train(dictionary, &size, x);
  if (status == JY_OK && size) status = keep(s, (jy_str){dictionary, size}, documents);
  *made = status == JY_OK && size;
  if (x) jy_buf_free(&x->bytes);
  free(x);
  free(dictionary);
  return status;
}

int jy_store_learn(bool *learned, jy_store *s) {
  int64_t documents = 0, before = 0;
  *learned = false;
  if (s->depth) return JY_OK; /* what is undone must not have packed anything */
  int status = number_of(&documents, s, "SELECT max(id) FROM document");
  if (status == JY_OK) status = number_of(&before, s, "SELECT max(documents) FROM dictionary");
  int64_t due = TIMES * (before > FEWEST ? before : FEWEST);
  if (status < 0 || documents < due) return status;
  while (due <= documents / TIMES) due *= TIMES;
  status = make(learned, s, due); /* of the first so many, so that it is the same whenever it is made */
  if (status < 0 || !*learned) return status;
  jy__packer_renew(s->packer);
  if (before || documents > MOST_REPACKED) return JY_OK;
  return jy_store_exec(s, jy_cstr("UPDATE content SET bytes = packed(unpacked(bytes))"));
}
