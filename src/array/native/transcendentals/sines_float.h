// Sines and cosines of floats below 100, as ../../assembly/transcendentals/sinesFloat.ts explains them.
#pragma once
#include "wide_float.h"

static const float sines[32] = {
  -1.0f, -0.9951847f, -0.98078525f, -0.95694035f, -0.9238795f, -0.8819213f, -0.8314696f, -0.77301043f,
  -0.70710677f, -0.6343933f, -0.55557024f, -0.47139674f, -0.38268343f, -0.29028466f, -0.19509032f, -0.09801714f,
  0.0f, 0.09801714f, 0.19509032f, 0.29028466f, 0.38268343f, 0.47139674f, 0.55557024f, 0.6343933f,
  0.70710677f, 0.77301043f, 0.8314696f, 0.8819213f, 0.9238795f, 0.95694035f, 0.98078525f, 0.9951847f,
};
static const float sine_lacks[32] = {
  0.0f, -7.109666e-09f, -2.9739473e-08f, 1.7184508e-08f, -2.830749e-08f, 2.7002963e-08f, -1.6870263e-08f, -2.0642553e-08f,
  -1.21016175e-08f, -9.379558e-09f, 1.1769521e-08f, 7.4252537e-09f, -6.2233507e-09f, -1.3815665e-08f, 1.6704714e-09f, 8.933932e-10f,
  0.0f, -8.933932e-10f, -1.6704714e-09f, 1.3815665e-08f, 6.2233507e-09f, -7.4252537e-09f, -1.1769521e-08f, 9.379558e-09f,
  1.21016175e-08f, 2.0642553e-08f, 1.6870263e-08f, -2.7002963e-08f, 2.830749e-08f, -1.7184508e-08f, 2.9739473e-08f, 7.109666e-09f,
};
static const float less_cosines[32] = {
  -1.0f, -0.90198284f, -0.8049097f, -0.7097153f, -0.61731654f, -0.52860326f, -0.44442976f, -0.36560673f,
  -0.29289323f, -0.22698955f, -0.16853039f, -0.11807874f, -0.076120466f, -0.043059666f, -0.01921472f, -0.0048152735f,
  0.0f, -0.0048152735f, -0.01921472f, -0.043059666f, -0.076120466f, -0.11807874f, -0.16853039f, -0.22698955f,
  -0.29289323f, -0.36560673f, -0.44442976f, -0.52860326f, -0.61731654f, -0.7097153f, -0.8049097f, -0.90198284f,
};
static const float cosine_sixths[32] = {
  0.0f, -0.01633456f, -0.032511808f, -0.04837595f, -0.063774206f, -0.07855828f, -0.092585795f, -0.10572166f,
  -0.117839366f, -0.12882222f, -0.13856444f, -0.14697221f, -0.15396455f, -0.15947413f, -0.1634479f, -0.16584757f,
  -0.16665003f, -0.16584757f, -0.1634479f, -0.15947413f, -0.15396455f, -0.14697221f, -0.13856444f, -0.12882222f,
  -0.117839366f, -0.10572166f, -0.092585795f, -0.07855828f, -0.063774206f, -0.04837595f, -0.032511808f, -0.01633456f,
};

/** The sine of an angle of at least 0 that is by so many steps, of 32 in half a turn, larger than x; with the sign of `sign`. */
INLINE singles sine_by_steps(singles x, float steps, singles sign) {
  const singles zero = {0}, middle = zero + (AMONG_FEW + 16) + steps, near = x * 10.185916f + middle, k = near - middle;
  const singles about = add_exact(x, k, zero - 0.09816742f), part = zero - 7.350929e-06f, s = add_exact(about, k, part);
  const singles low = add_exact(about - s, k, part) - k * 6.200585e-11f, z = s * s;
  const places place = (places)near;
  const singles sine = look_up_float(sines, place), less_cosine = look_up_float(less_cosines, place);
  const singles lack = look_up_float(sine_lacks, place) + low * (1 + less_cosine);
  const singles odd = s * (less_cosine + z * look_up_float(cosine_sixths, place));
  const singles even = sine * (z * (-0.5f + z * 0.041666668f));
  return flipped(flipped(sine + (s + (odd + (even + lack))), (singles)(place << 26)), sign);
}
