/** Number formats and the rules for memory that a caller hands in. Imports nothing of Skiplane. */
package io.skiplane.memory;
