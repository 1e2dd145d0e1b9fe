/**
 * The contract of the hot loops ({@link io.skiplane.lanes.Kernels}), the order of their sums, the
 * addresses of random streams, and the choice between the twins.
 */
package io.skiplane.lanes;
