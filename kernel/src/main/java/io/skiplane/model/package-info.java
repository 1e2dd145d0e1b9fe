/**
 * The network, its teacher and its start: shapes, weights, step sizes. Imports lanes (for normals)
 * and memory.
 */
package io.skiplane.model;
