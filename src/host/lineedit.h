/* One line from a terminal, edited in columns rather than bytes: Chinese is two
 * columns wide and three bytes long. Knows the terminal; refuses to know Lua. */
#ifndef JY_HOST_LINEEDIT_H
#define JY_HOST_LINEEDIT_H

#include "base/internal.h"

typedef struct jy__line jy__line;

/* What Tab offers: `word` is what stands before the cursor. Appends to `add`
 * what goes on from it and to `list` the choices, a line each, where there are
 * several. */
typedef void jy__line_complete(void *arg, jy_str word, jy_buf *add, jy_buf *list);

/* Opens standard input and output; JY_EIO when they are no terminal. Sets the
 * locale's character type (and nothing else), C.UTF-8 where it has no Chinese. */
int jy__line_open(jy__line **out, jy__line_complete *complete, void *arg);
void jy__line_free(jy__line *l);

typedef enum { JY__LINE_READ, JY__LINE_END, JY__LINE_CANCELLED } jy__line_result;

/* Reads one line, without its end, as UTF-8. CANCELLED is Ctrl-C. */
int jy__line_read(jy__line *l, const char *prompt, jy_buf *line, jy__line_result *result);

/* Adds a line to what arrow-up shows. */
int jy__line_remember(jy__line *l, const char *line);

#endif
