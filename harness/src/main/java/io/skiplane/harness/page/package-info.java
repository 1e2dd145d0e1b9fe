/** Web pages in one file: text, tables and figures with their data, and nothing to fetch. */
@NullMarked
package io.skiplane.harness.page;

import org.jspecify.annotations.NullMarked;
