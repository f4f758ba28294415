// The hyperbolic tangent, as ../../assembly/transcendentals/tanhFloat.ts explains it; of numbers that are not negative, or NaN.
#pragma once
#include "wide_float.h"

static const float near_points[32] = {
  1.4997541f, 1.7499933f, 1.9977599f, 2.2499433f, 2.4999816f, 2.7485323f, 3.0025284f, 3.2503214f,
  3.6224554f, 4.125462f, 4.6260343f, 5.1268406f, 5.6266613f, 6.1236353f, 6.6255703f, 7.1188183f,
  7.8596206f, 8.66434f, 0.0f, 0.09394328f, 0.15642835f, 0.21878536f, 0.28089085f, 0.34297138f,
  0.4382909f, 0.562463f, 0.687238f, 0.81255025f, 0.93818754f, 1.0624597f, 1.1874652f, 1.3128812f,
};
static const float hyperbolic_tangents[32] = {
  0.9051038f, 0.9413748f, 0.963869f, 0.97802365f, 0.9866138f, 0.9918359f, 0.99507964f, 0.99699956f,
  0.9985734f, 0.9994781f, 0.9998082f, 0.99992955f, 0.9999741f, 0.9999904f, 0.9999965f, 0.9999987f,
  0.9999997f, 0.99999994f, 0.0f, 0.093667895f, 0.1551648f, 0.21536006f, 0.27372938f, 0.33012754f,
  0.41222677f, 0.5098026f, 0.5962047f, 0.6709947f, 0.7343884f, 0.78660345f, 0.82979107f, 0.86500263f,
};
static const float hyperbolic_slopes[32] = {
  0.1807871f, 0.11381353f, 0.070956595f, 0.043469742f, 0.02659319f, 0.016261563f, 0.009816517f, 0.005991874f,
  0.0028511197f, 0.0010435241f, 0.00038357862f, 0.0001409004f, 5.1855262e-05f, 1.91926e-05f, 7.0333335e-06f, 2.6226023e-06f,
  5.9604656e-07f, 1.1920922e-07f, 1.0f, 0.9912263f, 0.9759239f, 0.95362f, 0.92507225f, 0.8910158f,
  0.83006907f, 0.74010134f, 0.64453995f, 0.5497661f, 0.46067366f, 0.381255f, 0.3114468f, 0.25177044f,
};

INLINE singles tanh_float(singles size) {
  const singles x = choose_from(9.25f, size, (singles){0} + 9.25f, size);
  const places place = (places)(x + 0.625f) >> 20;
  const singles tangent = look_up_float(hyperbolic_tangents, place), s = x - look_up_float(near_points, place), z = s * s;
  const singles t = s + s * z * (-0.33333322f + z * 0.13312282f);
  return tangent + t * look_up_float(hyperbolic_slopes, place) / (1 + tangent * t);
}
