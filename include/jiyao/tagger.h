/**
 * @file tagger.h
 * Labelled spans and words by models that were trained on labelled lines.
 *
 * A model says for each character which label it is part of: people, titles,
 * organisations and places with the model `names` that ships, words with the
 * model `words`, whatever an analyst labelled with a model of his own
 * (jy_tagger_train()). The text is a reading text: Simplified. A tagger is
 * read-only once made and may be used by any number of threads. The same text
 * and the same model give the same spans on any machine.
 */
#ifndef JIYAO_TAGGER_H
#define JIYAO_TAGGER_H

#include "jiyao/base.h"
#include "jiyao/lexicon.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque; a model and the lexicon it was trained with. */
typedef struct jy_tagger jy_tagger;

/** One labelled span: bytes [start, end) of the text. */
typedef struct {
  size_t start;
  size_t end;
  const char *label; /**< belongs to the tagger */
  double confidence; /**< 0 to 1: that exactly this span has this label */
} jy_label;

/** Spans in text order. Start from JY_LABELS_INIT, end with jy_labels_free(). */
typedef struct {
  jy_label *at;
  size_t len, cap;
} jy_labels;

#define JY_LABELS_INIT {NULL, 0, 0}

/** A word of a text: bytes [start, end), and its part of speech. */
typedef struct {
  size_t start;
  size_t end;
  const char *pos; /**< a tag of the People's Daily corpus: "n", "v", "nr", …; static */
} jy_token;

/** Words in text order. Start from JY_TOKENS_INIT, end with jy_tokens_free(). */
typedef struct {
  jy_token *at;
  size_t len, cap;
} jy_tokens;

#define JY_TOKENS_INIT {NULL, 0, 0}

/** What jy_tagger_train() is to make. */
typedef struct {
  bool words;        /**< words apart by spaces, instead of a character and its tag a line */
  unsigned epochs;   /**< times through the lines; 0: 10 */
  unsigned rows_log2; /**< size of the model: 2 to the power of this rows; 0: 17 */
} jy_train_options;

/**
 * A tagger by the name of a model that ships: "names" (labels PER, TITLE, ORG,
 * LOC) or "words"; or by the path of a model file, which is mapped, not read.
 * @return JY_OK, JY_ENOMEM, JY_ENOTFOUND, JY_EIO, or JY_EINVALID for a file
 *   that is no model, is damaged, or was made for other versions of the program.
 * @code
 * jy_tagger *t = NULL;
 * assert(jy_tagger_open(&t, "names") == JY_OK);
 * jy_tagger_free(t);
 * @endcode
 */
JY_API int jy_tagger_open(jy_tagger **out, const char *name);

/**
 * A tagger of a model in memory, whose bytes have to live as long as it does.
 * @return as jy_tagger_open().
 * @code
 * jy_tagger *t = NULL;
 * assert(jy_tagger_new(&t, jy_cstr("no model"), "x.model") == JY_EINVALID && !t);
 * @endcode
 */
JY_API int jy_tagger_new(jy_tagger **out, jy_str model, const char *path);

/**
 * Frees; NULL is allowed.
 * @code
 * jy_tagger_free(NULL);
 * @endcode
 */
JY_API void jy_tagger_free(jy_tagger *t);

/**
 * The labelled spans of a text, in place of what *out held. What is less likely than one in three
 * is left out.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID for a model of words.
 * @code
 * jy_tagger *t = NULL;
 * jy_labels found = JY_LABELS_INIT;
 * assert(!jy_tagger_open(&t, "names"));
 * assert(!jy_tagger_run(&found, t, jy_cstr("校长王建国表示，要抓好落实。")));
 * assert(found.len == 2 && strcmp(found.at[1].label, "PER") == 0 && found.at[1].start == 6);
 * jy_labels_free(&found);
 * jy_tagger_free(t);
 * @endcode
 */
JY_API int jy_tagger_run(jy_labels *out, const jy_tagger *t, jy_str text);

/**
 * Gives the list's memory back and empties it; safe to call twice.
 * @code
 * jy_labels found = JY_LABELS_INIT;
 * jy_labels_free(&found);
 * @endcode
 */
JY_API void jy_labels_free(jy_labels *l);

/**
 * The words of a text with their parts of speech, in place of what *out held.
 * White space is no word. `own` (NULL for none; compiled) holds words that are
 * always kept whole, the leftmost and longest first.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID for a model of spans.
 * @code
 * jy_tagger *t = NULL;
 * jy_tokens w = JY_TOKENS_INIT;
 * assert(!jy_tagger_open(&t, "words"));
 * assert(!jy_tokens_find(&w, t, jy_cstr("我们的学校"), NULL));
 * assert(w.len == 3 && w.at[2].start == 9 && strcmp(w.at[2].pos, "n") == 0);
 * jy_tokens_free(&w);
 * jy_tagger_free(t);
 * @endcode
 */
JY_API int jy_tokens_find(jy_tokens *out, const jy_tagger *t, jy_str text, const jy_lexicon *own);

/**
 * Gives the list's memory back and empties it; safe to call twice.
 * @code
 * jy_tokens w = JY_TOKENS_INIT;
 * jy_tokens_free(&w);
 * @endcode
 */
JY_API void jy_tokens_free(jy_tokens *t);

/**
 * Trains a model of labelled lines and appends its bytes to `model`. The same
 * lines and options give the same bytes on any machine.
 *
 * Lines for spans are a character, a tab and its tag (O, B-NAME, I-NAME; ? where
 * nobody looked); an empty line ends a sentence. A line `#labels PER ORG` says
 * that the sentences after it are labelled with these alone: where they say O,
 * another label may stand. Lines for words are words apart by spaces, each
 * perhaps with `/tag`, a sentence a line. At most seven labels.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID (the message has the line's number).
 * @code
 * jy_buf model = JY_BUF_INIT;
 * jy_train_options options = {.epochs = 2, .rows_log2 = 10};
 * assert(jy_tagger_train(&model, jy_cstr("王\tB-PER\n芳\tI-PER\n说\tO\n"), &options, "own.bio") == JY_OK);
 * jy_buf_free(&model);
 * @endcode
 */
JY_API int jy_tagger_train(jy_buf *model, jy_str lines, const jy_train_options *options, const char *path);

#ifdef __cplusplus
}
#endif
#endif
