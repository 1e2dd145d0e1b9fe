/** What this machine and this JVM offer Skiplane, and the command that mends what is missing. */
@NullMarked
package io.skiplane.harness.doctor;

import org.jspecify.annotations.NullMarked;
