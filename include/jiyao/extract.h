/**
 * @file extract.h
 * People with their titles and organisations, in one document.
 *
 * The text is a reading text: Simplified, NFKC. Tables (titles, surnames,
 * words, ...) are handed in as tab-separated text; an extractor is made from
 * them once and read from then on, by any number of threads. The same text and
 * the same tables give the same people.
 */
#ifndef JIYAO_EXTRACT_H
#define JIYAO_EXTRACT_H

#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque; read-only once made. */
typedef struct jy_extractor jy_extractor;

/** A table: its name and its lines (`#` begins a comment, tabs part columns). */
typedef struct {
  const char *name;
  jy_str text;
} jy_table;

/** What showed that a word is a name. */
typedef enum {
  JY_HOW_TITLE,    /**< a title before it */
  JY_HOW_AFTER,    /**< a title after it */
  JY_HOW_BYLINE,   /**< it stands in a byline */
  JY_HOW_COURTESY, /**< a courtesy word after it */
  JY_HOW_LIST,     /**< a name beside it in a list */
  JY_HOW_ORG,      /**< an organisation before it */
  JY_HOW_ACT,      /**< an act or speech after it */
  JY_HOW_BARE,     /**< the name stands elsewhere in the text */
  JY_HOW_SURNAME   /**< surname and title */
} jy_mention_how;

/** One person of a document. Strings belong to the list. */
typedef struct {
  char *name;        /**< without inner white space; the surname alone when surname_only */
  char **titles;     /**< distinct, in text order, the longest form of each */
  size_t titles_len;
  char *org;         /**< units as written, joined by "；"; NULL when none is written */
  size_t mentions;   /**< how often the person is named */
  bool byline;       /**< reporter, editor, photographer, checker */
  bool surname_only; /**< known only by surname and title */
  bool subject;      /**< only the matter of a study */
  double confidence; /**< 0 to 1 */
} jy_person;

/** One place where a person is named; byte offsets into the text. */
typedef struct {
  size_t person;  /**< index into the people */
  jy_span span;   /**< the name with the title that is joined to it */
  jy_span name;   /**< the name, or the surname */
  char *title;    /**< the title nearest to the name, NULL when there is none */
  jy_mention_how how;
} jy_mention;

/** People in order of first mention, mentions in text order. */
typedef struct {
  jy_person *at;
  size_t len, cap;
  jy_mention *mentions;
  size_t mentions_len, mentions_cap;
} jy_people;

#define JY_PEOPLE_INIT {NULL, 0, 0, NULL, 0, 0}

/** A found organisation or title; byte offsets into the text. */
typedef struct {
  jy_span span;
  char *name;       /**< without inner white space */
  const char *kind; /**< "school" "hospital" "institute" "company" "body"; "title" for a title */
} jy_term;

/** Found terms in text order. */
typedef struct {
  jy_term *at;
  size_t len, cap;
} jy_terms;

#define JY_TERMS_INIT {NULL, 0, 0}

/**
 * Makes an extractor. Needed tables: words, surnames, given_names,
 * foreign_characters, places, titles, title_prefixes, org_suffixes, org_stops, name_parts,
 * speech_acts, courtesy, byline_words, not_names, body_leads.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID when a table is missing or a line
 *   of one is malformed (the record names the table and the offset).
 * @code
 * jy_extractor *x = NULL;
 * jy_table t = {"titles", jy_cstr("院长\tstrong\t-\n")};
 * assert(jy_extractor_new(&x, &t, 1) == JY_EINVALID);  // the others are missing
 * assert(x == NULL && strstr(jy_error_last()->message, "words") != NULL);
 * @endcode
 */
JY_API int jy_extractor_new(jy_extractor **out, const jy_table *tables, size_t n);

/**
 * Frees; NULL is allowed.
 * @code
 * jy_extractor_free(NULL);
 * @endcode
 */
JY_API void jy_extractor_free(jy_extractor *x);

/**
 * Names of the tables that jy_extractor_new() needs; NULL after the last.
 * @code
 * assert(strcmp(jy_extractor_table(0), "words") == 0);
 * @endcode
 */
JY_API const char *jy_extractor_table(size_t i);

/**
 * The people of a text, in place of what *out held.
 * @return JY_OK or JY_ENOMEM; the caller frees with jy_people_free().
 * @code
 * jy_people p = JY_PEOPLE_INIT;
 * assert(p.len == 0);
 * jy_people_free(&p);
 * @endcode
 */
JY_API int jy_people_find(jy_people *out, const jy_extractor *x, jy_str text);

/**
 * Gives the list's memory back and empties it; safe to call twice.
 * @code
 * jy_people p = JY_PEOPLE_INIT;
 * jy_people_free(&p);
 * @endcode
 */
JY_API void jy_people_free(jy_people *p);

/**
 * The word for what showed a name: "title" for JY_HOW_TITLE.
 * @code
 * assert(strcmp(jy_mention_how_name(JY_HOW_ACT), "act") == 0);
 * @endcode
 */
JY_API const char *jy_mention_how_name(jy_mention_how how);

/**
 * Names of organisations in a text, in place of what *out held.
 * @return JY_OK or JY_ENOMEM; the caller frees with jy_terms_free().
 * @code
 * jy_terms t = JY_TERMS_INIT;
 * assert(t.len == 0);
 * jy_terms_free(&t);
 * @endcode
 */
JY_API int jy_orgs_find(jy_terms *out, const jy_extractor *x, jy_str text);

/**
 * People and organisations in one pass, as jy_people_find() and jy_orgs_find()
 * give them, in place of what *people and *orgs held.
 * @return JY_OK or JY_ENOMEM; the caller frees both.
 * @code
 * jy_people p = JY_PEOPLE_INIT;
 * jy_terms t = JY_TERMS_INIT;
 * assert(p.len == 0 && t.len == 0);
 * jy_people_free(&p);
 * jy_terms_free(&t);
 * @endcode
 */
JY_API int jy_names_find(jy_people *people, jy_terms *orgs, const jy_extractor *x, jy_str text);

/**
 * Titles in a text, in place of what *out held.
 * @return JY_OK or JY_ENOMEM; the caller frees with jy_terms_free().
 * @code
 * jy_terms t = JY_TERMS_INIT;
 * assert(t.cap == 0);
 * jy_terms_free(&t);
 * @endcode
 */
JY_API int jy_titles_find(jy_terms *out, const jy_extractor *x, jy_str text);

/**
 * Gives the list's memory back and empties it; safe to call twice.
 * @code
 * jy_terms t = JY_TERMS_INIT;
 * jy_terms_free(&t);
 * assert(t.at == NULL);
 * @endcode
 */
JY_API void jy_terms_free(jy_terms *t);

#ifdef __cplusplus
}
#endif
#endif
