/* What a command and all that it starts hold in memory at once:  memory COMMAND [ARGUMENT…]
 * prints seconds by the clock; MB at most of the proportional set sizes of all its
 * processes together, where what several share is counted once, looked at every
 * 20 ms; and MB of the most that each held resident by itself, added up, which counts
 * what is shared as often as it is shared and so is no less than the truth. Exits as the
 * command does. Linux alone has what it reads. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 64, EVERY = 20 };

/* The processes of the command, and the most that each was seen to hold. */
static struct {
  pid_t id;
  long resident;
} seen[MOST];
static size_t count;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What it prints is not wanted. */
static void become(char **command) {
  int null = open("/dev/null", O_WRONLY);
  if (null >= 0) dup2(null, STDOUT_FILENO);
  execvp(command[0], command);
  perror(command[0]);
  _exit(127);
}

/* The number behind a name in a file of a process; -1 where there is none. */
static long read_field(pid_t id, const char *file, const char *name) {
  char path[64], line[256];
  snprintf(path, sizeof path, "/proc/%d/%s", (int)id, file);
  FILE *f = fopen(path, "r");
  long n = -1;
  while (f && n < 0 && fgets(line, sizeof line, f))
    if (strncmp(line, name, strlen(name)) == 0) n = strtol(line + strlen(name), NULL, 10);
  if (f) fclose(f);
  return n;
}

static size_t find(pid_t id) {
  size_t i = 0;
  while (i < count && seen[i].id != id) i++;
  return i;
}

/* Adds the children of those that are known. */
static void look_for_children(void) {
  DIR *all = opendir("/proc");
  for (struct dirent *one; all && (one = readdir(all));) {
    pid_t id = (pid_t)strtol(one->d_name, NULL, 10);
    if (id <= 0 || find(id) < count || count == MOST) continue;
    if (find((pid_t)read_field(id, "status", "PPid:")) < count) seen[count++].id = id;
  }
  if (all) closedir(all);
}

/* kB that all hold now, what they share counted once. */
static long look(void) {
  long sum = 0;
  look_for_children();
  for (size_t i = 0; i < count; i++) {
    long pss = read_field(seen[i].id, "smaps_rollup", "Pss:");
    long most = read_field(seen[i].id, "status", "VmHWM:");
    sum += pss > 0 ? pss : 0;
    if (most > seen[i].resident) seen[i].resident = most;
  }
  return sum;
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  double began = now();
  pid_t child = fork();
  if (child == 0) become(argv + 1);
  if (child < 0) return 1;
  seen[count++].id = child;
  long most = 0, apart = 0;
  int status = 0;
  pid_t ended = 0;
  while ((ended = waitpid(child, &status, WNOHANG)) == 0) {
    long held = look();
    most = held > most ? held : most;
    nanosleep(&(struct timespec){0, EVERY * 1000000L}, NULL);
  }
  for (size_t i = 0; i < count; i++) apart += seen[i].resident;
  printf("%.4f %.1f %.1f\n", now() - began, (double)most * 1.024e-3, (double)apart * 1.024e-3);
  return ended < 0 || !WIFEXITED(status) ? 1 : WEXITSTATUS(status);
}
