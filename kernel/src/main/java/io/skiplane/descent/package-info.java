/**
 * What users call: {@link io.skiplane.descent.Descent} for one student; for many, a lane each,
 * {@link io.skiplane.descent.Ensemble} by the reduced step and {@link
 * io.skiplane.descent.SampledEnsemble} by the sampled ones.
 */
package io.skiplane.descent;
