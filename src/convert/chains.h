/* OpenCC's configurations, from its own files (embedded at build). */
#ifndef JY_CONVERT_CHAINS_H
#define JY_CONVERT_CHAINS_H

#include "convert/pass.h"

enum { JY__LINKS = 4 }; /* OpenCC's longest chain has three */

typedef struct {
  const jy__dict *cutter; /* NULL where the first link cuts as it converts */
  const jy__dict *links[JY__LINKS];
  jy__names names[JY__LINKS]; /* whose names a link may keep */
  size_t len;
} jy__chain;

/* The chain of a configuration, built at its first use and kept. `known` says
 * whether there is such a configuration; JY_OK also where there is none. */
int jy__chain_of(const jy__chain **out, const char *config);

#endif
