/**
 * @file base.h
 * Status codes, the error record, byte views and growable buffers.
 *
 * Knows: memory, bytes, errors. Refuses to know: Chinese, Lua, SQLite.
 *
 * Every fallible function returns JY_OK (0) or a negative status and, on
 * failure, leaves one record for the calling thread (see jy_error_last()).
 * Offsets are bytes, sizes are size_t, text is UTF-8 with its length and may
 * hold NUL.
 */
#ifndef JIYAO_BASE_H
#define JIYAO_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Marks a function that libjiyao.so exports; everything else is hidden. */
#define JY_API __attribute__((visibility("default")))

/** Status of a call: zero or one of these. */
typedef enum {
  JY_OK = 0,          /**< done */
  JY_ENOMEM = -1,     /**< no memory left */
  JY_EIO = -2,        /**< the system refused to read or write */
  JY_EENCODING = -3,  /**< bytes that are invalid in their encoding */
  JY_ECONVERT = -4,   /**< a conversion failed or is not known */
  JY_ENOTFOUND = -5,  /**< what was asked for is not there */
  JY_EEXISTS = -6,    /**< it is there already */
  JY_EINVALID = -7,   /**< input that does not have the promised form */
  JY_EDB = -8,        /**< SQLite refused */
  JY_EINTERRUPTED = -9 /**< the user stopped it */
} jy_status;

/** Offset of an error that has no place in a text. */
#define JY_NO_OFFSET ((size_t)-1)

/** The last failure of this thread. Strings belong to the record. */
typedef struct {
  int code;            /**< a jy_status, JY_OK when nothing failed yet */
  const char *message; /**< one line, without the path */
  const char *path;    /**< source name, "" when there is none */
  size_t offset;       /**< byte offset in it, or JY_NO_OFFSET */
} jy_error;

/** A view of bytes that somebody else owns. */
typedef struct {
  const char *ptr;
  size_t len;
} jy_str;

/** A half-open range of byte offsets: start <= offset < end. */
typedef struct {
  size_t start;
  size_t end;
} jy_span;

/**
 * A growable buffer. Start from JY_BUF_INIT, end with jy_buf_free().
 * `failed` is sticky: append freely, then ask once (jy_buf_status()).
 */
typedef struct {
  char *ptr;
  size_t len;
  size_t cap;
  bool failed;
} jy_buf;

#define JY_BUF_INIT {NULL, 0, 0, false}

/**
 * The version of the library, "MAJOR.MINOR.PATCH".
 * @code
 * assert(strchr(jy_version(), '.') != NULL);
 * @endcode
 */
JY_API const char *jy_version(void);

/**
 * The record of this thread's last failure; valid until the next failure.
 * @code
 * jy_error_clear();
 * assert(jy_error_last()->code == JY_OK);
 * @endcode
 */
JY_API const jy_error *jy_error_last(void);

/**
 * Forgets the last failure of this thread.
 * @code
 * jy_error_clear();
 * assert(jy_error_last()->offset == JY_NO_OFFSET);
 * @endcode
 */
JY_API void jy_error_clear(void);

/**
 * The word for a status, as Lua scripts see it: "EIO" for JY_EIO.
 * @code
 * assert(strcmp(jy_status_name(JY_EIO), "EIO") == 0);
 * @endcode
 */
JY_API const char *jy_status_name(int code);

/**
 * A view of a NUL-terminated string.
 * @code
 * assert(jy_cstr("纪要").len == 6);
 * @endcode
 */
JY_API jy_str jy_cstr(const char *s);

/**
 * Whether two views hold the same bytes.
 * @code
 * assert(jy_str_equal(jy_cstr("a"), jy_cstr("a")));
 * @endcode
 */
JY_API bool jy_str_equal(jy_str a, jy_str b);

/**
 * Gives the buffer's memory back and empties it; safe to call twice.
 * @code
 * jy_buf b = JY_BUF_INIT;
 * jy_buf_free(&b);
 * assert(b.ptr == NULL);
 * @endcode
 */
JY_API void jy_buf_free(jy_buf *b);

/**
 * Makes room for `extra` more bytes and a closing NUL.
 * @return JY_OK or JY_ENOMEM (the buffer is then marked failed).
 * @code
 * jy_buf b = JY_BUF_INIT;
 * assert(jy_buf_reserve(&b, 100) == JY_OK && b.cap > 100);
 * jy_buf_free(&b);
 * @endcode
 */
JY_API int jy_buf_reserve(jy_buf *b, size_t extra);

/**
 * Appends bytes. A NUL that is not counted always follows the content.
 * @code
 * jy_buf b = JY_BUF_INIT;
 * jy_buf_put(&b, "院长", 6);
 * assert(b.len == 6 && b.ptr[6] == '\0');
 * jy_buf_free(&b);
 * @endcode
 */
JY_API void jy_buf_put(jy_buf *b, const void *ptr, size_t len);

/**
 * Appends as printf does.
 * @code
 * jy_buf b = JY_BUF_INIT;
 * jy_buf_printf(&b, "%04d-%02d", 2023, 6);
 * assert(strcmp(b.ptr, "2023-06") == 0);
 * jy_buf_free(&b);
 * @endcode
 */
JY_API void jy_buf_printf(jy_buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/**
 * What became of a series of appends: JY_OK, or JY_ENOMEM with a record.
 * @code
 * jy_buf b = JY_BUF_INIT;
 * assert(jy_buf_status(&b) == JY_OK);
 * @endcode
 */
JY_API int jy_buf_status(const jy_buf *b);

/**
 * The content as a view; valid until the next change of the buffer.
 * @code
 * jy_buf b = JY_BUF_INIT;
 * jy_buf_put(&b, "ab", 2);
 * assert(jy_buf_str(&b).len == 2);
 * jy_buf_free(&b);
 * @endcode
 */
JY_API jy_str jy_buf_str(const jy_buf *b);

#ifdef __cplusplus
}
#endif
#endif
