/** Wraps Agrona buffers without a copy; loaded only by applications that use them. */
package io.skiplane.agrona;
