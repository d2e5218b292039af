/* Content ids. Knows xxHash; refuses to know what the bytes mean. */
#include <stdio.h>
#include <xxhash.h>

#include "store/internal.h"

void jy__content_id_write(char out[JY_CONTENT_ID_SIZE], XXH128_hash_t hash) {
  static const char digits[] = "0123456789abcdef";
  XXH128_canonical_t id;
  XXH128_canonicalFromHash(&id, hash);
  for (size_t i = 0; i < sizeof id.digest; i++) {
    out[2 * i] = digits[id.digest[i] >> 4];
    out[2 * i + 1] = digits[id.digest[i] & 15];
  }
  out[2 * sizeof id.digest] = '\0';
}

void jy_content_id(char out[JY_CONTENT_ID_SIZE], jy_str bytes) {
  jy__content_id_write(out, XXH3_128bits(bytes.ptr, bytes.len));
}

int jy_content_id_of_file(char out[JY_CONTENT_ID_SIZE], const char *path) {
  FILE *f;
  char piece[65536];
  size_t got;
  int status = jy__file_open(&f, path);
  if (status < 0) return status;
  XXH3_state_t *state = XXH3_createState();
  status = state && XXH3_128bits_reset(state) == XXH_OK ? JY_OK : jy__nomem();
  while (status == JY_OK && (status = jy__file_pull(f, path, piece, sizeof piece, &got)) == JY_OK && got)
    if (XXH3_128bits_update(state, piece, got) != XXH_OK) status = jy__nomem();
  if (status == JY_OK) jy__content_id_write(out, XXH3_128bits_digest(state));
  XXH3_freeState(state);
  if (f != stdin) fclose(f); /* only read: nothing can be lost */
  return status;
}
