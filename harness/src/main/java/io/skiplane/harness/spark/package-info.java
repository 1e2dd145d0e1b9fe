/**
 * Students on Apache Spark. Only who asks for it loads this package's classes, for Spark's are not
 * among those that Skiplane comes with.
 */
@NullMarked
package io.skiplane.harness.spark;

import org.jspecify.annotations.NullMarked;
