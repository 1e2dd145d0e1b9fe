/**
 * The five gradient steps of {@code DESIGN.md}, section 2: what is computed, in which order. The
 * loops themselves are behind {@link io.skiplane.lanes.Kernels}.
 */
package io.skiplane.gradient;
