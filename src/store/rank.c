/* How well a document fits a query: the auxiliary function "fit" of the index. Knows how often
 * each phrase stands where; refuses to know which documents are asked for.
 *
 * BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) as FTS5's own,
 * with two differences. A place in the headline counts as TITLE places in the text. How rare a
 * phrase is, for which the whole index must be asked again, is only found out where there are
 * several to be weighed against each other. Like FTS5's, the best fit is the lowest number. */
#include <math.h>
#include <stdlib.h>

#include "store/internal.h"

static const double K1 = 1.2, B = 0.75, TITLE = 4.0;
/* What rarity is at least, that a phrase of most documents still counts for something. */
static const double LEAST_RARITY = 1e-6;

/* What is the same for all documents of a query. */
typedef struct {
  double mean; /* tokens of a document */
  int phrases;
  double rarity[];
} weights;

static int count_row(const Fts5ExtensionApi *api, Fts5Context *fts, void *user) {
  (void)api, (void)fts;
  ++*(sqlite3_int64 *)user;
  return SQLITE_OK;
}

static int weigh(weights *w, const Fts5ExtensionApi *api, Fts5Context *fts) {
  sqlite3_int64 rows = 0, tokens = 0;
  int rc = api->xRowCount(fts, &rows);
  if (rc == SQLITE_OK) rc = api->xColumnTotalSize(fts, -1, &tokens);
  w->mean = rows > 0 && tokens > 0 ? (double)tokens / (double)rows : 1.0;
  for (int i = 0; i < w->phrases && rc == SQLITE_OK; i++) {
    sqlite3_int64 with = 0;
    w->rarity[i] = 1.0;
    if (w->phrases == 1) break;
    rc = api->xQueryPhrase(fts, i, &with, count_row);
    double rarity = log(((double)(rows - with) + 0.5) / ((double)with + 0.5));
    w->rarity[i] = rarity > LEAST_RARITY ? rarity : LEAST_RARITY;
  }
  return rc;
}

static int weights_of(weights **out, const Fts5ExtensionApi *api, Fts5Context *fts) {
  *out = api->xGetAuxdata(fts, 0);
  if (*out) return SQLITE_OK;
  int phrases = api->xPhraseCount(fts);
  weights *w = calloc(1, sizeof *w + (size_t)phrases * sizeof *w->rarity);
  if (!w) return SQLITE_NOMEM;
  w->phrases = phrases;
  int rc = weigh(w, api, fts);
  /* FTS5 frees it, also where it fails. */
  int kept = rc == SQLITE_OK ? api->xSetAuxdata(fts, w, free) : (free(w), rc);
  *out = kept == SQLITE_OK ? w : NULL;
  return kept;
}

/* The places of a phrase in the document at hand. */
static int places(double *out, const Fts5ExtensionApi *api, Fts5Context *fts, int phrase) {
  Fts5PhraseIter at;
  int column = 0, offset = 0;
  *out = 0;
  int rc = api->xPhraseFirst(fts, phrase, &at, &column, &offset);
  for (; rc == SQLITE_OK && column >= 0; api->xPhraseNext(fts, &at, &column, &offset))
    *out += column == 0 ? TITLE : 1.0;
  return rc;
}

static void fit(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *ctx, int n,
                sqlite3_value **args) {
  (void)n, (void)args;
  weights *w;
  int tokens = 0;
  double sum = 0, often;
  int rc = weights_of(&w, api, fts);
  if (rc == SQLITE_OK) rc = api->xColumnSize(fts, -1, &tokens);
  for (int i = 0; rc == SQLITE_OK && i < w->phrases; i++) {
    rc = places(&often, api, fts, i);
    if (rc == SQLITE_OK)
      sum += w->rarity[i] * often * (K1 + 1) / (often + K1 * (1 - B + B * (double)tokens / w->mean));
  }
  if (rc == SQLITE_OK)
    sqlite3_result_double(ctx, -sum);
  else
    sqlite3_result_error_code(ctx, rc);
}

int jy__store_add_rank(jy_store *s, fts5_api *api) {
  int rc = api->xCreateFunction(api, "fit", NULL, fit, NULL);
  return rc == SQLITE_OK ? JY_OK : jy__store_fault(s, rc);
}
