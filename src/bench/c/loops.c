/* The best C loops known for loss and gradient. Compiled twice, with and without -ffast-math: NAME(f) tells them apart. */
#include <math.h>

#define NOINLINE __attribute__((noinline))

double slopes_fast(int n, const double *restrict m, const double *restrict y, double *restrict s);

static double scalar(double margin, double y, double *slope) {
  double z = y * margin, e = exp(-fabs(z));
  *slope = -y * (z > 0 ? e : 1.0) / (1.0 + e);
  return log1p(e) + (z < 0 ? -z : 0);
}

/* One row after the other, libm in between. */
#define FUSED(F, TYPE, VALUE)                                                                                        \
  NOINLINE double NAME(F)(int n, const int *st, const int *ix, const TYPE *v, const double *y,                       \
                          const double *restrict x, double *restrict g) {                                            \
    double loss = 0;                                                                                                 \
    for (int i = 0; i < n; i++) {                                                                                    \
      double m = 0, s;                                                                                               \
      for (int p = st[i]; p < st[i + 1]; p++) m += VALUE x[ix[p]];                                                   \
      loss += scalar(m, y[i], &s);                                                                                   \
      for (int p = st[i]; p < st[i + 1]; p++) g[ix[p]] += VALUE s;                                                   \
    }                                                                                                                \
    return loss;                                                                                                     \
  }
FUSED(fused_d, double, v[p] *)
FUSED(fused_f, float, v[p] *)
FUSED(fused_1, double, )

/* Blocks of at least `least` and at most 512 rows, closed at 8,192 entries; vectorised exp and log in between. */
#define BLOCKED(F, TYPE, VALUE)                                                                                      \
  NOINLINE double NAME(F)(int least, int n, const int *st, const int *ix, const TYPE *v, const double *y,            \
                          const double *restrict x, double *restrict g) {                                            \
    double loss = 0, m[512], s[512];                                                                                 \
    for (int i0 = 0, i1; i0 < n; i0 = i1) {                                                                          \
      int limit = n - i0 < 512 ? n : i0 + 512;                                                                       \
      i1 = i0 + least < limit ? i0 + least : limit;                                                                  \
      while (i1 < limit && st[i1 + 1] - st[i0] <= 8192) i1++;                                                        \
      for (int i = i0; i < i1; i++) {                                                                                \
        double sum = 0;                                                                                              \
        for (int p = st[i], end = st[i + 1]; p < end; p++) sum += VALUE x[ix[p]];                                    \
        m[i - i0] = sum;                                                                                             \
      }                                                                                                              \
      loss += slopes_fast(i1 - i0, m, y + i0, s);                                                                    \
      for (int i = i0; i < i1; i++) {                                                                                \
        double si = s[i - i0];                                                                                       \
        for (int p = st[i], end = st[i + 1]; p < end; p++) g[ix[p]] += VALUE si;                                     \
      }                                                                                                              \
    }                                                                                                                \
    return loss;                                                                                                     \
  }
BLOCKED(blocked_d, double, v[p] *)
BLOCKED(blocked_f, float, v[p] *)
BLOCKED(blocked_1, double, )

/* Dense rows, one after the other: the second reading of a row finds it in cache. */
#define DENSE(F, TYPE)                                                                                               \
  NOINLINE double NAME(F)(int n, int d, const TYPE *a, const double *y, const double *restrict x,                    \
                          double *restrict g) {                                                                      \
    double loss = 0;                                                                                                 \
    for (int i = 0; i < n; i++, a += d) {                                                                            \
      double m = 0, s;                                                                                               \
      for (int j = 0; j < d; j++) m += a[j] * x[j];                                                                  \
      loss += scalar(m, y[i], &s);                                                                                   \
      for (int j = 0; j < d; j++) g[j] += s * a[j];                                                                  \
    }                                                                                                                \
    return loss;                                                                                                     \
  }
DENSE(dense_d, double)
DENSE(dense_f, float)

/* Dense blocks of 32 rows; four rows at a time into the gradient. */
#define DENSE32(F, TYPE)                                                                                             \
  NOINLINE double NAME(F)(int n, int d, const TYPE *a, const double *y, const double *restrict x,                    \
                          double *restrict g) {                                                                      \
    double loss = 0, m[32], s[32];                                                                                   \
    for (int i0 = 0; i0 < n; i0 += 32) {                                                                             \
      int count = n - i0 < 32 ? n - i0 : 32, i = 0;                                                                  \
      const TYPE *b = a + (long)i0 * d;                                                                              \
      for (i = 0; i < count; i++) {                                                                                  \
        double sum = 0;                                                                                              \
        for (int j = 0; j < d; j++) sum += b[(long)i * d + j] * x[j];                                                \
        m[i] = sum;                                                                                                  \
      }                                                                                                              \
      loss += slopes_fast(count, m, y + i0, s);                                                                      \
      for (i = 0; i + 4 <= count; i += 4) {                                                                          \
        const TYPE *r = b + (long)i * d;                                                                             \
        for (int j = 0; j < d; j++)                                                                                  \
          g[j] += (s[i] * r[j] + s[i + 1] * r[j + d]) + (s[i + 2] * r[j + 2 * d] + s[i + 3] * r[j + 3 * d]);         \
      }                                                                                                              \
      for (; i < count; i++)                                                                                         \
        for (int j = 0; j < d; j++) g[j] += s[i] * b[(long)i * d + j];                                               \
    }                                                                                                                \
    return loss;                                                                                                     \
  }
DENSE32(dense32_d, double)
DENSE32(dense32_f, float)

NOINLINE double NAME(read)(long n, const double *a) {
  double sum = 0;
  for (long i = 0; i < n; i++) sum += a[i];
  return sum;
}

/* With -ffast-math, gcc takes exp and log from libmvec. */
NOINLINE double NAME(slopes)(int n, const double *restrict m, const double *restrict y, double *restrict s) {
  double loss = 0;
  for (int i = 0; i < n; i++) {
    double z = y[i] * m[i], e = exp(-fabs(z));
    loss += log(1.0 + e) + (z < 0 ? -z : 0);
    s[i] = -y[i] * (z > 0 ? e : 1.0) / (1.0 + e);
  }
  return loss;
}
