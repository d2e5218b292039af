/* Processes that work for this one: copies of it that serve requests and send answers
 * back, as frames of bytes over pipes. A worker that dies takes nothing with it. */
#ifndef JY_BASE_WORKERS_H
#define JY_BASE_WORKERS_H

#include "base/internal.h"

typedef struct jy__worker jy__worker;

/* Starts a worker: it calls serve(data, request, worker) for each request until there are
 * no more or serve fails, and then is gone without a trace (no exit handlers, no
 * destructors): what this process holds open it must not touch. The caller owns *out. */
int jy__worker_start(jy__worker **out, int (*serve)(void *data, jy_str request, jy__worker *self),
                     void *data);

/* One frame from here to the worker, or in it from the worker to here. JY_EIO where nobody reads. */
int jy__worker_send(jy__worker *w, jy_str frame);

/* The next frame of a worker: 1, 0 where it is gone, or a negative status. `frame` is emptied first. */
int jy__worker_take(jy_buf *frame, jy__worker *w);

/* Waits until one of the workers has something to take, or is gone; its index. Entries that
 * are NULL are passed over. n where a signal came in between. JY_OK or a negative status. */
int jy__worker_wait(size_t *which, jy__worker *const *workers, size_t n);

/* How it ended, once it is gone: "signal 11 (Segmentation fault)", "exit code 1"; "" where it
 * ended well. Waits for that. */
int jy__worker_ending(jy_buf *out, jy__worker *w);

/* Tells it that there are no more requests, kills it if it is still at one, waits, frees; NULL is allowed. */
void jy__worker_end(jy__worker *w);

/* How many processors this process may use; at least 1. */
size_t jy__processors(void);

#endif
