package io.skiplane.lanes;

/**
 * Coefficients of the elementary functions, lowest power first, shared by the twins.
 *
 * <p>Near-minimax fits (Chebyshev interpolation at 50 digits, then rounded); each comment gives the
 * function, the variable with its range, and the largest relative error before rounding of the
 * arithmetic. Zero float terms let one source serve both precisions, which leaves them out where
 * {@link #FLOAT_LONG} is false. The platform's own functions are not used: their last bits differ
 * between machines.
 */
public final class Polynomials {
  /** Whether the further terms of the polynomials are there. */
  public static final boolean FLOAT_LONG = false;

  public static final boolean DOUBLE_LONG = true;

  // (log(1+f) − f)/f², f in [√½ − 1, √2 − 1]; 7.4e−8
  public static final float FLOAT_LOG_0 = -0.49999997f;
  public static final float FLOAT_LOG_1 = 0.3333333f;
  public static final float FLOAT_LOG_2 = -0.2500078f;
  public static final float FLOAT_LOG_3 = 0.20001234f;
  public static final float FLOAT_LOG_4 = -0.16626646f;
  public static final float FLOAT_LOG_5 = 0.14204855f;
  public static final float FLOAT_LOG_6 = -0.13127555f;
  public static final float FLOAT_LOG_7 = 0.12722673f;
  public static final float FLOAT_LOG_8 = -0.07673641f;

  // sin(πx/2)/x in x², |x| ≤ 1; 3.7e−8
  public static final float FLOAT_TURN_SINE_0 = 1.5707964f;
  public static final float FLOAT_TURN_SINE_1 = -0.6459638f;
  public static final float FLOAT_TURN_SINE_2 = 0.07968992f;
  public static final float FLOAT_TURN_SINE_3 = -0.0046741436f;
  public static final float FLOAT_TURN_SINE_4 = 0.0001516717f;

  // cos(πx/2) in x², |x| ≤ 1; 2e−8 absolute
  public static final float FLOAT_TURN_COSINE_0 = 1.0f;
  public static final float FLOAT_TURN_COSINE_1 = -1.2337005f;
  public static final float FLOAT_TURN_COSINE_2 = 0.25366932f;
  public static final float FLOAT_TURN_COSINE_3 = -0.020862687f;
  public static final float FLOAT_TURN_COSINE_4 = 0.00091772294f;
  public static final float FLOAT_TURN_COSINE_5 = -2.3824152e-05f;

  // sin φ/z in z = φ(π − φ), φ in [0, π]; 4.1e−8
  public static final float FLOAT_SINE_0 = 0.31830987f;
  public static final float FLOAT_SINE_1 = 0.032251533f;
  public static final float FLOAT_SINE_2 = 0.0011602713f;
  public static final float FLOAT_SINE_3 = 2.1586866e-05f;
  public static final float FLOAT_SINE_4 = 2.4587078e-07f;
  public static final float FLOAT_SINE_5 = 1.9772226e-09f;
  public static final float FLOAT_SINE_6 = 0;
  public static final float FLOAT_SINE_7 = 0;
  public static final float FLOAT_SINE_8 = 0;
  public static final float FLOAT_SINE_9 = 0;

  // cos φ/(π/2 − φ) in z = φ(π − φ), φ in [0, π]; 5.4e−8
  public static final float FLOAT_COSINE_0 = 0.6366198f;
  public static final float FLOAT_COSINE_1 = 0.12900606f;
  public static final float FLOAT_COSINE_2 = 0.006961907f;
  public static final float FLOAT_COSINE_3 = 0.00017237879f;
  public static final float FLOAT_COSINE_4 = 2.6051077e-06f;
  public static final float FLOAT_COSINE_5 = 0;
  public static final float FLOAT_COSINE_6 = 0;
  public static final float FLOAT_COSINE_7 = 0;
  public static final float FLOAT_COSINE_8 = 0;

  // atan(x)/x in x², |x| ≤ tan(π/8); 3.8e−8
  public static final float FLOAT_ARC_TANGENT_0 = 1.0f;
  public static final float FLOAT_ARC_TANGENT_1 = -0.33332786f;
  public static final float FLOAT_ARC_TANGENT_2 = 0.19974083f;
  public static final float FLOAT_ARC_TANGENT_3 = -0.1384849f;
  public static final float FLOAT_ARC_TANGENT_4 = 0.07976292f;
  public static final float FLOAT_ARC_TANGENT_5 = 0;
  public static final float FLOAT_ARC_TANGENT_6 = 0;
  public static final float FLOAT_ARC_TANGENT_7 = 0;
  public static final float FLOAT_ARC_TANGENT_8 = 0;
  public static final float FLOAT_ARC_TANGENT_9 = 0;
  public static final float FLOAT_ARC_TANGENT_10 = 0;

  // atan(x)/x in x², |x| ≤ 1/8, minimax with the leading 1 fixed; 2.1e−8
  public static final float FLOAT_SMALL_TANGENT = 0.125f;
  public static final float FLOAT_SMALL_ARC_TANGENT_0 = 1.0f;
  public static final float FLOAT_SMALL_ARC_TANGENT_1 = -0.3333186f;
  public static final float FLOAT_SMALL_ARC_TANGENT_2 = 0.19693413f;
  public static final float FLOAT_SMALL_ARC_TANGENT_3 = 0;
  public static final float FLOAT_SMALL_ARC_TANGENT_4 = 0;
  public static final float FLOAT_SMALL_ARC_TANGENT_5 = 0;
  public static final float FLOAT_SMALL_ARC_TANGENT_6 = 0;

  // (log(1+f) − f)/f², f in [√½ − 1, √2 − 1]; 6.4e−16
  public static final double DOUBLE_LOG_0 = -0.49999999999999994;
  public static final double DOUBLE_LOG_1 = 0.3333333333333186;
  public static final double DOUBLE_LOG_2 = -0.2500000000000365;
  public static final double DOUBLE_LOG_3 = 0.2000000000073276;
  public static final double DOUBLE_LOG_4 = -0.1666666666658193;
  public static final double DOUBLE_LOG_5 = 0.14285714179289014;
  public static final double DOUBLE_LOG_6 = -0.12499999892994784;
  public static final double DOUBLE_LOG_7 = 0.11111118017076488;
  public static final double DOUBLE_LOG_8 = -0.10000012544787762;
  public static final double DOUBLE_LOG_9 = 0.09090675715160862;
  public static final double DOUBLE_LOG_10 = -0.08332740123370899;
  public static final double DOUBLE_LOG_11 = 0.07696569127755222;
  public static final double DOUBLE_LOG_12 = -0.07157185810386904;
  public static final double DOUBLE_LOG_13 = 0.06628203586242362;
  public static final double DOUBLE_LOG_14 = -0.060659034582028856;
  public static final double DOUBLE_LOG_15 = 0.05966902721981284;
  public static final double DOUBLE_LOG_16 = -0.0670715780261015;
  public static final double DOUBLE_LOG_17 = 0.06266064657674121;
  public static final double DOUBLE_LOG_18 = -0.02841188980419935;

  // sin(πx/2)/x in x², |x| ≤ 1; 4e−17
  public static final double DOUBLE_TURN_SINE_0 = 1.5707963267948966;
  public static final double DOUBLE_TURN_SINE_1 = -0.6459640975062462;
  public static final double DOUBLE_TURN_SINE_2 = 0.07969262624616565;
  public static final double DOUBLE_TURN_SINE_3 = -0.004681754135304255;
  public static final double DOUBLE_TURN_SINE_4 = 0.0001604411847130916;
  public static final double DOUBLE_TURN_SINE_5 = -3.5988430204672576e-06;
  public static final double DOUBLE_TURN_SINE_6 = 5.6921364280986254e-08;
  public static final double DOUBLE_TURN_SINE_7 = -6.684416831856085e-10;
  public static final double DOUBLE_TURN_SINE_8 = 5.87297574479995e-12;

  // cos(πx/2) in x², |x| ≤ 1; 8.2e−17 absolute
  public static final double DOUBLE_TURN_COSINE_0 = 1.0;
  public static final double DOUBLE_TURN_COSINE_1 = -1.2337005501361697;
  public static final double DOUBLE_TURN_COSINE_2 = 0.253669507901048;
  public static final double DOUBLE_TURN_COSINE_3 = -0.02086348076335242;
  public static final double DOUBLE_TURN_COSINE_4 = 0.000919260274835918;
  public static final double DOUBLE_TURN_COSINE_5 = -2.5202042359954066e-05;
  public static final double DOUBLE_TURN_COSINE_6 = 4.7108744806670773e-07;
  public static final double DOUBLE_TURN_COSINE_7 = -6.386561085053795e-09;
  public static final double DOUBLE_TURN_COSINE_8 = 6.562384296775584e-11;
  public static final double DOUBLE_TURN_COSINE_9 = -5.125127010709076e-13;

  // sin φ/z in z = φ(π − φ), φ in [0, π]; 6.2e−17
  public static final double DOUBLE_SINE_0 = 0.3183098861837907;
  public static final double DOUBLE_SINE_1 = 0.03225153443319949;
  public static final double DOUBLE_SINE_2 = 0.0011602715472401894;
  public static final double DOUBLE_SINE_3 = 2.1586579361141164e-05;
  public static final double DOUBLE_SINE_4 = 2.460934350028735e-07;
  public static final double DOUBLE_SINE_5 = 1.8975086416669717e-09;
  public static final double DOUBLE_SINE_6 = 1.0560816829291519e-11;
  public static final double DOUBLE_SINE_7 = 4.4436870015829024e-14;
  public static final double DOUBLE_SINE_8 = 1.462874271073011e-16;
  public static final double DOUBLE_SINE_9 = 3.980586078474887e-19;

  // cos φ/(π/2 − φ) in z = φ(π − φ), φ in [0, π]; 6.5e−17
  public static final double DOUBLE_COSINE_0 = 0.6366197723675814;
  public static final double DOUBLE_COSINE_1 = 0.12900613773279795;
  public static final double DOUBLE_COSINE_2 = 0.006961629283441282;
  public static final double DOUBLE_COSINE_3 = 0.00017269263488852132;
  public static final double DOUBLE_COSINE_4 = 2.4609343512960073e-06;
  public static final double DOUBLE_COSINE_5 = 2.2770102216261796e-08;
  public static final double DOUBLE_COSINE_6 = 1.478524560351735e-10;
  public static final double DOUBLE_COSINE_7 = 7.105809197403588e-13;
  public static final double DOUBLE_COSINE_8 = 2.7215749422983443e-15;

  // atan(x)/x in x², |x| ≤ tan(π/8); 7e−17
  public static final double DOUBLE_ARC_TANGENT_0 = 1.0;
  public static final double DOUBLE_ARC_TANGENT_1 = -0.3333333333332844;
  public static final double DOUBLE_ARC_TANGENT_2 = 0.1999999999885511;
  public static final double DOUBLE_ARC_TANGENT_3 = -0.14285714180976467;
  public static final double DOUBLE_ARC_TANGENT_4 = 0.11111106180455946;
  public static final double DOUBLE_ARC_TANGENT_5 = -0.09090773074808414;
  public static final double DOUBLE_ARC_TANGENT_6 = 0.07689953496306857;
  public static final double DOUBLE_ARC_TANGENT_7 = -0.06640233930429408;
  public static final double DOUBLE_ARC_TANGENT_8 = 0.056883492268090106;
  public static final double DOUBLE_ARC_TANGENT_9 = -0.04348052215716462;
  public static final double DOUBLE_ARC_TANGENT_10 = 0.021135373157693246;

  // atan(x)/x in x², |x| ≤ 1/6, minimax with the leading 1 fixed; 1e−16
  public static final double DOUBLE_SMALL_TANGENT = 1.0 / 6;
  public static final double DOUBLE_SMALL_ARC_TANGENT_0 = 1.0;
  public static final double DOUBLE_SMALL_ARC_TANGENT_1 = -0.3333333333331013;
  public static final double DOUBLE_SMALL_ARC_TANGENT_2 = 0.19999999983714528;
  public static final double DOUBLE_SMALL_ARC_TANGENT_3 = -0.14285710476471555;
  public static final double DOUBLE_SMALL_ARC_TANGENT_4 = 0.11110700790842923;
  public static final double DOUBLE_SMALL_ARC_TANGENT_5 = -0.09068487170482291;
  public static final double DOUBLE_SMALL_ARC_TANGENT_6 = 0.070843858645377;

  private Polynomials() {}
}
