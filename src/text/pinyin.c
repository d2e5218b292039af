/* What is one syllable of a reading: pinyin with its tone mark, pinyin in the
 * neutral tone, zhuyin. Refuses to know which character a syllable belongs to. */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "text/internal.h"

#define LONGEST 6 /* letters of "zhuang" */

/* The syllables of Hanyu Pinyin without tone (GB/T 16159; `v` is ü), sorted. */
static const char syllables[][LONGEST + 2] = {
    "a", "ai", "an", "ang", "ao", "ba", "bai", "ban", "bang", "bao", "bei", "ben", "beng", "bi", "bian",
    "biao", "bie", "bin", "bing", "bo", "bu", "ca", "cai", "can", "cang", "cao", "ce", "cen", "ceng", "cha",
    "chai", "chan", "chang", "chao", "che", "chen", "cheng", "chi", "chong", "chou", "chu", "chua", "chuai",
    "chuan", "chuang", "chui", "chun", "chuo", "ci", "cong", "cou", "cu", "cuan", "cui", "cun", "cuo", "da",
    "dai", "dan", "dang", "dao", "de", "dei", "den", "deng", "di", "dia", "dian", "diao", "die", "ding",
    "diu", "dong", "dou", "du", "duan", "dui", "dun", "duo", "e", "ei", "en", "eng", "er", "fa", "fan",
    "fang", "fei", "fen", "feng", "fo", "fou", "fu", "ga", "gai", "gan", "gang", "gao", "ge", "gei", "gen",
    "geng", "gong", "gou", "gu", "gua", "guai", "guan", "guang", "gui", "gun", "guo", "ha", "hai", "han",
    "hang", "hao", "he", "hei", "hen", "heng", "hm", "hng", "hong", "hou", "hu", "hua", "huai", "huan",
    "huang", "hui", "hun", "huo", "ji", "jia", "jian", "jiang", "jiao", "jie", "jin", "jing", "jiong",
    "jiu", "ju", "juan", "jue", "jun", "ka", "kai", "kan", "kang", "kao", "ke", "kei", "ken", "keng",
    "kong", "kou", "ku", "kua", "kuai", "kuan", "kuang", "kui", "kun", "kuo", "la", "lai", "lan", "lang",
    "lao", "le", "lei", "leng", "li", "lia", "lian", "liang", "liao", "lie", "lin", "ling", "liu", "lo",
    "long", "lou", "lu", "luan", "lun", "luo", "lv", "lve", "m", "ma", "mai", "man", "mang", "mao", "me",
    "mei", "men", "meng", "mi", "mian", "miao", "mie", "min", "ming", "miu", "mo", "mou", "mu", "n", "na",
    "nai", "nan", "nang", "nao", "ne", "nei", "nen", "neng", "ng", "ni", "nian", "niang", "niao", "nie",
    "nin", "ning", "niu", "nong", "nou", "nu", "nuan", "nun", "nuo", "nv", "nve", "o", "ou", "pa", "pai",
    "pan", "pang", "pao", "pei", "pen", "peng", "pi", "pian", "piao", "pie", "pin", "ping", "po", "pou",
    "pu", "qi", "qia", "qian", "qiang", "qiao", "qie", "qin", "qing", "qiong", "qiu", "qu", "quan", "que",
    "qun", "ran", "rang", "rao", "re", "ren", "reng", "ri", "rong", "rou", "ru", "rua", "ruan", "rui",
    "run", "ruo", "sa", "sai", "san", "sang", "sao", "se", "sen", "seng", "sha", "shai", "shan", "shang",
    "shao", "she", "shei", "shen", "sheng", "shi", "shou", "shu", "shua", "shuai", "shuan", "shuang",
    "shui", "shun", "shuo", "si", "song", "sou", "su", "suan", "sui", "sun", "suo", "ta", "tai", "tan",
    "tang", "tao", "te", "teng", "ti", "tian", "tiao", "tie", "ting", "tong", "tou", "tu", "tuan", "tui",
    "tun", "tuo", "wa", "wai", "wan", "wang", "wei", "wen", "weng", "wo", "wu", "xi", "xia", "xian",
    "xiang", "xiao", "xie", "xin", "xing", "xiong", "xiu", "xu", "xuan", "xue", "xun", "ya", "yan", "yang",
    "yao", "ye", "yi", "yin", "ying", "yo", "yong", "you", "yu", "yuan", "yue", "yun", "za", "zai", "zan",
    "zang", "zao", "ze", "zei", "zen", "zeng", "zha", "zhai", "zhan", "zhang", "zhao", "zhe", "zhei",
    "zhen", "zheng", "zhi", "zhong", "zhou", "zhu", "zhua", "zhuai", "zhuan", "zhuang", "zhui", "zhun",
    "zhuo", "zi", "zong", "zou", "zu", "zuan", "zui", "zun", "zuo",
};

/* Syllables that stand without a tone in running text (particles, suffixes,
 * second halves of words); one letter alone is never taken for a reading. */
static const char neutral[][LONGEST + 2] = {
    "ba", "bei", "bian", "bo", "chao", "cheng", "da", "dang", "de", "di", "dou", "fu", "ge", "guo", "hu",
    "jia", "jie", "jin", "la", "lai", "le", "li", "lo", "lou", "lu", "luo", "ma", "me", "men", "mian", "na",
    "ne", "niang", "qi", "qu", "shang", "shi", "si", "sun", "tou", "wa", "xi", "xia", "xie", "ya", "ye", "yo",
    "zhe", "zi",
};

/* Letters with a tone mark: code point, plain letter. Carons are often typed
 * as breves. Sorted. */
static const struct {
  uint16_t cp;
  char letter;
} marked[] = {
    {0x00E0, 'a'}, {0x00E1, 'a'}, {0x00E8, 'e'}, {0x00E9, 'e'}, {0x00EC, 'i'}, {0x00ED, 'i'}, {0x00F2, 'o'},
    {0x00F3, 'o'}, {0x00F9, 'u'}, {0x00FA, 'u'}, {0x0101, 'a'}, {0x0103, 'a'}, {0x0113, 'e'}, {0x0115, 'e'},
    {0x011B, 'e'}, {0x012B, 'i'}, {0x012D, 'i'}, {0x0144, 'n'}, {0x0148, 'n'}, {0x014D, 'o'}, {0x014F, 'o'},
    {0x016B, 'u'}, {0x016D, 'u'}, {0x01CE, 'a'}, {0x01D0, 'i'}, {0x01D2, 'o'}, {0x01D4, 'u'}, {0x01D6, 'v'},
    {0x01D8, 'v'}, {0x01DA, 'v'}, {0x01DC, 'v'}, {0x01F9, 'n'}, {0x1E3F, 'm'},
};

static int by_name(const void *a, const void *b) {
  return strcmp(a, b);
}

#define IN(table, s) (bsearch(s, table, sizeof table / sizeof *table, sizeof *table, by_name) != NULL)

static char unmark(uint32_t cp) {
  for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
    if (marked[i].cp == cp) return marked[i].letter;
  return 0;
}

static char plain_letter(uint32_t cp) {
  if (cp >= 'a' && cp <= 'z') return (char)cp;
  if (cp == 0xFC) return 'v';
  if (cp == 0x251) return 'a'; /* the printed forms of a and g */
  return cp == 0x261 ? 'g' : 0;
}

static bool is_tone(uint32_t cp) {
  return cp == 0x300 || cp == 0x301 || cp == 0x304 || cp == 0x306 || cp == 0x30C;
}

/* Spells s in plain letters and counts its tone marks; false where it holds
 * anything else. */
static bool spell(char *plain, int *tones, jy_str s) {
  size_t n = 0;
  *tones = 0;
  for (const char *p = s.ptr, *end = p + s.len; p < end;) {
    uint32_t cp;
    size_t len = jy__utf8_next(p, end, &cp);
    if (len == 0) return false;
    p += len;
    char c = unmark(cp);
    if (c || is_tone(cp)) (*tones)++;
    if (is_tone(cp) && n > 0) continue;
    if (cp == 0x308 && n > 0 && plain[n - 1] == 'u') {
      plain[n - 1] = 'v';
      continue;
    }
    if (!c) c = plain_letter(cp);
    if (!c || n == LONGEST) return false;
    plain[n++] = c;
  }
  plain[n] = '\0';
  return true;
}

bool jy__pinyin_toned(jy_str s) {
  char plain[LONGEST + 2];
  int tones;
  return spell(plain, &tones, s) && tones == 1 && IN(syllables, plain);
}

bool jy__pinyin_neutral(jy_str s) {
  char plain[LONGEST + 2];
  int tones;
  return spell(plain, &tones, s) && tones == 0 && IN(neutral, plain);
}

/* Zhuyin (Unicode block Bopomofo): initial, glide, rime in this order, at most
 * one of each and at least one, then a tone; the neutral dot may also lead. */
bool jy__zhuyin(jy_str s) {
  enum { START, INITIAL, GLIDE, RIME, TONE };
  int at = START;
  bool letters = false;
  for (const char *p = s.ptr, *end = p + s.len; p < end;) {
    uint32_t cp;
    size_t len = jy__utf8_next(p, end, &cp);
    if (len == 0) return false;
    p += len;
    if (cp == 0x2D9 && at == START) continue;
    int kind = cp >= 0x3105 && cp <= 0x3119   ? INITIAL
               : cp >= 0x3127 && cp <= 0x3129 ? GLIDE
               : cp >= 0x311A && cp <= 0x3126 ? RIME
               : cp == 0x2CA || cp == 0x2C7 || cp == 0x2CB || cp == 0x2C9 || cp == 0x2D9 ? TONE
                                                                                        : START;
    if (kind <= at || (kind == TONE && !letters)) return false;
    letters = letters || kind != TONE;
    at = kind;
  }
  return letters;
}

/* ---- in other dress ------------------------------------------------------------ */

/* s in small letters; false where it is too long. */
static bool lower(char out[JY__SPELLED], size_t *len, jy_str s) {
  *len = 0;
  for (const char *p = s.ptr, *end = p + s.len; p < end;) {
    uint32_t cp;
    size_t n = jy__utf8_next(p, end, &cp);
    if (n == 0 || *len + 4 >= JY__SPELLED) return false;
    *len += jy__utf8_write(out + *len, (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp));
    p += n;
  }
  out[*len] = '\0';
  return true;
}

/* The letter that bears the mark: a, else e, else the o of ou, else the last
 * vowel (GB/T 16159); NULL where there is none. */
static const char *bearer(const char *plain) {
  const char *at = strpbrk(plain, "ae");
  if (at) return at;
  if ((at = strstr(plain, "ou")) != NULL) return at;
  for (const char *p = plain; *p; p++)
    if (strchr("iouv", *p)) at = p;
  return at;
}

/* A plain syllable with the mark of a tone from 1 to 4. */
static bool put_mark(char out[JY__SPELLED], const char *plain, int tone) {
  static const char vowels[] = "aeiouv";
  static const char *const marks[][4] = {{"ā", "á", "ǎ", "à"}, {"ē", "é", "ě", "è"}, {"ī", "í", "ǐ", "ì"},
                                         {"ō", "ó", "ǒ", "ò"}, {"ū", "ú", "ǔ", "ù"}, {"ǖ", "ǘ", "ǚ", "ǜ"}};
  const char *at = bearer(plain);
  if (!at) return false;
  const char *letter = marks[strchr(vowels, *at) - vowels][tone - 1];
  jy_buf b = JY_BUF_INIT;
  for (const char *p = plain; *p; p++) {
    if (p == at) jy_buf_put(&b, letter, 2);
    else jy_buf_put(&b, *p == 'v' ? "ü" : p, *p == 'v' ? 2 : 1);
  }
  bool whole = jy_buf_status(&b) == JY_OK && b.len < JY__SPELLED;
  if (whole) memcpy(out, b.ptr, b.len + 1);
  jy_buf_free(&b);
  return whole;
}

/* wang2: a plain syllable and a figure. */
static bool read_number(char spelled[JY__SPELLED], jy_str s) {
  char digit = s.len ? s.ptr[s.len - 1] : 0, plain[LONGEST + 2];
  int tones;
  if (digit < '0' || digit > '5' || !spell(plain, &tones, (jy_str){s.ptr, s.len - 1})) return false;
  if (tones || !IN(syllables, plain)) return false;
  if (digit != '0' && digit != '5') return put_mark(spelled, plain, digit - '0');
  memcpy(spelled, plain, sizeof plain);
  return true;
}

jy__syllable jy__syllable_read(char spelled[JY__SPELLED], jy_str s) {
  char small[JY__SPELLED];
  size_t len;
  *spelled = '\0';
  if (jy__zhuyin(s)) return JY__SYLLABLE_ZHUYIN;
  if (!lower(small, &len, s)) return JY__SYLLABLE_NONE;
  if (read_number(spelled, (jy_str){small, len})) return JY__SYLLABLE_NUMBERED;
  if (!jy__pinyin_toned((jy_str){small, len})) return JY__SYLLABLE_NONE;
  memcpy(spelled, small, len + 1);
  return JY__SYLLABLE_MARKED;
}

/* ---- running on ------------------------------------------------------------------ */

/* Whether a word of marked or plain letters can be cut into syllables. */
static bool is_cuttable(jy_str word) {
  size_t ends[JY__SPELLED] = {0}, n = 1; /* places in the word that syllables reach */
  for (size_t k = 0; k < n; k++) {
    if (ends[k] == word.len) return true;
    for (size_t to = ends[k] + 1; to <= word.len; to++) {
      char plain[LONGEST + 2];
      int tones;
      jy_str part = {word.ptr + ends[k], to - ends[k]};
      if (to < word.len && ((unsigned char)word.ptr[to] & 0xC0) == 0x80) continue;
      if (!spell(plain, &tones, part) || tones > 1 || !IN(syllables, plain)) continue;
      bool known = false;
      for (size_t i = 0; i < n; i++) known = known || ends[i] == to;
      if (!known && n < JY__SPELLED) ends[n++] = to;
    }
  }
  return false;
}

static bool is_phonetic_word(jy_str s) {
  char small[JY__SPELLED], spelled[JY__SPELLED];
  size_t len;
  if (jy__syllable_read(spelled, s) != JY__SYLLABLE_NONE) return true;
  bool capitals = true;
  for (size_t i = 0; i < s.len; i++) capitals = capitals && s.ptr[i] >= 'A' && s.ptr[i] <= 'Z';
  return !capitals && lower(small, &len, s) && is_cuttable((jy_str){small, len});
}

bool jy__is_phonetic(jy_str s) {
  const char *p = s.ptr, *end = p + s.len;
  bool any = false;
  while (p < end) {
    const char *from = p;
    while (p < end && (unsigned char)*p > ' ' && *p != '-' && *p != '\'') p++;
    if (p > from && !is_phonetic_word((jy_str){from, (size_t)(p - from)})) return false;
    any = any || p > from;
    p += p < end;
  }
  return any;
}
