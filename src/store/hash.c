/* Content ids. Knows xxHash; refuses to know what the bytes mean. */
#include <xxhash.h>

#include "store/internal.h"

void jy_content_id(char out[JY_CONTENT_ID_SIZE], jy_str bytes) {
  static const char digits[] = "0123456789abcdef";
  XXH128_canonical_t id;
  XXH128_canonicalFromHash(&id, XXH3_128bits(bytes.ptr, bytes.len));
  for (size_t i = 0; i < sizeof id.digest; i++) {
    out[2 * i] = digits[id.digest[i] >> 4];
    out[2 * i + 1] = digits[id.digest[i] & 15];
  }
  out[2 * sizeof id.digest] = '\0';
}
