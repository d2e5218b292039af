/* Workers are made by fork(2): they know all that this process had read by then, and the
 * system shares the memory of that. A frame is its length and its bytes. Refuses to know
 * what frames mean, and who works on what. */
#include "base/workers.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct jy__worker {
  pid_t pid;  /* 0 in the worker itself, -1 once it was waited for */
  int to;     /* where the other side reads */
  int from;   /* where the other side writes */
  int status; /* as waitpid(2) gave it */
  jy__worker *next;
};

/* All of this process: a new worker must not hold their pipes open, or their ends
 * would never be seen. Workers belong to one thread. */
static jy__worker *all;

static int system_error(const char *what) {
  return jy__fail(JY_EIO, NULL, JY_NO_OFFSET, "%s: %s", what, strerror(errno));
}

static void shut(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

/* ---- frames ---------------------------------------------------------------------- */

static int write_all(int fd, const char *p, size_t len) {
  while (len) {
    ssize_t n = write(fd, p, len);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return system_error("cannot reach a worker");
    p += n;
    len -= (size_t)n;
  }
  return JY_OK;
}

/* 1, or 0 where the other side ended before or within. */
static int read_all(int fd, char *p, size_t len) {
  while (len) {
    ssize_t n = read(fd, p, len);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return system_error("cannot hear a worker");
    if (n == 0) return 0;
    p += n;
    len -= (size_t)n;
  }
  return 1;
}

int jy__worker_send(jy__worker *w, jy_str frame) {
  uint64_t len = frame.len;
  char head[sizeof len];
  memcpy(head, &len, sizeof len);
  int status = write_all(w->to, head, sizeof head);
  return status < 0 ? status : write_all(w->to, frame.ptr, frame.len);
}

int jy__worker_take(jy_buf *frame, jy__worker *w) {
  uint64_t len;
  char head[sizeof len];
  frame->len = 0;
  int status = read_all(w->from, head, sizeof head);
  if (status <= 0) return status;
  memcpy(&len, head, sizeof len);
  if (len > SIZE_MAX / 2) return jy__nomem();
  status = jy_buf_reserve(frame, (size_t)len);
  if (status < 0) return status;
  status = read_all(w->from, frame->ptr, (size_t)len);
  if (status > 0) frame->len = (size_t)len;
  return status;
}

/* ---- life -------------------------------------------------------------------------- */

/* In the worker: never returns. */
static void serve_all(jy__worker *self, int (*serve)(void *, jy_str, jy__worker *), void *data,
                      pid_t parent) {
  jy_buf request = JY_BUF_INIT;
  int status;
  signal(SIGINT, SIG_IGN); /* Ctrl-C reaches all of the terminal's; the parent decides */
  signal(SIGPIPE, SIG_IGN);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1); /* it was gone before that */
  for (jy__worker *w = all; w; w = w->next) {
    shut(&w->to);
    shut(&w->from);
  }
  while ((status = jy__worker_take(&request, self)) > 0)
    if ((status = serve(data, jy_buf_str(&request), self)) < 0) break;
  _exit(status < 0 ? 1 : 0);
}

static void pair(jy__worker *w, int in[2], int out[2], bool child) {
  w->to = child ? out[1] : in[1];
  w->from = child ? in[0] : out[0];
  close(child ? in[1] : in[0]);
  close(child ? out[0] : out[1]);
}

static int open_pipes(int in[2], int out[2]) {
  if (pipe(in) < 0) return system_error("cannot make a pipe to a worker");
  if (pipe(out) == 0) return JY_OK;
  int status = system_error("cannot make a pipe to a worker");
  close(in[0]);
  close(in[1]);
  return status;
}

int jy__worker_start(jy__worker **out, int (*serve)(void *, jy_str, jy__worker *), void *data) {
  int in[2], back[2];
  *out = NULL;
  jy__worker *w = calloc(1, sizeof *w);
  int status = w ? open_pipes(in, back) : jy__nomem();
  if (status < 0) {
    free(w);
    return status;
  }
  pid_t parent = getpid();
  fflush(NULL); /* what is not written yet must not be written twice */
  w->pid = fork();
  if (w->pid < 0) status = system_error("cannot start a worker");
  pair(w, in, back, w->pid == 0);
  if (w->pid == 0) serve_all(w, serve, data, parent);
  if (status < 0) {
    shut(&w->to);
    shut(&w->from);
    free(w);
    return status;
  }
  signal(SIGPIPE, SIG_IGN); /* a worker that died is told by EPIPE */
  w->next = all;
  all = w;
  *out = w;
  return JY_OK;
}

int jy__worker_wait(size_t *which, jy__worker *const *workers, size_t n) {
  struct pollfd *polled = calloc(n ? n : 1, sizeof *polled);
  if (!polled) return jy__nomem();
  for (size_t i = 0; i < n; i++) polled[i] = (struct pollfd){workers[i] ? workers[i]->from : -1, POLLIN, 0};
  int ready = poll(polled, n, -1);
  int status = ready > 0 || errno == EINTR ? JY_OK : system_error("cannot wait for a worker");
  *which = n; /* none: a signal came */
  for (size_t i = n; ready > 0 && i-- > 0;)
    if (polled[i].revents) *which = i;
  free(polled);
  return status;
}

static void wait_for(jy__worker *w) {
  while (w->pid > 0 && waitpid(w->pid, &w->status, 0) < 0 && errno == EINTR) continue;
  w->pid = -1;
}

int jy__worker_ending(jy_buf *out, jy__worker *w) {
  shut(&w->to);
  wait_for(w);
  if (WIFSIGNALED(w->status))
    jy_buf_printf(out, "signal %d (%s)", WTERMSIG(w->status), strsignal(WTERMSIG(w->status)));
  else if (WIFEXITED(w->status) && WEXITSTATUS(w->status))
    jy_buf_printf(out, "exit code %d", WEXITSTATUS(w->status));
  return jy_buf_status(out);
}

void jy__worker_end(jy__worker *w) {
  if (!w) return;
  shut(&w->to);
  shut(&w->from);
  if (w->pid > 0) kill(w->pid, SIGKILL); /* it holds nothing that it could lose */
  wait_for(w);
  for (jy__worker **at = &all; *at; at = &(*at)->next)
    if (*at == w) {
      *at = w->next;
      break;
    }
  free(w);
}

size_t jy__processors(void) {
  cpu_set_t set;
  int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  return n > 0 ? (size_t)n : 1;
}
