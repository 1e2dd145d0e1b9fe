/**
 * What a machine can do at most: loops that do one thing and nothing else, to hold the kernels'
 * speed against. Each is a plain static method; whoever measures runs it until it is compiled, and
 * takes the time.
 */
package io.skiplane.lanes.limits;
