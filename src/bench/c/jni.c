/* The loops of loops.c on Java arrays, without copies. */
#include <jni.h>

#define DECLARE(F, ...) double F##_plain(__VA_ARGS__); double F##_fast(__VA_ARGS__);
#define SPARSE(T) int, const int *, const int *, const T *, const double *, const double *, double *
#define ROWS(T) int, int, const T *, const double *, const double *, double *
DECLARE(fused_d, SPARSE(double))
DECLARE(fused_f, SPARSE(float))
DECLARE(fused_1, SPARSE(double))
DECLARE(blocked_d, int, SPARSE(double))
DECLARE(blocked_f, int, SPARSE(float))
DECLARE(blocked_1, int, SPARSE(double))
DECLARE(dense_d, ROWS(double))
DECLARE(dense_f, ROWS(float))
DECLARE(dense32_d, ROWS(double))
DECLARE(dense32_f, ROWS(float))
DECLARE(read, long, const double *)
DECLARE(slopes, int, const double *, const double *, double *)

#define PIN(a) (a ? (*env)->GetPrimitiveArrayCritical(env, a, 0) : 0)
#define FREE(a, p, mode) if (a) (*env)->ReleasePrimitiveArrayCritical(env, a, p, mode)
#define EXPORT(f) JNIEXPORT jdouble JNICALL Java_io_ef21_bench_CLoops_##f

/* least 0: row after row; else the least number of rows in a block. kind: d, f or 1. */
EXPORT(sparse)(JNIEnv *env, jclass c, jboolean fast, jint least, jchar kind, jint n, jintArray starts, jintArray columns,
               jarray values, jdoubleArray labels, jdoubleArray x, jdoubleArray g) {
  void *st = PIN(starts), *ix = PIN(columns), *v = PIN(values), *y = PIN(labels), *px = PIN(x), *pg = PIN(g);
  double loss;
#define CALL(t)                                                                                     \
  (least ? (fast ? blocked_##t##_fast(least, n, st, ix, v, y, px, pg) : blocked_##t##_plain(least, n, st, ix, v, y, px, pg)) \
         : (fast ? fused_##t##_fast(n, st, ix, v, y, px, pg) : fused_##t##_plain(n, st, ix, v, y, px, pg)))
  loss = kind == 'd' ? CALL(d) : kind == 'f' ? CALL(f) : CALL(1);
  FREE(g, pg, 0); FREE(x, px, JNI_ABORT); FREE(labels, y, JNI_ABORT); FREE(values, v, JNI_ABORT);
  FREE(columns, ix, JNI_ABORT); FREE(starts, st, JNI_ABORT);
  return loss;
}

EXPORT(dense)(JNIEnv *env, jclass c, jboolean blocks, jchar kind, jint n, jint d, jarray a, jdoubleArray labels,
              jdoubleArray x, jdoubleArray g) {
  void *pa = PIN(a), *y = PIN(labels), *px = PIN(x), *pg = PIN(g);
  double loss = kind == 'd' ? (blocks ? dense32_d_fast(n, d, pa, y, px, pg) : dense_d_fast(n, d, pa, y, px, pg))
                            : (blocks ? dense32_f_fast(n, d, pa, y, px, pg) : dense_f_fast(n, d, pa, y, px, pg));
  FREE(g, pg, 0); FREE(x, px, JNI_ABORT); FREE(labels, y, JNI_ABORT); FREE(a, pa, JNI_ABORT);
  return loss;
}

EXPORT(read)(JNIEnv *env, jclass c, jdoubleArray a) {
  jsize n = (*env)->GetArrayLength(env, a);
  void *pa = PIN(a);
  double sum = read_fast(n, pa);
  FREE(a, pa, JNI_ABORT);
  return sum;
}

EXPORT(slopes)(JNIEnv *env, jclass c, jint n, jdoubleArray m, jdoubleArray labels, jdoubleArray s) {
  void *pm = PIN(m), *y = PIN(labels), *ps = PIN(s);
  double loss = slopes_fast(n, pm, y, ps);
  FREE(s, ps, 0); FREE(labels, y, JNI_ABORT); FREE(m, pm, JNI_ABORT);
  return loss;
}
