package io.skiplane.harness.train;

import io.skiplane.descent.Descent;
import io.skiplane.gradient.Gradient;
import io.skiplane.harness.train.Choices.GradientName;
import io.skiplane.model.StepSizes;
import io.skiplane.model.Student;
import io.skiplane.model.Teacher;

/**
 * A run that is checked and ready to start.
 *
 * @param gradientName the gradient's name
 * @param gradient what a step follows
 * @param teacher that labels the inputs
 * @param student its weights, modified by the descent
 * @param stepSizes the schedule
 * @param init {@code resnet}, {@code cnn}, or {@code file} where v comes from a file
 * @param seed names the random streams together with {@code number}
 * @param number the student's number
 * @param descent takes the steps
 */
record TrainProblem(
    GradientName gradientName,
    Gradient gradient,
    Teacher teacher,
    Student student,
    StepSizes stepSizes,
    String init,
    long seed,
    long number,
    Descent descent) {}
