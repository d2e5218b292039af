/**
 * @file convert.h
 * From bytes to UTF-8 (encodings and their detection) and between the
 * Simplified and Traditional scripts.
 *
 * Knows: encodings, scripts. Refuses to know: damage to a text and its repair.
 */
#ifndef JIYAO_CONVERT_H
#define JIYAO_CONVERT_H

#include "jiyao/align.h"
#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What to do with bytes that are invalid in their encoding. */
typedef enum {
  JY_POLICY_ERROR,   /**< stop, JY_EENCODING */
  JY_POLICY_REPLACE, /**< put U+FFFD for each */
  JY_POLICY_SKIP     /**< leave them out */
} jy_policy;

/** Bytes that could not be read. */
typedef struct {
  size_t offset; /**< in the bytes that were decoded */
  size_t len;    /**< how many bytes */
  size_t at;     /**< where in the decoded text they would stand */
} jy_loss;

/** Every loss of a decoding, in order. Start from {0}, end with jy_ledger_free(). */
typedef struct {
  jy_loss *losses;
  size_t len;
  size_t cap;
  size_t lost_bytes; /**< sum of the losses' lengths */
} jy_ledger;

/** What jy_detect() found. */
typedef struct {
  char encoding[32];  /**< a name that jy_decode() takes */
  const char *reason; /**< "bom", "escapes", "declared", "ascii", "utf-8", "uchardet" or "trial" */
  double confidence;  /**< 0 to 1 */
  size_t bom;         /**< bytes of byte order mark at the start */
} jy_detection;

/** A stretch of a file that is in one encoding. */
typedef struct {
  jy_span bytes;     /**< where in the bytes */
  jy_span text;      /**< where in the decoded text */
  char encoding[32]; /**< a name that jy_decode() takes */
  double confidence; /**< 0 to 1: that it is this and not another encoding */
} jy_region;

/** The regions of a file, in order and without gap. End with jy_regions_free(). */
typedef struct {
  jy_region *at;
  size_t len;
  size_t cap;
} jy_regions;

/** The script of a Chinese text. */
typedef enum {
  JY_SCRIPT_HANS, /**< Simplified, also where nothing tells the two apart */
  JY_SCRIPT_HANT, /**< Traditional */
  JY_SCRIPT_MIXED /**< both, neither of them in passing */
} jy_script;

/**
 * The name of the encoding that a label is read as. Labels are those of the
 * WHATWG Encoding Standard and numbers of code pages; case and punctuation do not
 * count. Labels of subsets are read as what contains them (GB2312 and GBK as
 * GB18030, Big5 as BIG5-HKSCS, Shift_JIS as CP932, EUC-KR as CP949), since pages
 * use the larger set under the smaller name. HZ, ISO-2022-CN and EUC-TW, which
 * browsers no longer read, are known too. A label that is not known is returned
 * as it is, and jy_decode() refuses it: UTF-7 and ISO-2022-JP among them.
 * @code
 * assert(strcmp(jy_encoding_name("gb2312"), "GB18030") == 0);
 * assert(strcmp(jy_encoding_name("utf8"), "UTF-8") == 0);
 * @endcode
 */
JY_API const char *jy_encoding_name(const char *label);

/**
 * Whether jy_decode() can read what has this label.
 * @code
 * assert(jy_encoding_known("x-gbk") && !jy_encoding_known("nonsuch"));
 * @endcode
 */
JY_API bool jy_encoding_known(const char *label);

/**
 * The name of encoding number `i`, from 0, of those that jy_decode() reads; NULL
 * after the last.
 * @code
 * assert(strcmp(jy_encoding_at(0), "UTF-8") == 0);
 * @endcode
 */
JY_API const char *jy_encoding_at(size_t i);

/**
 * Gives the ledger's memory back and empties it; safe to call twice.
 * @code
 * jy_ledger ledger = {0};
 * jy_ledger_free(&ledger);
 * assert(ledger.len == 0);
 * @endcode
 */
JY_API void jy_ledger_free(jy_ledger *ledger);

/**
 * Appends `bytes`, read strictly in `encoding`, to `out` as UTF-8. A byte order
 * mark is dropped. `ledger` may be NULL; `path` (may be NULL) is for the record.
 * The answer does not depend on whose iconv the library was built on: iconv only
 * fills tables, at the first use of an encoding (2 ms), and where iconvs disagree
 * the table is settled (tests/iconv/disagreements.tsv says how and why).
 * @return JY_OK; JY_EENCODING at the first invalid byte under JY_POLICY_ERROR
 * (`out` is then as it was; the record has offset and bytes and says whether the
 * input is cut short); JY_ECONVERT for an unknown encoding; JY_ENOMEM.
 * @code
 * jy_buf out = JY_BUF_INIT;
 * jy_ledger ledger = {0};
 * jy_str bytes = {"\xD4\xBA\xFF\xB3\xA4", 5};   // 院, a bad byte, 长
 * assert(jy_decode(&out, &ledger, bytes, "gbk", JY_POLICY_SKIP, NULL) == JY_OK);
 * assert(strcmp(out.ptr, "院长") == 0);
 * assert(ledger.len == 1 && ledger.losses[0].offset == 2 && ledger.losses[0].at == 3);
 * jy_buf_free(&out);
 * jy_ledger_free(&ledger);
 * @endcode
 */
JY_API int jy_decode(jy_buf *out, jy_ledger *ledger, jy_str bytes, const char *encoding,
                     jy_policy policy, const char *path);

/**
 * Finds the encoding of `bytes`: a byte order mark, else the escape sequences of
 * HZ or ISO-2022-CN, else the declared label (may be NULL) if the bytes can be read
 * by it and make sense, else ASCII, else valid UTF-8, else the encoding in which they
 * make most sense as Chinese. That is judged by samples of 64 KB at most, or by three
 * small places where they leave no doubt; jy_decode() then reads every byte.
 * @return JY_OK; JY_EINVALID for empty input and for binary data (the record
 * says what it looks like); JY_ENOMEM.
 * @code
 * jy_detection found;
 * assert(jy_detect(&found, jy_cstr("院长讲话"), NULL) == JY_OK);
 * assert(strcmp(found.encoding, "UTF-8") == 0);
 * assert(jy_detect(&found, jy_cstr("%PDF-1.7"), NULL) == JY_EINVALID);
 * @endcode
 */
JY_API int jy_detect(jy_detection *out, jy_str bytes, const char *declared);

/**
 * Gives the list's memory back and empties it; safe to call twice.
 * @code
 * jy_regions r = {0};
 * jy_regions_free(&r);
 * assert(r.len == 0);
 * @endcode
 */
JY_API void jy_regions_free(jy_regions *r);

/**
 * As jy_decode(), for a file that may change its encoding midway: finds the
 * stretches of UTF-8, GB18030 and Big5 in it, reads each in its own encoding,
 * and lists them in `regions` (empty at the call), one where nothing changes.
 * Bytes that read as text in no encoding are losses as ever; the ledger's
 * offsets are those of the whole. `found` is what jy_detect() said; where its
 * reason is "forced" the file is read in that encoding alone.
 * @return as jy_decode(); on failure `out` is as it was and `regions` empty.
 * @code
 * jy_buf out = JY_BUF_INIT;
 * jy_regions r = {0};
 * jy_detection found;
 * jy_str bytes = jy_cstr("会议由院长主持\n\xBB\xE1\xD2\xE9\xD3\xC9\xD4\xBA\xB3\xA4\xD6\xF7\xB3\xD6\n会议结束\n");
 * assert(jy_detect(&found, bytes, NULL) == JY_OK);
 * assert(jy_decode_regions(&out, NULL, &r, bytes, &found, JY_POLICY_ERROR, NULL) == JY_OK);
 * assert(strcmp(out.ptr, "会议由院长主持\n会议由院长主持\n会议结束\n") == 0);
 * assert(r.len == 3 && r.at[1].bytes.start == 22 && r.at[1].text.end == 44);
 * assert(strcmp(r.at[1].encoding, "GB18030") == 0);
 * jy_regions_free(&r);
 * jy_buf_free(&out);
 * @endcode
 */
JY_API int jy_decode_regions(jy_buf *out, jy_ledger *ledger, jy_regions *regions, jy_str bytes,
                             const jy_detection *found, jy_policy policy, const char *path);

/**
 * The encoding that most bytes are in; belongs to the list. "" for no regions.
 * @code
 * jy_regions r = {0};
 * assert(*jy_regions_majority(&r) == '\0');
 * @endcode
 */
JY_API const char *jy_regions_majority(const jy_regions *r);

/**
 * Appends `in` converted by an OpenCC configuration ("s2t", "t2s", "s2twp" …),
 * exactly as OpenCC does. A configuration that the program does not hold is
 * looked for where libopencc looks. A NUL in the text stays where it is.
 * @return JY_OK, JY_ECONVERT (unknown configuration), JY_EENCODING (invalid
 * UTF-8, with the offset), JY_ENOMEM.
 * @code
 * jy_buf out = JY_BUF_INIT;
 * assert(jy_script_convert(&out, jy_cstr("医院"), "s2t") == JY_OK);
 * assert(strcmp(out.ptr, "醫院") == 0);
 * jy_buf_free(&out);
 * @endcode
 */
JY_API int jy_script_convert(jy_buf *out, jy_str in, const char *config);

/** A word that script conversion does not convert. */
typedef struct {
  jy_str word; /**< as it stands in the text */
  jy_str put;  /**< what is written for it; ptr NULL: the word itself */
} jy_protected;

/** What jy_script_convert_aligned() leaves to the caller. */
typedef struct {
  bool names;                /**< keep the forms that names have in their contexts */
  const jy_protected *words; /**< the longest at a place counts, before any phrase */
  size_t n_words;
} jy_script_opts;

/** Names kept, no words. */
#define JY_SCRIPT_OPTS_INIT {true, NULL, 0}

/**
 * Appends `in` converted by one of OpenCC's own configurations: s2t t2s s2tw
 * tw2s s2hk hk2s s2twp tw2sp t2tw tw2t t2hk hk2t t2jp jp2t. Appends the way back
 * to `in` to `align` (may be NULL). Between Simplified and Traditional, a
 * character that is part of a person's name by its context has the form that
 * names have (徐乾學 → 徐乾学, 范 stays a surname), and such a character stays as
 * it is where the text around it is in Simplified script already; `opts` NULL
 * means that and no more.
 * @return JY_OK, JY_ECONVERT (unknown configuration), JY_EENCODING (invalid
 * UTF-8, with the offset), JY_EINVALID (a bad word), JY_ENOMEM.
 * @code
 * jy_buf out = JY_BUF_INIT;
 * jy_align *align = NULL;
 * jy_protected word = {jy_cstr("劉昇"), {NULL, 0}};
 * jy_script_opts opts = {true, &word, 1};
 * assert(!jy_align_new(&align));
 * assert(!jy_script_convert_aligned(&out, align, jy_cstr("劉昇說"), "t2s", &opts));
 * assert(strcmp(out.ptr, "劉昇说") == 0 && jy_align_made_size(align) == 9);
 * jy_align_free(align);
 * jy_buf_free(&out);
 * @endcode
 */
JY_API int jy_script_convert_aligned(jy_buf *out, jy_align *align, jy_str in, const char *config,
                                     const jy_script_opts *opts);

/**
 * Appends `in` in Simplified script, as OpenCC's "t2s" writes it but for names
 * (see jy_script_convert_aligned()), and the way back to `in` as further pieces
 * of `align` (may be NULL). Invalid bytes are kept.
 * @return JY_OK, JY_ENOMEM, or JY_ENOTFOUND where the dictionaries are missing.
 * @code
 * jy_buf out = JY_BUF_INIT;
 * jy_align *align = NULL;
 * assert(!jy_align_new(&align) && !jy_script_hans(&out, align, jy_cstr("醫院院長")));
 * assert(strcmp(out.ptr, "医院院长") == 0 && jy_align_made_size(align) == 12);
 * jy_align_free(align);
 * jy_buf_free(&out);
 * @endcode
 */
JY_API int jy_script_hans(jy_buf *out, jy_align *align, jy_str in);

/**
 * The script of a text, by counting the characters that only one script uses.
 * Text is mixed where the rarer script has more than an eighth of them.
 * @code
 * assert(jy_script_detect(jy_cstr("醫學院黨委書記")) == JY_SCRIPT_HANT);
 * @endcode
 */
JY_API jy_script jy_script_detect(jy_str s);

/**
 * The same, and how sure it is: 0 where no character tells, or where kana and
 * forms that only Japan has say that the text is Japanese; near 1 from a dozen
 * characters on that agree.
 * @code
 * double sure;
 * assert(jy_script_judge(jy_cstr("医学院党委书记"), &sure) == JY_SCRIPT_HANS && sure > 0.8);
 * jy_script_judge(jy_cstr("国会に対する説明"), &sure);
 * assert(sure == 0);
 * @endcode
 */
JY_API jy_script jy_script_judge(jy_str s, double *confidence);

/** Lines of a text that are in one script. */
typedef struct {
  jy_span span; /**< whole lines, with their line ends */
  jy_script script;
  double confidence; /**< see jy_script_judge() */
} jy_script_region;

/** A list of regions; start from {0}, end with jy_script_regions_free(). */
typedef struct {
  jy_script_region *at;
  size_t len;
  size_t cap;
} jy_script_regions;

/**
 * Fills `out` (empty at the call) with the regions of a text, which cover it.
 * Lines in which hardly a character tells go with the lines before them.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_script_regions r = {0};
 * assert(!jy_script_find_regions(&r, jy_cstr("会议由党委书记主持\n會議由黨委書記主持\n")));
 * assert(r.len == 2 && r.at[1].span.start == 28 && r.at[1].script == JY_SCRIPT_HANT);
 * jy_script_regions_free(&r);
 * @endcode
 */
JY_API int jy_script_find_regions(jy_script_regions *out, jy_str s);

/**
 * Gives the list's memory back and empties it; safe to call twice.
 * @code
 * jy_script_regions r = {0};
 * jy_script_regions_free(&r);
 * assert(r.len == 0);
 * @endcode
 */
JY_API void jy_script_regions_free(jy_script_regions *r);

/**
 * "Hans", "Hant" or "mixed".
 * @code
 * assert(strcmp(jy_script_name(JY_SCRIPT_HANS), "Hans") == 0);
 * @endcode
 */
JY_API const char *jy_script_name(jy_script script);

/**
 * Whose iconv converts, and its version as it runs: "glibc 2.36", "GNU libiconv
 * 1.17". Valid until the next call in this thread.
 * @code
 * assert(*jy_iconv_version() != '\0');
 * @endcode
 */
JY_API const char *jy_iconv_version(void);

/**
 * The version of OpenCC that the library was built with, whose dictionaries it
 * holds; OpenCC itself does not tell.
 * @code
 * assert(strchr(jy_opencc_version(), '.') != NULL);
 * @endcode
 */
JY_API const char *jy_opencc_version(void);

#ifdef __cplusplus
}
#endif
#endif
