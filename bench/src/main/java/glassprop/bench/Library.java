package glassprop.bench;

/** One side of a comparison: a library that trains networks and multiplies matrices in this process. */
interface Library {
  /** What it is and runs on, for people. */
  String description();

  /** A training step in float32, from these numbers. */
  Step step(Workload workload, double rate);

  /** The product of two square matrices of n rows, into a new matrix each time. */
  Runnable product(int n, float[] a, float[] b);
}
