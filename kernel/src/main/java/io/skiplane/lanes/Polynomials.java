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

  // −2 log(1+f)/f, |f| ≤ 1/32; 2e−7 in the root of −2 log(1+f)
  public static final float FLOAT_LOG_0 = -2.0f;
  public static final float FLOAT_LOG_1 = 1.0003756f;
  public static final float FLOAT_LOG_2 = -0.66769755f;

  // √2 sin(πx/4)/x in x², |x| ≤ 1; 2.8e−8
  public static final float FLOAT_TURN_SINE_0 = 1.1107208f;
  public static final float FLOAT_TURN_SINE_1 = -0.114191286f;
  public static final float FLOAT_TURN_SINE_2 = 0.0035214014f;
  public static final float FLOAT_TURN_SINE_3 = -5.0847044e-05f;

  // √2 cos(πx/4) in x², |x| ≤ 1; 5.4e−8 absolute
  public static final float FLOAT_TURN_COSINE_0 = 1.4142135f;
  public static final float FLOAT_TURN_COSINE_1 = -0.43617776f;
  public static final float FLOAT_TURN_COSINE_2 = 0.02241516f;
  public static final float FLOAT_TURN_COSINE_3 = -0.00045096086f;

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

  // −2 log(1+f)/f, |f| ≤ 1/16; 4.8e−17 in the root of −2 log(1+f)
  public static final double DOUBLE_LOG_0 = -2.0;
  public static final double DOUBLE_LOG_1 = 1.0000000000000022;
  public static final double DOUBLE_LOG_2 = -0.666666666665514;
  public static final double DOUBLE_LOG_3 = 0.49999999997525996;
  public static final double DOUBLE_LOG_4 = -0.40000000417666604;
  public static final double DOUBLE_LOG_5 = 0.3333333758731101;
  public static final double DOUBLE_LOG_6 = -0.2857101856347006;
  public static final double DOUBLE_LOG_7 = 0.2499765320261844;
  public static final double DOUBLE_LOG_8 = -0.22371728351573217;
  public static final double DOUBLE_LOG_9 = 0.20444619306648903;

  // √2 sin(πx/2)/x in x², |x| ≤ ½; 3.5e−18
  public static final double DOUBLE_TURN_SINE_0 = 2.221441469079183;
  public static final double DOUBLE_TURN_SINE_1 = -0.9135311874994271;
  public static final double DOUBLE_TURN_SINE_2 = 0.1127023928582841;
  public static final double DOUBLE_TURN_SINE_3 = -0.006621000189652891;
  public static final double DOUBLE_TURN_SINE_4 = 0.00022689805134235255;
  public static final double DOUBLE_TURN_SINE_5 = -5.089250235931372e-06;
  public static final double DOUBLE_TURN_SINE_6 = 7.967585563362772e-08;

  // √2 cos(πx/2) in x², |x| ≤ ½; 6.7e−17 absolute
  public static final double DOUBLE_TURN_COSINE_0 = 1.414213562373095;
  public static final double DOUBLE_TURN_COSINE_1 = -1.7447160499096936;
  public static final double DOUBLE_TURN_COSINE_2 = 0.3587428584324977;
  public static final double DOUBLE_TURN_COSINE_3 = -0.029505417413671225;
  public static final double DOUBLE_TURN_COSINE_4 = 0.0013000298886953307;
  public static final double DOUBLE_TURN_COSINE_5 = -3.563837306438805e-05;
  public static final double DOUBLE_TURN_COSINE_6 = 6.583583005207542e-07;

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
