// Logarithms of bases 2 and 10, as ../../assembly/transcendentals/logStepsFloat.ts explains them.
#pragma once
#include "wide_float.h"

/* Inverses, and logarithms, as high and low parts. */
static const float of_base_2[3][32] = {
  {
    1.4375f, 1.40625f, 1.3530273f, 1.3144531f, 1.277832f, 1.2431641f, 1.2104492f, 1.1796875f,
    1.1499023f, 1.1220703f, 1.0952148f, 1.0698242f, 1.0454102f, 1.0224609f, 1.0f, 0.97875977f,
    0.95825195f, 0.9387207f, 0.9199219f, 0.90185547f, 0.8845215f, 0.8679199f, 0.85180664f, 0.8364258f,
    0.8215332f, 0.8071289f, 0.7932129f, 0.779541f, 0.76660156f, 0.7541504f, 0.74194336f, 0.71875f,
  },
  {
    0.0f, 0.031707764f, 0.087371826f, 0.12909698f, 0.16986084f, 0.20954895f, 0.24801636f, 0.28515625f,
    0.322052f, 0.357399f, 0.39234924f, 0.4261856f, 0.45949554f, 0.4915161f, 0.5235596f, 0.5545349f,
    0.585083f, 0.61479187f, 0.64398193f, 0.67259216f, 0.70059204f, 0.72792816f, 0.75496674f, 0.78125f,
    0.8071747f, 0.8326874f, 0.85778046f, 0.8828659f, 0.90701294f, 0.9306412f, 0.95417786f, 1.0f,
  },
  {
    0.0f, 1.0960555e-06f, -8.655963e-07f, 2.2765835e-06f, 2.9071653e-06f, -3.6980396e-06f,
    3.0425483e-06f, 9.667319e-07f, -1.3903963e-06f, -1.13405505e-07f, -1.1921933e-06f, 2.5791567e-06f,
    -2.6687621e-06f, 1.15844955e-07f, 2.3857444e-06f, 3.4179686e-07f, 2.009578e-06f, 2.2030906e-06f,
    -3.2271496e-06f, 1.6419887e-06f, 8.245881e-07f, -5.007086e-08f, -2.6619773e-06f, 2.5199731e-06f,
    -3.5160579e-06f, 3.568835e-06f, 1.4711845e-06f, -7.872748e-07f, 1.728249e-07f, -3.373887e-06f,
    3.1400893e-06f, 0.0f,
  },
};
static const float of_base_10[3][32] = {
  {
    0.4375f, 0.4296875f, 0.41174316f, 0.4000244f, 0.38891602f, 0.37841797f, 0.3684082f, 0.3590088f,
    0.3499756f, 0.34143066f, 0.33337402f, 0.32556152f, 0.3182373f, 0.31115723f, 0.3043213f, 0.29785156f,
    0.29162598f, 0.2857666f, 0.2800293f, 0.27453613f, 0.2692871f, 0.26416016f, 0.25927734f, 0.2545166f,
    0.25f, 0.24560547f, 0.24139404f, 0.23730469f, 0.2333374f, 0.22949219f, 0.22583008f, 0.21875f,
  },
  {
    0.0f, 0.007823944f, 0.026351929f, 0.03889084f, 0.051120758f, 0.063007355f, 0.07464981f, 0.08587265f,
    0.09693909f, 0.107673645f, 0.11804581f, 0.12834549f, 0.13822556f, 0.14799881f, 0.15764618f, 0.16697693f,
    0.17615128f, 0.18496704f, 0.19377518f, 0.20237732f, 0.21076202f, 0.2191124f, 0.22721481f, 0.23526382f,
    0.24303818f, 0.25074005f, 0.2582512f, 0.26567078f, 0.272995f, 0.2802086f, 0.2871971f, 0.3010292f,
  },
  {
    0.0f, 1.3934201e-06f, -2.6891004e-07f, 7.2098464e-07f, 1.4714683e-06f, -1.0475806e-06f,
    -1.0452405e-06f, 3.2633653e-07f, 1.2211295e-06f, 1.889599e-06f, 4.939656e-07f, -5.0420175e-07f,
    1.4144018e-06f, -6.442936e-07f, -4.567129e-07f, 1.2459404e-06f, 5.7560544e-07f, -4.5372215e-07f,
    -5.895771e-07f, 1.2262185e-06f, 4.6896014e-07f, -1.6516847e-06f, -1.3246517e-06f, -1.8827826e-06f,
    -1.2880393e-07f, -2.6663333e-08f, 3.1863482e-07f, 9.640327e-07f, -1.2964822e-06f, 1.56408e-06f,
    -8.4045e-07f, 7.903417e-07f,
  },
};

/** x is 2 to the power k, times at least 1 - 1/128, and nearly unit / inverse; k as it lies in the bits, 2²³ times as large. */
typedef struct { singles k, r, inverse; places place; } Step;

/** Of normal numbers above 0. */
INLINE Step step_of(singles x, const float *inverses, float unit) {
  const places above = (places)x - 0x3f7e0000, exponent = above & -(1 << 23), place = above >> 18;
  const singles near = look_up_float(inverses, place), r = add_exact((singles){0} - unit, (singles)((places)x - exponent), near);
  return (Step){__builtin_convertvector(exponent, singles), r, (singles)((places)near - exponent), place};
}

INLINE singles log_to_base(singles x, const float table[3][32], float unit, float step_high, float step_low,
    float first, float second, float third, float fourth) {
  const Step y = step_of(x, table[0], unit);
  const singles whole = add_exact(look_up_float(table[1], y.place), y.k, (singles){0} + step_high);
  const singles low = look_up_float(table[2], y.place), lows = step_low == 0 ? low : low + y.k * step_low;
  return whole + (y.r + (y.r * (first + y.r * (second + y.r * (third + y.r * fourth))) + lows));
}

INLINE singles log2_float(singles x) {
  return log_to_base(x, of_base_2, 1.4375f, 0x1p-23f, 0, 0.0036139335f, -0.34908316f, 0.16194846f, -0.08440628f);
}

INLINE singles log10_float(singles x) {
  return log_to_base(x, of_base_10, 0.4375f, 3.5885478e-8f, 9.421607e-14f, -0.007326909f, -1.1344849f, 1.7293905f, -2.942469f);
}
