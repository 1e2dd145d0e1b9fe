package io.skiplane.lanes.vector;

import io.skiplane.lanes.FloatNarrowMove;
import io.skiplane.lanes.Kernels;
import io.skiplane.lanes.LaneSum;
import io.skiplane.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * The vector twin for floats: each method hands on to the file that holds its loop. The build makes
 * the scalar twin's class of the same kind from this one, and the double classes from both.
 */
public final class FloatVectorKernels extends FloatVectorCohort implements Kernels {
  @Override
  public Precision precision() {
    return Precision.FLOAT;
  }

  @Override
  public String twin() {
    return FloatLanes.TWIN;
  }

  @Override
  public int laneBits() {
    return FloatLanes.BITS;
  }

  @Override
  public void normals(MemorySegment out, long offset, long pairs, long key0, long key1) {
    FloatNormals.fill(out, offset, pairs, key0, key1);
  }

  @Override
  public double dot(
      MemorySegment x, long xOffset, MemorySegment y, long yOffset, long n, MemorySegment work) {
    FloatLinear.dot(x, xOffset, y, yOffset, n, work);
    return LaneSum.sumFloat(work, 0);
  }

  @Override
  public void clear(MemorySegment memory, long offset, long bytes) {
    FloatLinear.clear(memory, offset, bytes);
  }

  @Override
  public void addScaled(
      double scale, MemorySegment x, long xOffset, MemorySegment y, long yOffset, long n) {
    FloatLinear.addScaled((float) scale, x, xOffset, y, yOffset, n);
  }

  @Override
  public void combine(
      double alpha,
      MemorySegment y,
      long yOffset,
      double beta,
      MemorySegment x,
      long xOffset,
      long n) {
    FloatLinear.combine((float) alpha, y, yOffset, (float) beta, x, xOffset, n);
  }

  @Override
  public void outputSums(
      MemorySegment a, long aOffset, long starOffset, long n, MemorySegment work) {
    FloatPopulation.outputSums(a, aOffset, starOffset, n, work);
  }

  @Override
  public void outputSteps(
      MemorySegment a,
      long aOffset,
      long starOffset,
      long k,
      double keep,
      long steps,
      long table,
      MemorySegment work) {
    FloatPopulation.outputSteps(a, aOffset, starOffset, k, (float) keep, steps, table, work);
  }

  @Override
  public void chords(MemorySegment v, long vOffset, long starOffset, long n, MemorySegment work) {
    FloatPopulation.chords(v, vOffset, starOffset, n, work);
  }

  @Override
  public void planeSteps(
      MemorySegment v,
      long vOffset,
      long starOffset,
      long n,
      long steps,
      long table,
      MemorySegment work) {
    FloatPopulation.planeSteps(v, vOffset, starOffset, n, steps, table, work);
  }

  @Override
  public void eightSums(MemorySegment work) {
    FloatTree.eight(work);
  }

  @Override
  public void directionSums(
      MemorySegment v,
      long vOffset,
      long starOffset,
      long xiOffset,
      long p,
      double side,
      MemorySegment work) {
    FloatXi.sums(v, vOffset, starOffset, xiOffset, p, (float) side, work);
  }

  @Override
  public void directionStep(
      MemorySegment v,
      long vOffset,
      long starOffset,
      long xiOffset,
      long p,
      double side,
      double keep,
      double pull,
      double push,
      MemorySegment work) {
    FloatXi.step(
        v,
        vOffset,
        starOffset,
        xiOffset,
        p,
        (float) side,
        (float) keep,
        (float) pull,
        (float) push,
        work);
  }

  @Override
  public void projectedPatches(
      MemorySegment a,
      long aOffset,
      MemorySegment star,
      long starOffset,
      long drawsOffset,
      long k,
      boolean first,
      double cosine,
      double sine,
      MemorySegment work) {
    FloatProjected.patches(
        a, aOffset, star, starOffset, drawsOffset, k, first, (float) cosine, (float) sine, work);
  }

  @Override
  public void projectedPass(
      MemorySegment weights,
      long k,
      double push,
      long drawsBefore,
      MemorySegment star,
      long starOffset,
      long drawsOffset,
      double cosine,
      double sine,
      long vOffset,
      long p,
      long starVOffset,
      long xiBefore,
      long xiOffset,
      double sideBefore,
      double keep,
      double pull,
      double pushXi,
      double side,
      MemorySegment work) {
    FloatProjected.step(
        weights,
        (float) push,
        drawsBefore,
        star,
        starOffset,
        drawsOffset,
        k,
        (float) cosine,
        (float) sine,
        work);
    FloatXi.pass(
        weights,
        vOffset,
        starVOffset,
        xiBefore,
        xiOffset,
        p,
        (float) sideBefore,
        (float) keep,
        (float) pull,
        (float) pushXi,
        (float) side,
        work);
  }

  @Override
  public void addActivations(
      double scale, MemorySegment y, long yOffset, long drawsOffset, long k, MemorySegment work) {
    FloatProjected.addActivations((float) scale, y, yOffset, drawsOffset, k, work);
  }

  @Override
  public void alongAndLength(
      long sOffset, long p, MemorySegment v, long vOffset, MemorySegment work) {
    FloatStepEnd.sums(sOffset, p, v, vOffset, work);
  }

  @Override
  public void narrowDirection(
      int p, long sOffset, MemorySegment v, long vOffset, MemorySegment work) {
    FloatPatches.direction(p, sOffset, v, vOffset, work);
  }

  @Override
  public void addActivation(
      MemorySegment a,
      long aOffset,
      long k,
      double push,
      long activationOffset,
      MemorySegment work) {
    FloatStepEnd.addActivation(a, aOffset, k, (float) push, activationOffset, work);
  }

  @Override
  public void narrowPatches(
      MemorySegment z,
      long zOffset,
      long groups,
      int columns,
      boolean first,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      long sOffset,
      MemorySegment work) {
    FloatPatches.student(
        z,
        zOffset,
        groups,
        columns,
        first,
        weights,
        aOffset,
        vOffset,
        activationOffset,
        sOffset,
        work);
  }

  @Override
  public void narrowTeacher(
      MemorySegment z,
      long zOffset,
      long groups,
      int columns,
      long aStarOffset,
      long vStarOffset,
      MemorySegment work) {
    FloatPatches.teacher(z, zOffset, groups, columns, aStarOffset, vStarOffset, work);
  }

  @Override
  public void narrowOutputs(
      MemorySegment z,
      long tableOffset,
      int inputs,
      long groups,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      long outputOffset,
      MemorySegment work) {
    FloatNarrowBatch.outputs(
        z,
        tableOffset,
        inputs,
        groups,
        weights,
        aOffset,
        vOffset,
        activationOffset,
        outputOffset,
        work);
  }

  @Override
  public void narrowBatch(
      MemorySegment z,
      long tableOffset,
      int inputs,
      long groups,
      MemorySegment weights,
      long aOffset,
      long activationOffset,
      long labelOffset,
      long outputOffset,
      long sumOffset,
      MemorySegment work) {
    FloatNarrowBatch.sums(
        z,
        tableOffset,
        inputs,
        groups,
        weights,
        aOffset,
        activationOffset,
        labelOffset,
        outputOffset,
        sumOffset,
        work);
  }

  @Override
  public int narrowSteps(
      MemorySegment z,
      long tableOffset,
      int steps,
      long k,
      int p,
      long labelOffset,
      double etaA,
      double etaW,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      MemorySegment work) {
    return FloatPatches.steps(
        z,
        tableOffset,
        steps,
        k,
        p,
        labelOffset,
        etaA,
        etaW,
        weights,
        aOffset,
        vOffset,
        activationOffset,
        work);
  }

  @Override
  public boolean narrowEnd(
      long k,
      int p,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      long sOffset,
      MemorySegment work) {
    float f = FloatPatches.output(k, weights, aOffset, activationOffset, work);
    return FloatNarrowMove.take(p, f, (float) label, etaA, etaW, weights, vOffset, sOffset, work);
  }

  @Override
  public double stepEnd(
      long k,
      long p,
      double label,
      double etaA,
      double etaW,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long activationOffset,
      long sOffset,
      MemorySegment work) {
    return FloatStepEnd.end(
        k, p, label, etaA, etaW, weights, aOffset, vOffset, activationOffset, sOffset, work);
  }

  @Override
  public void rowPatches(
      MemorySegment z,
      long zOffset,
      long rows,
      boolean far,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long n,
      long activationOffset,
      long gateOffset,
      long sOffset,
      MemorySegment work) {
    FloatRows.student(
        z,
        zOffset,
        rows,
        far,
        weights,
        aOffset,
        vOffset,
        n,
        activationOffset,
        gateOffset,
        sOffset,
        work);
  }

  @Override
  public void rowTaught(
      MemorySegment z,
      long zOffset,
      int rows,
      MemorySegment weights,
      long aOffset,
      long vOffset,
      long n,
      long activationOffset,
      long gateOffset,
      long sOffset,
      long aStarOffset,
      int firstLane,
      long vStarOffset,
      long uStarOffset,
      MemorySegment work) {
    FloatRows.taught(
        z,
        zOffset,
        rows,
        weights,
        aOffset,
        vOffset,
        n,
        activationOffset,
        gateOffset,
        sOffset,
        vStarOffset,
        uStarOffset,
        work);
    FloatRows.label(aStarOffset, firstLane, rows, uStarOffset, work);
  }

  @Override
  public void reduced(MemorySegment memory, int vectors, long steps) {
    FloatReduced.run(memory, vectors, steps);
  }
}
