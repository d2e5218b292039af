/* What the files of this room share. A document goes through four stages:
 * reading (characters without the white space between them, and the terms of
 * the tables in them), lattice (typed tokens, the best path through words,
 * titles and name candidates), chain (titles and organisations attached to
 * names), people (the document as a whole). Where the first three leave a doubt,
 * the tagger is asked (hints), and lattice and chain are run again. */
#ifndef JY_EXTRACT_INTERNAL_H
#define JY_EXTRACT_INTERNAL_H

#include <math.h>
#include <string.h>

#include "base/internal.h"
#include "jiyao/extract.h"
#include "jiyao/lexicon.h"
#include "jiyao/tagger.h"

/* Makes room in a growable list; `slot` is the address of its pointer. */
static inline int jy__room(void *slot, size_t *cap, size_t need, size_t size) {
  void *p;
  if (need <= *cap) return JY_OK;
  memcpy(&p, slot, sizeof p);
  int rc = jy__grow(&p, cap, need, size);
  memcpy(slot, &p, sizeof p);
  return rc;
}

/* ---- tables ---- */

/* What a term of the tables may be; one term can be several things. */
enum {
  JY__WORD = 1,
  JY__TITLE = 2,        /* ends a title */
  JY__TITLE_WEAK = 4,   /* a title that is as often a common noun */
  JY__PREFIX = 8,       /* stands before a title and belongs to it */
  JY__PARTY = 16,       /* the same, only before party and league posts */
  JY__DROPPED = 32,     /* former, then: no part of the title */
  JY__ORG = 64,         /* ends the name of an organisation */
  JY__ACT = 128,        /* follows somebody who acts or speaks */
  JY__ACT_STRONG = 256,
  JY__COURTESY = 512,
  JY__BYLINE = 1024,
  JY__STOP = 2048,      /* never inside the name of an organisation */
  JY__PLACE = 4096,
  JY__NOT_NAME = 8192,
  JY__NAME_PART = 16384, /* 扎西, 买买提: one of the words that make up a name */
  JY__FAMILY = 32768     /* 佐佐木: a surname that is no Chinese one */
};

/* How a title word is used (titles table). */
enum {
  JY__USE_BEFORE = 1, /* before a name only */
  JY__USE_AFTER = 2,  /* after a surname only */
  JY__USE_PARTY = 4,  /* takes a party prefix */
  JY__USE_UNIT = 8,   /* begins with its unit: 系主任 */
  JY__USE_CORP = 16,  /* may follow the short name of a company */
  JY__USE_NEVER = 32, /* no name, whatever stands around it */
  JY__USE_NOUNS = 64, /* takes the nouns in front of it: 新员工代表 */
  JY__USE_LABEL = 128, /* before a colon only a label: 主讲人:某某 */
  JY__USE_CUE = 256,   /* shows that a name follows and is no title: 劳动模范, 儿子 */
  JY__USE_THING = 512  /* of what begins like a name: none even alone behind a title (院长信箱) */
};

typedef struct {
  float cost;       /* -ln of how common it is */
  uint16_t roles;
  uint16_t use;     /* JY__USE_... */
  uint8_t chars;
  char part;        /* first letter of the part of speech, '?' unknown */
  char kind;        /* first letter of the kind of organisation, 0 none */
  bool generic;     /* alone it names no organisation: 公司 */
  bool by_title;    /* a byline word that counts as a title */
  bool by_else;     /* only for those who have no other title: 签发 */
  bool by_free;     /* a byline word that needs no colon or bracket */
} jy__entry;

/* Costs of a character in a name; JY__NEVER where it was never seen. */
typedef struct {
  uint32_t cp;
  float surname, only, first, second, foreign;
  bool function; /* a function word or numeral: begins no rare surname */
  bool suffix;   /* ends organisations or places: ends few names */
  bool compound; /* begins a surname of two characters */
  bool numeral;
  bool governs;  /* a verb or particle that follows a name: 作, 为, 就 */
  bool place;    /* ends places: 市, 省 */
} jy__han;

#define JY__NEVER 99.0f

enum { JY__COMMON_FIRST = 0x4E00, JY__COMMON_LAST = 0x9FFF }; /* nearly all Han characters */

struct jy_extractor {
  jy_tagger *tagger; /* of names: asked where the tables leave a doubt */
  jy_lexicon *terms; /* value: index into entries */
  bool stops_inside; /* some of them hold a sign that ends sentences, and more */
  jy__entry *entries;
  size_t entries_len;
  jy__han *han; /* sorted by cp */
  size_t han_len, han_cap;
  uint16_t *han_at; /* of U+4E00 to U+9FFF: index into han + 1 */
  struct jy__compound {
    uint32_t a, b;
    float cost;
    uint32_t order; /* in the tables: the first of two that are the same counts */
  } *compound; /* surnames of two characters, sorted */
  size_t compound_len, compound_cap;
};

/* ---- counts: a map from 64-bit keys to numbers ---- */

typedef struct {
  struct jy__count {
    uint64_t key;
    uint32_t value;
  } *at;
  size_t cap, len;
} jy__counts;

/* Room for n keys before any is added. */
int jy__counts_reserve(jy__counts *c, size_t n);
int jy__counts_add(jy__counts *c, uint64_t key, uint32_t by);
uint32_t jy__counts_get(const jy__counts *c, uint64_t key);
void jy__counts_free(jy__counts *c);

/* ---- reading ---- */

enum { JY__GAP_NONE, JY__GAP_SPACE, JY__GAP_SOFT, JY__GAP_HARD };

enum {
  JY__M_STOPS = 1,    /* 。!?！？;； ends a sentence */
  JY__M_TRAILS = 2,   /* 的了们吗呢吧着 ends no name */
  JY__M_INSIDE = 4,   /* 的了们 nor stands before its last character */
  JY__M_FAMILIAR = 8, /* 老小 stands before the surname of those one knows */
  JY__M_LISTS = 16    /* 、/, parts the names of a list */
};

typedef struct {
  size_t at;               /* byte offset in the text */
  size_t squeezed;         /* byte offset in the squeezed text */
  const jy__han *in_names; /* what the tables say of it in names; NULL for nothing */
  uint32_t cp;
  uint8_t len;             /* bytes */
  uint8_t gap;             /* white space in front: none, space, wrapped line, paragraph */
  uint8_t run;             /* Han characters from this one on, up to eight */
  uint8_t tight;           /* characters from this one on without white space between, up to 255 */
  uint8_t marks;           /* JY__M_...: what is asked of it again and again */
  bool han, punct;
  bool quoted;             /* inside 《》 */
  bool cell;               /* a tab or the bar of a table stands in front */
} jy__char;

typedef struct {
  jy__char *at;
  size_t len, cap;
  jy_buf squeezed;
  bool dots; /* somewhere a dot stands such as parts the names of foreigners, or a full stop of ASCII */
} jy__reading;

int jy__reading_make(jy__reading *out, const jy_extractor *x, jy_str text);
void jy__reading_free(jy__reading *r);
/* Appends characters [start, end) without white space. */
void jy__reading_put(jy_buf *out, const jy__reading *r, size_t start, size_t end);
jy_span jy__reading_bytes(const jy__reading *r, size_t start, size_t end);
bool jy__char_is(const jy__reading *r, size_t i, const char *set);
/* Whether these words stand at character i. */
bool jy__reads(const jy__reading *r, size_t i, const char *words);
/* 76.5 84.2: whether two or more numbers of three digits at most stand at character i, each in a cell of its own. */
bool jy__scores_stand(const jy__reading *r, size_t i);
bool jy__is_punct(uint32_t cp);
bool jy__is_dot(uint32_t cp);
static inline uint8_t jy__marks_of(uint32_t cp) {
  switch (cp) {
    case U'。': case '!': case '?': case U'！': case U'？': case ';': case U'；': return JY__M_STOPS;
    case U'的': case U'了': case U'们': return JY__M_TRAILS | JY__M_INSIDE;
    case U'吗': case U'呢': case U'吧': case U'着': return JY__M_TRAILS;
    case U'老': case U'小': return JY__M_FAMILIAR;
    case U'、': case '/': case ',': return JY__M_LISTS;
    default: return 0;
  }
}

/* ---- names ---- */

typedef struct {
  size_t end;
  float cost;   /* without context */
  bool foreign;
} jy__candidate;

enum { JY__CANDIDATES_MAX = 64 };

/* The hash of a name with more characters, [start, end), behind it; never 0. */
static inline uint64_t jy__name_key_on(uint64_t h, const jy__reading *r, size_t start, size_t end) {
  for (size_t i = start; i < end; i++) h = (h ^ r->at[i].cp) * 1099511628211u;
  return h ? h : 1;
}
/* A hash of characters [start, end); never 0. */
static inline uint64_t jy__name_key(const jy__reading *r, size_t start, size_t end) {
  return jy__name_key_on(14695981039346656037u, r, start, end);
}
const jy__han *jy__han_search(const jy_extractor *x, uint32_t cp);
static inline const jy__han *jy__han_find(const jy_extractor *x, uint32_t cp) {
  if (cp < JY__COMMON_FIRST || cp > JY__COMMON_LAST || !x->han_at) return jy__han_search(x, cp);
  uint16_t at = x->han_at[cp - JY__COMMON_FIRST];
  return at ? &x->han[at - 1] : NULL;
}

static const char jy__familiar[] = "老太伯婶嫂"; /* 柯太: behind a surname forms of address, and no given names */

static const char jy__unit_ends[] = "股科室部处组办队"; /* of the smallest units: 宣传股 */

/* 接纳江 南等19人: two characters with a space between them where none is before or behind. */
bool jy__name_spread(const jy__reading *r, size_t start, size_t end);

/* ---- lattice ---- */

typedef enum {
  JY__T_WORD,
  JY__T_PUNCT,
  JY__T_TITLE,
  JY__T_WEAK,    /* a weak title */
  JY__T_PREFIX,
  JY__T_NAME,
  JY__T_SURNAME, /* a surname alone, before a title */
  JY__T_SEP,     /* 、 and the like after a name */
  JY__T_BYLINE,
  JY__T_COURTESY,
  JY__T_KINDS
} jy__kind;

#define JY__NO_ENTRY UINT32_MAX

typedef struct {
  size_t start, end; /* characters */
  uint32_t entry;
  uint8_t kind;
  bool given;        /* a given name that the title parts from its surname: 文某 in 江校长文某 */
  float score;       /* of a name: how much better than words, in nats */
} jy__token;

/* The terms of the tables that stand in the text, by the character they begin
 * at, the longer first; those of character i end where those of i + 1 begin. */
typedef struct {
  jy__entry entry; /* a copy: those of the tables lie far apart */
  uint32_t index;  /* into the extractor's entries */
  float word;      /* what it costs here as a word; JY__NEVER_A_WORD where it is none */
  bool other;      /* whether it may be anything but a word */
} jy__term;

#define JY__NEVER_A_WORD HUGE_VALF

typedef struct {
  jy__term *at;
  size_t len, cap;
  size_t *first;   /* one a character, and the end */
  uint16_t *roles; /* one a character: what any term is that begins there */
} jy__terms;

typedef struct {
  jy__token *at;
  size_t len, cap;
  uint8_t *title_end; /* a character each: 2 where a strong title ends before it, 1 where another or a byline word does */
  uint8_t *org_end; /* a character each: 2 where a word of an organisation ends before it, 1 where a single character does */
} jy__tokens;

/* A name that may stand here, with what it costs by its shape and by what stands around it. */
typedef struct {
  uint64_t key;
  size_t end; /* character */
  float cost;
} jy__offer;

/* The names that may stand in the text, by the character they begin at, as jy__terms has terms. */
typedef struct {
  jy__offer *at;
  size_t len, cap;
  size_t *first;
} jy__offers;

/* A name that the tagger sees, by characters, and what that is worth: nats. */
typedef struct {
  size_t start, end;
  float weight;
} jy__hint;

typedef struct {
  jy__hint *at; /* in text order */
  size_t len, cap;
} jy__hints;

/* Everything known while one document is read. */
typedef struct {
  const jy_extractor *x;
  jy_str text;
  jy__hints hints;      /* empty before the names were looked for once */
  jy__reading reading;
  jy__counts recurring; /* candidates by key: how often they stand in the text */
  jy__counts known;     /* names that were accepted */
  jy__terms terms;
  jy__offers offers;
  jy__tokens tokens;
  uint8_t *listed;      /* by character: which ways jy__lists_learn() has gone from there */
  bool again;           /* the second time through: `known` is filled */
} jy__document;

/* 6人, 十余名: how many people there are, at character `at`. */
bool jy__counts_people(const jy__reading *r, size_t at);
/* 等同学, 等老师: what those are who stand before character `at`. */
bool jy__groups_people(const jy__document *d, size_t at);
/* Whether a surname of two characters stands at character i. */
bool jy__is_compound(const jy_extractor *x, const jy__reading *r, size_t i);

/* Whether characters i and i + 1 make up a given name, both often seen so and no common word: 志强. */
bool jy__given_likely(const jy__document *d, size_t i);

/* Candidates for a name that begins at character i; returns how many. Only
 * after a title (`titled`) may the surname be one that no table has. */
size_t jy__name_candidates(jy__candidate *out, const jy__document *d, size_t i, bool titled);
/* Whether a word goes over the end of a name there. */
bool jy__cuts_word(const jy__document *d, size_t end);
/* Whether a surname alone may stand at a character: only before a title, courtesy word or form of address. */
bool jy__precedes_title(const jy__document *d, size_t at);
/* Whether 和 behind a title stands before a character that is a common surname. */
bool jy__stands_second(const jy__document *d, size_t at);
/* Whether characters [at, end) are what is left of other words, though they look like a name. */
bool jy__is_no_name(const jy__document *d, size_t at, size_t end);

/* Reads a text up to its tokens; free the document also when it failed. */
int jy__document_read(jy__document *d, const jy_extractor *x, jy_str text);
void jy__document_free(jy__document *d);

/* The characters that are looked at together from `start` on: up to the end of
 * a sentence or paragraph, or cut where a text has neither. */
enum { JY__CHUNK_MAX = 3000 };
size_t jy__chunk_len(const jy__reading *r, size_t start);

/* What a term costs that begins at character `at`; titles that end there are marked already. */
void jy__lattice_weigh(jy__term *t, const jy__document *d, size_t at);
int jy__lattice_tokens(jy__document *d);

static inline bool jy__token_title(const jy__token *t) {
  return t->kind == JY__T_TITLE || t->kind == JY__T_WEAK;
}
static inline uint16_t jy__token_roles(const jy__document *d, const jy__token *t) {
  return t->entry == JY__NO_ENTRY ? 0 : d->x->entries[t->entry].roles;
}
/* The token of the surname that a title parts from the given name at t; t where none does. */
static inline size_t jy__token_surname(const jy__token *at, size_t t) {
  size_t k = t;
  if (!at[t].given) return t;
  while (k > 0 && (jy__token_title(&at[k - 1]) || at[k - 1].kind == JY__T_PREFIX)) k--;
  return k > 0 && k < t && at[k - 1].kind == JY__T_SURNAME ? k - 1 : t;
}

/* ---- organisations ---- */

/* The name of an organisation that ends before token `stop`: its first token,
 * or `stop` when there is none. *generic: 我校, 公司 and the like. */
typedef enum {
  JY__ORG_NAMED, /* ends as organisations do, or is a short name after a break */
  JY__ORG_SHORT, /* the short name of a company will do: before 总经理 */
  JY__ORG_ANY    /* its last word stands in the title: 工程系主任 */
} jy__org_form;

size_t jy__org_left(const jy__document *d, size_t stop, jy__org_form form, bool *generic);

/* Whether the name of token t stands between a body and the kind of its part, which is named after somebody:
 * 东湖大学沈某某学术馆. Looks at tokens before `stop`. */
bool jy__is_named_after(const jy__document *d, size_t t, size_t stop);
/* Whether token t opens the bracket of a firm's name: 某某(集团)有限公司. */
bool jy__opens_in_firm(const jy__document *d, size_t t);

/* The organisations of a document whose names are not known yet. */
int jy__orgs_of(jy_terms *out, const jy__document *d);

/* First token of the title that ends with token t; prefixes belong to it. */
size_t jy__title_first(const jy__document *d, size_t t);

/* ---- lists ---- */

/* Adds to the names that are known those that stand in a list with the name of
 * characters [start, end). */
int jy__lists_learn(jy__document *d, size_t start, size_t end);

/* ---- chain ---- */

enum { JY__POSTS_MAX = 8 };

typedef struct {
  size_t start, end;         /* title, characters */
  size_t org_start, org_end; /* empty when no unit is written */
} jy__post;

typedef struct {
  size_t token;
  size_t start, end;   /* of the mention: name, or surname with title */
  size_t surname;      /* the token before the title that parts it from the given name; else `token` */
  jy__post posts[JY__POSTS_MAX];
  size_t posts_len;
  size_t own;          /* posts that stand with this name, not taken over from a list */
  size_t org_start, org_end; /* a unit directly before the name */
  jy_span label;             /* what a colon before the name says it does (主讲人:); empty where none does */
  jy_mention_how how;
  bool byline, surname_only;
  bool alias;          /* another name of somebody who is told by one beside it */
  bool thing;          /* the name of a thing that is called after somebody */
  bool cued;           /* a word or mark follows that may follow a name */
  bool linked;         /* the next of a list of names */
  bool beyond;         /* more is said between the title and the name: 学生代表、高三2班某某 */
  bool within;         /* of a name of something: 某某厅, “某某青年奖” */
  bool sure;           /* so unlike words that it needs no other reason */
  float score;
} jy__found;

typedef struct {
  jy__found *at;
  size_t len, cap;
} jy__founds;

/* A hash of the name that was found; never 0. Appends it. */
uint64_t jy__found_key(const jy__document *d, const jy__found *f);
void jy__found_put(jy_buf *out, const jy__document *d, const jy__found *f);

/* Every name and every surname with a title, with what is attached to it. */
int jy__chain_find(jy__founds *out, const jy__document *d);

/* ---- belief ---- */

/* Adds the names that are believed to those that are known, and those beside them in lists. */
int jy__learn(jy__document *d, jy__founds *f);
/* Whether a found name is one of a person. */
bool jy__is_taken(const jy__document *d, const jy__found *f);

/* ---- person ---- */

/* Copies of characters [start, end) and of a found name, for free(); NULL when out of memory. */
char *jy__copy_chars(const jy__document *d, size_t start, size_t end);
char *jy__copy_name(const jy__document *d, const jy__found *f);

bool jy__ends_with(const char *s, const char *end);
/* 总师 for 总设计师, 副总师 for 副总工程师. */
bool jy__is_chief(const char *title, const char *of);

/* Takes `title`, which `f` brought; `behind` the name it may be a shorter form of one before it. */
int jy__person_title(const jy__document *d, jy_person *p, char *title, const jy__found *f, bool behind);
/* Adds the titles and units that stand with a found name. */
int jy__person_posts(const jy__document *d, jy_person *p, const jy__found *f);

/* ---- hints ---- */

/* Asks the tagger about the sentences where what was found leaves a doubt. */
int jy__hints_find(jy__document *d, const jy__founds *f);
/* The first hint that ends behind character `at`; its place among them. */
size_t jy__hints_from(const jy__hints *h, size_t at);
/* Adds to the score of a name what the tagger says for it, or against it where it sees another there. */
void jy__hints_weigh(const jy__document *d, jy__found *f);

#endif
