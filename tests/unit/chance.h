/* Random numbers for property tests: the same on every machine and run. */
#ifndef TESTS_CHANCE_H
#define TESTS_CHANCE_H

#include <stddef.h>
#include <stdint.h>

/* xorshift64* (Vigna 2016); *state must not be 0. */
static inline size_t chance(uint64_t *state, size_t below) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return (size_t)((*state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % below;
}

#endif
