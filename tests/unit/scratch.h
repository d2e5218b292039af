/* A folder of a test's own, in TMPDIR, and its end. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <stdio.h>
#include <stdlib.h>

enum { SCRATCH = 256 }; /* bytes that its path takes at most */

/* Makes the folder; its name goes into path. */
static inline int scratch_make(char path[SCRATCH]) {
  const char *in = getenv("TMPDIR");
  int n = snprintf(path, SCRATCH, "%s/jiyao-XXXXXX", in && *in ? in : "/tmp");
  return n < SCRATCH && mkdtemp(path) ? 0 : -1;
}

static inline int scratch_remove(const char *path) {
  char command[SCRATCH + 16];
  snprintf(command, sizeof command, "rm -rf '%s'", path);
  return system(command);
}

#endif
