/**
 * @file align.h
 * Alignment between a source text and the text that was made from it.
 *
 * An alignment is a list of pieces that cover both texts without gap or
 * overlap. A *kept* piece has the same bytes on both sides; a *replaced* piece
 * stands for any number of source bytes and any number of made bytes, either
 * of which may be none. Every offset maps, and on kept text the way there and
 * back is the identity. Offsets map monotonically unless text was moved
 * (jy_align_move()), as where the columns of a printed page were interleaved:
 * then a range maps to one stretch of the other side, from its start on.
 */
#ifndef JIYAO_ALIGN_H
#define JIYAO_ALIGN_H

#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque; grows by jy_align_keep() and jy_align_replace(), in text order. */
typedef struct jy_align jy_align;

/**
 * An alignment of two empty texts.
 * @return JY_OK or JY_ENOMEM; the caller owns *out.
 * @code
 * jy_align *a = NULL;
 * assert(jy_align_new(&a) == JY_OK);
 * jy_align_free(a);
 * @endcode
 */
JY_API int jy_align_new(jy_align **out);

/**
 * Frees; NULL is allowed.
 * @code
 * jy_align_free(NULL);
 * @endcode
 */
JY_API void jy_align_free(jy_align *a);

/**
 * Adds `len` bytes that are the same on both sides.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_align *a = NULL;
 * assert(jy_align_new(&a) == JY_OK && jy_align_keep(a, 6) == JY_OK);
 * assert(jy_align_made_size(a) == 6);
 * jy_align_free(a);
 * @endcode
 */
JY_API int jy_align_keep(jy_align *a, size_t len);

/**
 * Adds a piece where `source_len` bytes became `made_len` other bytes.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_align *a = NULL;
 * assert(jy_align_new(&a) == JY_OK && jy_align_replace(a, 4, 0) == JY_OK);
 * assert(jy_align_source_size(a) == 4 && jy_align_made_size(a) == 0);
 * jy_align_free(a);
 * @endcode
 */
JY_API int jy_align_replace(jy_align *a, size_t source_len, size_t made_len);

/**
 * Bytes of the source that the alignment covers.
 * @code
 * jy_align *a = NULL;
 * assert(jy_align_new(&a) == JY_OK && jy_align_source_size(a) == 0);
 * jy_align_free(a);
 * @endcode
 */
JY_API size_t jy_align_source_size(const jy_align *a);

/**
 * Bytes of the made text that the alignment covers.
 * @code
 * jy_align *a = NULL;
 * assert(jy_align_new(&a) == JY_OK && jy_align_made_size(a) == 0);
 * jy_align_free(a);
 * @endcode
 */
JY_API size_t jy_align_made_size(const jy_align *a);

/**
 * The source range that a range of the made text came from. What was taken
 * out just before its first or after its last byte is not included; a piece
 * that was replaced is included whole. An empty range maps to an empty one.
 * @code
 * jy_align *a = NULL;   // 醫(yī)院 made 醫院
 * assert(jy_align_new(&a) == JY_OK);
 * assert(!jy_align_keep(a, 3) && !jy_align_replace(a, 5, 0) && !jy_align_keep(a, 3));
 * jy_span s = jy_align_source(a, (jy_span){0, 6});
 * assert(s.start == 0 && s.end == 11);
 * s = jy_align_source(a, (jy_span){0, 3});
 * assert(s.start == 0 && s.end == 3);
 * jy_align_free(a);
 * @endcode
 */
JY_API jy_span jy_align_source(const jy_align *a, jy_span made);

/**
 * The made range that a range of the source became; the mirror image of
 * jy_align_source().
 * @code
 * jy_align *a = NULL;
 * assert(jy_align_new(&a) == JY_OK);
 * assert(!jy_align_keep(a, 3) && !jy_align_replace(a, 5, 0) && !jy_align_keep(a, 3));
 * jy_span m = jy_align_made(a, (jy_span){8, 11});
 * assert(m.start == 3 && m.end == 6);
 * jy_align_free(a);
 * @endcode
 */
JY_API jy_span jy_align_made(const jy_align *a, jy_span source);

/**
 * Joins source→middle and middle→made to source→made.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID when the middles differ in size.
 * @code
 * jy_align *a = NULL, *b = NULL, *c = NULL;
 * assert(!jy_align_new(&a) && !jy_align_new(&b));
 * assert(!jy_align_replace(a, 2, 4) && !jy_align_replace(b, 4, 1));
 * assert(jy_align_compose(&c, a, b) == JY_OK);
 * assert(jy_align_source_size(c) == 2 && jy_align_made_size(c) == 1);
 * jy_align_free(a); jy_align_free(b); jy_align_free(c);
 * @endcode
 */
JY_API int jy_align_compose(jy_align **out, const jy_align *first, const jy_align *second);

/**
 * Says that the source of the next piece begins at byte `source`, not where the
 * last piece ended. In the end each byte of the source must be in one piece.
 * @code
 * jy_align *a = NULL;   // "ab" made "ba"
 * assert(jy_align_new(&a) == JY_OK);
 * jy_align_move(a, 1);
 * assert(jy_align_keep(a, 1) == JY_OK);
 * jy_align_move(a, 0);
 * assert(jy_align_keep(a, 1) == JY_OK);
 * assert(jy_align_source(a, (jy_span){0, 1}).start == 1);
 * assert(jy_align_made(a, (jy_span){0, 1}).start == 1);
 * jy_align_free(a);
 * @endcode
 */
JY_API void jy_align_move(jy_align *a, size_t source);

/**
 * Whether some text was moved.
 * @code
 * jy_align *a = NULL;
 * assert(jy_align_new(&a) == JY_OK && !jy_align_moved(a));
 * jy_align_free(a);
 * @endcode
 */
JY_API bool jy_align_moved(const jy_align *a);

/**
 * How far, from its start, a range of the made text comes from one stretch of
 * the source: jy_align_source() of a range tells about that much of it. The end
 * of the range where no text was moved.
 * @code
 * jy_align *a = NULL;
 * assert(jy_align_new(&a) == JY_OK);
 * jy_align_move(a, 1);
 * assert(jy_align_keep(a, 1) == JY_OK);
 * jy_align_move(a, 0);
 * assert(jy_align_keep(a, 1) == JY_OK);
 * assert(jy_align_stretch(a, (jy_span){0, 2}) == 1);
 * jy_align_free(a);
 * @endcode
 */
JY_API size_t jy_align_stretch(const jy_align *a, jy_span made);

/**
 * Appends the alignment as bytes, for keeping: a few for each piece.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_align *a = NULL, *b = NULL;
 * jy_buf packed = JY_BUF_INIT;
 * assert(!jy_align_new(&a) && !jy_align_keep(a, 3) && !jy_align_replace(a, 5, 0));
 * assert(jy_align_pack(&packed, a) == JY_OK && packed.len == 3);
 * assert(jy_align_unpack(&b, jy_buf_str(&packed)) == JY_OK && jy_align_source_size(b) == 8);
 * jy_buf_free(&packed);
 * jy_align_free(a); jy_align_free(b);
 * @endcode
 */
JY_API int jy_align_pack(jy_buf *out, const jy_align *a);

/**
 * The alignment that jy_align_pack() made bytes of.
 * @return JY_OK (the caller owns *out), JY_ENOMEM, or JY_EINVALID for other bytes.
 * @code
 * jy_align *a = NULL;
 * assert(jy_align_unpack(&a, jy_cstr("\xff")) == JY_EINVALID && a == NULL);
 * @endcode
 */
JY_API int jy_align_unpack(jy_align **out, jy_str packed);

#ifdef __cplusplus
}
#endif
#endif
