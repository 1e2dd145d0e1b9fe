/* Runs a battery of TestU01 on 32-bit words from the standard input: battery small|crush|big NAME. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bbattery.h"
#include "swrite.h"
#include "unif01.h"

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

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "battery small|crush|big NAME < words\n");
    return 2;
  }
  unif01_Gen *generator = unif01_CreateExternGenBits(arguments[2], next);
  swrite_Basic = FALSE;
  if (strcmp(arguments[1], "small") == 0) {
    bbattery_SmallCrush(generator);
  } else if (strcmp(arguments[1], "crush") == 0) {
    bbattery_Crush(generator);
  } else {
    bbattery_BigCrush(generator);
  }
  /* Suspect as TestU01 has it, beyond 0.001; a failure beyond 1e-9 on either side. */
  int failed = 0, suspect = 0;
  double least = 1;
  for (int i = 0; i < bbattery_NTests; i++) {
    double p = bbattery_pVal[i];
    if (p < 0 || p > 1) {
      continue;
    }
    double side = p < 0.5 ? p : 1 - p;
    suspect += side < 0.001;
    failed += side < 1e-9;
    least = side < least ? side : least;
    if (side < 0.001) {
      printf("suspect: %s p = %g\n", bbattery_TestNames[i], p);
    }
  }
  printf("%s %s: %d p-values, %d suspect, %d failed, nearest to 0 or 1 by %.2g, %.3g words\n",
         arguments[2], arguments[1], bbattery_NTests, suspect, failed, least, words);
  return failed > 0;
}
