// Cube roots of floats, as ../../assembly/transcendentals/cubeRootsFloat.ts explains them.
#pragma once
#include "wide_float.h"

// for each eighth of an octave from 1/2 to 4: a number in its middle, 1 by it, and its cube root
static const float float_cubes[32] = {
  0.5297241f, 0.5921631f, 0.65457153f, 0.71765137f, 0.7798157f, 0.84246826f, 0.90515137f, 0.96780396f, 1.05896f,
  1.1850586f, 1.3100586f, 1.4334717f, 1.5604248f, 1.6845703f, 1.8105469f, 1.9354858f, 2.1192627f, 2.3677979f,
  2.6192627f, 2.8695068f, 3.1195068f, 3.3691406f, 3.6191406f, 3.8712158f,
};
static const float float_cube_inverses[32] = {
  1.8877751f, 1.6887239f, 1.5277169f, 1.3934343f, 1.2823544f, 1.1869884f, 1.1047876f, 1.0332671f, 0.94432276f,
  0.8438401f, 0.7633246f, 0.6976071f, 0.64085114f, 0.59362316f, 0.5523193f, 0.5166661f, 0.47186223f, 0.42233336f,
  0.38178682f, 0.34849194f, 0.3205635f, 0.29681158f, 0.2763087f, 0.25831679f,
};
static const float float_cube_roots[32] = {
  0.8091268f, 0.8397444f, 0.86826515f, 0.89530534f, 0.9204439f, 0.94446206f, 0.96732795f, 0.9891507f, 1.0192792f,
  1.0582297f, 1.0942005f, 1.1275342f, 1.1598833f, 1.1898614f, 1.2188116f, 1.2462256f, 1.2844827f, 1.3328508f,
  1.3784564f, 1.4210273f, 1.4611517f, 1.4991314f, 1.5353303f, 1.5701789f,
};

/** Of normal numbers that are not negative. */
INLINE singles cube_root_float(singles x) {
  const singles k = __builtin_convertvector((places)((places)x >> 23) - 127, singles);
  const places third = (places)(k * 0.33333334f + AMONG_FEW) << 23; // in the place of exponents
  const singles y = (singles)((places)x - third * 3);
  const places place = ((places)y - 0x3f000000) >> 20;
  const singles r = (y - look_up_float(float_cubes, place)) * look_up_float(float_cube_inverses, place);
  const singles root = look_up_float(float_cube_roots, place), q = r * r;
  const singles series = (0.33333328f + r * -0.11111107f) + q * (0.061846014f + r * -0.041243758f);
  return (singles)((places)(root + (root * r) * series) + third);
}
