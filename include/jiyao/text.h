/**
 * @file text.h
 * The Text: a reading text, the source text it was made from, and the way back.
 *
 * Knows: Chinese text as text (glosses, width, sentences). Refuses to know:
 * where a text came from and what is found in it.
 *
 * A jy_text never changes. Each step makes a new one with the alignments
 * composed, so that any offset in any reading leads to the source. All offsets
 * are bytes from 0, ranges half-open.
 */
#ifndef JIYAO_TEXT_H
#define JIYAO_TEXT_H

#include "jiyao/align.h"
#include "jiyao/base.h"
#include "jiyao/convert.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque and immutable; freed with jy_text_free(). */
typedef struct jy_text jy_text;

/** Something that a step took out or put in, beyond script and width. */
typedef struct {
  jy_span source;    /**< where in the source text */
  jy_str before;     /**< what stands there; belongs to the text */
  jy_str after;      /**< what the reading has instead; belongs to the text */
  double confidence; /**< 0 to 1 */
  const char *kind;  /**< "gloss", "slip", … */
  const jy_str *alternatives; /**< what may stand there instead of `after`, likeliest first */
  size_t n_alternatives;      /**< how many; 0 where nothing else is likely */
  bool uncertain; /**< a character of `after` is a guess, or □ where none is likely */
} jy_change;

/** A list of ranges; start from {0}, end with jy_spans_free(). */
typedef struct {
  jy_span *at;
  size_t len;
  size_t cap;
} jy_spans;

/**
 * A text whose reading is its source. The bytes are copied.
 * @return JY_OK (the caller owns *out), JY_EENCODING (invalid UTF-8, with the
 * offset), JY_ENOMEM.
 * @code
 * jy_text *t = NULL;
 * assert(jy_text_new(&t, jy_cstr("党委会")) == JY_OK);
 * assert(jy_str_equal(jy_text_reading(t), jy_text_source(t)));
 * jy_text_free(t);
 * @endcode
 */
JY_API int jy_text_new(jy_text **out, jy_str source);

/**
 * Frees; NULL is allowed.
 * @code
 * jy_text_free(NULL);
 * @endcode
 */
JY_API void jy_text_free(jy_text *t);

/**
 * A text that was kept by its parts: source, reading, and the alignment between
 * them as jy_align_pack() writes it. Its changes are not kept.
 * @return JY_OK (the caller owns *out), JY_EENCODING, JY_EINVALID where the
 *   alignment is none or is of other texts, JY_ENOMEM.
 * @code
 * jy_text *t = NULL;
 * assert(jy_text_restore(&t, jy_cstr("院長"), jy_cstr("院长"), jy_cstr("\x33")) == JY_OK);
 * assert(jy_align_source(jy_text_align(t), (jy_span){3, 6}).start == 3);
 * jy_text_free(t);
 * @endcode
 */
JY_API int jy_text_restore(jy_text **out, jy_str source, jy_str reading, jy_str aligned);

/**
 * The text as it was published; valid as long as `t`.
 * @code
 * jy_text *t = NULL;
 * assert(!jy_text_new(&t, jy_cstr("a\n")) && jy_text_source(t).len == 2);
 * jy_text_free(t);
 * @endcode
 */
JY_API jy_str jy_text_source(const jy_text *t);

/**
 * The text that is analysed; valid as long as `t`.
 * @code
 * jy_text *t = NULL;
 * assert(!jy_text_new(&t, jy_cstr("a\n")) && jy_text_reading(t).len == 2);
 * jy_text_free(t);
 * @endcode
 */
JY_API jy_str jy_text_reading(const jy_text *t);

/**
 * The alignment from source to reading; valid as long as `t`.
 * @code
 * jy_text *t = NULL;
 * assert(!jy_text_new(&t, jy_cstr("院长")));
 * assert(jy_align_source(jy_text_align(t), (jy_span){3, 6}).start == 3);
 * jy_text_free(t);
 * @endcode
 */
JY_API const jy_align *jy_text_align(const jy_text *t);

/**
 * How many changes the steps so far have noted.
 * @code
 * jy_text *t = NULL;
 * assert(!jy_text_new(&t, jy_cstr("院长")) && jy_text_changes(t) == 0);
 * jy_text_free(t);
 * @endcode
 */
JY_API size_t jy_text_changes(const jy_text *t);

/**
 * One change, in the order of the source; NULL past the last.
 * @code
 * jy_text *t = NULL, *u = NULL;
 * assert(!jy_text_new(&t, jy_cstr("醫(yī)院")) && !jy_text_glosses(&u, t));
 * const jy_change *c = jy_text_change(u, 0);
 * assert(c->source.start == 3 && c->source.end == 8 && c->after.len == 0);
 * assert(jy_text_change(u, 1) == NULL);
 * jy_text_free(t); jy_text_free(u);
 * @endcode
 */
JY_API const jy_change *jy_text_change(const jy_text *t, size_t i);

/**
 * A new text without reading glosses: a bracket with one syllable of pinyin (its
 * tone marked or numbered) or zhuyin that reads the Han character right before
 * it, with several that it may have, or with one for each character of a word;
 * and brackets right behind such a one. Where several stand near, so does one
 * without tone mark, or that does not read its character. Each is noted as a
 * change "gloss".
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_text *t = NULL, *u = NULL;
 * assert(!jy_text_new(&t, jy_cstr("會(huì)議(CEO)")) && !jy_text_glosses(&u, t));
 * assert(jy_str_equal(jy_text_reading(u), jy_cstr("會議(CEO)")));
 * jy_text_free(t); jy_text_free(u);
 * @endcode
 */
JY_API int jy_text_glosses(jy_text **out, const jy_text *t);

/**
 * A new text in which byte slips are restored: where a double-byte text (GBK,
 * Big5) had lost a byte and was read out of step from there on. Expects glosses
 * to be gone (jy_text_glosses()). Each is noted as a change "slip". What is only
 * likely to be damage stays as it is; a character that cannot be told is □. Where
 * more than one character in four is a mark nothing is tried, and what is tried
 * for a text is bounded by its size, by counting and not by time.
 * @return JY_OK, JY_ENOMEM, or JY_ENOTFOUND where the tables are missing.
 * @code
 * jy_text *t = NULL, *u = NULL;
 * assert(!jy_text_new(&t, jy_cstr("会上,学?？萍即ΥΤそ樯芰擞泄厍榭?。")) && !jy_text_slips(&u, t));
 * assert(jy_str_equal(jy_text_reading(u), jy_cstr("会上,学校科技处处长介绍了有关情况。")));
 * assert(jy_text_changes(u) == 1 && strcmp(jy_text_change(u, 0)->kind, "slip") == 0);
 * jy_text_free(t); jy_text_free(u);
 * @endcode
 */
JY_API int jy_text_slips(jy_text **out, const jy_text *t);

/**
 * A new text with all damage undone that jiyao knows to undo: wrong encodings,
 * glosses, slips.
 * @return as jy_text_recode(), jy_text_glosses() and jy_text_slips().
 * @code
 * jy_text *t = NULL, *u = NULL;
 * assert(!jy_text_new(&t, jy_cstr("展示了科研成果?！痹撫t(yī)院院長說。")) && !jy_text_repair(&u, t));
 * assert(jy_str_equal(jy_text_reading(u), jy_cstr("展示了科研成果。”該醫院院長說。")));
 * jy_text_free(t); jy_text_free(u);
 * @endcode
 */
JY_API int jy_text_repair(jy_text **out, const jy_text *t);

/**
 * A new text in Simplified script: jy_script_hans(), and where that changed
 * anything also 著 as 着 in verbs and as a particle (看著, 著力), which OpenCC's t2s
 * leaves. 名著, 專著, 著名 and what is not told stay.
 * @return JY_OK, JY_ENOMEM, or JY_ENOTFOUND where the dictionaries are missing.
 * @code
 * jy_text *t = NULL, *u = NULL;
 * assert(!jy_text_new(&t, jy_cstr("院長")) && !jy_text_hans(&u, t));
 * assert(jy_str_equal(jy_text_reading(u), jy_cstr("院长")));
 * jy_text_free(t); jy_text_free(u);
 * @endcode
 */
JY_API int jy_text_hans(jy_text **out, const jy_text *t);

/**
 * A new text by one of OpenCC's configurations (jy_script_convert_aligned()).
 * @return as that does.
 * @code
 * jy_text *t = NULL, *u = NULL;
 * assert(!jy_text_new(&t, jy_cstr("院长")) && !jy_text_script(&u, t, "s2t", NULL));
 * assert(jy_str_equal(jy_text_reading(u), jy_cstr("院長")));
 * jy_text_free(t); jy_text_free(u);
 * @endcode
 */
JY_API int jy_text_script(jy_text **out, const jy_text *t, const char *config, const jy_script_opts *opts);

/**
 * A new text in NFKC without invisible characters (jy_nfkc()).
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_text *t = NULL, *u = NULL;
 * assert(!jy_text_new(&t, jy_cstr("２０２３年")) && !jy_text_nfkc(&u, t));
 * assert(jy_str_equal(jy_text_reading(u), jy_cstr("2023年")));
 * jy_text_free(t); jy_text_free(u);
 * @endcode
 */
JY_API int jy_text_nfkc(jy_text **out, const jy_text *t);

/**
 * Appends `in` in NFKC to `out`, and the way back as further pieces of `align`
 * (which may be NULL). Zero-width spaces and joiners, soft hyphens and byte
 * order marks are left out; every wide or fixed space becomes a plain one.
 * @return JY_OK, JY_EENCODING (invalid UTF-8, with the offset), JY_ENOMEM.
 * @code
 * jy_buf out = JY_BUF_INIT;
 * assert(jy_nfkc(&out, NULL, jy_cstr("（Ａ）　院")) == JY_OK);
 * assert(strcmp(out.ptr, "(A) 院") == 0);
 * jy_buf_free(&out);
 * @endcode
 */
JY_API int jy_nfkc(jy_buf *out, jy_align *align, jy_str in);

/**
 * A new text in which stretches that were read in a wrong encoding are as they
 * were written, and character references that were left over are characters. A
 * stretch is changed only where the restored one is likelier by a wide margin;
 * text without one comes back as it is, without a copy. The kinds of change:
 * "utf8-as-gbk" (UTF-8 that was read as GBK), "utf8-as-latin1" (also where UTF-8
 * was encoded twice), "utf8-as-big5", "utf8-as-sjis", "gbk-as-latin1",
 * "gbk-as-big5", "gbk-as-euckr", "gbk-as-sjis", "big5-as-latin1", "big5-as-gbk";
 * all three as "-as-cp1251" and "-as-mac" (MacRoman), two as "-as-koi8"; of text
 * that was misread twice the last. "entity"; and, for what is kept, "lost" where
 * nothing can be restored (`锟斤拷`, `烫烫烫`) and "misread" where a long stretch is no
 * text and has lost too much to be undone. A character of which bytes are missing
 * is the only one likely among its neighbours (confidence 0.8), else U+25A1 (0.3),
 * in a change of its own.
 * @return JY_OK or JY_ENOMEM; JY_ENOTFOUND where the tables are missing.
 * @code
 * jy_text *t = NULL, *u = NULL;
 * assert(!jy_text_new(&t, jy_cstr("6月8日，鍖婚櫌召开会议")) && !jy_text_recode(&u, t));
 * assert(jy_str_equal(jy_text_reading(u), jy_cstr("6月8日，医院召开会议")));
 * assert(strcmp(jy_text_change(u, 0)->kind, "utf8-as-gbk") == 0);
 * jy_text_free(t); jy_text_free(u);
 * @endcode
 */
JY_API int jy_text_recode(jy_text **out, const jy_text *t);

/**
 * Gives the list's memory back and empties it; safe to call twice.
 * @code
 * jy_spans s = {0};
 * jy_spans_free(&s);
 * assert(s.len == 0);
 * @endcode
 */
JY_API void jy_spans_free(jy_spans *s);

/**
 * Fills `out` (empty at the call) with the sentences of a Chinese text, without
 * surrounding white space. A sentence ends at 。！？ with what closes it, and at
 * every line end; not at ； and not at a point inside numbers or abbreviations.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_spans s = {0};
 * assert(jy_sentences(&s, jy_cstr("会议开始。“好！”他说。")) == JY_OK);
 * assert(s.len == 3 && s.at[1].start == 15 && s.at[1].end == 27);
 * jy_spans_free(&s);
 * @endcode
 */
JY_API int jy_sentences(jy_spans *out, jy_str text);

/**
 * Fills `out` (empty at the call) with the paragraphs: lines that are not
 * blank, without surrounding white space.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_spans s = {0};
 * assert(jy_paragraphs(&s, jy_cstr("  甲\n\n\n乙\n")) == JY_OK);
 * assert(s.len == 2 && s.at[0].start == 2 && s.at[0].end == 5);
 * jy_spans_free(&s);
 * @endcode
 */
JY_API int jy_paragraphs(jy_spans *out, jy_str text);

/**
 * Appends a text as somebody who searches wants it told apart: every Traditional
 * character as the Simplified one that OpenCC makes of it first, whatever stands
 * around it; full width, compatibility forms, case and accents of letters folded;
 * white space left out but for ends of lines, and one space between two runs of
 * letters and digits.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_buf b = JY_BUF_INIT;
 * assert(jy_fold(&b, jy_cstr("醫 院ＩＣＵ Café")) == JY_OK);
 * assert(jy_str_equal(jy_buf_str(&b), jy_cstr("医院icu cafe")));
 * jy_buf_free(&b);
 * @endcode
 */
JY_API int jy_fold(jy_buf *out, jy_str text);

/**
 * Appends where a phrase stands in a text, both folded: overlapping places too, in
 * order. Letters and digits match as whole runs.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_spans s = {0};
 * assert(jy_fold_find(&s, jy_cstr("醫學院，医 学"), jy_cstr("医學")) == JY_OK);
 * assert(s.len == 2 && s.at[0].end == 6 && s.at[1].start == 12 && s.at[1].end == 19);
 * jy_spans_free(&s);
 * @endcode
 */
JY_API int jy_fold_find(jy_spans *out, jy_str text, jy_str phrase);

/**
 * Columns that a terminal needs for `s`: two for East Asian wide characters,
 * none for combining marks and controls, one for an invalid byte.
 * @code
 * assert(jy_width(jy_cstr("院长A")) == 5);
 * @endcode
 */
JY_API size_t jy_width(jy_str s);

/**
 * Appends `s` at exactly `columns` columns: filled up with spaces, or cut, with
 * `…` in place of what is missing.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_buf b = JY_BUF_INIT;
 * assert(jy_pad(&b, jy_cstr("党委书记"), 6) == JY_OK);
 * assert(strcmp(b.ptr, "党委… ") == 0);
 * jy_buf_free(&b);
 * @endcode
 */
JY_API int jy_pad(jy_buf *out, jy_str s, size_t columns);

/**
 * Appends the stretches of the source that a range of the reading came from, in
 * the order of the reading: one, unless text was moved there, as where an
 * article's columns stood apart on the page.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_text *t = NULL;
 * jy_spans s = {0};
 * assert(!jy_text_new(&t, jy_cstr("院长")));
 * assert(jy_text_origins(&s, t, (jy_span){0, 6}) == JY_OK);
 * assert(s.len == 1 && s.at[0].start == 0 && s.at[0].end == 6);
 * jy_spans_free(&s);
 * jy_text_free(t);
 * @endcode
 */
JY_API int jy_text_origins(jy_spans *out, const jy_text *t, jy_span reading);

/**
 * The longest of those stretches, the first of several; that of an empty range is
 * where it stands.
 * @param parted whether there is more than one
 * @code
 * jy_text *t = NULL;
 * bool parted = true;
 * assert(!jy_text_new(&t, jy_cstr("院长")));
 * assert(jy_text_origin(&parted, t, (jy_span){0, 6}).end == 6 && !parted);
 * jy_text_free(t);
 * @endcode
 */
JY_API jy_span jy_text_origin(bool *parted, const jy_text *t, jy_span reading);

#ifdef __cplusplus
}
#endif
#endif
