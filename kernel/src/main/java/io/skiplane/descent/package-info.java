/**
 * What users call: {@link io.skiplane.descent.Descent} for one student, {@link
 * io.skiplane.descent.Ensemble} for many, a lane each.
 */
package io.skiplane.descent;
