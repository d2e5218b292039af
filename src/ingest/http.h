/* Header fields and the body of an HTTP response that was recorded. */
#ifndef JY_INGEST_HTTP_H
#define JY_INGEST_HTTP_H

#include "ingest/reader.h"

/* Bytes of a block of header fields with the empty line that closes it; 0 where
 * none does. The first line, whatever it is, counts to it. */
size_t jy__http_head(jy_str text);

/* The value of a field, without space around it; empty where it is missing.
 * `name` in any case. */
jy_str jy__http_field(jy_str head, const char *name);

/* Whether a value begins with `word`, in any case. */
bool jy__http_says(jy_str value, const char *word);

/* What follows `charset=` in the value of Content-Type; false where nothing does. */
bool jy__http_charset(char *out, size_t size, jy_str type);

/* The status of a response whose head this is; 0 where it is none. */
int jy__http_status(jy_str head);

/* Appends the body as its server meant it: chunks joined, gzip unpacked. */
int jy__http_body(jy_buf *out, jy_str head, jy_str body);

#endif
