/* Disks that fail: ingestions in which the n-th write, cut or sync fails, for every n, once or
 * from there on (a full disk). The corpus opens, holds whole documents only, and the next run
 * makes of it what an undisturbed one does. The faults come from the methods of SQLite's files. */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "jiyao/host.h"
#include "scratch.h"
#include "store/internal.h"

static char folder[SCRATCH];
static sqlite3_vfs faulty;
static sqlite3_vfs *sound;

/* What is to fail: the countdown to it, the result, and whether all that follows fails too. */
static struct {
  bool armed, lasting, met;
  size_t left;
  int rc;
} fault;

/* Methods that were changed, beside those that they stand for. */
static struct {
  const sqlite3_io_methods *old;
  sqlite3_io_methods own;
} kinds[8];

static const sqlite3_io_methods *old_of(const sqlite3_file *f) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (f->pMethods == &kinds[i].own) return kinds[i].old;
  fail_msg("a file of no known kind");
  return NULL;
}

static bool fails_now(void) {
  if (!fault.armed) return false;
  if (fault.left > 0) {
    fault.left--;
    return false;
  }
  bool fails = fault.lasting || !fault.met;
  fault.met = true;
  return fails;
}

static int write_faulty(sqlite3_file *f, const void *p, int n, sqlite3_int64 at) {
  return fails_now() ? fault.rc : old_of(f)->xWrite(f, p, n, at);
}

static int truncate_faulty(sqlite3_file *f, sqlite3_int64 size) {
  return fails_now() ? SQLITE_IOERR_TRUNCATE : old_of(f)->xTruncate(f, size);
}

static int sync_faulty(sqlite3_file *f, int flags) {
  return fails_now() ? SQLITE_IOERR_FSYNC : old_of(f)->xSync(f, flags);
}

static int open_faulty(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out) {
  (void)v;
  int rc = sound->xOpen(sound, name, f, flags, out);
  if (rc != SQLITE_OK || !f->pMethods) return rc;
  size_t i = 0;
  while (kinds[i].old && kinds[i].old != f->pMethods)
    if (++i == sizeof kinds / sizeof *kinds) fail_msg("too many kinds of files");
  if (!kinds[i].old) {
    kinds[i].old = f->pMethods;
    kinds[i].own = *f->pMethods;
    kinds[i].own.xWrite = write_faulty;
    kinds[i].own.xTruncate = truncate_faulty;
    kinds[i].own.xSync = sync_faulty;
  }
  f->pMethods = &kinds[i].own;
  return rc;
}

static const char SETUP[] =
    "local corpora = require 'jiyao.corpus'\n"
    "local word = '会'\n"
    "local reader = {RULES = '1'}\n"
    "function reader.paths(list) local all = {}\n"
    "  for i, p in ipairs(list) do all[i] = {path = p, size = 3} end return all end\n"
    "function reader.read(path) local s = word .. path .. ('林知行讲话。'):rep(300)\n"
    "  return {path = path, bytes = s, source = s, reading = s, encoding = 'UTF-8', script = 'Hans',\n"
    "    kind = 'text'} end\n"
    "function reader.extract() return {people = {{name = '林知行', spans = {{10, 19}}}}} end\n"
    "function ingest(path)\n"
    "  local c <close> = corpora.open(path, {create = true, reader = reader})\n"
    "  word = '会' c:ingest({'a', 'b', 'c'})\n"
    "  word = '议' c:ingest({'a', 'b', 'd'})\n"
    "end\n"
    "function rows(path)\n"
    "  local c <close> = corpora.open(path, {write = true})\n"
    "  local faults = c:check()\n"
    "  assert(#faults == 0, table.concat(faults, '; '))\n"
    "  local out = {c:search('林知行').count}\n"
    "  for r in c.db:rows [[SELECT d.path, d.content_id, length(unpacked(k.bytes)) AS n,\n"
    "    (SELECT count(*) FROM mention m JOIN person p ON p.id = m.person_id WHERE p.document_id = d.id) AS m\n"
    "    FROM document d LEFT JOIN content k ON k.document_id = d.id ORDER BY d.path]] do\n"
    "    assert(r.n and r.n > 5000 and r.m == 1, r.path .. ' is not whole')\n"
    "    out[#out + 1] = r.path .. r.content_id .. r.n\n"
    "  end\n"
    "  return table.concat(out, ' ')\n"
    "end\n";

static void run(jy_host *h, const char *code) {
  if (jy_host_run(h, jy_cstr(code), "faults.lua") < 0) fail_msg("%s", jy_error_last()->message);
}

static void forget(const char *name) {
  static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
  for (size_t i = 0; i < 4; i++) {
    char file[2 * SCRATCH];
    snprintf(file, sizeof file, "%s/%s%s", folder, name, ends[i]);
    remove(file);
  }
}

/* Under sanitizers, which make a run five times as slow, each fourth place. */
#ifdef __SANITIZE_ADDRESS__
enum { STEP = 4 };
#else
enum { STEP = 1 };
#endif

/* A file that was never made whole is made anew by the next run, which must not stumble over it. */
static size_t try_all(jy_host *h, int rc, bool lasting) {
  size_t n = 0, failed = 0;
  for (;; n += STEP) {
    forget("c.db");
    memset(&fault, 0, sizeof fault);
    fault.rc = rc;
    fault.lasting = lasting;
    fault.left = n;
    fault.armed = true;
    bool broken = jy_host_run(h, jy_cstr("ingest(path)"), "faults.lua") < 0;
    fault.armed = false;
    if (!fault.met) {
      assert_false(broken);
      break;
    }
    if (broken) failed++;
    run(h, "local f = io.open(path) local size = f and f:seek 'end' or 0 if f then f:close() end\n"
           "if size > 0 and pcall(function() require('jiyao.corpus').open(path):close() end) then\n"
           "  rows(path) end\n"
           "ingest(path) assert(rows(path) == whole, 'other rows than of an undisturbed run')");
  }
  assert_true(failed > 10);
  return n;
}

static void each_write_fails(void **state) {
  (void)state;
  assert_int_equal(scratch_make(folder), 0);
  sound = sqlite3_vfs_find(NULL);
  faulty = *sound;
  faulty.zName = "faulty";
  faulty.xOpen = open_faulty;
  assert_int_equal(sqlite3_vfs_register(&faulty, 1), SQLITE_OK);
  jy_host *h = NULL;
  assert_int_equal(jy_host_new(&h), JY_OK);
  char code[3 * SCRATCH];
  snprintf(code, sizeof code, "path, other = '%s/c.db', '%s/o.db'", folder, folder);
  run(h, code);
  run(h, SETUP);
  run(h, "ingest(other) whole = rows(other)");
  size_t once = try_all(h, SQLITE_IOERR_WRITE, false), full = try_all(h, SQLITE_FULL, true);
  print_message("%zu and %zu places of failure\n", once, full);
  jy_host_free(h);
  sqlite3_vfs_unregister(&faulty);
  assert_int_equal(scratch_remove(folder), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(each_write_fails)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
