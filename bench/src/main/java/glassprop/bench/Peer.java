package glassprop.bench;

/** Another library that does the same work in this process. */
interface Peer {
  /** Name, version and what it runs on. */
  String description();

  /** A step in float32. */
  Step step(Workload workload, double rate);

  /** The step in float64 on the same float32 numbers: what all float32 results are measured against. */
  Step reference(Workload workload, double rate);

  /** The product of two square matrices of n rows, in a new matrix each time. */
  Runnable product(int n, float[] a, float[] b);
}
