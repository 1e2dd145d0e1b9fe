package io.skiplane.lanes.vector;

import io.skiplane.lanes.CohortKernels;
import java.lang.foreign.MemorySegment;

/** The cohort's part of {@link FloatVectorKernels}, from which all four classes are made alike. */
abstract class FloatVectorCohort implements CohortKernels {
  @Override
  public void cohortNormals(
      long offset,
      long pairs,
      MemorySegment keys,
      long keysOffset,
      long place,
      MemorySegment work) {
    FloatCohortNormals.fill(offset, pairs, keys, keysOffset, place, work);
  }

  @Override
  public void cohortPatches(
      MemorySegment z,
      long zOffset,
      boolean shared,
      long patches,
      long p,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      long gateOffset,
      long sOffset,
      MemorySegment work) {
    if (p == ONE_PASS && shared) {
      FloatCohortPatches.shared(
          z, zOffset, patches, weights, aOffset, vOffset, activationOffset, sOffset, work);
    } else if (p == ONE_PASS) {
      FloatCohortPatches.own(
          z, zOffset, patches, weights, aOffset, vOffset, activationOffset, sOffset, work);
    } else {
      FloatCohortColumns.student(
          z,
          zOffset,
          shared,
          patches,
          p,
          weights,
          aOffset,
          vOffset,
          activationOffset,
          gateOffset,
          sOffset,
          work);
    }
  }

  @Override
  public void cohortTeacher(
      MemorySegment z,
      long zOffset,
      long patches,
      long p,
      long starAOffset,
      long starVOffset,
      boolean first,
      long productOffset,
      MemorySegment work) {
    if (p == ONE_PASS) {
      FloatCohortPatches.teacher(z, zOffset, patches, starAOffset, starVOffset, first, work);
    } else {
      FloatCohortColumns.teacher(
          z, zOffset, patches, p, starAOffset, starVOffset, first, productOffset, work);
    }
  }

  @Override
  public void cohortBatch(
      MemorySegment labels,
      long labelOffset,
      double label,
      boolean first,
      long k,
      long p,
      long activationOffset,
      long sOffset,
      long batchActivationOffset,
      long batchSOffset,
      MemorySegment work) {
    FloatCohortStep.batch(
        labels,
        labelOffset,
        (float) label,
        first,
        k,
        p,
        activationOffset,
        sOffset,
        batchActivationOffset,
        batchSOffset,
        work);
  }

  @Override
  public boolean cohortStep(
      MemorySegment labels,
      long labelOffset,
      double label,
      int batch,
      MemorySegment weights,
      long weightsOffset,
      long k,
      long p,
      long activationOffset,
      long sOffset,
      double etaA,
      double etaW,
      boolean unitNorm,
      MemorySegment work) {
    return FloatCohortStep.step(
        labels,
        labelOffset,
        (float) label,
        batch,
        weights,
        weightsOffset,
        k,
        p,
        activationOffset,
        sOffset,
        (float) etaA,
        (float) etaW,
        unitNorm,
        work);
  }

  @Override
  public void cohortPlane(
      MemorySegment weights, long vOffset, long starVOffset, long p, MemorySegment work) {
    FloatCohortProjected.plane(weights, vOffset, starVOffset, p, work);
  }

  @Override
  public void cohortProjections(
      long draws,
      long patches,
      MemorySegment weights,
      long aOffset,
      long starAOffset,
      boolean first,
      long activationOffset,
      MemorySegment work) {
    FloatCohortProjected.projections(
        draws, patches, weights, aOffset, starAOffset, first, activationOffset, work);
  }

  @Override
  public boolean cohortProjectedStep(
      boolean batch,
      MemorySegment weights,
      long weightsOffset,
      long k,
      long p,
      long activationOffset,
      long xi,
      long starVOffset,
      double etaA,
      double etaW,
      boolean unitNorm,
      MemorySegment work) {
    return FloatCohortProjected.step(
        batch,
        weights,
        weightsOffset,
        k,
        p,
        activationOffset,
        xi,
        starVOffset,
        (float) etaA,
        (float) etaW,
        unitNorm,
        work);
  }
}
