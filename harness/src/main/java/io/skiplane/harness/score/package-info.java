/** A machine's score: what each of the five steps reaches on it, beside what it can do at most. */
@NullMarked
package io.skiplane.harness.score;

import org.jspecify.annotations.NullMarked;
