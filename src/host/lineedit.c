/* See lineedit.h. libedit keeps wide characters; it gets them from get_char()
 * below, so that Ctrl-C and a resized window reach us while it waits. */
#include "host/lineedit.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#define HISTORY_SIZE 2000
#define PROMPT_SIZE 64

struct jy__line {
  EditLine *el;
  HistoryW *history;
  jy__line_complete *complete;
  void *arg;
  wchar_t prompt[PROMPT_SIZE];
  mbstate_t state;
};

static volatile sig_atomic_t cancelled, resized;

static void on_signal(int number) {
  if (number == SIGINT) cancelled = 1;
  if (number == SIGWINCH) resized = 1;
}

static jy__line *self(EditLine *el) {
  void *l = NULL;
  el_wget(el, EL_CLIENTDATA, &l);
  return l;
}

static wchar_t *show_prompt(EditLine *el) {
  return self(el)->prompt;
}

/* One byte; 1, 0 at the end, -1 when cancelled or failed. */
static int get_byte(EditLine *el, char *byte) {
  for (;;) {
    ssize_t n = cancelled ? -1 : read(STDIN_FILENO, byte, 1);
    if (n >= 0) return (int)n;
    if (cancelled || errno != EINTR) return -1;
    if (resized) el_resize(el);
    resized = 0;
  }
}

/* Bytes that are no character are dropped: the line must stay text. */
static int get_char(EditLine *el, wchar_t *out) {
  mbstate_t *state = &self(el)->state;
  for (;;) {
    char byte;
    int got = get_byte(el, &byte);
    if (got <= 0) return got;
    size_t n = mbrtowc(out, &byte, 1, state);
    if (n == (size_t)-1)
      memset(state, 0, sizeof *state);
    else if (n != (size_t)-2)
      return 1;
  }
}

static void put_wide(jy_buf *out, const wchar_t *s, size_t len) {
  for (size_t i = 0; i < len; i++) jy__utf8_put(out, (uint32_t)s[i]);
}

/* Fills `out` (`size` characters with the closing 0) from UTF-8. */
static void to_wide(wchar_t *out, size_t size, jy_str s) {
  const char *p = s.ptr, *end = s.ptr + s.len;
  size_t n = 0;
  while (p < end && n + 1 < size) {
    uint32_t cp;
    size_t len = jy__utf8_next(p, end, &cp);
    out[n++] = len ? (wchar_t)cp : L'?';
    p += len ? len : 1;
  }
  out[n] = L'\0';
}

static bool in_word(wchar_t c) {
  return (c < 128 && c > 0 && strchr("_.:", (char)c)) || (c >= L'0' && c <= L'9') ||
         (c >= L'a' && c <= L'z') || (c >= L'A' && c <= L'Z');
}

static unsigned char on_tab(EditLine *el, wint_t key) {
  (void)key;
  jy__line *l = self(el);
  const LineInfoW *info = el_wline(el);
  const wchar_t *start = info->cursor;
  while (start > info->buffer && in_word(start[-1])) start--;
  jy_buf word = JY_BUF_INIT, add = JY_BUF_INIT, list = JY_BUF_INIT;
  put_wide(&word, start, (size_t)(info->cursor - start));
  if (!word.failed) l->complete(l->arg, jy_buf_str(&word), &add, &list);
  wchar_t wide[256];
  to_wide(wide, sizeof wide / sizeof *wide, jy_buf_str(&add));
  unsigned char action = CC_REDISPLAY;
  if (add.len && el_winsertstr(el, wide) == 0)
    action = CC_REFRESH;
  else if (list.len)
    printf("\n%.*s\n", (int)list.len, list.ptr);
  else
    action = CC_ERROR;
  fflush(stdout);
  jy_buf_free(&word);
  jy_buf_free(&add);
  jy_buf_free(&list);
  return action;
}

static int set_up(jy__line *l) {
  HistEventW event;
  return el_wset(l->el, EL_CLIENTDATA, l) < 0 || el_wset(l->el, EL_PROMPT, show_prompt) < 0 ||
         el_wset(l->el, EL_GETCFN, get_char) < 0 || el_wset(l->el, EL_EDITOR, L"emacs") < 0 ||
         history_w(l->history, &event, H_SETSIZE, HISTORY_SIZE) < 0 ||
         history_w(l->history, &event, H_SETUNIQUE, 1) < 0 ||
         el_wset(l->el, EL_HIST, history_w, l->history) < 0 ||
         el_wset(l->el, EL_ADDFN, L"jiyao-complete", L"Completes a name.", on_tab) < 0 ||
         el_wset(l->el, EL_BIND, L"^I", L"jiyao-complete", NULL) < 0;
}

int jy__line_open(jy__line **out, jy__line_complete *complete, void *arg) {
  *out = NULL;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
    return jy__fail(JY_EIO, NULL, JY_NO_OFFSET, "standard input and output are no terminal");
  setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX == 1) setlocale(LC_CTYPE, "C.UTF-8");
  jy__line *l = calloc(1, sizeof *l);
  if (!l) return jy__nomem();
  l->complete = complete;
  l->arg = arg;
  l->el = el_init("jiyao", stdin, stdout, stderr);
  l->history = history_winit();
  if (!l->el || !l->history || set_up(l)) {
    jy__line_free(l);
    return jy__fail(JY_EIO, NULL, JY_NO_OFFSET, "cannot set the terminal up for line editing");
  }
  *out = l;
  return JY_OK;
}

void jy__line_free(jy__line *l) {
  if (!l) return;
  if (l->el) el_end(l->el);
  if (l->history) history_wend(l->history);
  free(l);
}

/* Without SA_RESTART: a signal must end the read that waits. */
static void catch_signals(struct sigaction before[2]) {
  memset(before, 0, 2 * sizeof *before);
  struct sigaction ours = {0};
  ours.sa_handler = on_signal;
  sigemptyset(&ours.sa_mask);
  cancelled = resized = 0;
  sigaction(SIGINT, &ours, &before[0]);
  sigaction(SIGWINCH, &ours, &before[1]);
}

static void release_signals(const struct sigaction before[2]) {
  sigaction(SIGINT, &before[0], NULL);
  sigaction(SIGWINCH, &before[1], NULL);
}

int jy__line_read(jy__line *l, const char *prompt, jy_buf *line, jy__line_result *result) {
  struct sigaction before[2];
  int len = 0;
  to_wide(l->prompt, PROMPT_SIZE, jy_cstr(prompt));
  memset(&l->state, 0, sizeof l->state);
  catch_signals(before);
  const wchar_t *s = el_wgets(l->el, &len);
  release_signals(before);
  bool stopped = cancelled;
  if (stopped || !s || len <= 0) {
    fputs(stopped ? "^C\n" : "\n", stdout);
    *result = stopped ? JY__LINE_CANCELLED : JY__LINE_END;
    return JY_OK;
  }
  *result = JY__LINE_READ;
  if (s[len - 1] == L'\n') len--;
  put_wide(line, s, (size_t)len);
  return jy_buf_status(line);
}

int jy__line_remember(jy__line *l, const char *line) {
  HistEventW event;
  size_t size = strlen(line) + 1;
  wchar_t *wide = calloc(size, sizeof *wide);
  if (!wide) return jy__nomem();
  to_wide(wide, size, jy_cstr(line));
  int failed = history_w(l->history, &event, H_ENTER, wide) < 0;
  free(wide);
  return failed ? jy__fail(JY_EIO, NULL, JY_NO_OFFSET, "cannot keep the line") : JY_OK;
}
