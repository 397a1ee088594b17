package glassprop.bench;

/** A library to be compared with. */
interface Peer extends Library {
  /** The step in float64, from the same float32 numbers: what the results in float32 are measured against. */
  Step exactStep(Workload workload, double rate);

  /** Takes on, from here on, the settings with which this work is fastest on the threads that were asked for. */
  void tuneFor(Runnable work);
}
