/* A program run as a child: bytes to its standard input, what it prints read
 * back, its end waited for, whatever happens. No shell is involved. Refuses to
 * know what the program is for. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/internal.h"

extern char **environ;

/* What a program says about its troubles is quoted in a message: one line. */
#define COMPLAINT 4096

typedef struct {
  const char *name;
  pid_t pid;
  int out, err; /* read ends; -1 when closed */
  struct timespec deadline;
  const jy__child_limits *limits;
} child;

static int system_error(const child *c, const char *what, int code) {
  return jy__fail(JY_EIO, NULL, JY_NO_OFFSET, "%s: %s: %s", c->name, what, strerror(code));
}

static void shut(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

/* The input as a file without a name: the program may seek in it, and nobody
 * waits for anybody. */
static int open_input(FILE **out, const child *c, jy_str input) {
  *out = tmpfile();
  if (!*out) return system_error(c, "cannot make a temporary file", errno);
  if (fwrite(input.ptr, 1, input.len, *out) == input.len && fflush(*out) == 0 &&
      fseek(*out, 0, SEEK_SET) == 0)
    return JY_OK;
  int status = system_error(c, "cannot write a temporary file", errno);
  fclose(*out);
  *out = NULL;
  return status;
}

/* The signals that this process ignores or catches are the child's own again. */
static int set_signals(posix_spawnattr_t *attr) {
  sigset_t usual, none;
  sigemptyset(&none);
  sigemptyset(&usual);
  sigaddset(&usual, SIGINT);
  sigaddset(&usual, SIGPIPE);
  sigaddset(&usual, SIGXFSZ);
  int code = posix_spawnattr_setsigdefault(attr, &usual);
  if (code == 0) code = posix_spawnattr_setsigmask(attr, &none);
  return code ? code : posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

static int spawn(child *c, const char *const argv[], int in, int out, int err) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attr;
  int code = posix_spawn_file_actions_init(&files);
  if (code) return system_error(c, "cannot start", code);
  code = posix_spawnattr_init(&attr);
  if (code) {
    posix_spawn_file_actions_destroy(&files);
    return system_error(c, "cannot start", code);
  }
  code = posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
  if (code == 0) code = posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
  if (code == 0) code = posix_spawn_file_actions_adddup2(&files, err, STDERR_FILENO);
  if (code == 0) code = set_signals(&attr);
  if (code == 0)
    code = posix_spawnp(&c->pid, c->name, &files, &attr, (char *const *)(uintptr_t)argv, environ);
  posix_spawnattr_destroy(&attr);
  posix_spawn_file_actions_destroy(&files);
  if (code == ENOENT)
    return jy__fail(JY_ENOTFOUND, NULL, JY_NO_OFFSET, "the program %s is not installed", c->name);
  return code ? system_error(c, "cannot start", code) : JY_OK;
}

static int start(child *c, const char *const argv[], jy_str input) {
  int out[2] = {-1, -1}, err[2] = {-1, -1};
  FILE *in = NULL;
  int status = open_input(&in, c, input);
  if (status == JY_OK && (pipe2(out, O_CLOEXEC) < 0 || pipe2(err, O_CLOEXEC) < 0))
    status = system_error(c, "cannot make a pipe", errno);
  if (status == JY_OK) status = spawn(c, argv, fileno(in), out[1], err[1]);
  if (in) fclose(in);
  shut(&out[1]);
  shut(&err[1]);
  c->out = out[0];
  c->err = err[0];
  return status;
}

static int too_long(const child *c) {
  return jy__fail(JY_EIO, NULL, JY_NO_OFFSET, "%s was stopped after %g seconds", c->name, c->limits->seconds);
}

/* Milliseconds left, at least 0; rounded up, so that 0 means that none are. */
static int left(const child *c) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  double ms = (double)(c->deadline.tv_sec - now.tv_sec) * 1e3;
  ms += (double)(c->deadline.tv_nsec - now.tv_nsec) / 1e6;
  return ms <= 0 ? 0 : ms > 1e9 ? 1000000000 : (int)ms + 1;
}

/* Takes what is there; closes the descriptor at its end. What is beyond `most`
 * is an error for the output, and dropped from the complaint. */
static int take(child *c, int *fd, jy_buf *into, size_t most) {
  char piece[65536];
  ssize_t n = read(*fd, piece, sizeof piece);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return JY_OK;
  if (n < 0) return system_error(c, "cannot read", errno);
  if (n == 0) shut(fd);
  size_t room = most - into->len, size = (size_t)n; /* `most` counts what was there before */
  if (size > room && fd == &c->out)
    return jy__fail(JY_EIO, NULL, JY_NO_OFFSET, "%s printed more than %zu bytes", c->name, c->limits->bytes);
  jy_buf_put(into, piece, size < room ? size : room);
  return jy_buf_status(into);
}

static size_t plus(size_t a, size_t b) {
  return a > SIZE_MAX - b ? SIZE_MAX : a + b;
}

static int gather(child *c, jy_buf *out, jy_buf *err) {
  size_t most_out = plus(out->len, c->limits->bytes), most_err = plus(err->len, COMPLAINT);
  int status = JY_OK;
  while (status == JY_OK && (c->out >= 0 || c->err >= 0)) {
    struct pollfd fds[2] = {{c->out, POLLIN, 0}, {c->err, POLLIN, 0}};
    int ms = left(c);
    if (ms == 0) return too_long(c);
    int n = poll(fds, 2, ms);
    if (n < 0 && errno != EINTR) return system_error(c, "cannot wait", errno);
    if (n > 0 && fds[0].revents) status = take(c, &c->out, out, most_out);
    if (n > 0 && status == JY_OK && fds[1].revents) status = take(c, &c->err, err, most_err);
  }
  return status;
}

/* A program that has closed its output but goes on is waited for only until the
 * deadline. */
static int reap(child *c, int *ended, bool kill_it) {
  if (kill_it) kill(c->pid, SIGKILL);
  for (;;) {
    pid_t got = waitpid(c->pid, ended, kill_it ? 0 : WNOHANG);
    if (got == c->pid) return JY_OK;
    if (got < 0 && errno != EINTR) return system_error(c, "cannot wait", errno);
    if (got != 0) continue;
    if (left(c) == 0) {
      reap(c, ended, true);
      return too_long(c);
    }
    poll(NULL, 0, 1);
  }
}

int jy__child_run(jy_buf *out, jy_buf *err, int *exit_code, const char *const argv[], jy_str input,
                  const jy__child_limits *limits) {
  child c = {.name = argv[0], .out = -1, .err = -1, .limits = limits};
  int ended = 0;
  clock_gettime(CLOCK_MONOTONIC, &c.deadline);
  c.deadline.tv_sec += (time_t)limits->seconds;
  c.deadline.tv_nsec += (long)((limits->seconds - (double)(time_t)limits->seconds) * 1e9);
  int status = start(&c, argv, input);
  if (status == JY_OK) {
    status = gather(&c, out, err);
    int reaped = reap(&c, &ended, status < 0);
    if (status == JY_OK) status = reaped;
  }
  shut(&c.out);
  shut(&c.err);
  if (status < 0) return status;
  if (WIFSIGNALED(ended))
    return jy__fail(JY_EIO, NULL, JY_NO_OFFSET, "%s was ended by signal %d", c.name, WTERMSIG(ended));
  *exit_code = WEXITSTATUS(ended);
  return JY_OK;
}
