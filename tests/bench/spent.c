/* What a command spends: seconds of the processor and MB of memory at most, one
 * line a run.  spent RUNS COMMAND [ARGUMENT…]  Exits as the command does, after the
 * first run that fails. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double seconds(struct timeval t) {
  return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* What it prints is not wanted. */
static void become(char **command) {
  int null = open("/dev/null", O_WRONLY);
  if (null >= 0) dup2(null, STDOUT_FILENO);
  execvp(command[0], command);
  perror(command[0]);
  _exit(127);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  for (int i = atoi(argv[1]); i > 0; i--) {
    struct rusage used;
    int status = 0;
    pid_t child = fork();
    if (child == 0) become(argv + 2);
    if (child < 0 || wait4(child, &status, 0, &used) < 0) return 1;
    printf("%.4f %.1f\n", seconds(used.ru_utime) + seconds(used.ru_stime), (double)used.ru_maxrss / 1e3);
    if (status != 0) return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  }
  return 0;
}
