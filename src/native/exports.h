// What all kernels in C share. Each source is compiled once for every level of the processor (scripts/lib/nativeTargets.mjs), by which its
// functions are named: folds_1 for x86 with AVX2 and for ARM, folds_2 for x86 with AVX-512.
#pragma once
#include <stdint.h>
#include <string.h>

#define JOIN_(name, level) name##_##level
#define JOIN(name, level) JOIN_(name, level)
#ifdef _WIN32
#define EXPORT(type, name) __declspec(dllexport) type JOIN(name, LEVEL)
#else
#define EXPORT(type, name) __attribute__((visibility("default"))) type JOIN(name, LEVEL)
#endif

// An iteration may write where it has read, never where another one reads: an array may be its own operand.
#ifdef __clang__
#define INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define INDEPENDENT _Pragma("GCC ivdep")
#endif
#define INLINE static inline __attribute__((always_inline))
