/* Which files there are to read: names, sizes, and what stands in the way.
 * Refuses to open them, and to choose by name: each reader sniffs for itself. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ingest/docs.h"

/* The folders that we are inside of, innermost first. */
typedef struct folder {
  const struct folder *outer;
  dev_t device;
  ino_t inode;
} folder;

static int add_entry(jy_paths *p, const char *path, size_t size, int status, const char *message) {
  void *at = p->at;
  if (jy__grow(&at, &p->cap, p->len + 1, sizeof *p->at) < 0) return JY_ENOMEM;
  p->at = at;
  jy_path e = {strdup(path), size, status, message ? strdup(message) : NULL};
  if (!e.path || (message && !e.message)) {
    free(e.path);
    free(e.message);
    return jy__nomem();
  }
  p->at[p->len++] = e;
  return JY_OK;
}

static int refuse(jy_paths *p, const char *path, const char *what, int error) {
  char message[256];
  snprintf(message, sizeof message, "%s: %s", what, strerror(error));
  return add_entry(p, path, 0, error == ENOENT ? JY_ENOTFOUND : JY_EIO, message);
}

static int is_shown(const struct dirent *e) {
  return e->d_name[0] != '.';
}

/* strcmp, not alphasort: the order must not follow the locale. */
static int by_bytes(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static bool is_inside(const folder *f, const struct stat *st) {
  for (; f; f = f->outer)
    if (f->device == st->st_dev && f->inode == st->st_ino) return true;
  return false;
}

static int add_any(jy_paths *p, const char *path, const folder *outer);

static int add_child(jy_paths *p, const char *path, const char *name, const folder *here) {
  jy_buf full = JY_BUF_INIT;
  size_t n = strlen(path);
  jy_buf_printf(&full, "%s%s%s", path, n && path[n - 1] == '/' ? "" : "/", name);
  int status = jy_buf_status(&full);
  if (status == JY_OK) status = add_any(p, full.ptr, here);
  jy_buf_free(&full);
  return status;
}

static int add_folder(jy_paths *p, const char *path, const folder *here) {
  struct dirent **names = NULL;
  int n = scandir(path, &names, is_shown, by_bytes);
  if (n < 0) return errno == ENOMEM ? jy__nomem() : refuse(p, path, "cannot list", errno);
  int status = JY_OK;
  for (int i = 0; i < n; i++) {
    if (status == JY_OK) status = add_child(p, path, names[i]->d_name, here);
    free(names[i]);
  }
  free(names);
  return status;
}

static bool is_excepted(const jy_paths *p, const struct stat *st) {
  for (size_t i = 0; i < p->except_len; i++)
    if (p->except[i].device == (uint64_t)st->st_dev && p->except[i].inode == (uint64_t)st->st_ino) return true;
  return false;
}

/* Goes as deep as the folders nest, which the system's longest path bounds. */
static int add_any(jy_paths *p, const char *path, const folder *outer) {
  struct stat st;
  if (stat(path, &st) < 0 && !outer && jy__path_is_item(path)) return add_entry(p, path, 0, JY_OK, NULL);
  if (stat(path, &st) < 0) return refuse(p, path, "cannot open", errno);
  if (S_ISDIR(st.st_mode)) {
    if (is_inside(outer, &st)) return JY_OK;
    folder here = {outer, st.st_dev, st.st_ino};
    return add_folder(p, path, &here);
  }
  if (outer && is_excepted(p, &st)) return JY_OK;
  if (S_ISREG(st.st_mode)) return add_entry(p, path, (size_t)st.st_size, JY_OK, NULL);
  /* A pipe that was named is wanted; one that lies in a folder could block. */
  if (!outer) return add_entry(p, path, 0, JY_OK, NULL);
  return add_entry(p, path, 0, JY_EINVALID, "is no regular file: name it alone to read it");
}

int jy_paths_add(jy_paths *p, const char *path) {
  size_t before = p->len;
  if (strcmp(path, "-") == 0) return add_entry(p, path, 0, JY_OK, NULL);
  int status = add_any(p, path, NULL);
  if (status < 0 || p->len > before) return status;
  return add_entry(p, path, 0, JY_ENOTFOUND, "the folder holds no file to read");
}

/* `path` as far as `len` is a folder that we come through; the next one ends at the next slash. */
static int add_through(jy_paths *p, char *path, size_t len, const folder *outer) {
  struct stat st;
  char *next = strchr(path + len + 1, '/'), end = path[len];
  path[len] = '\0';
  int found = stat(len ? path : "/", &st), why = errno;
  path[len] = end;
  if (found < 0) return refuse(p, path, "cannot open", why);
  if (is_inside(outer, &st)) return JY_OK;
  folder here = {outer, st.st_dev, st.st_ino};
  return next ? add_through(p, path, (size_t)(next - path), &here) : add_any(p, path, &here);
}

int jy_paths_add_found(jy_paths *p, const char *root, const char *path) {
  size_t n = strlen(root);
  while (n > 0 && root[n - 1] == '/') n--;
  bool is_below = *root && strncmp(path, root, n) == 0 && path[n] == '/' && path[n + 1] != '\0';
  if (!is_below) return jy_paths_add(p, path);
  char *copy = strdup(path);
  if (!copy) return jy__nomem();
  int status = add_through(p, copy, n, NULL);
  free(copy);
  return status;
}

/* Takes the last part off where `..` behind it leads back to the part before; through a link it
 * leads elsewhere. */
static bool goes_back(jy_buf *out, size_t from) {
  struct stat st;
  size_t last = out->len;
  while (last > from && out->ptr[last - 1] != '/') last--;
  size_t size = out->len - last;
  if (size == 0) return out->len > from || from > 0; /* above the root there is the root */
  if (size == 2 && memcmp(out->ptr + last, "..", 2) == 0) return false;
  if (lstat(out->ptr, &st) < 0 || !S_ISDIR(st.st_mode)) return false;
  out->len = last > from ? last - 1 : last;
  out->ptr[out->len] = '\0';
  return true;
}

int jy_path_normal(jy_buf *out, const char *path) {
  jy_buf name = JY_BUF_INIT;
  size_t root = path[0] == '/';
  jy_buf_put(&name, path, root);
  for (const char *p = path, *end; *p && jy_buf_status(&name) == JY_OK; p = end) {
    p += strspn(p, "/");
    end = p + strcspn(p, "/");
    size_t size = (size_t)(end - p);
    bool here = size == 0 || (size == 1 && *p == '.');
    if (here || (size == 2 && memcmp(p, "..", 2) == 0 && goes_back(&name, root))) continue;
    if (name.len > root) jy_buf_put(&name, "/", 1);
    jy_buf_put(&name, p, size);
  }
  if (name.len == 0) jy_buf_put(&name, ".", 1);
  if (jy_buf_status(&name) == JY_OK) jy_buf_put(out, name.ptr, name.len);
  int status = jy_buf_status(&name);
  jy_buf_free(&name);
  return status < 0 ? status : jy_buf_status(out);
}

int jy_paths_except(jy_paths *p, const char *path) {
  struct stat st;
  void *at = p->except;
  if (stat(path, &st) < 0) return JY_OK;
  if (jy__grow(&at, &p->except_cap, p->except_len + 1, sizeof *p->except) < 0) return JY_ENOMEM;
  p->except = at;
  p->except[p->except_len++] = (jy_file_id){(uint64_t)st.st_dev, (uint64_t)st.st_ino};
  return JY_OK;
}

void jy_paths_free(jy_paths *p) {
  for (size_t i = 0; i < p->len; i++) {
    free(p->at[i].path);
    free(p->at[i].message);
  }
  free(p->at);
  free(p->except);
  *p = (jy_paths)JY_PATHS_INIT;
}
