/** JSON documents as text. */
@NullMarked
package io.skiplane.harness.json;

import org.jspecify.annotations.NullMarked;
