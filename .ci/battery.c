/*
 * Runs a battery of TestU01 on 32-bit words from the standard input: battery small|crush|big NAME [PART PARTS].
 * With PART (from 0) and PARTS it runs every PARTS-th of the battery's tests, so that cores can share them.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bbattery.h"
#include "swrite.h"
#include "unif01.h"

/* What TestU01 has room for, and more than any of its batteries has tests. */
enum { MOST_TESTS = 200 };

static uint32_t buffer[1 << 14];
static size_t at = 0, size = 0;
static double words = 0;

static unsigned int next(void) {
  if (at == size) {
    size = fread(buffer, sizeof buffer[0], sizeof buffer / sizeof buffer[0], stdin);
    at = 0;
    if (size == 0) {
      fprintf(stderr, "battery: the stream ended after %.0f words\n", words);
      exit(2);
    }
    words += size;
  }
  return buffer[at++];
}

typedef struct {
  const char *name;
  int tests;
  void (*repeat)(unif01_Gen *, int repetitions[]);
} battery;

static const battery batteries[] = {
    {"small", 10, bbattery_RepeatSmallCrush},
    {"crush", 96, bbattery_RepeatCrush},
    {"big", 106, bbattery_RepeatBigCrush},
};

static const battery *named(const char *name) {
  for (size_t i = 0; i < sizeof batteries / sizeof batteries[0]; i++) {
    if (strcmp(batteries[i].name, name) == 0) {
      return &batteries[i];
    }
  }
  fprintf(stderr, "battery small|crush|big NAME [PART PARTS] < words\n");
  exit(2);
}

int main(int count, char **arguments) {
  const battery *chosen = named(count == 3 || count == 5 ? arguments[1] : "");
  int part = count == 5 ? atoi(arguments[3]) : 0, parts = count == 5 ? atoi(arguments[4]) : 1;
  unif01_Gen *generator = unif01_CreateExternGenBits(arguments[2], next);
  swrite_Basic = FALSE;
  /* Suspect as TestU01 has it, within 0.001 of 0 or 1; a failure within 1e-9. */
  int values = 0, suspect = 0, failed = 0;
  double least = 1;
  for (int test = part + 1; test <= chosen->tests; test += parts) {
    /* One at a time, so that whoever waits for hours sees each of them. */
    int repetitions[MOST_TESTS + 1] = {0};
    repetitions[test] = 1;
    chosen->repeat(generator, repetitions);
    for (int i = 0; i < bbattery_NTests; i++) {
      double p = bbattery_pVal[i];
      if (p < 0 || p > 1) {
        continue; /* TestU01's sign for no value. */
      }
      double side = p < 0.5 ? p : 1 - p;
      values++;
      suspect += side < 0.001;
      failed += side < 1e-9;
      least = side < least ? side : least;
      printf("%s %d %s: p = %g\n", side < 0.001 ? "suspect:" : "test", test, bbattery_TestNames[i], p);
    }
    fflush(stdout);
  }
  printf("%s %s: %d p-values, %d suspect, %d failed, nearest to 0 or 1 by %.2g, %.3g words\n",
         arguments[2], arguments[1], values, suspect, failed, least, words);
  return failed > 0;
}
